"""Questions, replies, figures and conditions in words; the one place where numbers are rounded and text is cleaned."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assessor.model.assessment import AnswerRead, Met, ScoreFound
from assessor.model.condition import AllOf, AnswerLeaf, AnyOf, AtLeastN, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording

STATE_WORDS = {
    "unanswered": "not answered",
    "does_not_apply": "does not apply",
    "not_asked": "not asked, because of an earlier answer",
    "no_view": "nobody was asked yet",
    "hidden": "too few people answered to show it",
}
OPERATOR_WORDS = {
    "is": "is", "is_not": "is not", "one_of": "is one of", "none_of": "is none of", "at_least": "is at least",
    "above": "is above", "at_most": "is at most", "below": "is below", "includes": "includes",
    "excludes": "leaves out", "unanswered": "was left open",
}  # fmt: skip
ENDS = {5: "5 or less", 95: "95 or more"}
"""How the lowest and the highest of the figures in steps are told."""

STATUS_WORDS = {
    "low": "low",
    "possible": "possible",
    "likely": "likely",
    "not_enough_known": "not enough known",
    "absent": "no participation yet",
}


KEPT = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""What Python calls unprintable and is harmless: French needs both spaces."""


def cleaned(text: str) -> str:
    """Free text made safe to show: control, escape and direction-changing characters become a visible mark."""
    return "".join(ch if ch.isprintable() or ch in KEPT else "\N{REPLACEMENT CHARACTER}" for ch in text)


def one_line(text: str) -> str:
    """`text` with every run of blanks as one blank; spaces that must not break a line stay."""
    return " ".join(re.findall(r"[^ \t\n\r\f\v]+", text))


def writable(text: str) -> str:
    """`text` without what a file of XML or JSON cannot hold, whoever wrote it; answers are `cleaned` before that."""
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)


def figure(number: float | None) -> str:
    """A score for people: one decimal, half up, or a dash where there is none."""
    return "-" if number is None else str(Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def about(score: ScoreFound) -> str:
    """A score; in whole steps where it rests on protected answers, with its ends left open."""
    if score.score is None or not score.rounded:
        return figure(score.score)
    return ENDS.get(int(score.score), f"{score.score:.0f}")


def span(score: ScoreFound) -> str:
    """What a score could still be."""
    if score.low is None or score.high is None or not score.rounded:
        return f"{figure(score.low)} to {figure(score.high)}"
    return f"{score.low:.0f} to {score.high:.0f}"


def either(words: Sequence[str]) -> str:
    """The words with commas between, and `or` before the last."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def question(item: Item, view: str | None, language: Language) -> str:
    """The item as that view was asked it; the first wording where the view is not asked."""
    wording = item.ask.get(view or "") or next(iter(item.ask.values()))
    return wording.said_in(language)


def reply(item: Item, value: Met | None, pack: Pack, language: Language) -> str:
    """An answer in the words that were chosen from."""
    if isinstance(value, tuple):
        return "; ".join(option_label(item, option, language) for option in value) or "none of them"
    if isinstance(value, str):
        return option_label(item, value, language)
    labels = pack.instrument.scale_labels.get(item.kind, ())
    if isinstance(value, int) and 0 <= value < len(labels):
        return labels[value].said_in(language)
    return "answered" if value is None else str(value)


def option_label(item: Item, option: str, language: Language) -> str:
    """The label of an option; its id where there is none."""
    return item.options[item.positions[option]].label.said_in(language) if option in item.positions else option


def reply_read(item: Item, answer: AnswerRead, pack: Pack, language: Language) -> str:
    """What was read of an item, in words."""
    if answer.state != "answered":
        return STATE_WORDS[answer.state]
    return "answered in words" if item.kind == "text" else reply(item, answer.value, pack, language)


def comparison(leaf: Any, pack: Pack, language: Language) -> str:
    """What a comparison wants, in words."""
    if isinstance(leaf, FindingLeaf | NoFindingLeaf):
        rule = leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding
        title = pack.ruleset.rules_by_id[rule].title.said_in(language)
        return f'the finding "{title}" {"holds" if isinstance(leaf, FindingLeaf) else "does not hold"}'
    verb = OPERATOR_WORDS[leaf.operator]
    wanted = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    if isinstance(leaf, AnswerLeaf):
        item = pack.instrument.items[leaf.answer]
        values = () if leaf.operator == "unanswered" else wanted
        said = ", ".join(f'"{reply(item, value, pack, language)}"' for value in values)
        return f"the answer{' as ' + leaf.as_ if leaf.as_ else ''} {verb} {said}".strip()
    if isinstance(leaf, DangerLeaf):
        title = next(d.title for d in pack.ruleset.dangers if d.id == leaf.danger).said_in(language)
        return f"{title} {verb} {', '.join(STATUS_WORDS[str(status)] for status in wanted)}"
    if isinstance(leaf, GapLeaf):
        far = f"{verb.removeprefix('is ')} {wanted[0]}"
        if leaf.better is None:
            return f"{leaf.between[0]} and {leaf.between[1]} are {far} apart on {leaf.gap}"
        worse = next(view for view in leaf.between if view != leaf.better)
        return f"{leaf.better} sees {leaf.gap} better than {worse} by {far}"
    return f"the score of {leaf.score} {verb} {wanted[0]}"


def joined(condition: Any) -> str:
    """How the parts of a condition are joined, in words; empty for a single comparison."""
    if isinstance(condition, AllOf):
        return "all of these"
    if isinstance(condition, AnyOf):
        return "at least one of these"
    return f"at least {condition.at_least_n[0]} of these" if isinstance(condition, AtLeastN) else ""


def cited(element: str, pack: Pack, language: Language = "en") -> str:
    """An element of the source: its id, section heading and wording, as printed; in French a translation beside it."""
    found = pack.ruleset.sources_by_id.get(element)
    if found is None:
        return element
    place = f" ({found.place})" if found.place else ""
    if language == "en":
        return f'{element}, "{found.section}": {found.wording}{place}'
    heading = f"«\N{NO-BREAK SPACE}{found.section}\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}:"
    return f"{element}, {heading} {as_printed(found.wording, language)}{place}"


def as_printed(wording: Wording, language: Language) -> str:
    """A line of the source as printed; in French a translation beside it, where that is another word."""
    if language == "en" or wording.fr in (None, wording.en):
        return wording.en
    return f"{wording.en} (traduction\N{NO-BREAK SPACE}: {wording.fr})"
