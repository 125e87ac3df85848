"""A sector as headings, paragraphs, lists and tables: the order of the page, for every linear layout."""

from collections.abc import Iterator

from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.sector_reading import NOT_SHOWN, Common, PlacedRead, SectorPage

LEVELS = "Levels"
SCORES = "Scores"
SCORES_READ = (
    "0 to 100, higher is readier. Of the agencies with the score, at least a quarter are at or below the lower figure, "
    "half at or below the middle, three quarters at or below the upper; each figure is some agency's score. The last "
    "range is what the middle could be once everything is answered."
)
DANGERS = "Dangers"
DANGERS_READ = "How many agencies show each status. A danger is an index of signs, never a probability."
CHALLENGES = "The commonest barriers"
CHALLENGES_READ = "Where answers are missing that would decide it, a barrier is open: neither there nor not there."
STRATEGIES = "The commonest recommendations"
TOO_FEW = "There are too few agencies to tell how many of them are where."
NONE_LISTED = "None is known of enough agencies to be listed."
PLACED_READ = (
    "Below: how many of the others that have the score are below. Could be: the fewest and the most of them, if all "
    "open answers went one way or the other. Share: how much of all agencies like these would lie below, between which "
    "ends, with both taken into account (95 %, exact binomial interval). Scores also differ by chance and by who "
    "answered, and a rank says nothing about why."
)
LIMITS = "Limits of this instrument"


def sector_outline(page: SectorPage) -> Iterator[Block]:
    """The blocks of a sector, in the order they are read."""
    yield Heading(page.title, 1)
    for notice in page.notices:
        yield Paragraph(notice)
    if page.placed is not None:
        yield from _placed(page.placed)
    if page.scores:
        yield Heading(LEVELS)
        yield Paragraph(page.with_level)
        if page.levels:
            yield _counts(Table(("Level", "Agencies"), page.levels, (40, 20)))
        yield from _scores(page)
        yield Heading(DANGERS)
        yield Paragraph(DANGERS_READ)
        statuses = tuple((status, *counts) for status, counts in page.statuses)
        yield _counts(Table(("Status", *page.dangers), statuses, (24, *(20 for _ in page.dangers))))
        yield Heading(CHALLENGES)
        yield Paragraph(CHALLENGES_READ)
        yield from _common(("Barrier", "Agencies", "Open"), page.challenges, page.rarer_challenges)
        yield Heading(STRATEGIES)
        yield from _common(("Step", "Agencies", "Among the first"), page.strategies, page.rarer_strategies)
    if page.limits:
        yield Heading(LIMITS)
        yield Points(tuple((limit, ()) for limit in page.limits))


def _counts(table: Table) -> Table | Paragraph:
    """A table of counts; a sentence where none of them may be told."""
    shown = any(cell != NOT_SHOWN for row in table.rows for cell in row[1:])
    return table if shown else Paragraph(TOO_FEW)


def _placed(placed: PlacedRead) -> Iterator[Block]:
    yield Heading(placed.title)
    yield Paragraph(placed.level)
    if placed.ranks:
        yield Paragraph(PLACED_READ)
        headers = ("Dimension", "Score", "Middle", "Below", "Could be", "Share")
        rows = tuple((r.title, r.score, r.middle, r.below, r.possible, r.percent) for r in placed.ranks)
        yield Table(headers, rows, (22, None, None, None, None, None))
    if placed.without:
        yield Paragraph(placed.without)


def _scores(page: SectorPage) -> Iterator[Block]:
    yield Heading(SCORES)
    yield Paragraph(SCORES_READ)
    headers = ("Dimension", "Lower", "Middle", "Upper", "Middle could be", "Agencies")
    rows = tuple((s.title, s.lower, s.middle, s.upper, s.middle_range, s.agencies) for s in page.scores)
    yield Table(headers, rows, (22, None, None, None, None, 14))


def _common(headers: tuple[str, ...], rows: tuple[Common, ...], rarer: str) -> Iterator[Block]:
    if rows:
        yield Table(headers, tuple((row.title, row.agencies, row.other) for row in rows), (46, 14, 14))
        if rarer:
            yield Paragraph(rarer)
    else:
        yield Paragraph(NONE_LISTED)
