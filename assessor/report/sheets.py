"""The reports of one agency or of many as sheets of words and figures: what a workbook holds, before any layout."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor.language import N_, say, speaking
from assessor.model.assessment import Assessment, ScoreFound
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.answers import answer_lines
from assessor.report.found import EVIDENCE
from assessor.report.headers import (
    AGREEMENT,
    ANSWERS,
    APART,
    DANGERS,
    DIMENSIONS,
    FINDINGS,
    GAPS,
    RECOMMENDATIONS,
    SOURCES,
    VIEWS,
    Column,
    agency,
    moves,
    named,
    ranges,
    under,
)
from assessor.report.page import Page
from assessor.report.wording import capital, cleaned, rounded


class Figure(NamedTuple):
    """A score on 0 to 100; `ends_open` where 5 is told as "5 or less" and 95 as "95 or more"."""

    value: float | None
    whole: bool = False
    ends_open: bool = False


Cell = str | int | dt.date | Figure | None


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

BARS_OF_AGENCIES = N_(
    "Bars of the overall score of each agency, from 0 to 100, with lines from the lowest to the highest score that "
    "answers still missing could make of it. The same figures stand in the table above."
)
BARS_OF_DIMENSIONS = N_(
    "Bars of the score of each dimension, from 0 to 100, with lines from the lowest to the highest score that answers "
    "still missing could make of it; no bar where there are too few answers for a score. The same figures stand in the "
    "table above."
)


def sheets(cases: Sequence[Case], language: Language = "en") -> tuple[Sheet, ...]:
    """The sheets of a workbook; with more agencies they get more rows, and keep their columns."""
    with speaking(language):
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
        dropped = [column.header for column in moves()]
        kept = tuple(row for row in rows if row[0] not in dropped)
        return Sheet(named("summary"), (Column(say("What"), 28), Column(say("Result"), 90)), kept)
    columns = tuple(dict.fromkeys(column for row in told for column in row))
    chart = None
    if len(cases) <= MOST_BARS:
        drawn = (agency(), _overall(), *moves())
        chart = Chart(say("Overall scores"), say(BARS_OF_AGENCIES), *map(columns.index, drawn))
    return Sheet(named("summary"), columns, tuple(tuple(row.get(column) for column in columns) for row in told), chart)


def _overall() -> Column:
    return Column(say("Overall score"), 10)


def _told(case: Case) -> Iterator[tuple[Column, Cell]]:
    found, page = case.found, case.page
    yield agency(), case.agency
    yield Column(say("Date"), 12), dt.date.fromisoformat(found.date)
    yield Column(say("Level"), 8), found.level.number if found.level else None
    yield Column(say("Readiness"), 40), page.level
    yield from zip((_overall(), *ranges()), _figures(found.overall), strict=True)
    yield Column(say("Answered"), 10), found.overall.answered
    yield Column(say("Questions"), 10), found.overall.applies
    for danger in page.dangers:
        yield Column(danger.title, 18), danger.status
    yield Column(say("Position"), 28), page.position[0] if page.position else ""


def _told_of_one(case: Case) -> Iterator[tuple[Column, Cell]]:
    """What a table of many agencies has no room for."""
    page = case.page
    yield Column(say("What the position means"), 60), page.position[1] if page.position else ""
    yield Column(say("Held back"), 60), "\n".join(page.held_by)
    for number, step in enumerate((step for step in page.steps if step.first), 1):
        yield Column(say("Step {number}", number=number), 60), f"{step.title}. {step.first_step}"


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
    return None if lower is None or upper is None else float(rounded(upper) - rounded(lower))


def _dimensions(cases: Sequence[Case]) -> Sheet:
    columns = under(DIMENSIONS)
    rows = []
    for case in cases:
        scores = (case.found.overall, *(case.found.scores[each.id] for each in case.pack.ruleset.dimensions))
        for read, score in zip((case.page.overall, *case.page.scores), scores, strict=True):
            figures = _figures(score) if score.applies else (None,) * 5
            rows.append((case.agency, read.title, *figures, score.answered, score.applies, read.note))
    title = say("Scores, with what is still possible")
    chart = Chart(title, say(BARS_OF_DIMENSIONS), 1, 2, 5, 6) if len(cases) == 1 else None
    return Sheet(named("dimensions"), columns, tuple(rows), chart)


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
    columns = (*under(VIEWS), *(Column(title, 14) for _, title in views), *under(APART))
    return Sheet(named("views"), columns, tuple(rows))


def _gaps(cases: Sequence[Case]) -> Sheet:
    columns = under(GAPS)
    rows = [
        (case.agency, number, gap.title, gap.sides, gap.suggests)
        for case in cases
        if case.page.views
        for number, gap in enumerate((*case.page.views.widest, *case.page.views.others), 1)
    ]
    return Sheet(named("gaps"), columns, tuple(rows))


def _agreement(cases: Sequence[Case]) -> Iterator[Sheet]:
    """How far people of a view agree, where it was asked for."""
    columns = under(AGREEMENT)
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for view, figures, reasons in case.page.views.agreement if case.page.views else ():
            rows += [(case.agency, view, title, int(people), *told, "") for title, people, *told in figures]
            rows += [(case.agency, view, *[None] * 6, reason) for reason in reasons]
    if rows:
        yield Sheet(named("agreement"), columns, tuple(rows))


def _dangers(cases: Sequence[Case]) -> Sheet:
    columns = under(DANGERS)
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for danger, read in zip(case.found.dangers.all.values(), case.page.dangers, strict=True):
            head = (case.agency, read.title, read.status, danger.index, danger.low, danger.high)
            sorts = zip(EVIDENCE, (read.for_, read.against, read.missing), strict=True)
            signs = [(say(sort, sense="evidence"), sign) for sort, said in sorts for sign in said]
            rows += [(*head, *sign) for sign in signs or [("", "")]]
    return Sheet(named("dangers"), columns, tuple(rows))


GROUPS = N_(
    {
        "strength": "Strength",
        "challenge": "Challenge",
        "need": "Need",
        "consistency": "Aim and practice",
        "gate": "Holds the level",
    },
    sense="kind",
)


def _findings(cases: Sequence[Case]) -> Sheet:
    columns = under(FINDINGS)
    rows = [
        (case.agency, say(GROUPS[kind], sense="kind"), each.title, each.because, each.firm, each.source, each.basis)
        for case in cases
        for kind, findings in (
            ("strength", case.page.strengths),
            *case.page.findings.items(),
        )
        for each in findings
    ]
    return Sheet(named("findings"), columns, tuple(rows))


def _recommendations(cases: Sequence[Case]) -> Sheet:
    columns = under(RECOMMENDATIONS)
    rows: list[tuple[Cell, ...]] = [
        (
            case.agency, step.rank, say("yes") if step.first else "", step.title, step.first_step, step.sign,
            *map("\n".join, (step.why, step.cautions, step.evidence, step.sources)), step.basis,
        )
        for case in cases
        for step in sorted(case.page.steps, key=lambda step: step.rank)
    ]  # fmt: skip
    return Sheet(named("recommendations"), columns, tuple(rows))


def _answers(cases: Sequence[Case], language: Language) -> Sheet:
    columns = under(ANSWERS)
    rows: list[tuple[Cell, ...]] = []
    for case in cases:
        for line in answer_lines(case.found, case.pack, language):
            alike, mean = say("all or nearly all") if line.alike else "", line.mean
            told = None if mean is None else Figure(mean, mean.is_integer())
            rows.append(
                (case.agency, line.section, line.item, line.asked, line.who, line.people, line.said, alike, told)
            )
        for section, words in (
            (say("In your own words"), case.page.own_words),
            (say("Questions people would have asked"), case.page.own_questions),
        ):
            rows += [(case.agency, section, "", asked, "", None, said, "", None) for asked, said in words]
    return Sheet(named("answers"), columns, tuple(rows))


def _sources(cases: Sequence[Case]) -> Sheet:
    """Notes on each agency's report; references and limits each once, however many agencies there are."""
    notes = [
        (case.agency, say("Note"), text)
        for case in cases
        for text in (case.page.subtitle, *case.page.notices, *(case.page.views.kept_back if case.page.views else ()))
    ]
    references = dict.fromkeys(("", say("Reference"), text) for case in cases for text in case.page.references)
    limits = dict.fromkeys(("", say("Limit"), text) for case in cases for text in case.page.limits)
    columns = under(SOURCES)
    return Sheet(named("sources"), columns, (*notes, *references, *limits))
