"""Gaps: how much better one view sees an item, or a dimension, than another view of the same agency."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assessor.engines.fixed import SHARED
from assessor.engines.program import Program
from assessor.model.reading import Reading, Views
from assessor.scoring import GRID, MAX_SCORE, half_up


class Gap(NamedTuple):
    """How much better the first of two views sees `subject`: points of an item, 1/10,000 points of a dimension."""

    subject: str
    between: tuple[str, str]
    size: int
    span: int
    """The widest this gap could be."""


def gap(program: Program, subject: str, between: tuple[str, str], views: Views) -> Gap | None:
    """The gap between two views; None while one of them is not shown, or too little is shared."""
    first, second = (views.get(view, {}) for view in between)
    if subject in program.pack.instrument.items:
        return _of_item(program, subject, between, first.get(subject), second.get(subject))
    return _of_dimension(program, subject, between, first, second)


def _of_item(
    program: Program, item: str, between: tuple[str, str], first: Reading | None, second: Reading | None
) -> Gap | None:
    """Between the middle answers."""
    if first is None or second is None or first.place is None or second.place is None:
        return None
    instrument = program.pack.instrument
    kept = instrument.kept_points[item]
    if not kept:
        return None
    return Gap(item, between, kept[first.place] - kept[second.place], max(instrument.points(instrument.items[item])))


def _of_dimension(
    program: Program,
    dimension: str,
    between: tuple[str, str],
    first: Mapping[str, Reading],
    second: Mapping[str, Reading],
) -> Gap | None:
    """Between the scores over the items that both answered."""
    got = [0, 0]
    most = shared = 0
    for scored in program.scored[dimension]:
        values = [view[scored.item.id].value for view in (first, second) if scored.item.id in view]
        if len(values) < 2 or None in values:
            continue
        shared += 1
        most += scored.step * scored.top * GRID
        got = [sofar + scored.step * (value or 0) for sofar, value in zip(got, values, strict=True)]
    if shared < SHARED:
        return None
    better, worse = (half_up(MAX_SCORE * each, most) for each in got)
    return Gap(dimension, between, better - worse, MAX_SCORE)


def every_gap(program: Program, views: Views) -> Iterator[Gap]:
    """Every gap that some rule reads and that can be told."""
    for subject, between in dict.fromkeys((leaf.gap, leaf.between) for leaf in program.gap_leaves):
        found = gap(program, subject, between, views)
        if found is not None:
            yield found
