"""Polars, or narwhals which mirrors it: the words that expressions are written in, and where the two differ.

Only what means the same on every frame is used: + - * // on whole numbers, comparisons, & | ~ in three values,
fill_null, when/then, casts between whole numbers, and sum, min and len of groups.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import add, and_, or_
from typing import Any

Expr = Any
"""An expression of Polars or narwhals."""
Layer = dict[str, Expr]
"""New columns by name; they read columns of earlier layers only."""

LARGEST_WHOLE = 2**26
"""Up to it quotients are made in doubles, where what they count up to is at most a million."""

CLOSED, OPEN = -9, -8
"""Beside answers: what does not apply or was not asked; what is not known."""


class Dialect:
    """How expressions are written for one library."""

    def __init__(self, module: Any, *, narrow: bool) -> None:
        self._module, self._narrow = module, narrow
        self.col, self.when = module.col, module.when
        self.flag, self.number, self.double, self.string = (
            module.Boolean, module.Int64, module.Float64, module.String,
        )  # fmt: skip

    def whole(self, most: int) -> Any:
        """The narrowest signed type for numbers whose size is at most `most`; narrow types are several times faster."""
        for bits, name in ((7, "Int8"), (15, "Int16"), (31, "Int32")):
            if most < 2**bits:
                return getattr(self._module, name)
        if most >= 2**63:
            raise OverflowError(most)
        return self.number

    def rate(self, most: int, whole: Expr, there: Expr, largest: int) -> Expr:
        """What parts of `whole` (up to `largest`) are multiplied with to count up to `most`; nothing is not `there`."""
        if not self._in_doubles(largest):
            return self.choose([(there, whole.cast(self.number))], self.lit(None, self.number))
        inverse = self.lit(float(most), self.double) / whole.cast(self.double)
        return self.choose([(there, inverse)], self.lit(0.0, self.double))

    def scaled(self, part: Expr, rate: Expr, most: int, largest: int) -> Expr:
        """`most` x part / whole, rounded half up; 0 where nothing is there. `rate` is what `rate` gave.

        Doubles take a third of the time. They are off by less than 1/2^30, the quotient is either at a half or at
        least 1/(2 x largest) from it, and a half of that is added: so every quotient falls on its side.
        """
        if not self._in_doubles(largest):
            return ((part.cast(self.number) * (2 * most) + rate) // (rate * 2)).fill_null(0)
        return (part.cast(self.double) * rate + (0.5 + 0.25 / largest)).floor()

    def _in_doubles(self, largest: int) -> bool:
        return self._narrow and largest <= LARGEST_WHOLE

    def text(self, words: Sequence[str]) -> Any:
        """The type of a column that holds one of `words`."""
        return self._module.Enum(words) if self._narrow else self.string

    def lit(self, value: Any, kind: Any) -> Expr:
        """A constant of a type; None is null."""
        return self._module.lit(value, dtype=kind)

    @property
    def nothing(self) -> Expr:
        """Null, beside numbers of the type that quotients have."""
        return self.lit(None, self.double if self._narrow else self.number)

    def no(self) -> Expr:
        """False in every row."""
        return self.lit(False, self.flag)

    def unknown(self) -> Expr:
        """Neither true nor false in any row."""
        return self.lit(None, self.flag)

    def least_of(self, parts: Sequence[Expr]) -> Expr:
        """The smallest of some columns, nulls left out."""
        return parts[0] if len(parts) == 1 else self._module.min_horizontal(*parts)

    def most_of(self, parts: Sequence[Expr]) -> Expr:
        """The largest of some columns, nulls left out."""
        return parts[0] if len(parts) == 1 else self._module.max_horizontal(*parts)

    def len(self) -> Expr:
        """How many rows a group has."""
        return self._module.len()

    def choose(self, cases: Sequence[tuple[Expr, Expr]], otherwise: Expr) -> Expr:
        """The value of the first case whose condition is true."""
        if not cases:
            return otherwise
        (condition, value), *rest = cases
        chain = self.when(condition).then(value)
        for condition, value in rest:
            chain = chain.when(condition).then(value)
        return chain.otherwise(otherwise)

    def named(self, cases: Sequence[tuple[Expr, str]], words: Sequence[str]) -> Expr:
        """The word of the first case whose condition is true, of all `words` a column can hold."""
        kind = self.text(words)
        nothing = self.lit(None, kind)
        found = [self.when(condition).then(self.lit(word, kind)).otherwise(nothing) for condition, word in cases]
        return self._module.coalesce(*found) if len(found) > 1 else found[0] if found else nothing

    def tally(self, weighted: Iterable[tuple[Expr, int]]) -> Expr:
        """The sum of the weights of the conditions that are true; unknown counts as not."""
        pairs = [(condition, weight) for condition, weight in weighted if weight]
        kind = self.whole(sum(abs(weight) for _, weight in pairs))
        nothing = self.lit(0, kind)
        return self.total(
            [self.when(condition).then(self.lit(weight, kind)).otherwise(nothing) for condition, weight in pairs], kind
        )

    def total(self, parts: Sequence[Expr], kind: Any) -> Expr:
        """The sum of some columns of one type without nulls."""
        if len(parts) > 2 and self._narrow:
            return self._module.sum_horizontal(*parts)
        return joined(add, parts) if parts else self.lit(0, kind)

    def every(self, parts: Sequence[Expr]) -> Expr:
        """True where all are, false where one is not, else unknown."""
        if len(parts) > 2 and self._narrow:
            return self._module.all_horizontal(*parts)
        return joined(and_, parts) if parts else self.lit(True, self.flag)

    def some(self, parts: Sequence[Expr]) -> Expr:
        """True where one is, false where none is, else unknown."""
        if len(parts) > 2 and self._narrow:
            return self._module.any_horizontal(*parts)
        return joined(or_, parts) if parts else self.no()


def joined(operator: Callable[[Expr, Expr], Expr], parts: Sequence[Expr]) -> Expr:
    """All parts joined as a balanced tree, since deep trees are slow to plan and some planners refuse them."""
    while len(parts) > 1:
        pairs = [operator(parts[at], parts[at + 1]) for at in range(0, len(parts) - 1, 2)]
        parts = pairs + list(parts[len(pairs) * 2 :])
    return parts[0]


@lru_cache(maxsize=1)
def polars_dialect() -> Dialect:
    """Expressions of Polars, in its narrowest types."""
    import polars

    return Dialect(polars, narrow=True)


@lru_cache(maxsize=1)
def narwhals_dialect() -> Dialect:
    """Expressions of narwhals, in types that every frame has."""
    import narwhals

    return Dialect(narwhals, narrow=False)
