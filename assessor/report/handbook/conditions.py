"""Conditions in words, with links to what they read: a sentence for a comparison, a list where several are joined."""

from collections.abc import Iterator
from typing import Any

from assessor.language import either
from assessor.model.condition import AllOf, AnswerLeaf, AnyOf, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf, parts
from assessor.report.handbook.linking import Links
from assessor.report.markdown import escaped
from assessor.report.wording import STATUS_WORDS, reply

OPERATOR_WORDS = {
    "is": "is", "is_not": "is not", "one_of": "is one of", "none_of": "is none of", "at_least": "is at least",
    "above": "is above", "at_most": "is at most", "below": "is below", "includes": "includes",
    "excludes": "leaves out", "unanswered": "was left open",
}  # fmt: skip


def condition_lines(label: str, condition: Any, links: Links, depth: int = 0) -> Iterator[str]:
    """The condition as a point of a list, after `label`; parts stand below what joins them."""
    start, inner = "  " * depth + f"- {label} ".rstrip() + " ", parts(condition)
    if not inner:
        yield f"{start}{in_words(condition, links)}"
        return
    yield f"{start}{_joined(condition)}:"
    for part in inner:
        yield from condition_lines("", part, links, depth + 1)


def _joined(condition: Any) -> str:
    if isinstance(condition, AllOf):
        return "all of these"
    if isinstance(condition, AnyOf):
        return "at least one of these"
    return f"at least {condition.at_least_n[0]} of these"


def in_words(leaf: Any, links: Links) -> str:
    """One comparison as a sentence without a full stop."""
    if isinstance(leaf, FindingLeaf):
        return f"the finding {links.to('rule', leaf.finding)} holds"
    if isinstance(leaf, NoFindingLeaf):
        return f"the finding {links.to('rule', leaf.no_finding)} does not hold"
    if isinstance(leaf, AnswerLeaf):
        return _answer(leaf, links)
    if isinstance(leaf, GapLeaf):
        return _gap(leaf, links)
    wanted = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    verb = _verb(leaf.operator, len(wanted))
    if isinstance(leaf, DangerLeaf):
        return f"{links.to('danger', leaf.danger)} {verb} {either([STATUS_WORDS[str(status)] for status in wanted])}"
    scored = "the overall score" if leaf.score == "overall" else f"the score of {links.to('dimension', leaf.score)}"
    return f"{scored} {verb} {wanted[0]}"


def _answer(leaf: AnswerLeaf, links: Links) -> str:
    item = links.pack.instrument.items[leaf.answer]
    who = f" by {escaped(_plural(leaf.as_, links))}" if leaf.as_ else ""
    asked = f"the answer{who} to {links.to('item', item.id)}"
    if leaf.operator == "unanswered":
        return f"{asked} {OPERATOR_WORDS[leaf.operator]}"
    wanted = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    said = either([f'"{escaped(reply(item, value, links.pack, "en"))}"' for value in wanted])
    return f"{asked} {_verb(leaf.operator, len(wanted))} {said}"


def _verb(operator: str, values: int) -> str:
    """The operator in words; one of one is that one."""
    alone = {"one_of": "is", "none_of": "is_not"} if values == 1 else {}
    return OPERATOR_WORDS[alone.get(operator, operator)]


def _gap(leaf: GapLeaf, links: Links) -> str:
    items = links.pack.instrument.items
    sort, unit = ("item", "points") if leaf.gap in items else ("dimension", "of 100 points")
    subject, far = (
        links.to(sort, leaf.gap),
        f"{OPERATOR_WORDS[leaf.operator].removeprefix('is ')} {leaf.operand} {unit}",
    )
    first, second = (escaped(_plural(view, links)) for view in leaf.between)
    if leaf.better is None:
        return f"{first} and {second} are {far} apart on {subject}"
    better, worse = (first, second) if leaf.better == leaf.between[0] else (second, first)
    return f"{better} see {subject} better than {worse} do, by {far}"


def _plural(view: str, links: Links) -> str:
    return str(links.pack.instrument.views[view].plural)
