"""What each view said, the parts of the organisation, and how far views are apart: as much as may be shown."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from assessor.engines.program import Program
from assessor.inference.gaps import Gap, every_gap, gap
from assessor.model.instrument import Item
from assessor.model.reading import Reading, Views
from assessor.model.response import Responses
from assessor.perspectives import answering, by_view, least, pooled_view
from assessor.privacy import coarse, hidden_parts, stepped
from assessor.scoring import GRID, MAX_SCORE, Score, dimension_score, half_up


class Cell(NamedTuple):
    """One item as one view answered it; `points` on 0..100 in 1/10,000 points."""

    reading: Reading
    points: int | None
    alike: bool


class View(NamedTuple):
    """One view of several people; items that too few answered stand in `hidden` only."""

    respondents: int
    fewest: int
    hidden: tuple[str, ...]
    scores: Mapping[str, Score]
    cells: Mapping[str, Cell]


def seen_by(program: Program, responses: Responses, views: Views) -> dict[str, View]:
    """View -> what it said, its figures in steps where it is protected; empty for a file of one person."""
    if responses.personal:
        return {}
    instrument, found = program.pack.instrument, {}
    for view, readings in views.items():
        protected = instrument.views[view].protected
        found[view] = View(
            sum(person.perspective == view for person in responses.counted),
            least(instrument, view, responses),
            tuple(name for name, reading in readings.items() if reading.state == "hidden"),
            view_scores(program, readings, protected),
            {
                name: _cell(program, instrument.items[name], reading, protected)
                for name, reading in readings.items()
                if reading.state == "answered"
            },
        )
    return found


def view_scores(program: Program, readings: Mapping[str, Reading], protected: bool) -> dict[str, Score]:
    """Dimension -> the score of one view's readings, for the dimensions it is asked about."""
    scores = {}
    for dimension in program.pack.ruleset.dimensions:
        asked = tuple(scored for scored in program.scored[dimension.id] if scored.item.id in readings)
        if asked:
            score = dimension_score(dimension, asked, readings)
            scores[dimension.id] = coarse(score) if protected else score
    return scores


def _cell(program: Program, item: Item, reading: Reading, protected: bool) -> Cell:
    kept = program.pack.instrument.kept_points[item.id]
    if not kept or reading.value is None:
        return Cell(reading, None, reading.alike and protected)
    top = max(program.pack.instrument.points(item))
    points = half_up(MAX_SCORE * reading.value, top * GRID)
    if not protected:
        return Cell(reading, points, False)
    if reading.alike and reading.place is not None:
        # All and all but one must read the same, so the figure is that of the common answer, not the mean.
        return Cell(reading, stepped(half_up(MAX_SCORE * kept[reading.place], top)), True)
    return Cell(reading, stepped(points), not MAX_SCORE // 40 <= points < MAX_SCORE - MAX_SCORE // 40)


def protected_dimensions(program: Program, responses: Responses, views: Views) -> frozenset[str]:
    """The dimensions whose scores rest on answers of protected views, so that they are told in steps."""
    if responses.personal:
        return frozenset()
    known = program.pack.instrument.views
    return frozenset(
        dimension
        for dimension, items in program.scored.items()
        if any(known[r.view].protected for each in items for r in answering(each.item, views) if r.view)
    )


def parts_of(program: Program, responses: Responses) -> dict[str, dict[str, dict[str, Score]]]:
    """Part of the organisation -> view -> dimension -> score, where it may be shown.

    What is hidden of one item of one view is never a smaller group than the file asks for, so that nothing comes of
    subtracting the parts that are shown from the whole.
    """
    names = sorted({person.unit for person in responses.counted if person.unit})
    if not names or responses.personal:
        return {}
    found: dict[str, dict[str, dict[str, Score]]] = {name: {} for name in names}
    for view, parts in _people_by_part(program, responses).items():
        fewest = least(program.pack.instrument, view, responses)
        protected = program.pack.instrument.views[view].protected
        for part, readings in _shown(program, parts, fewest).items():
            if part:
                scores = view_scores(program, readings, protected)
                found[part][view] = {name: each for name, each in scores.items() if each.score is not None}
    return {name: {view: scores for view, scores in views.items() if scores} for name, views in found.items()}


def _people_by_part(program: Program, responses: Responses) -> dict[str, dict[str, list[dict[str, Reading]]]]:
    """View -> part ('' for people of none) -> what each person of it answered."""
    found: dict[str, dict[str, list[dict[str, Reading]]]] = {}
    for view, people in by_view(program.pack.instrument, program.routing, responses).items():
        respondents = [person for person in responses.counted if person.perspective == view]
        parts = defaultdict(list)
        for respondent, readings in zip(respondents, people, strict=True):
            parts[respondent.unit or ""].append(readings)
        found[view] = parts
    return found


def _shown(
    program: Program, parts: Mapping[str, list[dict[str, Reading]]], fewest: int
) -> dict[str, dict[str, Reading]]:
    """Part -> its readings, with the items hidden that must not be shown beside those of the other parts."""
    instrument = program.pack.instrument
    shown = {part: pooled_view(instrument, people, fewest) for part, people in parts.items()}
    items = next(iter(shown.values()))
    for item in items:
        numbers = {part: sum(person[item].state == "answered" for person in people) for part, people in parts.items()}
        given = {part: number for part, number in numbers.items() if number}
        for part in hidden_parts(given, fewest):
            shown[part][item] = Reading("hidden", view=shown[part][item].view)
    return shown


def widest(program: Program, views: Views) -> tuple[Gap, ...]:
    """Every gap that some rule reads, and those of all dimensions between all views; widest first."""
    dimensions = (
        gap(program, dimension.id, between, views)
        for dimension in program.pack.ruleset.dimensions
        for between in combinations(views, 2)
    )
    found = dict.fromkeys((*every_gap(program, views), *(each for each in dimensions if each)))
    return tuple(sorted(found, key=lambda gap: (-percent(gap), gap.subject, gap.between)))


def percent(gap: Gap) -> int:
    """How wide a gap is, in percent of the widest it could be."""
    return half_up(100 * abs(gap.size), gap.span)
