"""What was found and what to do about it, as blocks: strengths, tables, dangers, findings, recommendations."""

from assessor.language import N_, say
from assessor.report.blocks import (
    Block,
    Citation,
    Entries,
    Entry,
    Heading,
    Lead,
    Paragraph,
    Part,
    Points,
    Signs,
    Steps,
    Table,
    Ticks,
)
from assessor.report.figures import WHY_FOUND
from assessor.report.grids import GridRead, MatrixRead
from assessor.report.page import DangerRead, FindingRead, Page, StepRead

WHY_CALLED = N_("Why this step, and where it comes from")
EVIDENCE = N_(("For", "Against", "Not known yet"), sense="evidence")


def strengths(page: Page) -> Part:
    """Strengths, and strategies that are in place."""
    if page.strengths:
        yield Heading(say("Strengths"), 3)
        plain = Points(tuple((f"{each.title}.", (each.because,)) for each in page.strengths))
        entries = tuple(Entry(f"{each.title}.", each.because, id=each.id) for each in page.strengths)
        yield Entries(say(WHY_FOUND), entries, (plain,))
    if page.in_place:
        yield Heading(say("In place: keep it"), 3)
        yield Points(tuple((title, ()) for title in page.in_place))


def matrices(page: Page, section: str) -> Part:
    """The two-way tables of a section."""
    for matrix in page.matrices:
        if matrix.section == section:
            yield Heading(matrix.title, 3)
            words = (say("ticked"), say("not ticked"))
            yield Ticks(matrix.title, ("", *matrix.columns), matrix.rows, words, (_matrix(matrix),))


def _matrix(matrix: MatrixRead) -> Table:
    def cell(options: tuple[tuple[str, bool], ...]) -> str:
        return "\n".join(f"[{'x' if ticked else ' '}] {label}" for label, ticked in options)

    rows = tuple((title, *map(cell, cells)) for title, cells in matrix.rows)
    legend = say("[x] ticked, [ ] not ticked.")
    return Table(("", *matrix.columns), rows, (14, *(28 for _ in matrix.columns)), legend)


def profiles(page: Page) -> Part:
    """In which ways people take part."""
    if page.profiles:
        yield Heading(say("Profile (types, not ranks)"), 3)
        yield Points(tuple((f"{title}.", ()) for _, title in page.profiles))


def grids(page: Page, section: str) -> Part:
    """Questions of a section that are shown together."""
    for grid in page.grids:
        if grid.section == section:
            yield Heading(grid.title, 3)
            yield _grid(grid)


def _grid(grid: GridRead) -> Steps:
    headers = (say("Place"), say("Say", sense="grid"))
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
        plain = say("Position: {title}. {meaning}", title=title, meaning=meaning)
        yield Lead(say("Position"), title, meaning, (Paragraph(plain),))


def named(danger: DangerRead) -> str:
    """A danger with its status."""
    return say("{danger}: {status}", danger=danger.title, status=danger.status)


def evidence(danger: DangerRead) -> Part:
    """One danger with the evidence for and against."""
    yield Heading(named(danger), 3)
    figures = danger.figures
    yield Paragraph(
        say("{about} ({figures}; an index of signs, never a probability)", about=danger.about, figures=figures)
    )
    sorts = zip(EVIDENCE, (danger.for_, danger.against, danger.missing), strict=True)
    groups = tuple((say(title, sense="evidence"), signs) for title, signs in sorts if signs)
    plain: list[Block] = []
    for title, signs in groups:
        plain += [Paragraph(say("{title}:", title=title)), Points(tuple((sign, ()) for sign in signs))]
    yield Signs(groups, tuple(plain))


def challenges(page: Page) -> Part:
    """Challenges and needs."""
    yield from findings(page, "challenge", say("Challenges"))
    yield from findings(page, "need", say("Needs"))


def aims(page: Page) -> Part:
    """How well the reasons match the practice."""
    yield from findings(page, "consistency", say("Aim and practice"))


def findings(page: Page, group: str, title: str) -> Part:
    """The findings of one group, most severe first."""
    found = page.findings.get(group, ())
    if found:
        yield Heading(title, 3)
        plain = Points(tuple((f"{each.title}.", _finding_lines(each)) for each in found))
        yield Entries(say(WHY_FOUND), tuple(map(_finding, found)), (plain,))


def _finding(finding: FindingRead) -> Entry:
    citation = Citation(say("Source"), finding.cites, f" ({finding.basis})")
    return Entry(f"{finding.title}.", _finding_lines(finding)[0], citation=citation, id=finding.id)


def _finding_lines(finding: FindingRead) -> tuple[str, ...]:
    because = finding.because
    if finding.firm:
        because = say("{because} This could change with open answers.", because=because)
    return because, say("Source: {source} ({basis})", source=finding.source, basis=finding.basis)


def sections_of_steps(page: Page) -> list[str]:
    """The sections that have recommendations, in the pack's order."""
    order = [*page.headings, *(step.section for step in page.steps)]
    return sorted({step.section for step in page.steps}, key=order.index)


def steps(page: Page, section: str) -> Part:
    """The recommendations of one section."""
    steps = [step for step in page.steps if step.section == section]
    points = tuple((f"{step.title}. {step.first_step}", _step_lines(step)) for step in steps)
    plain = Points(points, tuple(step.rank for step in steps))
    yield Entries(say(WHY_CALLED), tuple(map(_step, steps)), (plain,))


def _step(step: StepRead) -> Entry:
    return Entry(
        f"{step.title}.",
        step.first_step,
        ((say("You would notice"), step.sign), *((say("Caution"), caution) for caution in step.cautions)),
        Citation(say("Source"), step.cites, f" ({step.basis})"),
        tuple((say("Research"), text) for text in step.evidence),
        step.id,
        step.rank,
        _called(step),
    )


def _called(step: StepRead) -> str:
    return say("Called by: {findings}.", findings="; ".join(step.why))


def _step_lines(step: StepRead) -> tuple[str, ...]:
    return (
        _called(step),
        say("You would notice: {sign}", sign=step.sign),
        *(say("Caution: {caution}", caution=caution) for caution in step.cautions),
        *(say("Research: {text}", text=text) for text in step.evidence),
        *(say("Source: {source}", source=source) for source in step.sources),
        say("Basis: {basis}.", basis=step.basis),
    )
