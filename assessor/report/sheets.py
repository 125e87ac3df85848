"""The reports of one agency or of many as sheets of words and figures: what a workbook holds, before any layout."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from assessor.model.assessment import Assessment, ScoreFound
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.answers import answer_lines, capital
from assessor.report.reading import Page
from assessor.report.wording import cleaned, figure


class Figure(NamedTuple):
    """A score on 0 to 100; `ends_open` where 5 is told as "5 or less" and 95 as "95 or more"."""

    value: float | None
    whole: bool = False
    ends_open: bool = False


Cell = str | int | dt.date | Figure | None


class Column(NamedTuple):
    """A column with its width in characters."""

    header: str
    width: int


class Chart(NamedTuple):
    """Bars of one column of a sheet, with how far each could fall and rise; places are columns, from 0."""

    title: str
    about: str
    names: int
    scores: int
    falls: int
    rises: int


class Sheet(NamedTuple):
    """One sheet: a table, and a chart of it where it has one."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Chart | None = None


class Case(NamedTuple):
    """One agency: what was found, with the words for it."""

    agency: str
    found: Assessment
    page: Page
    pack: Pack


MOST_BARS = 40
"""Agencies that one chart shows; with more of them nobody could read it."""

AGENCY = Column("Agency", 28)
OVERALL = Column("Overall score", 10)
SCORE, LOWEST, HIGHEST = Column("Score", 10), Column("Lowest", 10), Column("Highest", 10)
FALLS, RISES = Column("Could fall by", 10), Column("Could rise by", 10)


def sheets(cases: Sequence[Case], language: Language = "en") -> tuple[Sheet, ...]:
    """The sheets of a workbook; with more agencies they get more rows, and keep their columns."""
    return (
        _summary(cases),
        _dimensions(cases),
        _views(cases, language),
        _gaps(cases),
        *_agreement(cases),
        _dangers(cases),
        _findings(cases),
        _recommendations(cases),
        _answers(cases, language),
        _sources(cases),
    )


def _summary(cases: Sequence[Case]) -> Sheet:
    """One row an agency; of a single agency one row a heading, which is easier to read, and more of them."""
    told = [dict(_told(case)) for case in cases]
    if len(cases) == 1:
        rows = [(column.header, cell) for column, cell in (*told[0].items(), *_told_of_one(cases[0]))]
        kept = tuple(row for row in rows if row[0] not in (FALLS.header, RISES.header))
        return Sheet("Summary", (Column("What", 28), Column("Result", 90)), kept)
    columns = tuple(dict.fromkeys(column for row in told for column in row))
    chart = None
    if len(cases) <= MOST_BARS:
        about = (
            "Bars of the overall score of each agency, from 0 to 100, with lines from the lowest to the highest score "
            "that answers still missing could make of it. The same figures stand in the table above."
        )
        chart = Chart("Overall scores", about, *map(columns.index, (AGENCY, OVERALL, FALLS, RISES)))
    return Sheet("Summary", columns, tuple(tuple(row.get(column) for column in columns) for row in told), chart)


def _told(case: Case) -> Iterator[tuple[Column, Cell]]:
    found, page = case.found, case.page
    yield AGENCY, case.agency
    yield Column("Date", 12), dt.date.fromisoformat(found.date)
    yield Column("Level", 8), found.level.number if found.level else None
    yield Column("Readiness", 40), page.level
    yield from zip((OVERALL, LOWEST, HIGHEST, FALLS, RISES), _figures(found.overall), strict=True)
    yield Column("Answered", 10), found.overall.answered
    yield Column("Questions", 10), found.overall.applies
    for danger in page.dangers:
        yield Column(danger.title, 18), danger.status
    yield Column("Position", 28), page.position[0] if page.position else ""


def _told_of_one(case: Case) -> Iterator[tuple[Column, Cell]]:
    """What a table of many agencies has no room for."""
    page = case.page
    yield Column("What the position means", 60), page.position[1] if page.position else ""
    yield Column("Held back", 60), "\n".join(page.held_by)
    for number, step in enumerate((step for step in page.steps if step.first), 1):
        yield Column(f"Step {number}", 60), f"{step.title}. {step.first_step}"


