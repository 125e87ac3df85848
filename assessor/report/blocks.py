"""What a report is made of: blocks every layout can show, and richer ones that say how they read in plain lines."""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.report.placing import Plane, Standing


class Heading(NamedTuple):
    """A heading of `depth` 1 to 3."""

    text: str
    depth: int = 2


class Paragraph(NamedTuple):
    """Running text."""

    text: str


class Points(NamedTuple):
    """A list; each point with the lines that belong to it. `numbers` where the points have numbers of their own."""

    points: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: tuple[int, ...] = ()


class Drawn(NamedTuple):
    """A column of a table that a layout may draw: (low, score, high) of each row, and a legend for what is drawn."""

    column: int
    figures: tuple[tuple[int | None, int | None, int | None], ...]
    legend: str


class Table(NamedTuple):
    """A table; `widths` are the most characters a column should take in a text layout.

    `legend` explains marks that only a layout for the eye shows; `caption` is for layouts that name every table.
    `drawn` stands for one column, and the legend, in a layout that draws.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int | None, ...]
    legend: str = ""
    caption: str = ""
    drawn: Drawn | None = None


Block = Heading | Paragraph | Points | Table


class Verdict(NamedTuple):
    """The level, large, on the ladder of all levels; `standing` is None where there is no level."""

    says: str
    standing: Standing | None
    meaning: str
    held_by: tuple[str, ...]
    plain: tuple[Block, ...]


class Lead(NamedTuple):
    """One conclusion, large: what it answers, the conclusion, and what it means."""

    label: str
    title: str
    meaning: str
    plain: tuple[Block, ...]


class Signs(NamedTuple):
    """Evidence in groups: (heading, signs)."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    plain: tuple[Block, ...]


class First(NamedTuple):
    """The steps to take first: (title, what to do, why, id of the whole recommendation)."""

    why: str
    """The word before the reasons."""
    more: str
    """Leads to the whole recommendation."""
    steps: tuple[tuple[str, str, tuple[str, ...], str], ...]
    plain: tuple[Block, ...]


class Bar(NamedTuple):
    """One bar: the score, and the range that is still possible, in whole points."""

    title: str
    figure: str
    low: int | None
    score: int | None
    high: int | None


class Bars(NamedTuple):
    """Scores with their ranges as bars, and the same figures as a table."""

    title: str
    about: str
    key: tuple[str, str, str]
    """What the solid bar is, the bracket, and the hatching."""
    bars: tuple[Bar, ...]
    table: Table
    notes: tuple[str, ...]
    """For each row of the table, what is to be said of it; mostly nothing."""
    plain: tuple[Block, ...]


class Dots(NamedTuple):
    """Scores of several views as one mark a view on a line for each dimension, and the same figures as a table."""

    title: str
    about: str
    views: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    table: Table
    plain: tuple[Block, ...]


class Place(NamedTuple):
    """Two dangers as a place on two axes, and the same figures as a table."""

    title: str
    about: str
    plane: Plane | None
    key: tuple[str, str]
    """What the mark is, and what the box is."""
    table: Table
    plain: tuple[Block, ...] = ()


class Ticks(NamedTuple):
    """A two-way table whose cells are boxes: (label, ticked)."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[tuple[str, bool], ...], ...]], ...]
    words: tuple[str, str]
    """For a box that is ticked, and for one that is not."""
    plain: tuple[Block, ...]


class Steps(NamedTuple):
    """Questions with replies that stand on a ladder: (question, reply, (place, highest place))."""

    caption: str
    headers: tuple[str, str]
    rows: tuple[tuple[str, str, tuple[int, int] | None], ...]
    plain: tuple[Block, ...]


class Citation(NamedTuple):
    """A line that names elements of the source, between a label and what their basis is."""

    label: str
    ids: tuple[str, ...]
    after: str


class Entry(NamedTuple):
    """Something found, or to be done, with what may be folded away; `id` is where its reasons are told."""

    title: str
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    """(label, text)."""
    citation: Citation | None = None
    folded: tuple[tuple[str, str], ...] = ()
    id: str = ""
    number: int | None = None
    called: str = ""
    """Stands for the reasons where a page is made without them."""


class Entries(NamedTuple):
    """Findings or recommendations, each with its reasons folded."""

    fold: str
    """What opens the reasons."""
    entries: tuple[Entry, ...]
    plain: tuple[Block, ...]


class Fold(NamedTuple):
    """The reasons for `id`, folded."""

    fold: str
    id: str
    plain: tuple[Block, ...] = ()


class Quotes(NamedTuple):
    """What people wrote: (what they were asked, their words)."""

    quotes: tuple[tuple[str, str], ...]
    plain: tuple[Block, ...]


class Definitions(NamedTuple):
    """Ids of the source with what each says."""

    rows: tuple[tuple[str, str, str], ...]
    """(id, wording, where in the source)."""
    plain: tuple[Block, ...] = ()


class Jumps(NamedTuple):
    """Lines that lead to another chapter of the page: (text, id of the chapter)."""

    jumps: tuple[tuple[str, str], ...]
    plain: tuple[Block, ...] = ()


Rich = (
    Verdict | Lead | Signs | First | Bars | Dots | Place | Ticks | Steps | Entries | Fold | Quotes | Definitions | Jumps
)  # fmt: skip

Part = Iterator[Block | Rich]
"""What a part of a report yields."""


def plainly(block: Block | Rich) -> tuple[Block, ...]:
    """What layouts that cannot draw, link or fold show of a block."""
    return (block,) if isinstance(block, Heading | Paragraph | Points | Table) else block.plain
