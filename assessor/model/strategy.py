"""A strategy: one thing the source recommends, what calls it, and what to mind."""

from typing import Annotated

from pydantic import Field

from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Sources
from assessor.model.rule import Basis
from assessor.model.text import Text


class CalledBy(Frozen):
    """Which findings (rules, or `danger.status`) call a strategy."""

    primary: tuple[Id, ...] = ()
    """Findings that call the strategy."""
    worded: tuple[Id, ...] = ()
    """Linked by the source's own wording."""
    supporting: tuple[Id, ...] = ()
    """Adds weight; alone it never recommends."""


class Caution(Frozen):
    """A warning shown with a strategy; while one of `later_while` holds, the strategy comes behind the rest."""

    text: Text
    """The warning, shown with the strategy."""
    later_while: tuple[Id, ...] = ()
    """Findings, or `danger.status`, while which the strategy comes behind the rest."""


class Strategy(Frozen):
    """One thing the source recommends, made into a first step."""

    id: Id
    """A short name; it never changes its meaning."""
    title: Text
    """What to do, in a few words."""
    group: Id
    """The heading it stands under, one of `groups`."""
    option: bool = False
    """Printed with a question mark in the source: offered, never ordered."""
    effort: Annotated[int, Field(ge=1, le=3)]
    """1 small, 2 middling, 3 large."""
    first_step: Text
    """What can be done within a month."""
    sign: Text
    """How one would notice that it works."""
    called_by: CalledBy
    """The findings that call it: rules by id, or `danger.status`."""
    cautions: tuple[Caution, ...] = ()
    """What to mind."""
    pairs_with: tuple[Id, ...] = ()
    """Strategies that go well with it."""
    conflicts_with: tuple[Id, ...] = ()
    """Strategies that should not be begun at the same time."""
    in_place_when: Condition | None = None
    """Where this holds, the strategy is in place: keep it."""
    source: Annotated[Sources, Field(min_length=1)]
    """Elements of the source that recommend it; at least one."""
    basis: Basis
    """Who recommends it: `source`, or `inference` where the recommendation is yours."""


class Group(Frozen):
    """A heading over strategies."""

    id: Id
    """The name strategies give as their `group`."""
    title: Text
    """The heading."""
    section: Id = "strategies"
    """The report's section that shows its strategies."""
    about: Text | None = None
    """A line under the heading."""
    source: Sources = ()
    """Elements of the source that the heading rests on."""
