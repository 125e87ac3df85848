"""The report as headings, paragraphs, lists and tables: the order of the page, for every linear layout."""

from collections.abc import Iterator

from assessor.report.blocks import (
    Bar,
    Bars,
    Block,
    Citation,
    Dots,
    Drawn,
    Entries,
    Entry,
    First,
    Heading,
    Lead,
    Paragraph,
    Points,
    Quotes,
    Rich,
    Signs,
    Steps,
    Table,
    Ticks,
    Verdict,
    plainly,
)
from assessor.report.grids import GridRead, MatrixRead
from assessor.report.reading import DangerRead, FindingRead, Page, ScoreRow, StepRead
from assessor.report.views import GapRead, ViewsRead
from assessor.report.wording import cleaned

BAR = 20
"""Characters of a bar; one for each five points."""

Part = Iterator[Block | Rich]
"""What a part of the report yields."""

WHY_FOUND, WHY_CALLED = "How this was found", "Why this step, and where it comes from"


def outline(page: Page) -> Iterator[Block]:
    """The blocks of the report, in the order they are read, for layouts that only know plain ones."""
    for block in _linear(page):
        yield from plainly(block)


def _linear(page: Page) -> Part:
    yield Heading(page.title, 1)
    yield Paragraph(page.subtitle)
    for notice in page.notices:
        yield Paragraph(notice)
    yield from level(page)
    yield from first(page)
    yield from scores(page)
    if page.views is not None:
        yield Heading("How each view sees it")
        yield from by_view(page.views)
        yield from gaps(page.views)
        yield from within_views(page.views)
    yield from chapter(page, "what", strengths(page))
    yield from chapter(page, "why", (*matrices(page, "why"), *findings(page, "consistency", "Aim and practice")))
    yield from chapter(page, "how", (*profiles(page), *grids(page, "how"), *matrices(page, "how")))
    yield from chapter(page, "challenges", (*dangers(page), *challenges(page)))
    yield from recommendations(page)
    yield from unanswered(page)
    yield from own_questions(page)
    yield from own_words(page)
    yield from references(page)
    yield from limits(page)


_TITLES = {
    "what": "What is there already", "why": "Why", "how": "How service users take part",
    "challenges": "Challenges and dangers",
}  # fmt: skip
"""Headings of the chapters that a pack may name otherwise."""


def chapter(page: Page, section: str, blocks: Part | tuple[Block | Rich, ...]) -> Part:
    """The blocks of one section of the pack's under its heading; nothing where there are none."""
    inside = tuple(blocks)
    if inside:
        title, about = page.headings.get(section, (_TITLES.get(section, "Recommendations"), ""))
        yield Heading(title)
        if about:
            yield Paragraph(about)
        yield from inside


def level(page: Page) -> Part:
    """The level and what held it back."""
    says = page.level.removesuffix(".") + "."
    plain: list[Block] = [Paragraph(says)]
    if page.level_meaning:
        plain.append(Paragraph(page.level_meaning))
    if page.held_by:
        plain += [Paragraph(page.held_by[0]), Points(tuple((line, ()) for line in page.held_by[1:]))]
    yield Heading("Readiness")
    yield Verdict(says, page.standing, page.level_meaning, page.held_by, tuple(plain))


def first(page: Page) -> Part:
    """The three first steps."""
    steps = [step for step in page.steps if step.first]
    if not steps:
        yield Paragraph("Nothing is recommended now. Keep what is in place, and ask again in a year.")
        return
    yield Heading("What to do first, and why")
    points = tuple((f"{step.title}. {step.first_step}", (f"Why: {'; '.join(step.why[:3])}.",)) for step in steps)
    plain = Points(points, tuple(range(1, len(points) + 1)))
    told = tuple((step.title, step.first_step, step.why[:3], step.id) for step in steps)
    yield First("Why", "More on this step", told, (plain,))


