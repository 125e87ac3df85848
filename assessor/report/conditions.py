"""Conditions in words: what each comparison wants, and how the parts of a condition are joined."""

from typing import Any

from assessor.language import N_, count, current, say
from assessor.model.condition import AllOf, AnswerLeaf, AnyOf, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import quoted, reply, status_word

ANSWER = N_(
    {
        "is": "the answer is {wanted}",
        "is_not": "the answer is not {wanted}",
        "one_of": "the answer is one of {wanted}",
        "none_of": "the answer is none of {wanted}",
        "at_least": "the answer is at least {wanted}",
        "above": "the answer is above {wanted}",
        "at_most": "the answer is at most {wanted}",
        "below": "the answer is below {wanted}",
        "includes": "the answer includes {wanted}",
        "excludes": "the answer leaves out {wanted}",
        "unanswered": "the answer was left open",
    }
)
ANSWER_AS = N_(
    {
        "is": "the answer as {view} is {wanted}",
        "is_not": "the answer as {view} is not {wanted}",
        "one_of": "the answer as {view} is one of {wanted}",
        "none_of": "the answer as {view} is none of {wanted}",
        "at_least": "the answer as {view} is at least {wanted}",
        "above": "the answer as {view} is above {wanted}",
        "at_most": "the answer as {view} is at most {wanted}",
        "below": "the answer as {view} is below {wanted}",
        "includes": "the answer as {view} includes {wanted}",
        "excludes": "the answer as {view} leaves out {wanted}",
        "unanswered": "the answer as {view} was left open",
    }
)
DANGER = N_(
    {
        "is": "{danger} is {wanted}",
        "is_not": "{danger} is not {wanted}",
        "one_of": "{danger} is one of {wanted}",
        "none_of": "{danger} is none of {wanted}",
    }
)
SCORE = N_(
    {
        "is": "the score of {score} is {wanted}",
        "is_not": "the score of {score} is not {wanted}",
        "one_of": "the score of {score} is one of {wanted}",
        "none_of": "the score of {score} is none of {wanted}",
        "at_least": "the score of {score} is at least {wanted}",
        "above": "the score of {score} is above {wanted}",
        "at_most": "the score of {score} is at most {wanted}",
        "below": "the score of {score} is below {wanted}",
    }
)
APART = N_(
    {
        "at_least": "{first} and {second} are at least {far} apart on {subject}",
        "above": "{first} and {second} are above {far} apart on {subject}",
        "at_most": "{first} and {second} are at most {far} apart on {subject}",
        "below": "{first} and {second} are below {far} apart on {subject}",
    }
)
BETTER = N_(
    {
        "at_least": "{better} sees {subject} better than {worse} by at least {far}",
        "above": "{better} sees {subject} better than {worse} by above {far}",
        "at_most": "{better} sees {subject} better than {worse} by at most {far}",
        "below": "{better} sees {subject} better than {worse} by below {far}",
    }
)


def comparison(leaf: Any, pack: Pack, language: Language) -> str:
    """What a comparison wants, in words."""
    if isinstance(leaf, FindingLeaf):
        return say('the finding "{title}" holds', title=_rule(leaf.finding, pack, language))
    if isinstance(leaf, NoFindingLeaf):
        return say('the finding "{title}" does not hold', title=_rule(leaf.no_finding, pack, language))
    wanted = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
    if isinstance(leaf, AnswerLeaf):
        return _answer(leaf, wanted, pack, language)
    if isinstance(leaf, DangerLeaf):
        title = next(d.title for d in pack.ruleset.dangers if d.id == leaf.danger).said_in(language)
        return say(
            DANGER[_operator(leaf, wanted)], danger=title, wanted=", ".join(status_word(str(each)) for each in wanted)
        )
    if isinstance(leaf, GapLeaf):
        return _gap(leaf, wanted[0], pack)
    return say(SCORE[leaf.operator], score=subject_word(leaf.score, pack), wanted=wanted[0])


def _operator(leaf: Any, wanted: tuple[Any, ...]) -> str:
    """The operator as it is written; French, which has no short word for `one of`, says of one that it is that one."""
    alone = {"one_of": "is", "none_of": "is_not"} if len(wanted) == 1 and current() == "fr" else {}
    return alone.get(leaf.operator, str(leaf.operator))


def _rule(name: str, pack: Pack, language: Language) -> str:
    return pack.ruleset.rules_by_id[name].title.said_in(language)


def _answer(leaf: AnswerLeaf, wanted: tuple[Any, ...], pack: Pack, language: Language) -> str:
    item = pack.instrument.items[leaf.answer]
    values = () if leaf.operator == "unanswered" else wanted
    said = ", ".join(quoted(reply(item, value, pack, language)) for value in values)
    if leaf.as_:
        return say(ANSWER_AS[_operator(leaf, wanted)], view=view_word(leaf.as_, pack), wanted=said)
    return say(ANSWER[_operator(leaf, wanted)], wanted=said)


def _gap(leaf: GapLeaf, far: Any, pack: Pack) -> str:
    first, second = (view_word(view, pack) for view in leaf.between)
    subject = subject_word(leaf.gap, pack)
    if leaf.better is None:
        return say(APART[leaf.operator], first=first, second=second, far=far, subject=subject)
    better, worse = (first, second) if leaf.better == leaf.between[0] else (second, first)
    return say(BETTER[leaf.operator], better=better, worse=worse, far=far, subject=subject)


def view_word(view: str, pack: Pack) -> str:
    """A view inside a reason: in English its id, which is an English word; in French what its people are called."""
    return view if current() == "en" else pack.instrument.views[view].plural.said_in(current())


def subject_word(name: str, pack: Pack) -> str:
    """What was scored or compared: in English its id; in French the title of the dimension, or the id of the item."""
    if current() == "en":
        return name
    return titled(name, pack) if name not in pack.instrument.items else say("the question {id}", id=name)


def titled(name: str, pack: Pack) -> str:
    """What something read is called in a sentence: in English its id; in French its title, or else its id."""
    if current() == "en":
        return name
    if name == "overall":
        return say("the whole", sense="score")
    titles = {each.id: each.title for each in pack.ruleset.dimensions}
    titles |= {each.id: each.title for each in pack.ruleset.dangers}
    return quoted(titles[name].said_in(current())) if name in titles else name


def joined(condition: Any) -> str:
    """How the parts of a condition are joined, as a line above them."""
    if isinstance(condition, AllOf):
        return say("Reads all of these:")
    if isinstance(condition, AnyOf):
        return say("Reads at least one of these:")
    return count("Reads at least {n} of these:", "Reads at least {n} of these:", condition.at_least_n[0])
