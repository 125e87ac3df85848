"""Scores in whole numbers, with the range that missing answers leave open.

All divisions are half-up on whole numbers, so every engine and machine agrees to the last digit. A score is a whole
number of 1/10,000 points on 0..100. The source has no scores: every weight here is this project's inference.
"""

from collections.abc import Mapping
from math import lcm
from typing import NamedTuple

from assessor.model.instrument import Instrument, Item
from assessor.model.reading import Reading
from assessor.model.ruleset import Dimension, Ruleset

GRID = 10_000
"""Scores are whole numbers of this fraction of a point."""

MAX_SCORE = 100 * GRID


class Score(NamedTuple):
    """A score with its range; all three in 1/10,000 points on 0..100, None where there is none.

    `answered` of `asked` items have a value, `applies` counts those that could have one (asked or not yet asked of
    anybody); `as_seen_by` names the view that stood in for those the items are meant to be scored from.
    """

    score: int | None
    low: int | None
    high: int | None
    answered: int
    asked: int
    applies: int
    as_seen_by: tuple[str, ...] = ()


class ScoredItem(NamedTuple):
    """What scoring needs of an item: `step` is its whole weight, scaled so that all items share one maximum."""

    item: Item
    step: int
    """Weight x (L / max)."""
    top: int
    """The most points, max."""


def half_up(numerator: int, denominator: int) -> int:
    """Division rounded half up, for whole numbers of 0 or more."""
    return (2 * numerator + denominator) // (2 * denominator)


def scored_items(instrument: Instrument, dimension: str) -> tuple[ScoredItem, ...]:
    """The items of a dimension with their values on the dimension's common scale."""
    items = [item for item in instrument.items.values() if item.scored and item.dimension == dimension]
    tops = {item.id: max(instrument.points(item)) for item in items}
    common = lcm(*tops.values()) if tops else 1
    return tuple(ScoredItem(item, (item.weight or 1) * (common // tops[item.id]), tops[item.id]) for item in items)


def dimension_score(dimension: Dimension, items: tuple[ScoredItem, ...], readings: Mapping[str, Reading]) -> Score:
    """The score of one dimension from one reading an item."""
    got = best = open_ = answered = asked = applies = 0
    seen_by: dict[str, None] = {}
    for scored in items:
        reading = readings[scored.item.id]
        if reading.state in ("does_not_apply", "not_asked"):
            continue
        applies += 1
        asked += reading.state != "no_view"
        if reading.value is not None:
            answered += 1
            got += scored.step * reading.value
            best += scored.step * scored.top * GRID
            if reading.view and reading.view not in scored.item.scored_from:
                seen_by[reading.view] = None
        else:
            open_ += scored.step * scored.top * GRID
    if applies == 0:
        return Score(None, None, None, 0, asked, 0)
    everything = best + open_
    enough = answered >= max(1, -(-applies * dimension.needs // 100))
    return Score(
        half_up(MAX_SCORE * got, best) if enough else None,
        half_up(MAX_SCORE * got, everything),
        half_up(MAX_SCORE * (got + open_), everything),
        answered,
        asked,
        applies,
        tuple(seen_by),
    )


def overall_score(ruleset: Ruleset, scores: Mapping[str, Score]) -> Score:
    """The weighted mean of the dimensions there are; its range uses every dimension that applies.

    The range is widened to hold the score: a dimension without a score can have a range above the mean of the rest.
    """
    weighted = [(dimension.weight, scores[dimension.id]) for dimension in ruleset.dimensions]
    there = [(weight, score.score) for weight, score in weighted if score.score is not None]
    open_ = [(weight, s.low, s.high) for weight, s in weighted if s.low is not None and s.high is not None]
    counts = (
        sum(s.answered for _, s in weighted),
        sum(s.asked for _, s in weighted),
        sum(s.applies for _, s in weighted),
    )
    if not open_:
        return Score(None, None, None, *counts)
    total = sum(weight for weight, _, _ in open_)
    low = half_up(sum(weight * low for weight, low, _ in open_), total)
    high = half_up(sum(weight * high for weight, _, high in open_), total)
    if len(there) < ruleset.overall.needs:
        return Score(None, low, high, *counts)
    score = half_up(sum(weight * score for weight, score in there), sum(weight for weight, _ in there))
    return Score(score, min(low, score), max(high, score), *counts)