def scores(page: Page) -> Part:
    """Every dimension with its range."""
    yield Heading("Scores")
    about = "0 to 100, higher is readier. The range is what answers that are still missing could make of the score."
    yield Paragraph(about)
    rows = (page.overall, *page.scores)
    legend = "In the bar, # is the score and - is what is still possible."
    headers = ("Dimension", "Score", "Range", "Bar", "Answers")
    drawn = "In the bar, the dark part is the score and the lighter part what is still possible."
    bars_drawn = Drawn(headers.index("Bar"), tuple(row.bar for row in rows), drawn)
    plain = Table(headers, tuple(map(_score_row, rows)), (26, None, None, None, None), legend, drawn=bars_drawn)
    caption = "Scores, with the range still possible"
    table = Table(
        ("Dimension", "Score", "Range", "Answers"),
        tuple((row.title, row.score, row.range, row.answered) for row in rows),
        (26, None, None, None),
        caption=caption,
    )
    bars = tuple(Bar(row.title, row.score, *row.bar) for row in rows)
    noted = tuple((f"{row.title}: {row.note}.", ()) for row in rows if row.note)
    key = ("score", "still possible", "still possible, no score yet")
    notes = tuple(row.note for row in rows)
    yield Bars(caption, _told(rows), key, bars, table, notes, (plain, Points(noted)) if noted else (plain,))


def _told(rows: tuple[ScoreRow, ...]) -> str:
    """What the bars show, in one sentence for those who cannot see them."""
    return "; ".join(f"{row.title}: {row.score}, {row.range or row.note}" for row in rows) + "."


def _score_row(row: ScoreRow) -> tuple[str, ...]:
    return row.title, row.score, row.range, bar(*row.bar), row.answered


