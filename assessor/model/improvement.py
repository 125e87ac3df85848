"""The smallest change that would help: which answers would have to become readier, and what to do for that."""

from typing import Annotated, Literal

from pydantic import Field

from assessor.model.assessment import Met
from assessor.model.base import Frozen, Id
from assessor.model.condition import Status
from assessor.model.instrument import Sources
from assessor.model.text import Text

Effort = Annotated[int, Field(ge=1, le=3)]


class Goal(Frozen):
    """What is wanted: at least a level, a danger called low, or at least a score of a dimension (0 to 100)."""

    sort: Literal["level", "danger", "dimension"]
    id: Id
    title: Text
    number: float
    """The level's number, the score; 0 for a danger."""


class Change(Frozen):
    """One answer that would have to become readier, told as the practice it is about."""

    item: Id
    asked: Text
    """The question, as those are asked who run things where they are asked it at all."""
    views: tuple[Id, ...]
    """Whose answers are read; all of them who answer less than `then` would come to say `then`."""
    ask_again: tuple[Id, ...]
    """Of these the protected views: what they say cannot be decided, only asked for again."""
    now: Met
    now_label: Text
    then: Met
    then_label: Text
    steps: Annotated[int, Field(ge=1)]
    """Points moved."""
    effort: Effort
    """Of the strategy; without one, the item's weight, at most 3."""
    strategy: Id | None
    title: Text | None
    """Of the strategy."""
    first_step: Text | None
    source: Sources
    """Of the strategy; without one, of the item."""


class Alternative(Frozen):
    """Changes that together reach the goal, with what an assessment with them comes to."""

    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    cost: Annotated[int, Field(ge=1)]
    """The sum of effort times steps."""
    level: int | None
    """The level's number afterwards."""
    dangers: dict[Id, Status]
    """Danger -> its status afterwards."""
    proven: bool
    """Whether the solver proved that no other way has fewer changes, or as many that cost less, but for those above."""


class Obstacle(Frozen):
    """Something between the agency and the goal."""

    sort: Literal["gate", "score", "danger", "clearing", "known", "sign"]
    id: Id
    """Of the rule, dimension (or `overall`) or danger."""
    title: Text
    liftable: bool
    """Whether readier answers could remove it, were it the only one."""
    views: tuple[Id, ...] = ()
    """Whose answers are missing (`clearing`)."""


class Improvement(Frozen):
    """The fewest changes that reach a goal, with alternatives; or what is in the way."""

    schema_: Literal["improvement/1"] = Field(default="improvement/1", alias="schema")
    agency: str
    date: str
    goal: Goal
    reached: bool
    """Whether the goal is reached already."""
    alternatives: tuple[Alternative, ...]
    """Fewest changes first, then the least cost; none holds all changes of another."""
    settled: bool
    """Whether the solver proved what it says, that there are these and no other ways first, or that there is none."""
    obstacles: tuple[Obstacle, ...]
    """What is in the way, where no change of answers would reach the goal."""
