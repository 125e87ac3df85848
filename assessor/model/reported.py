"""What a report shows besides findings: lines of the source, evidence, terms, references, tables, plan, limits."""

from typing import Annotated, Literal

from pydantic import Field

from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Sources
from assessor.model.text import Text


class SourceElement(Frozen):
    """One citable line of the source."""

    id: Id
    section: str
    wording: Text
    """The English is the source's own; a translation is ours, and is shown beside it."""
    place: str | None = None


class Term(Frozen):
    """An entry of the glossary."""

    term: Text
    meaning: Text
    source: Sources = ()


class Reference(Frozen):
    """A publication, shown where an element it supports is cited."""

    id: Id
    text: str
    supports: Sources = ()
    note: Text | None = None
    source: Sources = ()


class Evidence(Frozen):
    """A statement from research, shown beside strategies and only under its condition."""

    id: Id
    use: Literal["why", "outcome", "measure"]
    text: Text
    beside: tuple[Id, ...] = ()
    shown_when: Condition | None = None
    source: Annotated[Sources, Field(min_length=1)]


class PlanField(Frozen):
    """One heading of the plan."""

    id: Id
    title: Text
    about: Text
    reads: tuple[Id, ...] = ()
    """Choice and tick-all items whose answers the plan repeats under this heading."""
    source: Sources = ()


class ReportSection(Frozen):
    """One heading of the report, in the order of the source's agenda."""

    id: Id
    title: Text
    about: Text | None = None
    source: Sources = ()


class Limit(Frozen):
    """What the instrument cannot do, said in every report."""

    text: Text
    source: Sources = ()


class Heading(Frozen):
    """A row or column of a matrix."""

    id: Id
    title: Text


class Matrix(Frozen):
    """A two-way table of the source, into which the options of a tick-all item fall."""

    id: Id
    title: Text
    item: Id
    section: Id
    columns: tuple[Heading, ...] = Field(min_length=1)
    rows: tuple[Heading, ...] = Field(min_length=1)
    cells: dict[Id, tuple[Id, Id]]
    """Option id -> (row, column); a cell that no option falls into stays empty."""
    source: Sources = ()


class Grid(Frozen):
    """Items that are shown together, one row each."""

    id: Id
    title: Text
    items: tuple[Id, ...] = Field(min_length=1)
    section: Id
    source: Sources = ()


class SourceDocument(Frozen):
    """The one source a pack draws on."""

    title: str
    author: str
    affiliation: str | None = None
    presented_to: str | None = None
    date: str | None = None
    cited_as: str
    elements: Sources = ()
