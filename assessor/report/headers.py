"""The names of the sheets of a workbook, and the headers of their columns."""

from typing import NamedTuple

from assessor.language import N_, say


class Column(NamedTuple):
    """A column with its width in characters."""

    header: str
    width: int


SHEETS = N_(
    {
        "summary": "Summary",
        "dimensions": "Dimensions",
        "views": "Views",
        "gaps": "Gaps",
        "agreement": "Agreement",
        "dangers": "Dangers",
        "findings": "Findings",
        "recommendations": "Recommendations",
        "answers": "Answers",
        "sources": "Sources and limits",
    },
    sense="sheet",
)
"""Names of the sheets; a spreadsheet takes at most 31 letters, and none of []:*?/\\."""


DIMENSIONS = N_(
    (
        ("Agency", 28),
        ("Dimension", 30),
        ("Score", 10),
        ("Lowest", 10),
        ("Highest", 10),
        ("Could fall by", 10),
        ("Could rise by", 10),
        ("Answered", 10),
        ("Questions", 10),
        ("Note", 40),
    )
)
VIEWS = N_((("Agency", 28), ("Part", 20), ("Dimension", 30)))
APART = N_((("Views are", 14),))
GAPS = N_((("Agency", 28), ("Number", 8), ("Gap", 40), ("Who says what", 50), ("To do", 60)))
AGREEMENT = N_(
    (
        ("Agency", 28),
        ("View", 20),
        ("Dimension", 30),
        ("People", 10),
        ("Spread", 10),
        ("Agreement", 22),
        ("ICC(2,k)", 12),
        ("Alpha", 12),
        ("No figure for", 60),
    )
)
DANGERS = N_(
    (
        ("Agency", 28),
        ("Danger", 16),
        ("Status", 16),
        ("Index", 8),
        ("Lowest index", 8),
        ("Highest index", 8),
        ("Evidence", 16),
        ("Sign", 80),
    )
)
FINDINGS = N_(
    (("Agency", 28), ("Kind", 16), ("Finding", 40), ("Because", 54), ("How firm", 20), ("Source", 20), ("Basis", 14))
)
RECOMMENDATIONS = N_(
    (
        ("Agency", 28),
        ("Number", 8),
        ("Among the first", 9),
        ("Strategy", 22),
        ("First step", 30),
        ("You would notice", 22),
        ("Called by", 30),
        ("Caution", 22),
        ("Research", 22),
        ("Source", 28),
        ("Basis", 16),
    )
)
ANSWERS = N_(
    (
        ("Agency", 28),
        ("Section", 20),
        ("Id", 16),
        ("Question", 50),
        ("View", 18),
        ("People", 8),
        ("Answer", 44),
        ("How many say so", 12),
        ("Mean, 0 to 100", 10),
    )
)
SOURCES = N_((("Agency", 28), ("Kind", 16), ("Text", 100)))
"""Headers of the columns of each sheet, with their widths."""

Headers = tuple[tuple[str, int], ...]


def under(headers: Headers) -> tuple[Column, ...]:
    """The columns with their headers in the language spoken."""
    return tuple(Column(say(header), width) for header, width in headers)


def named(sheet: str) -> str:
    """The name of a sheet."""
    return say(SHEETS[sheet], sense="sheet")


def agency() -> Column:
    """Whose the row is."""
    return Column(say("Agency"), 28)


def moves() -> tuple[Column, ...]:
    """How far a score could move."""
    return Column(say("Could fall by"), 10), Column(say("Could rise by"), 10)


def ranges() -> tuple[Column, ...]:
    """The columns of a score after it."""
    return Column(say("Lowest"), 10), Column(say("Highest"), 10), *moves()
