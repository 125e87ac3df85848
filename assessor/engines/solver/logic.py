"""Literals and sums for the solver, folded where they are constant; one of the two importers of ortools.

Most of what is built from one agency is constant. Folding keeps it out of the solver, so that a search over a few items
costs what those items cost.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

Lit = Any
"""True, False, or a literal of the solver."""


class Sum(NamedTuple):
    """A whole number: `fixed` and so much of each literal or variable; it lies between `low` and `high`."""

    parts: tuple[tuple[int, Any], ...] = ()
    fixed: int = 0
    low: int = 0
    high: int = 0

    def plus(self, other: "Sum") -> "Sum":
        """Both together."""
        return Sum((*self.parts, *other.parts), self.fixed + other.fixed, self.low + other.low, self.high + other.high)

    def times(self, factor: int) -> "Sum":
        """So many times this."""
        ends = (self.low * factor, self.high * factor)
        parts = tuple((each * factor, what) for each, what in self.parts) if factor else ()
        return Sum(parts, self.fixed * factor, min(ends), max(ends))


def constant(number: int) -> Sum:
    """A sum that is always `number`."""
    return Sum((), number, number, number)


def total(sums: Iterable[Sum]) -> Sum:
    """All of them together."""
    parts: list[tuple[int, Any]] = []
    fixed = low = high = 0
    for each in sums:
        parts += each.parts
        fixed, low, high = fixed + each.fixed, low + each.low, high + each.high
    return Sum(tuple(parts), fixed, low, high)


class Logic:
    """One problem for the solver, grown piece by piece."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self._joined: dict[tuple[str, frozenset[int]], Lit] = {}
        self._reached: dict[tuple[Any, int], Lit] = {}

    def new(self) -> Lit:
        """A literal that is free."""
        return self.model.new_bool_var("")

    def one_of(self, count: int) -> tuple[Lit, ...]:
        """So many literals of which exactly one is true."""
        if count == 1:
            return (True,)
        literals = tuple(self.new() for _ in range(count))
        self.model.add_exactly_one(literals)
        return literals

    def number(self, low: int, high: int) -> Sum:
        """A whole number that is free between two ends."""
        if low == high:
            return constant(low)
        return Sum(((1, self.model.new_int_var(low, high, "")),), 0, low, high)

    def weighed(self, weights: Sequence[int], literals: Sequence[Lit]) -> Sum:
        """The weight of the one literal that is true, of literals of which exactly one is."""
        least = min(weights)
        over = [(weight - least, lit) for weight, lit in zip(weights, literals, strict=True) if weight != least]
        if not over:
            return constant(least)
        certain = [weight for weight, lit in over if lit is True]
        if certain:
            return constant(least + certain[0])
        parts = tuple((weight, lit) for weight, lit in over if lit is not False)
        return Sum(parts, least, least, least + max((weight for weight, _ in parts), default=0))

    def count(self, weight: int, lit: Lit) -> Sum:
        """`weight` while the literal is true, else nothing."""
        if isinstance(lit, bool):
            return constant(weight if lit else 0)
        return Sum(((weight, lit),), 0, min(weight, 0), max(weight, 0))

    def negated(self, lit: Lit) -> Lit:
        """True while the literal is false."""
        return (not lit) if isinstance(lit, bool) else lit.negated()

    def every(self, literals: Iterable[Lit]) -> Lit:
        """True while all of them are."""
        return self._join(literals, "every", True)

    def some(self, literals: Iterable[Lit]) -> Lit:
        """True while one of them is."""
        return self._join(literals, "some", False)

    def _join(self, literals: Iterable[Lit], how: str, idle: bool) -> Lit:
        open_: dict[int, Lit] = {}
        for lit in literals:
            if isinstance(lit, bool):
                if lit is not idle:
                    return lit
            elif lit.negated().index in open_:
                return not idle
            else:
                open_[lit.index] = lit
        if not open_:
            return idle
        if len(open_) == 1:
            return next(iter(open_.values()))
        key = (how, frozenset(open_))
        if key not in self._joined:
            self._joined[key] = self._joined_new(list(open_.values()), idle)
        return self._joined[key]

    def _joined_new(self, literals: list[Lit], idle: bool) -> Lit:
        came = self.new()
        if idle:
            self.model.add_bool_and(literals).only_enforce_if(came)
            self.model.add_bool_or([*(lit.negated() for lit in literals), came])
        else:
            self.model.add_bool_or(literals).only_enforce_if(came)
            self.model.add_bool_and([lit.negated() for lit in literals]).only_enforce_if(came.negated())
        return came

    def least(self, least: int, literals: Sequence[Lit]) -> Lit:
        """True while at least so many of them are."""
        if least == len(literals):
            return self.every(literals)
        if least == 1:
            return self.some(literals)
        return self.reaches(total(self.count(1, lit) for lit in literals), least)

    def reaches(self, number: Sum, least: int) -> Lit:
        """True while the number is at least `least`."""
        if number.low >= least:
            return True
        if number.high < least:
            return False
        key = (_key(number), least)
        if key not in self._reached:
            came = self.new()
            expression = _expression(number)
            self.model.add(expression >= least).only_enforce_if(came)
            self.model.add(expression <= least - 1).only_enforce_if(came.negated())
            self._reached[key] = came
        return self._reached[key]

    def require(self, lit: Lit) -> None:
        """Only points at which the literal is true count from now on."""
        self.model.add_bool_and([lit] if not isinstance(lit, bool) else [self.model.new_constant(int(lit))])

    def between(self, number: Sum, low: int, high: int, while_: Lit = True) -> None:
        """Only points at which the number lies between two ends (while the literal is true) count from now on."""
        if while_ is False or (low <= number.low and number.high <= high):
            return
        held = self.model.add_linear_constraint(_expression(number), low, high)
        if while_ is not True:
            held.only_enforce_if(while_)

    def same(self, one: Lit, other: Lit) -> None:
        """Only points at which both literals are alike count from now on."""
        for lit, like in ((one, other), (other, one)):
            self.require(self.some((self.negated(lit), like)))

    def minimise(self, number: Sum | None) -> None:
        """Looks for the point at which the number is least, or for any."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        if number is not None and number.parts:
            self.model.minimize(_expression(number))

    def assume(self, literals: Iterable[Lit]) -> None:
        """What is true for the next run only."""
        self.model.clear_assumptions()
        self.model.add_assumptions(list(literals))

    def hint(self, lit: Lit, value: bool) -> None:
        """Where the solver should look first."""
        if not isinstance(lit, bool):
            self.model.add_hint(lit, value)


def _key(number: Sum) -> Any:
    return number.fixed, tuple((weight, what.index) for weight, what in number.parts)


def _expression(number: Sum) -> Any:
    whats = [what for _, what in number.parts]
    return cp_model.LinearExpr.weighted_sum(whats, [weight for weight, _ in number.parts]) + number.fixed
