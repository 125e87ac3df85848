"""Scores, views and gaps as an Assessment tells them: in points, and in steps of five where people are protected."""

from collections.abc import Mapping

from assessor.engines.program import Program
from assessor.inference.gaps import Gap
from assessor.inference.views import View, percent
from assessor.model.assessment import CellFound, GapFound, Met, ScoreFound, ViewFound
from assessor.model.instrument import Item
from assessor.model.reading import Reading
from assessor.privacy import STEP, coarse
from assessor.scoring import GRID, Score


def points(grid: int | None) -> float | None:
    """1/10,000 points as points."""
    return None if grid is None else grid / GRID


def score_told(score: Score, rounded: bool = False) -> ScoreFound:
    """A score in points; `rounded` where it rests on answers of protected views."""
    told = coarse(score) if rounded else score
    return ScoreFound.built(
        score=points(told.score),
        low=points(told.low),
        high=points(told.high),
        answered=told.answered,
        asked=told.asked,
        applies=told.applies,
        as_seen_by=told.as_seen_by,
        rounded=rounded,
    )


def view_told(program: Program, name: str, view: View) -> ViewFound:
    """What one view said; its scores are in steps already where it is protected."""
    instrument = program.pack.instrument
    rounded = instrument.views[name].protected
    cells = {
        item: CellFound.built(
            number=cell.reading.number,
            value=value_of(instrument.items[item], cell.reading),
            points=points(cell.points),
            alike=cell.alike,
        )
        for item, cell in view.cells.items()
    }
    scores = {dimension: score_told(score, rounded) for dimension, score in view.scores.items()}
    return ViewFound.built(
        respondents=view.respondents, fewest=view.fewest, hidden=view.hidden, scores=scores, items=cells
    )


def parts_told(
    program: Program, parts: Mapping[str, Mapping[str, Mapping[str, Score]]]
) -> dict[str, dict[str, dict[str, ScoreFound]]]:
    """The scores of the parts of the organisation."""
    known = program.pack.instrument.views
    return {
        part: {
            view: {name: score_told(score, known[view].protected) for name, score in scores.items()}
            for view, scores in views.items()
        }
        for part, views in parts.items()
    }


def gap_told(program: Program, gap: Gap) -> GapFound:
    """A gap with its size in points, to the nearest five for a dimension."""
    size: float = abs(gap.size)
    if gap.subject not in program.pack.instrument.items:
        size = size_told(gap.size)
    better = gap.between[0] if gap.size > 0 else gap.between[1] if gap.size < 0 else None
    return GapFound.built(
        subject=gap.subject, between=gap.between, size=size, percent=percent(gap) // 5 * 5, better=better
    )


def size_told(size: int) -> int:
    """The width of a gap between two scores of a dimension in points, to the nearest step of five."""
    return (abs(size) + STEP // 2) // STEP * (STEP // GRID)


def value_of(item: Item, reading: Reading) -> Met | None:
    """An answer as the person wrote it: option ids, points or a count; free text is not repeated here."""
    if reading.ticked is not None:
        return tuple(option.id for place, option in enumerate(item.options) if place in reading.ticked)
    if reading.place is None:
        return None
    return item.options[reading.place].id if item.kind == "choice" else reading.place
