"""The report as headings, paragraphs, lists and tables: the order of the page, for every linear layout."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assessor.report.grids import MatrixRead
from assessor.report.reading import DangerRead, FindingRead, Page, ScoreRow, StepRead
from assessor.report.views import ViewsRead
from assessor.report.wording import cleaned


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

    `legend` explains marks that only a layout for the eye shows. `drawn` stands for one column, and the legend, in a
    layout that draws.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int | None, ...]
    legend: str = ""
    drawn: Drawn | None = None


Block = Heading | Paragraph | Points | Table


def known(blocks: Iterable[object]) -> Iterator[Block]:
    """Blocks of the kinds that every layout lays out; a richer kind stands as the blocks in its `plain`."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph | Points | Table):
            yield block
        elif hasattr(block, "plain"):
            yield from known(block.plain)
        else:
            raise TypeError(f"{type(block).__name__} is no block, and says not how it reads plainly")


BAR = 20
"""Characters of a bar; one for each five points."""


def outline(page: Page) -> Iterator[Block]:
    """The blocks of the report, in the order they are read."""
    yield Heading(page.title, 1)
    yield Paragraph(page.subtitle)
    for notice in page.notices:
        yield Paragraph(notice)
    yield from _level(page)
    yield from _first(page)
    yield from _scores(page)
    if page.views is not None:
        yield from _views(page.views)
    yield from _chapter(page, "what", "What is there already", _strengths(page))
    yield from _chapter(
        page, "why", "Why", (*_matrices(page, "why"), *_findings(page, "consistency", "Aim and practice"))
    )
    yield from _chapter(page, "how", "How service users take part", (*_how(page), *_matrices(page, "how")))
    yield from _chapter(page, "challenges", "Challenges and dangers", _challenges(page))
    order = [*page.headings, *(step.section for step in page.steps)]
    for section in sorted({step.section for step in page.steps}, key=order.index):
        inside = [step for step in page.steps if step.section == section]
        yield from _chapter(page, section, "Recommendations", _steps(inside))
    yield from _open(page)
    yield from _end(page)


def _chapter(page: Page, section: str, fallback: str, blocks: Iterator[Block] | tuple[Block, ...]) -> Iterator[Block]:
    inside = tuple(blocks)
    if inside:
        title, about = page.headings.get(section, (fallback, ""))
        yield Heading(title)
        if about:
            yield Paragraph(about)
        yield from inside


def _level(page: Page) -> Iterator[Block]:
    yield Heading("Readiness")
    yield Paragraph(page.level.removesuffix(".") + ".")
    if page.level_meaning:
        yield Paragraph(page.level_meaning)
    if page.held_by:
        yield Paragraph(page.held_by[0])
        yield Points(tuple((line, ()) for line in page.held_by[1:]))


def _first(page: Page) -> Iterator[Block]:
    first = [step for step in page.steps if step.first]
    if not first:
        yield Paragraph("Nothing is recommended now. Keep what is in place, and ask again in a year.")
        return
    yield Heading("What to do first, and why")
    points = tuple((f"{step.title}. {step.first_step}", (f"Why: {'; '.join(step.why[:3])}.",)) for step in first)
    yield Points(points, tuple(range(1, len(points) + 1)))


def _scores(page: Page) -> Iterator[Block]:
    yield Heading("Scores")
    yield Paragraph(
        "0 to 100, higher is readier. The range is what answers that are still missing could make of the score."
    )
    legend = "In the bar, # is the score and - is what is still possible."
    headers = ("Dimension", "Score", "Range", "Bar", "Answers")
    rows = [_score_row(row) for row in (page.overall, *page.scores)]
    drawn = "In the bar, the dark part is the score and the lighter part what is still possible."
    bars = Drawn(headers.index("Bar"), tuple(row.bar for row in (page.overall, *page.scores)), drawn)
    yield Table(headers, tuple(rows), (26, None, None, None, None), legend, bars)
    noted = tuple((f"{row.title}: {row.note}.", ()) for row in (page.overall, *page.scores) if row.note)
    if noted:
        yield Points(noted)


def _score_row(row: ScoreRow) -> tuple[str, ...]:
    return row.title, row.score, row.range, bar(*row.bar), row.answered


