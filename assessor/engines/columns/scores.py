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

PARTS = {"": "scored", "low ": "spanned", "high ": "spanned"}
"""The figures of a score, and the flag that says whether there is one."""


@dataclass(frozen=True)
class Scores:
    """The stages from readings to scores, in 1/10,000 points: figures that are 0 where flags say there is none.

    `figure NAME` where `scored NAME`; `figure low NAME` and `figure high NAME` where `spanned NAME`. As facts they are
    `score.NAME`, `low score.NAME` and `high score.NAME`, null where there is none.
    """

    x: Dialect
    scope: Scope
    readings: Readings

    def layers(self) -> list[Layer]:
        """Sums over the items of each dimension, then each dimension, then overall."""
        dimensions = self.scope.program.pack.ruleset.dimensions
        stages = (self._sums, self._parts, self._totals, self._rates, self._figures)
        found = [{name: each for d in dimensions for name, each in stage(d).items()} for stage in stages]
        return [*found, self._overall_sums(), self._overall(), self._widened(), self._facts() | self._guarded()]

    @property
    def names(self) -> tuple[str, ...]:
        """Every dimension, and overall."""
        return (*(dimension.id for dimension in self.scope.program.pack.ruleset.dimensions), "overall")

    def _most(self, dimension: Dimension) -> int:
        """The most that the points of a dimension can come to."""
        items = self.scope.program.scored[dimension.id]
        return max(sum(each.step * each.top for each in items) * self.readings.unit, 1)

    def _sums(self, dimension: Dimension) -> Layer:
        """Points got; and what could be had of answers, and of closed items, beside how many these are."""
        x, name = self.x, dimension.id
        items = self.scope.program.scored[name]
        answers = [x.col(answer_fact(each.item.id)) for each in items]
        weights = [each.step * each.top * (len(items) + 1) + 1 for each in items]
        kind = x.whole(self._most(dimension))
        got = [
            x.choose([(answer >= 0, self.readings.points(each.item).cast(kind) * each.step)], x.lit(0, kind))
            for each, answer in zip(items, answers, strict=True)
        ]
        return {
            f"got {name}": x.total(got, kind),
            f"answered {name}": x.tally((answer >= 0, each) for answer, each in zip(answers, weights, strict=True)),
            f"closed {name}": x.tally((answer == CLOSED, each) for answer, each in zip(answers, weights, strict=True)),
        }

    def _parts(self, dimension: Dimension) -> Layer:
        """Weights and numbers apart."""
        made: Layer = {}
        for sort in ("answered", "closed"):
            both, each = self.x.col(f"{sort} {dimension.id}"), len(self.scope.program.scored[dimension.id]) + 1
            made[f"weight {sort} {dimension.id}"] = both // each
            made[f"number {sort} {dimension.id}"] = both - both // each * each
        return made

    def _totals(self, dimension: Dimension) -> Layer:
        """Whether there is a score, and a range, what could be had for each, and the most still possible."""
        x, name, most = self.x, dimension.id, self._most(dimension)
        number = len(self.scope.program.scored[name])
        wide = x.whole(200 * max(number, 1))
        answered, closed = (x.col(f"number {sort} {name}").cast(wide) for sort in ("answered", "closed"))
        scored = (answered >= 1) & (answered * 100 >= (number - closed) * dimension.needs)
        best = self._in_units(x.col(f"weight answered {name}"), most)
        everything = most - self._in_units(x.col(f"weight closed {name}"), most)
        return {
            f"scored {name}": scored,
            f"spanned {name}": closed < number,
            f"best {name}": best,
            f"everything {name}": everything,
            f"top {name}": x.col(f"got {name}") + everything - best,
        }

    def _in_units(self, weight: Expr, most: int) -> Expr:
        """A weight in the unit of points."""
        return weight if self.readings.unit == 1 else weight.cast(self.x.whole(most)) * self.readings.unit

    def _rates(self, dimension: Dimension) -> Layer:
        x, name, most = self.x, dimension.id, self._most(dimension)
        return {
            f"rate {name}": x.rate(MAX_SCORE, x.col(f"best {name}"), x.col(f"scored {name}"), most),
            f"span {name}": x.rate(MAX_SCORE, x.col(f"everything {name}"), x.col(f"spanned {name}"), most),
        }

    def _figures(self, dimension: Dimension) -> Layer:
        x, name, most = self.x, dimension.id, self._most(dimension)
        got, span = x.col(f"got {name}"), x.col(f"span {name}")
        return {
            f"figure {name}": x.scaled(got, x.col(f"rate {name}"), MAX_SCORE, most),
            f"figure low {name}": x.scaled(got, span, MAX_SCORE, most),
            f"figure high {name}": x.scaled(x.col(f"top {name}"), span, MAX_SCORE, most),
        }

    @property
    def _weights(self) -> dict[str, int]:
        return {each.id: each.weight for each in self.scope.program.pack.ruleset.dimensions}

    def _overall_sums(self) -> Layer:
        """Weighted sums of the scores there are, and of the ranges."""
        x, weights = self.x, self._weights
        made: Layer = {}
        for part in PARTS:
            figures = [x.col(f"figure {part}{name}") * weight for name, weight in weights.items()]
            made[f"sum {part}"] = x.total(figures, x.double)
        for flag, needs in (("scored", self.scope.program.pack.ruleset.overall.needs), ("spanned", 1)):
            there = [(x.col(f"{flag} {name}"), weight) for name, weight in weights.items()]
            made[f"{flag} weight"] = x.tally(there)
            made[f"{flag} overall"] = x.tally((each, 1) for each, _ in there) >= needs
        return made

    def _overall(self) -> Layer:
        x, most = self.x, sum(self._weights.values())
        made: Layer = {}
        for part, flag in PARTS.items():
            rate = x.rate(1, x.col(f"{flag} weight"), x.col(f"{flag} overall"), most)
            made[f"figure {part}overall"] = x.scaled(x.col(f"sum {part}"), rate, 1, most)
        return made

    def _widened(self) -> Layer:
        """The range of the overall score, made to hold the score."""
        x, scored = self.x, self.x.col("scored overall")
        score, low, high = (x.col(f"figure {part}overall") for part in PARTS)
        return {
            "figure low overall": x.choose([(scored & (score < low), score)], low),
            "figure high overall": x.choose([(scored & (score > high), score)], high),
        }

    def _facts(self) -> Layer:
        """Scores and their ranges as rules read them, and as they are told: null where there is none."""
        x = self.x
        return {
            f"{part}score.{name}": x.choose([(x.col(f"{flag} {name}"), x.col(f"figure {part}{name}"))], x.nothing)
            for name in self.names
            for part, flag in PARTS.items()
        }

    def _guarded(self) -> Layer:
        """Whether each score rests on answers of protected views, so that it is told in steps."""
        x, scored = self.x, self.scope.program.scored
        parts = {name: x.some([self.readings.guarded(each.item) for each in items]) for name, items in scored.items()}
        return {f"rounded {name}": each for name, each in parts.items()} | {
            "rounded overall": x.some([*parts.values()])
        }

    def told(self) -> list[Layer]:
        """Scores as they are told: in steps where they must be, then in points as `told score.NAME`.

        By a constant Polars multiplies with its inverse, which is not exact. So the divisor is made of all that is
        divided: it is a constant only where all of that is, and then the division is exact again.
        """
        x, names = self.x, [f"{part}score.{name}" for name in self.names for part in PARTS]
        steps: Layer = {}
        if self.readings.unit > 1:
            steps = {f"{part}score.{name}": self._stepped(part, name) for name in self.names for part in PARTS}
        every = x.total([x.col(name).cast(x.double).fill_null(0) for name in names], x.double)
        points = {f"told {name}": x.col(name).cast(x.double) / x.col("grid") for name in names}
        return [steps, {"grid": every * 0.0 + float(GRID)}, points]

    def _stepped(self, part: str, name: str) -> Expr:
        """One figure in 1/10,000 points, in steps of five where it rests on protected answers."""
        x, figure = self.x, self.x.col(f"{part}score.{name}").cast(self.x.number)
        above = {"": STEP // 2, "low ": 0, "high ": STEP - 1}[part]
        step = (figure + above) // STEP * STEP
        cases = [] if part == "high " else [(step > HIGHEST_TOLD, x.lit(HIGHEST_TOLD, x.number))]
        cases += [] if part == "low " else [(step < LOWEST_TOLD, x.lit(LOWEST_TOLD, x.number))]
        return x.choose([(~x.col(f"rounded {name}"), figure), *cases], step)
