"""Where an agency stands: on the ladder of levels, and between the two dangers on their two axes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from assessor.language import N_, current, say
from assessor.model.assessment import Assessment, DangerFound
from assessor.model.condition import AllOf, AtLeastN, DangerLeaf, parts
from assessor.model.ruleset import Danger, Pack
from assessor.model.text import Language
from assessor.report.wording import from_to, status_word


class Rung(NamedTuple):
    """One level; `mark` says in words why it is marked, and is empty where it is not."""

    number: int
    title: str
    mark: str
    reached: bool
    possible: bool


class Standing(NamedTuple):
    """The level that was found among all levels, lowest first."""

    place: str
    title: str
    range: str
    """What open answers could still make of it; empty where nothing is open."""
    rungs: tuple[Rung, ...]


class Axis(NamedTuple):
    """One danger as an axis from 0 (the worst) to 100: the further along, the fewer signs of the danger."""

    danger: str
    more: str
    """What there is more of along the axis."""
    status: str
    figure: str
    range: str
    at: int
    low: int
    high: int
    cut: int
    """Where the danger begins to be likely."""


class Plane(NamedTuple):
    """Two dangers as a place on two axes."""

    across: Axis
    up: Axis
    corners: tuple[str, str, str, str]
    """What the corners are called: upper left and right, lower left and right."""
    corner: int | None
    """Which of the corners the statuses say; None where they say none."""
    sure: bool
    """Whether enough is known of both dangers."""
    notes: tuple[str, ...]
    """Where a status is not what the index alone would say."""


MARKS = N_(("reached now", "by the score alone", "still possible"))


def read_standing(found: Assessment, pack: Pack, language: Language) -> Standing | None:
    """The level on its ladder; None where there is no level."""
    level = found.level
    if level is None:
        return None
    rungs = []
    for each in sorted(pack.ruleset.levels, key=lambda one: one.number):
        possible = level.low <= each.number <= level.high
        marks = (each.number == level.number, each.number == level.proposed != level.number,
                 possible and each.number != level.number)  # fmt: skip
        mark = ", ".join(say(word) for word, fits in zip(MARKS, marks, strict=True) if fits)
        rungs.append(
            Rung(each.number, each.title.said_in(language), mark, each.number == level.number, possible),
        )
    title = next(rung.title for rung in rungs if rung.reached)
    said = ""
    if level.low != level.high:
        said = say("From {low} to {high} once everything is answered.", low=level.low, high=level.high)
    place = say("Level {number} of {highest}", number=level.number, highest=len(rungs))
    return Standing(place, title, said, tuple(rungs))


def read_plane(found: Assessment, pack: Pack, language: Language) -> Plane | None:
    """The place between two dangers; None where there is none to show, since nobody takes part or nothing is known."""
    dangers = pack.ruleset.dangers
    if len(dangers) != 2:
        return None
    across, up = (_axis(each, found.dangers[each.id], language) for each in dangers)
    if across is None or up is None:
        return None
    sure = all(each.status != "not_enough_known" for each in found.dangers.all.values())
    notes = (_note(each, found.dangers[each.id], language) for each in dangers)
    corner = _CORNER.get((found.dangers[dangers[0].id].status, found.dangers[dangers[1].id].status))
    return Plane(across, up, _corners(pack, language), corner, sure, tuple(filter(None, notes)))


_CORNER = {
    ("likely", "low"): 0, ("likely", "possible"): 0, ("low", "low"): 1, ("likely", "likely"): 2,
    ("low", "likely"): 3, ("possible", "likely"): 3,
}  # fmt: skip
"""Statuses of the two dangers -> the corner they speak of."""


def _axis(danger: Danger, found: DangerFound, language: Language) -> Axis | None:
    if found.status == "absent" or found.index is None or found.low is None or found.high is None:
        return None
    return Axis(
        danger.title.said_in(language),
        say("More {axis}", axis=_of(danger.axis.said_in(language))),
        status_word(found.status),
        str(found.index),
        from_to(found.low, found.high),
        100 - found.index,
        100 - max(found.high, found.index),
        100 - min(found.low, found.index),
        100 - danger.cuts.likely,
    )


def _note(danger: Danger, found: DangerFound, language: Language) -> str:
    title, over = danger.title.said_in(language), (found.index or 0) >= danger.cuts.likely
    if found.status == "likely" and not over:
        return say(
            "{danger} is likely although its index is below {cut}: two signs together decide it.",
            danger=title, cut=danger.cuts.likely,
        )  # fmt: skip
    if found.status == "not_enough_known":
        return say("{danger}: not enough is known, so the mark may still move anywhere in the box.", danger=title)
    return ""


def _of(axis: str) -> str:
    """What there is more of: French says of what, and lets the vowel go before another."""
    if current() == "en":
        return axis
    return f"d'{axis}" if axis[:1].lower() in "aeiouyhàâéèêëîïôû" else f"de {axis}"


def _corners(pack: Pack, language: Language) -> tuple[str, str, str, str]:
    """Few signs of a danger are right of its axis' middle, or above it; the pack's positions name the corners."""
    across, up = (danger.id for danger in pack.ruleset.dangers)
    upper_left, lower_right = (danger.title.said_in(language) for danger in pack.ruleset.dangers)
    upper_right = _position(pack, {across: "low", up: "low"}, language)
    lower_left = _position(pack, {across: "likely", up: "likely"}, language)
    return upper_left, upper_right, lower_left, lower_right


def _position(pack: Pack, statuses: Mapping[str, str], language: Language) -> str:
    held = (each for each in pack.ruleset.positions if each.when is None or _holds(each.when, statuses))
    return next((each.title.said_in(language) for each in held), "")


def _holds(condition: Any, statuses: Mapping[str, str]) -> bool:
    """Whether a condition holds that reads the status of dangers; one that reads anything else does not."""
    inner = [_holds(part, statuses) for part in parts(condition)]
    if isinstance(condition, AtLeastN):
        return sum(inner) >= condition.at_least_n[0]
    if inner:
        return all(inner) if isinstance(condition, AllOf) else any(inner)
    if not isinstance(condition, DangerLeaf):
        return False
    wanted = condition.operand if isinstance(condition.operand, tuple) else (condition.operand,)
    met = statuses[condition.danger] in wanted
    return met if condition.operator in ("is", "one_of") else not met
