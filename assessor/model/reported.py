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
    """The name it is cited by; it never changes its meaning."""
    section: str
    """The heading, or the document, where it stands."""
    wording: Text
    """The English is the source's own; a translation is ours, and is shown beside it."""
    place: str | None = None
    """Where in it: a page, a part, a number."""


class Term(Frozen):
    """An entry of the glossary."""

    term: Text
    """The word."""
    meaning: Text
    """What it means, in one sentence."""
    source: Sources = ()
    """Elements of the source that the meaning rests on."""


class Reference(Frozen):
    """A publication, shown where an element it supports is cited."""

    id: Id
    """The name of the publication."""
    text: str
    """The publication as it is cited."""
    supports: Sources = ()
    """Elements of the source that it supports; it is shown where one of them is."""
    note: Text | None = None
    """What a reader should know about it."""
    source: Sources = ()
    """Elements of the source that name it."""


class Evidence(Frozen):
    """A statement from research, shown beside strategies and only under its condition."""

    id: Id
    """The name of the statement."""
    use: Literal["why", "outcome", "measure"]
    """`why`: a reason to act; `outcome`: what may come of it; `measure`: what could be counted."""
    text: Text
    """What was found, with its limits."""
    beside: tuple[Id, ...] = ()
    """Strategies it is shown with."""
    shown_when: Condition | None = None
    """Shown only where this holds."""
    source: Annotated[Sources, Field(min_length=1)]
    """Elements of the source that say so; at least one."""


class PlanField(Frozen):
    """One heading of the plan."""

    id: Id
    """The name of the field."""
    title: Text
    """The heading."""
    about: Text
    """What to write under it."""
    reads: tuple[Id, ...] = ()
    """Choice and tick-all items whose answers the plan repeats under this heading."""
    source: Sources = ()
    """Elements of the source that the heading rests on."""


class ReportSection(Frozen):
    """One heading of the report, in the order of the source's agenda."""

    id: Id
    """The report's own are `what`, `why`, `how` and `challenges`; groups of strategies may name others."""
    title: Text
    """The heading."""
    about: Text | None = None
    """A line under the heading."""
    source: Sources = ()
    """Elements of the source that the heading rests on."""


class Limit(Frozen):
    """What the instrument cannot do, said in every report."""

    text: Text
    """One thing that the instrument cannot do or show."""
    source: Sources = ()
    """Elements of the source that it rests on."""


class Heading(Frozen):
    """A row or column of a matrix."""

    id: Id
    """The name that cells use."""
    title: Text
    """What stands there."""


class Matrix(Frozen):
    """A two-way table of the source, into which the options of a tick-all item fall."""

    id: Id
    """The name of the table."""
    title: Text
    """The heading over it."""
    item: Id
    """The tick-all item whose options fall into it."""
    section: Id
    """The report's section that shows it."""
    columns: tuple[Heading, ...] = Field(min_length=1)
    """The columns, from left to right."""
    rows: tuple[Heading, ...] = Field(min_length=1)
    """The rows, from top to bottom."""
    cells: dict[Id, tuple[Id, Id]]
    """Option id -> (row, column); a cell that no option falls into stays empty."""
    source: Sources = ()
    """Elements of the source that the table rests on."""


class Grid(Frozen):
    """Items that are shown together, one row each."""

    id: Id
    """The name of the table."""
    title: Text
    """The heading over it."""
    items: tuple[Id, ...] = Field(min_length=1)
    """The items, one row each."""
    section: Id
    """The report's section that shows it."""
    source: Sources = ()
    """Elements of the source that the table rests on."""


class SourceDocument(Frozen):
    """The one source a pack draws on."""

    title: str
    """What it is called."""
    author: str
    """Who wrote it."""
    affiliation: str | None = None
    """Where its author belongs."""
    presented_to: str | None = None
    """Whom it was made for."""
    date: str | None = None
    """When it was published."""
    cited_as: str
    """How reports cite it, in a few words."""
    called: Text | None = None
    """What it is, in a word, for "stated in the ...": guidelines, Act; without it, source."""
    elements: Sources = ()
    """The elements that say what the source is."""
