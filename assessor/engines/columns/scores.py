"""Scores of dimensions and overall in whole numbers, each with the range that open answers leave.

The same divisions, rounded half up, as scoring.py. Where every row stands alone a value is whole points, so that the
numbers stay small; the quotient is the same.
"""

from dataclasses import dataclass

from assessor.engines.columns.dialect import CLOSED, Dialect, Expr, Layer
from assessor.engines.columns.gaps import Readings
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import answer_fact
from assessor.model.ruleset import Dimension
from assessor.privacy import HIGHEST_TOLD, LOWEST_TOLD, STEP
from assessor.scoring import GRID, MAX_SCORE


@dataclass(frozen=True)
class Scores:
    """The stages from readings to scores: `score NAME`, `low score.NAME`, `high score.NAME`, in 1/10,000 points."""

    x: Dialect
    scope: Scope
    readings: Readings

    def layers(self) -> list[Layer]:
        """Sums over the items of each dimension, then each dimension, then overall."""
        dimensions = self.scope.program.pack.ruleset.dimensions
        sums: Layer = {}
        totals: Layer = {}
        scores: Layer = {}
        for dimension in dimensions:
            sums |= self._sums(dimension)
            totals |= self._totals(dimension)
            scores |= self._scores(dimension)
        return [sums, totals, scores, self._overall_sums(), self._overall(), self._widened(), self._guarded()]

    @property
    def names(self) -> tuple[str, ...]:
        """Every dimension, and overall."""
        return (*(dimension.id for dimension in self.scope.program.pack.ruleset.dimensions), "overall")

    def _most(self, dimension: Dimension) -> int:
        """The most that the points of a dimension can come to."""
        items = self.scope.program.scored[dimension.id]
        return max(sum(each.step * each.top for each in items) * self.readings.unit, 1)

    def _type(self, dimension: Dimension) -> object:
        return self.x.counting((2 * MAX_SCORE + 1) * self._most(dimension))

    def _sums(self, dimension: Dimension) -> Layer:
        """Points got, points that could be had of what was answered or is closed, and how many items these are."""
        x, unit, name = self.x, self.readings.unit, dimension.id
        items = self.scope.program.scored[name]
        kind = x.whole(self._most(dimension))
        zero = x.lit(0, kind)
        answers = {each.item.id: x.col(answer_fact(each.item.id)) for each in items}
        got = [
            x.choose([(answers[s.item.id] >= 0, self.readings.points(s.item).cast(kind) * s.step)], zero) for s in items
        ]
        answered = [(answers[each.item.id] >= 0, each.step * each.top * unit) for each in items]
        closed = [(answers[each.item.id] == CLOSED, each.step * each.top * unit) for each in items]
        return {
            f"got {name}": x.total(got, kind),
            f"best {name}": x.tally(answered),
            f"left {name}": x.tally(closed),
            f"answered {name}": x.tally((condition, 1) for condition, _ in answered),
            f"closed {name}": x.tally((condition, 1) for condition, _ in closed),
        }

    def _totals(self, dimension: Dimension) -> Layer:
        """What the divisions need, in the type that holds it; null where there is nothing to divide."""
        x, name, kind = self.x, dimension.id, self._type(dimension)
        number = len(self.scope.program.scored[name])
        nothing = x.lit(None, kind)
        wide = x.whole(100 * max(number, 1))
        answered, applies = x.col(f"answered {name}").cast(wide), number - x.col(f"closed {name}").cast(wide)
        enough = (answered >= 1) & (answered * 100 >= applies * dimension.needs)
        best, most = x.col(f"best {name}").cast(kind), x.lit(self._most(dimension) if number else 0, kind)
        everything = most - x.col(f"left {name}").cast(kind)
        return {
            f"points {name}": x.col(f"got {name}").cast(kind) * (2 * MAX_SCORE),
            f"best {name}": best,
            f"enough {name}": x.choose([(enough, best)], nothing),
            f"everything {name}": x.choose([(everything > 0, everything)], nothing),
        }

    def _scores(self, dimension: Dimension) -> Layer:
        x, name = self.x, dimension.id
        points, best = x.col(f"points {name}"), x.col(f"best {name}")
        enough, everything = x.col(f"enough {name}"), x.col(f"everything {name}")
        lacking = everything - best
        return {
            f"score.{name}": (points + enough) // (enough * 2),
            f"low score.{name}": (points + everything) // (everything * 2),
            f"high score.{name}": (points + lacking * (2 * MAX_SCORE) + everything) // (everything * 2),
        }

    def _overall_sums(self) -> Layer:
        """Weighted sums of the scores there are, and of the ranges."""
        x, ruleset = self.x, self.scope.program.pack.ruleset
        weights = {each.id: each.weight for each in ruleset.dimensions}
        kind = x.counting((2 * MAX_SCORE + 1) * sum(weights.values()))
        made: Layer = {}
        for sort in ("", "low ", "high "):
            parts = [x.col(f"{sort}score.{name}").cast(kind).fill_null(0) * weight for name, weight in weights.items()]
            made[f"{sort}sum"] = x.total(parts, kind)
        there = {name: ~x.col(f"score.{name}").is_null() for name in weights}
        weight = x.tally((there[name], weight) for name, weight in weights.items()).cast(kind)
        enough = x.tally((each, 1) for each in there.values()) >= ruleset.overall.needs
        of_range = x.tally((~x.col(f"low score.{name}").is_null(), each) for name, each in weights.items()).cast(kind)
        nothing = x.lit(None, kind)
        made["weight"] = x.choose([(enough, weight)], nothing)
        made["range weight"] = x.choose([(of_range > 0, of_range)], nothing)
        return made

    def _overall(self) -> Layer:
        x = self.x
        weight, of_range = x.col("weight"), x.col("range weight")
        return {
            "score.overall": (x.col("sum") * 2 + weight) // (weight * 2),
            "low score.overall": (x.col("low sum") * 2 + of_range) // (of_range * 2),
            "high score.overall": (x.col("high sum") * 2 + of_range) // (of_range * 2),
        }

    def _widened(self) -> Layer:
        """The range of the overall score, made to hold the score."""
        x = self.x
        score, low, high = x.col("score.overall"), x.col("low score.overall"), x.col("high score.overall")
        return {
            "low score.overall": x.choose([(score < low, score)], low),
            "high score.overall": x.choose([(score > high, score)], high),
        }

    def _guarded(self) -> Layer:
        """Whether each score rests on answers of protected views, so that it is told in steps."""
        x, scored = self.x, self.scope.program.scored
        parts = {name: x.some([self.readings.guarded(each.item) for each in items]) for name, items in scored.items()}
        return {f"rounded {name}": each for name, each in parts.items()} | {
            "rounded overall": x.some([*parts.values()])
        }

    def told(self) -> list[Layer]:
        """Scores as they are told: in steps where they must be, then in points as `told PART NAME`.

        By a constant Polars multiplies with its inverse, which is not exact; so the divisor is a column, and one that
        is no constant unless all the figures are.
        """
        x = self.x
        figures = {
            f"told {part}{name}": self._figure(name, part) for name in self.names for part in ("", "low ", "high ")
        }
        kind = x.counting(len(figures) * MAX_SCORE)
        every = x.total([x.col(name).cast(kind).fill_null(0) for name in figures], kind)
        points = {name: x.col(name).cast(x.double) / x.col("grid") for name in figures}
        return [figures, {"grid": every.cast(x.double) * 0.0 + float(GRID)}, points]

    def _figure(self, name: str, part: str) -> Expr:
        """One figure in 1/10,000 points, in steps of five where it rests on protected answers."""
        x, figure = self.x, self.x.col(f"{part}score.{name}")
        if self.readings.unit == 1:
            return figure
        whole = figure.cast(x.number)
        above = {"": STEP // 2, "low ": 0, "high ": STEP - 1}[part]
        step = (whole + above) // STEP * STEP
        cases = [] if part == "high " else [(step > HIGHEST_TOLD, x.lit(HIGHEST_TOLD, x.number))]
        cases += [] if part == "low " else [(step < LOWEST_TOLD, x.lit(LOWEST_TOLD, x.number))]
        return x.choose([(~x.col(f"rounded {name}"), whole), *cases], step)
