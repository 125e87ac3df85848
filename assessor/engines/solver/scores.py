"""Scores and gaps of dimensions as sums of choices, with the same half-up divisions as `scoring`.

A score reaches a threshold t just where 2 MAX got + best >= 2 t best, which is linear even where `best` is open, so a
comparison needs no division. Only the overall score reads the rounded scores themselves: there a number s is held
between 2 best s <= 2 MAX got + best < 2 best (s + 1), once for each value `best` can have.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import gcd
from typing import NamedTuple

from assessor.engines.program import Program
from assessor.engines.solver.logic import Lit, Logic, Sum, constant, total
from assessor.engines.solver.space import Choice
from assessor.model.ruleset import Dimension
from assessor.scoring import GRID, MAX_SCORE, half_up

SHARED = 3
"""Items that two views must share before their scores of a dimension are compared; as in `inference.gaps`."""

Chosen = Callable[[str], tuple[tuple[Choice, ...], tuple[Lit, ...]]]
"""The choices of an item, and the literal of each."""


class Share(NamedTuple):
    """`got` of `best`, both whole; `bests` are the values `best` can have. Nothing of this counts unless `known`."""

    known: Lit
    got: Sum
    best: Sum
    bests: tuple[int, ...]


class Scores:
    """The scores of one problem, each built when it is first asked for."""

    def __init__(self, program: Program, logic: Logic, chosen: Chosen) -> None:
        self.program, self.logic, self._chosen = program, logic, chosen
        self._dimensions: Mapping[str, Dimension] = {each.id: each for each in program.pack.ruleset.dimensions}
        self._shares: dict[str, Share] = {}
        self._rounded: dict[str, Sum] = {}
        self._gaps: dict[tuple[str, tuple[str, str]], tuple[Lit, Sum]] = {}

    def known(self, name: str) -> Lit:
        """Whether a dimension, or `overall`, has a score."""
        if name != "overall":
            return self.share(name).known
        there = [self.known(dimension) for dimension in self._dimensions]
        return self.logic.least(self.program.pack.ruleset.overall.needs, there)

    def reaches(self, name: str, least: int) -> Lit:
        """Whether a score (where there is one) is at least `least`."""
        if name == "overall":
            weights = [(dimension.weight, self.known(name)) for name, dimension in self._dimensions.items()]
            weight = total(self.logic.count(each, known) for each, known in weights)
            got = total(self.rounded(name).times(each.weight) for name, each in self._dimensions.items())
            return self.logic.reaches(got.times(2).plus(weight.times(1 - 2 * least)), 0)
        share = self.share(name)
        return self.logic.reaches(share.got.times(2 * MAX_SCORE).plus(share.best.times(1 - 2 * least)), 0)

    def share(self, dimension: str) -> Share:
        """What a dimension got of what can be had."""
        if dimension not in self._shares:
            self._shares[dimension] = self._share(self._dimensions[dimension])
        return self._shares[dimension]

    def _share(self, dimension: Dimension) -> Share:
        got, best, answered, applies = [], [], [], []
        scale = self._scale(dimension.id, lambda choice: (choice.value,))
        for scored in self.program.scored[dimension.id]:
            choices, literals = self._chosen(scored.item.id)
            step, whole = scored.step, scored.step * scored.top * GRID // scale
            values = [0 if each.value is None else step * each.value // scale for each in choices]
            there = [int(each.value is not None) for each in choices]
            got.append(self.logic.weighed(values, literals))
            best.append(self.logic.weighed([whole * each for each in there], literals))
            answered.append(self.logic.weighed(there, literals))
            applies.append(self.logic.weighed([int(each.applies) for each in choices], literals))
        enough = total(answered).times(100).plus(total(applies).times(-dimension.needs))
        known = self.logic.every((self.logic.reaches(total(answered), 1), self.logic.reaches(enough, 0)))
        return Share(known, total(got), total(best), _totals(best))

    def _scale(self, dimension: str, values: Callable[[Choice], Iterable[int | None]]) -> int:
        """What every part of a dimension's sums can be divided by."""
        common = 0
        for scored in self.program.scored[dimension]:
            choices, _ = self._chosen(scored.item.id)
            common = gcd(common, scored.step * scored.top * GRID)
            common = gcd(common, *(scored.step * (value or 0) for choice in choices for value in values(choice)))
        return common or 1

    def rounded(self, dimension: str) -> Sum:
        """The score itself; nothing where there is none."""
        if dimension not in self._rounded:
            self._rounded[dimension] = self._divided(self.share(dimension))
        return self._rounded[dimension]

    def _divided(self, share: Share) -> Sum:
        if share.known is False:
            return constant(0)
        if share.known is True and not share.got.parts and not share.best.parts:
            return constant(half_up(MAX_SCORE * share.got.fixed, share.best.fixed))
        number = self.logic.number(0, MAX_SCORE)
        self.logic.between(number, 0, 0, self.logic.negated(share.known))
        for best in share.bests:
            if best:
                here = self.logic.every((share.known, self._is(share.best, best)))
                rest = share.got.times(2 * MAX_SCORE).plus(number.times(-2 * best)).plus(constant(best))
                self.logic.between(rest, 0, 2 * best - 1, here)
        return number

    def _is(self, number: Sum, value: int) -> Lit:
        below = self.logic.reaches(number, value + 1)
        return self.logic.every((self.logic.reaches(number, value), self.logic.negated(below)))

    def gap(self, dimension: str, between: tuple[str, str]) -> tuple[Lit, Sum]:
        """Whether two views share enough items of a dimension, and how much better the first sees them."""
        if (dimension, between) not in self._gaps:
            self._gaps[dimension, between] = self._gap(dimension, between)
        return self._gaps[dimension, between]

    def _gap(self, dimension: str, between: tuple[str, str]) -> tuple[Lit, Sum]:
        scale = self._scale(dimension, lambda choice: [choice.seen.get(view) for view in between])
        sides: tuple[list[Sum], list[Sum]] = ([], [])
        best, shared, alike = [], [], True
        for scored in self.program.scored[dimension]:
            choices, literals = self._chosen(scored.item.id)
            both = [all(view in choice.seen for view in between) for choice in choices]
            for side, view in zip(sides, between, strict=True):
                values = [scored.step * c.seen[view] // scale if b else 0 for c, b in zip(choices, both, strict=True)]
                side.append(self.logic.weighed(values, literals))
            alike &= all(len({c.seen[view] for view in between}) == 1 for c, b in zip(choices, both, strict=True) if b)
            whole = scored.step * scored.top * GRID // scale
            best.append(self.logic.weighed([whole * each for each in both], literals))
            shared.append(self.logic.weighed([int(each) for each in both], literals))
        known = self.logic.reaches(total(shared), SHARED)
        if alike or known is False:
            return known, constant(0)
        first, second = (self._divided(Share(known, total(side), total(best), _totals(best))) for side in sides)
        return known, first.plus(second.times(-1))


def _totals(sums: Sequence[Sum]) -> tuple[int, ...]:
    """Every value that a total of these can have; each is one of two values, or constant."""
    values = {0}
    for each in sums:
        values = {value + end for value in values for end in (each.low, each.high)}
    return tuple(sorted(values))