def bar(low: int | None, score: int | None, high: int | None) -> str:
    """A bar of characters: # up to the score (or the lowest possible), - up to the highest possible, . beyond."""
    if high is None:
        return ""
    solid = (score if score is not None else low or 0) * BAR // 100
    possible = max(high * BAR // 100, solid)
    return "#" * solid + "-" * (possible - solid) + "." * (BAR - possible)


def by_view(views: ViewsRead) -> Part:
    """What is kept back, and the scores of each view beside each other."""
    if views.kept_back:
        yield Points(tuple((line, ()) for line in views.kept_back))
    if len(views.names) > 1:
        yield Paragraph(
            "Scores by who answered; a dash stands where a view is not asked or too little is known. Views are asked "
            "partly different questions. The last column compares only questions that two views share, at least three."
        )
        rows = tuple((title, *told, apart) for title, told, apart in views.rows)
        caption = "Scores by who answered"
        headers = ("Dimension", *views.names, "Views are")
        table = Table(headers, rows, (22, *(12 for _ in views.names), 9), caption=caption)
        drawn = tuple((row[0], points) for row, points in zip(views.rows, views.points, strict=True))
        about = "; ".join(
            f"{title}: " + ", ".join(f"{name} {one}" for name, one in zip(views.names, told, strict=True))
            for title, told, _ in views.rows
        )
        yield Dots(caption, f"{about}.", views.names, drawn, table, (table,))


def gaps(views: ViewsRead) -> Part:
    """Where views differ, widest first."""
    for title, some in (("The widest gaps", views.widest), ("More gaps", views.others)):
        if some:
            yield Heading(title, 3)
            numbers = tuple(range(1, len(some) + 1)) if some is views.widest else ()
            points = tuple((f"{gap.title}.", (gap.sides, f"To do: {gap.suggests}")) for gap in some)
            yield Entries(WHY_FOUND, tuple(map(_gap, some)), (Points(points, numbers),))
    if views.sides:
        yield Heading("Questions that views answer far apart", 3)
        yield Points(tuple((each.asked, tuple(f"{who}: {said}." for who, said in each.said)) for each in views.sides))
    if views.alike:
        many = "1 more question" if views.alike == 1 else f"{views.alike} more questions"
        yield Paragraph(f"{many} that several views answered: no great difference.")


def _gap(gap: GapRead) -> Entry:
    return Entry(f"{gap.title}.", gap.sides, (("To do", gap.suggests),), id=gap.id)


def within_views(views: ViewsRead) -> Part:
    """Parts of the organisation, and how far the people of a view agree."""
    for view, parts, rows_of_parts in views.parts:
        title = f"Parts of the organisation: {view}"
        yield Heading(title, 3)
        table = tuple((name, *told) for name, told in rows_of_parts)
        yield Table(("Dimension", *map(cleaned, parts)), table, (22, *(14 for _ in parts)), caption=title)
    for view, rows_of_agreement, reasons in views.agreement:
        title = f"How far {view[0].lower()}{view[1:]} agree with each other"
        yield Heading(title, 3)
        headers = ("Dimension", "People", "Spread", "Agreement", "ICC(2,k)", "Alpha")
        if rows_of_agreement:
            yield Table(headers, rows_of_agreement, (24, None, None, 22, None, None), caption=title)
        if reasons:
            yield Points(tuple((f"No figure for {reason}.", ()) for reason in reasons))


def strengths(page: Page) -> Part:
    """Strengths, and strategies that are in place."""
    if page.strengths:
        yield Heading("Strengths", 3)
        plain = Points(tuple((f"{each.title}.", (each.because,)) for each in page.strengths))
        entries = tuple(Entry(f"{each.title}.", each.because, id=each.id) for each in page.strengths)
        yield Entries(WHY_FOUND, entries, (plain,))
    if page.in_place:
        yield Heading("In place: keep it", 3)
        yield Points(tuple((title, ()) for title in page.in_place))


def matrices(page: Page, section: str) -> Part:
    """The two-way tables of a section."""
    for matrix in page.matrices:
        if matrix.section == section:
            yield Heading(matrix.title, 3)
            yield Ticks(matrix.title, ("", *matrix.columns), matrix.rows, ("ticked", "not ticked"), (_matrix(matrix),))


def _matrix(matrix: MatrixRead) -> Table:
    def cell(options: tuple[tuple[str, bool], ...]) -> str:
        return "\n".join(f"[{'x' if ticked else ' '}] {label}" for label, ticked in options)

    rows = tuple((title, *map(cell, cells)) for title, cells in matrix.rows)
    return Table(("", *matrix.columns), rows, (14, *(28 for _ in matrix.columns)), "[x] ticked, [ ] not ticked.")


def profiles(page: Page) -> Part:
    """In which ways people take part."""
    if page.profiles:
        yield Heading("Profile (types, not ranks)", 3)
        yield Points(tuple((f"{title}.", ()) for _, title in page.profiles))


def grids(page: Page, section: str) -> Part:
    """Questions of a section that are shown together."""
    for grid in page.grids:
        if grid.section == section:
            yield Heading(grid.title, 3)
            yield _grid(grid)


def _grid(grid: GridRead) -> Steps:
    headers = ("Place", "Say")
    rows = tuple((*row, place) for row, place in zip(grid.rows, grid.places, strict=True))
    return Steps(grid.title, headers, rows, (Table(headers, grid.rows, (46, 30)),))


def dangers(page: Page) -> Part:
    """The position, and each danger with the evidence for and against."""
    yield from position(page)
    for danger in page.dangers:
        yield from evidence(danger)


def position(page: Page) -> Part:
    """What the dangers say together."""
    if page.position:
        title, meaning = page.position
        yield Lead("Position", title, meaning, (Paragraph(f"Position: {title}. {meaning}"),))


def evidence(danger: DangerRead) -> Part:
    """One danger with the evidence for and against."""
    yield Heading(f"{danger.title}: {danger.status}", 3)
    yield Paragraph(f"{danger.about} ({danger.figures}; an index of signs, never a probability)")
    groups = tuple(
        (title, signs)
        for title, signs in (("For", danger.for_), ("Against", danger.against), ("Not known yet", danger.missing))
        if signs
    )
    plain: list[Block] = []
    for title, signs in groups:
        plain += [Paragraph(f"{title}:"), Points(tuple((sign, ()) for sign in signs))]
    yield Signs(groups, tuple(plain))


def challenges(page: Page) -> Part:
    """Challenges and needs."""
    yield from findings(page, "challenge", "Challenges")
    yield from findings(page, "need", "Needs")


def findings(page: Page, group: str, title: str) -> Part:
    """The findings of one group, most severe first."""
    found = page.findings.get(group, ())
    if found:
        yield Heading(title, 3)
        plain = Points(tuple((f"{each.title}.", _finding_lines(each)) for each in found))
        yield Entries(WHY_FOUND, tuple(map(_finding, found)), (plain,))


def _finding(finding: FindingRead) -> Entry:
    citation = Citation("Source", finding.cites, f" ({finding.basis})")
    return Entry(f"{finding.title}.", _finding_lines(finding)[0], citation=citation, id=finding.id)


def _finding_lines(finding: FindingRead) -> tuple[str, ...]:
    firm = f" This {finding.firm}." if finding.firm else ""
    return finding.because + firm, f"Source: {finding.source} ({finding.basis})"


def recommendations(page: Page) -> Part:
    """Every recommendation, under the sections they belong to."""
    for section in sections_of_steps(page):
        yield from chapter(page, section, steps(page, section))


def sections_of_steps(page: Page) -> list[str]:
    """The sections that have recommendations, in the pack's order."""
    order = [*page.headings, *(step.section for step in page.steps)]
    return sorted({step.section for step in page.steps}, key=order.index)


def steps(page: Page, section: str) -> Part:
    """The recommendations of one section."""
    steps = [step for step in page.steps if step.section == section]
    points = tuple((f"{step.title}. {step.first_step}", _step_lines(step)) for step in steps)
    plain = Points(points, tuple(step.rank for step in steps))
    yield Entries(WHY_CALLED, tuple(map(_step, steps)), (plain,))


def _step(step: StepRead) -> Entry:
    return Entry(
        f"{step.title}.",
        step.first_step,
        (("You would notice", step.sign), *(("Caution", caution) for caution in step.cautions)),
        Citation("Source", step.cites, f" ({step.basis})"),
        tuple(("Research", text) for text in step.evidence),
        step.id,
        step.rank,
        f"Called by: {'; '.join(step.why)}.",
    )


def _step_lines(step: StepRead) -> tuple[str, ...]:
    return (
        f"Called by: {'; '.join(step.why)}.",
        f"You would notice: {step.sign}",
        *(f"Caution: {caution}" for caution in step.cautions),
        *(f"Research: {text}" for text in step.evidence),
        *(f"Source: {source}" for source in step.sources),
        f"Basis: {step.basis}.",
    )


def unanswered(page: Page) -> Part:
    """Questions that were left open."""
    if page.open_items:
        yield Heading("Not answered")
        yield Paragraph("These questions were left open; answering them would narrow the ranges above.")
        yield Points(tuple((line, ()) for line in page.open_items))


def own_questions(page: Page) -> Part:
    """Questions that respondents would have asked."""
    if page.own_questions:
        yield Heading("Questions people would have asked")
        yield Paragraph("Respondents added these themselves. They are not scored.")
        plain = Points(tuple((asked, (said,) if said else ()) for asked, said in page.own_questions))
        yield Quotes(page.own_questions, (plain,))


def own_words(page: Page) -> Part:
    """What people wrote."""
    if page.own_words:
        yield Heading("In your own words")
        yield Quotes(page.own_words, (Points(tuple((asked, (said,)) for asked, said in page.own_words)),))


def references(page: Page) -> Part:
    """The publications behind what is cited."""
    if page.references:
        yield Heading("References")
        yield Points(tuple((reference, ()) for reference in page.references))


def limits(page: Page) -> Part:
    """What the instrument cannot do."""
    if page.limits:
        yield Heading("Limits of this instrument")
        yield Points(tuple((limit, ()) for limit in page.limits))
