"""A plan: the six headings of the presentation, filled in from an assessment, finished and kept by people.

What people type stands in fields that may be left blank; everything else is written anew from each assessment.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from assessor.model.base import Frozen, Id
from assessor.model.day import RealDay
from assessor.model.response import Name, PackName

Typed = Annotated[str, StringConstraints(max_length=20_000)] | None
"""What somebody typed, kept as it is and cleaned where it is shown; None where it is still to be filled in."""

YesNo = Literal["yes", "no"]
Progress = Literal["not_started", "started", "done", "dropped"]
Standing = Literal["done", "open", "new", "dropped", "gone"]
"""How a step stands since the earlier answers; `new` are those called for the first time, or again."""

Gone = Literal["in_place", "not_called", "not_known"]
"""Why a step is no longer needed: in place now, no longer called, or what called it was not answered this time."""


class LevelSaid(Frozen):
    """The level, and the numbers it could still come to once everything is answered."""

    id: Id
    low: int
    high: int


class Said(Frozen):
    """What one view answered to a question that the plan repeats."""

    item: Id
    view: Id
    answer: tuple[Id, ...]


class What(Frozen):
    """What to do: where the agency stands, and where it would like to be."""

    level: LevelSaid | None = None
    position: Id | None = None
    little_say: dict[Id, Id] = {}
    """Item -> answer, for the places where people are told at most."""
    in_place: tuple[Id, ...] = ()
    """Strategies to keep up."""
    aim: Typed = None
    note: Typed = None


class Why(Frozen):
    """Why: the reasons given, how they fit with practice, and the agency's own sentence."""

    said: tuple[Said, ...] = ()
    findings: tuple[Id, ...] = ()
    reason: Typed = None
    hopes: Typed = None
    """What service users hope to gain."""
    note: Typed = None


class Champion(Frozen):
    """Somebody who carries the plan."""

    name: Typed = None
    role: Typed = None
    is_service_user: YesNo | None = None
    is_senior: YesNo | None = None
    note: Typed = None

    @property
    def named(self) -> bool:
        """Whether a name is filled in."""
        return bool(self.name and self.name.strip())


class Barrier(Frozen):
    """Something in the way; without a finding it is one that people added."""

    finding: Id | None = None
    title: Typed = None
    note: Typed = None


class PastBarrier(Barrier):
    """A barrier that the answers of `left` showed no more, or did not tell of."""

    reason: Literal["not_found", "not_known"]
    left: RealDay


class Barriers(Frozen):
    """What stands in the way: what the answers show, and what people said."""

    found: tuple[Barrier, ...] = ()
    said: tuple[Said, ...] = ()
    past: tuple[PastBarrier, ...] = ()
    note: Typed = None


class Step(Frozen):
    """One strategy made into a step; without a strategy it is one that people added."""

    strategy: Id | None = None
    title: Typed = None
    first: bool = False
    """One of the at most three to begin with."""
    first_step: Typed = None
    sign: Typed = None
    """How we would notice."""
    owner: Typed = None
    due: RealDay | None = None
    status: Progress = "not_started"
    note: Typed = None
    called_by: tuple[str, ...] = ()
    since: RealDay | None = None
    """The date of the answers that first called it, or called it again."""


class PastStep(Step):
    """A step that the answers of `left` called no more."""

    reason: Gone
    left: RealDay


class Need(Frozen):
    """What one step takes."""

    strategy: Id | None = None
    title: Typed = None
    people: Typed = None
    time: Typed = None
    money: Typed = None
    ask: Typed = None
    """Who will be asked for what is missing."""
    due: RealDay | None = None


class Resources(Frozen):
    """What the steps take; no strategy creates resources, so what is lacking is settled here."""

    missing: tuple[Id, ...] = ()
    """Findings that say that resources are lacking."""
    needs: tuple[Need, ...] = ()
    note: Typed = None


class Plan(Frozen):
    """A plan of one agency, version 1."""

    plan: Literal[1] = 1
    agency: Name
    date: RealDay
    """Of the answers."""
    earlier: tuple[RealDay, ...] = ()
    """The dates of the answers that the plan was carried over from, oldest first."""
    pack: PackName
    drafted_with_service_users: Literal["yes", "no", "unknown"] = "unknown"
    look_again: RealDay | None = None
    note: Typed = None
    what: What = What()
    why: Why = Why()
    champions: tuple[Champion, ...] = ()
    barriers: Barriers = Barriers()
    strategies: tuple[Step, ...] = ()
    resources: Resources = Resources()
    no_longer_needed: tuple[PastStep, ...] = ()
    undecided: tuple[str, ...] = ()
    """Findings that answers still missing leave open; what they called cannot be said to be over."""

    def standing(self) -> dict[Standing, tuple[Step, ...]]:
        """The steps by how they stand; of those no longer needed, what was done counts as done."""
        found: dict[Standing, tuple[Step, ...]] = {"done": (), "open": (), "new": (), "gone": (), "dropped": ()}
        for step in (*self.strategies, *self.no_longer_needed):
            stands = self._stands(step)
            found[stands] = (*found[stands], step)
        return found

    def _stands(self, step: Step) -> Standing:
        if step.status == "done":
            return "done"
        if isinstance(step, PastStep):
            return "gone"
        if step.status == "dropped":
            return "dropped"
        new = bool(self.earlier) and step.since == self.date and step.status == "not_started"
        return "new" if new else "open"