def _figures(score: ScoreFound) -> tuple[Cell, ...]:
    """Score, lowest, highest, and how far the score could fall or rise."""
    whole = score.rounded
    falls, rises = _between(score.low, score.score), _between(score.score, score.high)
    return (
        Figure(score.score, whole, ends_open=whole),
        *(Figure(each, whole) for each in (score.low, score.high, falls, rises)),
    )


def _between(lower: float | None, upper: float | None) -> float | None:
    """How far apart two figures are, as they are told, so that the reader's own sum comes out the same."""
    return None if lower is None or upper is None else float(Decimal(figure(upper)) - Decimal(figure(lower)))


def _dimensions(cases: Sequence[Case]) -> Sheet:
    columns = (
        AGENCY, Column("Dimension", 30), SCORE, LOWEST, HIGHEST, FALLS, RISES, Column("Answered", 10),
        Column("Questions", 10), Column("Note", 40),
    )  # fmt: skip
    rows = []
    for case in cases:
        scores = (case.found.overall, *(case.found.scores[each.id] for each in case.pack.ruleset.dimensions))
        for read, score in zip((case.page.overall, *case.page.scores), scores, strict=True):
            figures = _figures(score) if score.applies else (None,) * 5
            rows.append((case.agency, read.title, *figures, score.answered, score.applies, read.note))
    about = (
        "Bars of the score of each dimension, from 0 to 100, with lines from the lowest to the highest score that "
        "answers still missing could make of it; no bar where there are too few answers for a score. The same figures "
        "stand in the table above."
    )
    chart = Chart("Scores, with what is still possible", about, 1, 2, 5, 6) if len(cases) == 1 else None
    return Sheet("Dimensions", columns, tuple(rows), chart)


def _views(cases: Sequence[Case], language: Language) -> Sheet:
    """Scores by who answered; a part of the organisation has rows of its own."""
    views = tuple(
        dict.fromkeys(
            (name, capital(case.pack.instrument.views[name].plural.said_in(language)))
            for case in cases
            for name, view in case.found.perspectives.items()
            if view.items
        )
    )
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        found, apart = case.found, {row[0]: row[2] for row in case.page.views.rows} if case.page.views else {}
        whole = {name: view.scores for name, view in found.perspectives.items()}
        for part, scores in (("", whole), *((cleaned(part), views_of) for part, views_of in found.units.items())):
            for dimension, read in zip(case.pack.ruleset.dimensions, case.page.scores, strict=True):
                told = [scores.get(name, {}).get(dimension.id) for name, _ in views]
                figures = [Figure(s.score, s.rounded, s.rounded) if s and s.score is not None else None for s in told]
                if any(figures):
                    rows.append((case.agency, part, read.title, *figures, "" if part else apart.get(read.title, "")))
    columns = (
        AGENCY, Column("Part", 20), Column("Dimension", 30), *(Column(title, 14) for _, title in views),
        Column("Views are", 14),
    )  # fmt: skip
    return Sheet("Views", columns, tuple(rows))


def _gaps(cases: Sequence[Case]) -> Sheet:
    columns = (AGENCY, Column("Number", 8), Column("Gap", 40), Column("Who says what", 50), Column("To do", 60))
    rows = [
        (case.agency, number, gap.title, gap.sides, gap.suggests)
        for case in cases
        if case.page.views
        for number, gap in enumerate((*case.page.views.widest, *case.page.views.others), 1)
    ]
    return Sheet("Gaps", columns, tuple(rows))


