"""How much better one view sees an item, or a dimension, than another: the gaps that rules read."""

from assessor.engines.columns.alone import Alone, kept_points
from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.pooled import Pooled
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import gap_fact
from assessor.engines.fixed import SHARED
from assessor.scoring import MAX_SCORE, ScoredItem

Readings = Alone | Pooled
"""What each view and the agency answered, whichever way rows become agencies."""


def gaps(x: Dialect, scope: Scope, readings: Readings) -> Layer:
    """A signed column for each gap; null while one of the two shows nothing."""
    found: Layer = {}
    for leaf in scope.program.gap_leaves:
        name, (first, second) = gap_fact(leaf.gap, leaf.between), leaf.between
        if not readings.meets(first, second):
            found[name] = x.lit(None, x.number)
        elif leaf.gap in scope.program.pack.instrument.items:
            found[name] = _of_item(x, scope, readings, leaf.gap, leaf.between)
        else:
            found[name] = _of_dimension(x, scope, readings, leaf.gap, leaf.between)
    return found


def _of_item(x: Dialect, scope: Scope, readings: Readings, name: str, between: tuple[str, str]) -> Expr:
    """In points, between the middle answers."""
    item = scope.program.pack.instrument.items[name]
    nothing = x.lit(None, x.number)
    if not scope.kept(item) or not set(between) <= set(scope.asked(name)):
        return nothing
    first, second = (readings.place_in(item, view) for view in between)
    apart = kept_points(x, first, scope, item).cast(x.number) - kept_points(x, second, scope, item).cast(x.number)
    return x.choose([((first >= 0) & (second >= 0), apart)], nothing)


def _of_dimension(x: Dialect, scope: Scope, readings: Readings, name: str, between: tuple[str, str]) -> Expr:
    """In 1/10,000 points, over the items that both answered."""
    nothing = x.lit(None, x.number)
    shared = [each for each in scope.program.scored[name] if set(between) <= set(scope.asked(each.item.id))]
    if len(shared) < SHARED:
        return nothing
    first, second = between
    both = {s.item.id: readings.answered(s.item, first) & readings.answered(s.item, second) for s in shared}
    most = x.tally((both[s.item.id], s.step * s.top * readings.unit) for s in shared).cast(x.number)

    def got(scored: ScoredItem, view: str) -> Expr:
        points = readings.points_in(scored.item, view).cast(x.number) * scored.step
        return x.choose([(both[scored.item.id], points)], x.lit(0, x.number))

    def score(view: str) -> Expr:
        total = x.total([got(scored, view) for scored in shared], x.number)
        return (total * (2 * MAX_SCORE) + most) // x.choose([(most > 0, most * 2)], nothing)

    enough = x.tally((each, 1) for each in both.values()) >= SHARED
    return x.choose([(enough, score(first) - score(second))], nothing)