def bar(low: int | None, score: int | None, high: int | None) -> str:
    """A bar of characters: # up to the score (or the lowest possible), - up to the highest possible, . beyond."""
    if high is None:
        return ""
    solid = (score if score is not None else low or 0) * BAR // 100
    possible = max(high * BAR // 100, solid)
    return "#" * solid + "-" * (possible - solid) + "." * (BAR - possible)


def _views(views: ViewsRead) -> Iterator[Block]:
    yield Heading("How each view sees it")
    if views.kept_back:
        yield Points(tuple((line, ()) for line in views.kept_back))
    if len(views.names) > 1:
        yield Paragraph(
            "Scores by who answered; a dash stands where a view is not asked or too little is known. Views are asked "
            "partly different questions. The last column compares only questions that two views share, at least three."
        )
        rows = tuple((title, *scores, apart) for title, scores, apart in views.rows)
        yield Table(("Dimension", *views.names, "Views are"), rows, (22, *(12 for _ in views.names), 9))
    yield from _gaps(views)
    for view, parts, rows_of_parts in views.parts:
        yield Heading(f"Parts of the organisation: {view}", 3)
        table = tuple((title, *scores) for title, scores in rows_of_parts)
        yield Table(("Dimension", *map(cleaned, parts)), table, (22, *(14 for _ in parts)))
    for view, rows_of_agreement, reasons in views.agreement:
        yield Heading(f"How far {view[0].lower()}{view[1:]} agree with each other", 3)
        headers = ("Dimension", "People", "Spread", "Agreement", "ICC(2,k)", "Alpha")
        if rows_of_agreement:
            yield Table(headers, rows_of_agreement, (24, None, None, 22, None, None))
        if reasons:
            yield Points(tuple((f"No figure for {reason}.", ()) for reason in reasons))


def _gaps(views: ViewsRead) -> Iterator[Block]:
    for title, gaps in (("The widest gaps", views.widest), ("More gaps", views.others)):
        if gaps:
            yield Heading(title, 3)
            points = tuple((f"{gap.title}.", (gap.sides, f"To do: {gap.suggests}")) for gap in gaps)
            yield Points(points, tuple(range(1, len(points) + 1)) if gaps is views.widest else ())
    if views.sides:
        yield Heading("Questions that views answer far apart", 3)
        yield Points(tuple((each.asked, tuple(f"{who}: {said}." for who, said in each.said)) for each in views.sides))
    if views.alike:
        many = "1 more question" if views.alike == 1 else f"{views.alike} more questions"
        yield Paragraph(f"{many} that several views answered: no great difference.")


def _strengths(page: Page) -> Iterator[Block]:
    if page.strengths:
        yield Heading("Strengths", 3)
        yield Points(tuple((f"{each.title}.", (each.because,)) for each in page.strengths))
    if page.in_place:
        yield Heading("In place: keep it", 3)
        yield Points(tuple((title, ()) for title in page.in_place))


def _matrices(page: Page, section: str) -> Iterator[Block]:
    for matrix in page.matrices:
        if matrix.section == section:
            yield Heading(matrix.title, 3)
            yield _matrix(matrix)


def _matrix(matrix: MatrixRead) -> Table:
    def cell(options: tuple[tuple[str, bool], ...]) -> str:
        return "\n".join(f"[{'x' if ticked else ' '}] {label}" for label, ticked in options)

    rows = tuple((title, *map(cell, cells)) for title, cells in matrix.rows)
    return Table(("", *matrix.columns), rows, (14, *(28 for _ in matrix.columns)), "[x] ticked, [ ] not ticked.")


def _how(page: Page) -> Iterator[Block]:
    if page.profiles:
        yield Heading("Profile (types, not ranks)", 3)
        yield Points(tuple((f"{title}.", ()) for _, title in page.profiles))
    for grid in page.grids:
        if grid.section == "how":
            yield Heading(grid.title, 3)
            yield Table(("Place", "Say"), grid.rows, (46, 30))


def _challenges(page: Page) -> Iterator[Block]:
    if page.position:
        yield Paragraph(f"Position: {page.position[0]}. {page.position[1]}")
    for danger in page.dangers:
        yield from _danger(danger)
    yield from _findings(page, "challenge", "Challenges")
    yield from _findings(page, "need", "Needs")


def _danger(danger: DangerRead) -> Iterator[Block]:
    yield Heading(f"{danger.title}: {danger.status}", 3)
    yield Paragraph(f"{danger.about} ({danger.figures}; an index of signs, never a probability)")
    for title, signs in (("For", danger.for_), ("Against", danger.against), ("Not known yet", danger.missing)):
        if signs:
            yield Paragraph(f"{title}:")
            yield Points(tuple((sign, ()) for sign in signs))


def _findings(page: Page, group: str, title: str) -> Iterator[Block]:
    found = page.findings.get(group, ())
    if found:
        yield Heading(title, 3)
        yield Points(tuple((f"{each.title}.", _finding_lines(each)) for each in found))


def _finding_lines(finding: FindingRead) -> tuple[str, ...]:
    firm = f" This {finding.firm}." if finding.firm else ""
    return finding.because + firm, f"Source: {finding.source} ({finding.basis})"


def _steps(steps: list[StepRead]) -> Iterator[Block]:
    if steps:
        points = tuple((f"{step.title}. {step.first_step}", _step_lines(step)) for step in steps)
        yield Points(points, tuple(step.rank for step in steps))


def _step_lines(step: StepRead) -> tuple[str, ...]:
    return (
        f"Called by: {'; '.join(step.why)}.",
        f"You would notice: {step.sign}",
        *(f"Caution: {caution}" for caution in step.cautions),
        *(f"Research: {text}" for text in step.evidence),
        *(f"Source: {source}" for source in step.sources),
        f"Basis: {step.basis}.",
    )


def _open(page: Page) -> Iterator[Block]:
    if page.open_items:
        yield Heading("Not answered")
        yield Paragraph("These questions were left open; answering them would narrow the ranges above.")
        yield Points(tuple((line, ()) for line in page.open_items))
    if page.own_questions:
        yield Heading("Questions people would have asked")
        yield Paragraph("Respondents added these themselves. They are not scored.")
        yield Points(tuple((asked, (said,) if said else ()) for asked, said in page.own_questions))
    if page.own_words:
        yield Heading("In your own words")
        yield Points(tuple((asked, (said,)) for asked, said in page.own_words))


def _end(page: Page) -> Iterator[Block]:
    if page.references:
        yield Heading("References")
        yield Points(tuple((reference, ()) for reference in page.references))
    if page.limits:
        yield Heading("Limits of this instrument")
        yield Points(tuple((limit, ()) for limit in page.limits))
