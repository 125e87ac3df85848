"""Questions, replies and figures in words; the one place where numbers are rounded and text is cleaned."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assessor.language import N_, number, say, speaking
from assessor.model.assessment import AnswerRead, Met, ScoreFound
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording

STATE_WORDS = N_(
    {
        "unanswered": "not answered",
        "does_not_apply": "does not apply",
        "not_asked": "not asked, because of an earlier answer",
        "no_view": "nobody was asked yet",
        "hidden": "too few people answered to show it",
    },
    sense="answer",
)
ENDS = N_({5: "5 or less", 95: "95 or more"})
"""How the lowest and the highest of the figures in steps are told."""

STATUS_WORDS = N_(
    {
        "low": "low",
        "possible": "possible",
        "likely": "likely",
        "not_enough_known": "not enough known",
        "absent": "no participation yet",
    },
    sense="danger",
)

NONE = "-"
"""Stands in a table where there is no figure, in every language."""


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


def status_word(status: str) -> str:
    """The status of a danger in words; as it is where it is none."""
    return say(STATUS_WORDS[status], sense="danger") if status in STATUS_WORDS else status


def rounded(value: float) -> Decimal:
    """A score as it is told."""
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figure(value: float | None) -> str:
    """A score for people: one decimal, half up, or a dash where there is none."""
    return NONE if value is None else number(value, 1)


def about(score: ScoreFound) -> str:
    """A score; in whole steps where it rests on protected answers, with its ends left open."""
    if score.score is None or not score.rounded:
        return figure(score.score)
    ends = ENDS.get(int(score.score))
    return say(ends) if ends else f"{score.score:.0f}"


def span(score: ScoreFound) -> str:
    """What a score could still be."""
    if score.low is None or score.high is None or not score.rounded:
        return from_to(figure(score.low), figure(score.high))
    return from_to(f"{score.low:.0f}", f"{score.high:.0f}")


def exactly(value: float) -> str:
    """A number with as many decimals as it has."""
    return number(value, len(f"{value:g}".partition(".")[2]))


def from_to(low: object, high: object) -> str:
    """A range."""
    return say("{low} to {high}", low=low, high=high)


def to_ask(views: Iterable[str]) -> str:
    """Views that are to be asked; French says `aux` before each, in the message before the first."""
    return say(" or ", sense="views asked").join(views)


def answering(views: Iterable[str]) -> str:
    """Views of which one would have to answer; French says `les` before each, in the message before the first."""
    return say(" or ", sense="views answering").join(views)


def seeing(views: Iterable[str]) -> str:
    """Views that see something; French says `les` before each, in the message before the first."""
    return say(" and ", sense="views seeing").join(views)


def answers_of(views: Sequence[str]) -> str:
    """Views whose answers are meant; French says `des` before each, in the message before the first."""
    first, last = say(", ", sense="answers of views").join(views[:-1]), views[-1]
    return say("{first} or {last}", sense="answers of views", first=first, last=last) if first else last


def quoted(words: str) -> str:
    """Words between the quotation marks of the language."""
    return say('"{words}"', words=words)


def capital(text: str) -> str:
    """`text` with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """`text` with its first letter in lower case, the others as they are."""
    return text[:1].lower() + text[1:]


def question(item: Item, view: str | None, language: Language) -> str:
    """The item as that view was asked it; the first wording where the view is not asked."""
    wording = item.ask.get(view or "") or next(iter(item.ask.values()))
    return wording.said_in(language)


def reply(item: Item, value: Met | None, pack: Pack, language: Language) -> str:
    """An answer in the words that were chosen from."""
    if isinstance(value, tuple):
        return "; ".join(option_label(item, option, language) for option in value) or say("none of them")
    if isinstance(value, str):
        return option_label(item, value, language)
    labels = pack.instrument.scale_labels.get(item.kind, ())
    if isinstance(value, int) and 0 <= value < len(labels):
        return labels[value].said_in(language)
    return say("answered") if value is None else str(value)


def option_label(item: Item, option: str, language: Language) -> str:
    """The label of an option; its id where there is none."""
    return item.options[item.positions[option]].label.said_in(language) if option in item.positions else option


def reply_read(item: Item, answer: AnswerRead, pack: Pack, language: Language) -> str:
    """What was read of an item, in words."""
    if answer.state != "answered":
        return say(STATE_WORDS[answer.state], sense="answer")
    return say("answered in words") if item.kind == "text" else reply(item, answer.value, pack, language)


def cited(element: str, pack: Pack, language: Language = "en") -> str:
    """An element of the source: its id, section heading and wording, as printed; in French a translation beside it."""
    found = pack.ruleset.sources_by_id.get(element)
    if found is None:
        return element
    with speaking(language):
        printed = as_printed(found.wording, language)
        told = say('{element}, "{section}": {wording}', element=element, section=found.section, wording=printed)
    return f"{told} ({found.place})" if found.place else told


def as_printed(wording: Wording, language: Language) -> str:
    """A line of the source as printed; in French a translation beside it, where that is another word."""
    if language == "en" or wording.fr in (None, wording.en):
        return wording.en
    with speaking(language):
        return say("{wording} (translation: {translation})", wording=wording.en, translation=wording.fr)
