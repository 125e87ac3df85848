"""What is different between two assessments of one agency: plain frozen data, like the assessments themselves."""

from typing import Literal

from assessor.model.assessment import AnswerRead, PackUsed, Told
from assessor.model.base import Frozen, Id
from assessor.model.condition import Status

Verdict = Literal["better", "worse", "same", "within_noise", "unknown"]
"""`within_noise`: a change that chance could make, had others answered; `unknown`: one side has no figure."""

Became = Literal["in_place", "no_longer_called", "still_open", "new"]


class Side(Frozen):
    """Which assessment stands on one side."""

    date: str
    pack: PackUsed
    views: dict[Id, int]


class Moved(Frozen):
    """A figure before and after, on 0..100, and what to make of the change."""

    before: float | None
    after: float | None
    verdict: Verdict
    margin: bool
    """Whether enough people answered on both sides to tell a change from chance."""


class LevelMoved(Frozen):
    """The level by number; None where there is none. `held_by` tells the gates on each side."""

    before: int | None
    after: int | None
    held_before: tuple[Id, ...] = ()
    held_after: tuple[Id, ...] = ()


class DangerMoved(Frozen):
    """A danger's status and index on each side."""

    before: Status
    after: Status
    index_before: int | None
    index_after: int | None


class AnswerMoved(Frozen):
    """An item that reads otherwise than before; None where one side's pack does not have it."""

    before: AnswerRead | None
    after: AnswerRead | None


class RuleMoved(Frozen):
    """A rule whose outcome changed, and what it reads that changed: items, findings, scores and dangers."""

    before: Told | None
    after: Told | None
    by: tuple[str, ...]


class Difference(Frozen):
    """Everything that is different; what stayed the same is left out, but for figures."""

    agency: str
    before: Side
    after: Side
    level: LevelMoved
    position_before: Id | None
    position_after: Id | None
    overall: Moved
    scores: dict[Id, Moved]
    dangers: dict[Id, DangerMoved]
    answers: dict[Id, AnswerMoved]
    rules: dict[Id, RuleMoved]
    steps: dict[Id, Became]
    """Every strategy that was or is recommended."""

    @property
    def nothing(self) -> bool:
        """Whether nothing at all changed."""
        figures = (self.overall, *self.scores.values())
        same = all(moved.before == moved.after for moved in figures) and self.level.before == self.level.after
        return same and not self.answers and not self.rules and all(b == "still_open" for b in self.steps.values())


class Rescored(Frozen):
    """Many agencies under other rules."""

    agencies: tuple[Difference, ...]
    levels: tuple[tuple[int | None, int | None, int], ...]
    """(level before, level after, how many agencies); None where there is no level."""
    rules: dict[Id, int]
    """Rule -> for how many agencies its outcome changed, most first."""
    unchanged: int
    """Agencies for which nothing at all changed."""
