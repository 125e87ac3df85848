"""A pack compiled for one table: layers of columns from its cells to the result, made once for each pack and shape."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessor.engines.columns.advice import Advice
from assessor.engines.columns.alone import Alone
from assessor.engines.columns.cells import Cells
from assessor.engines.columns.dialect import Dialect, Layer
from assessor.engines.columns.findings import Findings
from assessor.engines.columns.gaps import Readings, gaps
from assessor.engines.columns.levels import Levels
from assessor.engines.columns.packing import Packing
from assessor.engines.columns.pooled import Pooled
from assessor.engines.columns.scope import Scope
from assessor.engines.columns.scores import Scores
from assessor.engines.columns.told import Told
from assessor.engines.program import program
from assessor.model.ruleset import Pack

HEADS = ("agency", "respondent", "perspective")
ORDER = "order"
"""Where the first row of an agency stands, in tables that have an order."""


@dataclass(frozen=True)
class Shape:
    """All that a plan depends on beside the pack."""

    form: str
    fewest: int
    kinds: tuple[tuple[str, str], ...]
    """The table's columns that matter, with how their cells are written."""
    bits: int | None
    """How wide the counts are; None where every row stands alone."""
    ordered: bool = False
    """Whether the order of first rows is kept, of rows that become agencies."""
    personal: bool = False
    """Whether the result is of people, who are named, and not of agencies."""


@dataclass(frozen=True)
class Gathering:
    """From the rows of a table to what agencies are judged by."""

    first: Layer
    """All that is kept of the table."""
    rows: tuple[Layer, ...]
    groups: tuple[Layer, Layer, Layer] | None = None
    """Sums of each view of an agency; each in a column of its own for the view; sums of each agency. None where every
    row stands alone."""

    def run(self, frame: Any) -> Any:
        """A row an agency, of a frame of the library that this was made for."""
        frame = _through(frame.select(**self.first), self.rows)
        if self.groups is None:
            return frame
        of_views, spread, of_agencies = self.groups
        views = frame.group_by("agency", "view").agg(**of_views).with_columns(**spread)
        return views.group_by("agency").agg(**of_agencies)


@dataclass(frozen=True)
class Judging:
    """From a row an agency to the result."""

    layers: tuple[Layer, ...]
    result: Layer

    def run(self, frame: Any) -> Any:
        """The result, of a frame of the library that this was made for."""
        return _through(frame, self.layers).select(**self.result)


def _through(frame: Any, layers: tuple[Layer, ...]) -> Any:
    for layer in layers:
        frame = frame.with_columns(**layer)
    return frame


@lru_cache(maxsize=32)
def gathering(pack: Pack, shape: Shape, x: Dialect) -> Gathering:
    """`pack` compiled for the rows of tables of one shape; the same object for the same three."""
    scope = _scope(pack, shape)
    cells = Cells(x, scope, dict(shape.kinds))
    first, *rows = cells.layers()
    if shape.bits is None:
        return Gathering({head: x.col(head) for head in _heads(shape)} | first, _full(rows))
    packing = Packing(x, scope, shape.bits)
    if shape.ordered:
        first[ORDER] = x.col(ORDER)
    codes, words = packing.layers()
    rows += [codes, words | {"view": _view_number(x, scope), "refused": x.col("refused").cast(x.number)}]
    return Gathering(first, _full(rows), _grouped(x, scope, packing, shape.ordered))


@lru_cache(maxsize=32)
def judging(pack: Pack, shape: Shape, x: Dialect) -> Judging:
    """`pack` compiled for what gathering leaves; the same object for the same three."""
    scope = _scope(pack, shape)
    if shape.bits is None:
        alone = Alone(x, scope, Cells(x, scope, dict(shape.kinds)))
        counts: Layer = {f"views.{view}": x.tally([(x.col(f"view {view}"), 1)]) for view in scope.views}
        return _judged(x, scope, alone, [counts, *alone.layers()], _heads(shape))
    pooled = Pooled(x, scope, Packing(x, scope, shape.bits))
    heads = ("agency", ORDER) if shape.ordered else ("agency",)
    return _judged(x, scope, pooled, pooled.layers(), heads)


def _scope(pack: Pack, shape: Shape) -> Scope:
    return Scope(program(pack), shape.form, shape.fewest)


def _heads(shape: Shape) -> tuple[str, ...]:
    named = HEADS if shape.personal else HEADS[:1]
    return tuple(head for head in named if head == "agency" or head in dict(shape.kinds))


def _full(layers: list[Layer]) -> tuple[Layer, ...]:
    return tuple(layer for layer in layers if layer)


def _judged(x: Dialect, scope: Scope, readings: Readings, layers: list[Layer], heads: tuple[str, ...]) -> Judging:
    """The stages from readings to the result, the same whichever way rows became agencies."""
    scores = Scores(x, scope, readings)
    findings = Findings(x, scope, readings)
    levels = Levels(x, scope, findings.ranged)
    advice = Advice(x, scope, findings)
    layers = [*layers, *scores.layers(), gaps(x, scope, readings)]
    layers += [*findings.layers(), *levels.layers(), *advice.layers(), *scores.told()]
    return Judging(_full(layers), Told(x, scope, scores, levels, advice).select(heads))


def _view_number(x: Dialect, scope: Scope) -> Any:
    """The place of a row's view, -1 where it has none."""
    kind = x.whole(len(scope.views))
    cases = [(x.col(f"view {view}"), x.lit(at, kind)) for at, view in enumerate(scope.views)]
    return x.choose(cases, x.lit(-1, kind))


def _grouped(x: Dialect, scope: Scope, packing: Packing, ordered: bool) -> tuple[Layer, Layer, Layer]:
    """Sums by agency and view; each in a column of its own for the view; sums by agency."""
    first: Layer = {name: x.col(name).sum() for name in packing.words()}
    first |= {"people": x.len(), "refused": x.col("refused").sum()}
    spread: Layer = {}
    for at, view in enumerate(scope.views):
        here = x.col("view") == at
        names = {f"views.{view}": "people"} | {f"word {word} {view}": f"word {word}" for word in packing.words_of(view)}
        for name, column in names.items():
            spread[name] = x.choose([(here, x.col(column).cast(x.number))], x.lit(0, x.number))
    second: Layer = {name: x.col(name).sum() for name in (*spread, "refused")}
    if ordered:
        first[ORDER] = second[ORDER] = x.col(ORDER).min()
    return first, spread, second