def _agreement(cases: Sequence[Case]) -> Iterator[Sheet]:
    """How far people of a view agree, where it was asked for."""
    columns = (
        AGENCY, Column("View", 20), Column("Dimension", 30), Column("People", 10), Column("Spread", 10),
        Column("Agreement", 22), Column("ICC(2,k)", 12), Column("Alpha", 12), Column("No figure for", 60),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for view, figures, reasons in case.page.views.agreement if case.page.views else ():
            rows += [(case.agency, view, title, int(people), *told, "") for title, people, *told in figures]
            rows += [(case.agency, view, *[None] * 6, reason) for reason in reasons]
    if rows:
        yield Sheet("Agreement", columns, tuple(rows))


def _dangers(cases: Sequence[Case]) -> Sheet:
    columns = (
        AGENCY, Column("Danger", 16), Column("Status", 16), Column("Index", 8), Column("Lowest index", 8),
        Column("Highest index", 8), Column("Evidence", 16), Column("Sign", 80),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for danger, read in zip(case.found.dangers.all.values(), case.page.dangers, strict=True):
            head = (case.agency, read.title, read.status, danger.index, danger.low, danger.high)
            sorts = (("For", read.for_), ("Against", read.against), ("Not known yet", read.missing))
            signs = [(sort, sign) for sort, said in sorts for sign in said]
            rows += [(*head, *sign) for sign in signs or [("", "")]]
    return Sheet("Dangers", columns, tuple(rows))


GROUPS = {"challenge": "Challenge", "need": "Need", "consistency": "Aim and practice", "gate": "Holds the level"}


def _findings(cases: Sequence[Case]) -> Sheet:
    columns = (
        AGENCY, Column("Kind", 16), Column("Finding", 40), Column("Because", 54), Column("How firm", 20),
        Column("Source", 20), Column("Basis", 14),
    )  # fmt: skip
    rows = [
        (case.agency, kind, each.title, each.because, each.firm, each.source, each.basis)
        for case in cases
        for kind, findings in (
            ("Strength", case.page.strengths),
            *((GROUPS.get(group, group), found) for group, found in case.page.findings.items()),
        )
        for each in findings
    ]
    return Sheet("Findings", columns, tuple(rows))


def _recommendations(cases: Sequence[Case]) -> Sheet:
    columns = (
        AGENCY, Column("Number", 8), Column("Among the first", 9), Column("Strategy", 22), Column("First step", 30),
        Column("You would notice", 22), Column("Called by", 30), Column("Caution", 22), Column("Research", 22),
        Column("Source", 28), Column("Basis", 16),
    )  # fmt: skip
    rows = [
        (
            case.agency, step.rank, "yes" if step.first else "", step.title, step.first_step, step.sign,
            *map("\n".join, (step.why, step.cautions, step.evidence, step.sources)), step.basis,
        )
        for case in cases
        for step in sorted(case.page.steps, key=lambda step: step.rank)
    ]  # fmt: skip
    return Sheet("Recommendations", columns, tuple(rows))


def _answers(cases: Sequence[Case], language: Language) -> Sheet:
    columns = (
        AGENCY, Column("Section", 20), Column("Id", 16), Column("Question", 50), Column("View", 18),
        Column("People", 8), Column("Answer", 44), Column("How many say so", 12), Column("Mean, 0 to 100", 10),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for line in answer_lines(case.found, case.pack, language):
            alike, mean = "all or nearly all" if line.alike else "", line.mean
            told = None if mean is None else Figure(mean, mean.is_integer())
            rows.append(
                (case.agency, line.section, line.item, line.asked, line.who, line.people, line.said, alike, told)
            )
        for section, words in (
            ("In your own words", case.page.own_words),
            ("Questions people would have asked", case.page.own_questions),
        ):
            rows += [(case.agency, section, "", asked, "", None, said, "", None) for asked, said in words]
    return Sheet("Answers", columns, tuple(rows))


def _sources(cases: Sequence[Case]) -> Sheet:
    """Notes on each agency's report; references and limits each once, however many agencies there are."""
    notes = [
        (case.agency, "Note", text)
        for case in cases
        for text in (case.page.subtitle, *case.page.notices, *(case.page.views.kept_back if case.page.views else ()))
    ]
    references = dict.fromkeys(("", "Reference", text) for case in cases for text in case.page.references)
    limits = dict.fromkeys(("", "Limit", text) for case in cases for text in case.page.limits)
    columns = (AGENCY, Column("Kind", 16), Column("Text", 100))
    return Sheet("Sources and limits", columns, (*notes, *references, *limits))
