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
    worded: tuple[Id, ...] = ()
    """Linked by the source's own wording."""
    supporting: tuple[Id, ...] = ()
    """Adds weight; alone it never recommends."""


class Caution(Frozen):
    """A warning shown with a strategy; while one of `later_while` holds, the strategy comes behind the rest."""

    text: Text
    later_while: tuple[Id, ...] = ()


class Strategy(Frozen):
    """One thing the source recommends, made into a first step."""

    id: Id
    title: Text
    group: Id
    option: bool = False
    """Printed with a question mark in the source: offered, never ordered."""
    effort: Annotated[int, Field(ge=1, le=3)]
    first_step: Text
    sign: Text
    called_by: CalledBy
    cautions: tuple[Caution, ...] = ()
    pairs_with: tuple[Id, ...] = ()
    conflicts_with: tuple[Id, ...] = ()
    in_place_when: Condition | None = None
    source: Annotated[Sources, Field(min_length=1)]
    basis: Basis


class Group(Frozen):
    """A heading over strategies."""

    id: Id
    title: Text
    section: Id = "strategies"
    """The report's section that shows its strategies."""
    about: Text | None = None
    source: Sources = ()
