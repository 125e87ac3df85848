"""Conditions made simple: tests of whole-number facts against ranges, joined by all, any and at-least-n.

Every leaf of the language becomes one or more `Test`s on facts, whatever it was written with; evaluators and checks
see nothing else. The complement of a range is a range again, so no negation is ever needed.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from itertools import count as counting
from typing import Any, Literal, NamedTuple

from assessor.engines.facts import answer_fact, gap_fact, option_fact, unanswered_fact
from assessor.model.condition import (
    STATUSES,
    AllOf,
    AnswerLeaf,
    AnyOf,
    AtLeastN,
    DangerLeaf,
    FindingLeaf,
    GapLeaf,
    NoFindingLeaf,
    ScoreLeaf,
    parts,
)
from assessor.model.instrument import Instrument, Item
from assessor.scoring import GRID

Range = tuple[int, int]
LOWEST, HIGHEST = -(2**53), 2**53
"""Open ends of a range; beyond anything that is ever read."""


class Test(NamedTuple):
    """True when the fact lies in one of the ranges (closed, ascending, apart)."""

    fact: str
    ranges: tuple[Range, ...]

    def holds(self, number: int) -> bool:
        """Whether `number` lies in one of the ranges."""
        for low, high in self.ranges:  # noqa: SIM110 - a plain loop, the innermost step of every evaluation
            if low <= number <= high:
                return True
        return False

    def complement(self) -> "Test":
        """The test that is true of every other number."""
        gaps, start = [], LOWEST
        for low, high in self.ranges:
            if start < low:
                gaps.append((start, low - 1))
            start = high + 1
        return Test(self.fact, (*gaps, (start, HIGHEST)) if start <= HIGHEST else tuple(gaps))


class Joined(NamedTuple):
    """`how` is all, any, or at_least with `least` of the parts."""

    how: Literal["all", "any", "at_least"]
    parts: tuple["Term", ...]
    least: int = 0


Term = Test | Joined

Shape = int | tuple[int, tuple["Shape", ...]]
"""How leaves are joined: a leaf's number, or how many of some shapes must be true."""


def term(condition: Any, instrument: Instrument) -> Term:
    """`condition` as tests on facts; it must have passed the cross references."""
    if isinstance(condition, AllOf):
        return Joined("all", tuple(term(part, instrument) for part in condition.all))
    if isinstance(condition, AnyOf):
        return Joined("any", tuple(term(part, instrument) for part in condition.any))
    if isinstance(condition, AtLeastN):
        return Joined("at_least", tuple(term(p, instrument) for p in parts(condition)), condition.at_least_n[0])
    return leaf_term(condition, instrument)


def shape(condition: Any) -> Shape:
    """How the leaves of `condition` are joined, each leaf being its number from the left."""
    return _shape(condition, counting())


def _shape(condition: Any, number: Iterator[int]) -> Shape:
    inner = parts(condition)
    if not inner:
        return next(number)
    shapes = tuple(_shape(part, number) for part in inner)
    if isinstance(condition, AtLeastN):
        return condition.at_least_n[0], shapes
    return (len(shapes) if isinstance(condition, AllOf) else 1), shapes


def leaf_term(leaf: Any, instrument: Instrument) -> Term:
    """One leaf as a test, or for tick-all as one test an option."""
    if isinstance(leaf, FindingLeaf):
        return Test(f"finding.{leaf.finding}", ((1, 1),))
    if isinstance(leaf, NoFindingLeaf):
        return Test(f"finding.{leaf.no_finding}", ((0, 0),))
    if isinstance(leaf, ScoreLeaf):
        return Test(f"score.{leaf.score}", _ranges(leaf.operator, _on_grid(leaf.operand)))
    if isinstance(leaf, DangerLeaf):
        places = tuple(STATUSES.index(status) for status in _listed(leaf.operand))
        return Test(f"danger.{leaf.danger}", _ranges(leaf.operator, places))
    if isinstance(leaf, GapLeaf):
        scale = 1 if leaf.gap in instrument.items else GRID
        ranges = _ranges(leaf.operator, _on_grid(leaf.operand, scale))
        return Test(gap_fact(leaf.gap, leaf.between), _directed(ranges, leaf))
    return _answer_term(leaf, instrument.items[leaf.answer], instrument)


def _directed(ranges: tuple[Range, ...], gap: GapLeaf) -> tuple[Range, ...]:
    """Ranges of a signed gap (above 0 where the first view sees it better) for one direction, or for both."""
    mirrored = tuple((-high, -low) for low, high in reversed(ranges))
    if gap.better is not None:
        return ranges if gap.better == gap.between[0] else mirrored
    apart = [(max(low, 0), high) for low, high in ranges if high >= 0]
    both = [*((-high, -low) for low, high in reversed(apart)), *apart]
    if len(apart) and apart[0][0] == 0:  # the two halves meet at 0
        middle = len(apart) - 1
        both[middle : middle + 2] = [(-apart[0][1], apart[0][1])]
    return tuple(both)


def _answer_term(leaf: AnswerLeaf, item: Item, instrument: Instrument) -> Term:
    operator, operand = leaf.operator, leaf.operand
    if operator == "unanswered":
        return Test(unanswered_fact(item.id, leaf.as_), ((1, 1),))
    if operator in ("includes", "excludes"):
        wanted = 1 if operator == "includes" else 0
        tests = tuple(Test(option_fact(item.id, o, leaf.as_), ((wanted, wanted),)) for o in _listed(operand))
        return tests[0] if len(tests) == 1 else Joined("any" if wanted else "all", tests)
    fact = answer_fact(item.id, leaf.as_)
    if item.kind != "choice":
        return Test(fact, _ranges(operator, tuple(int(value) for value in _listed(operand))))
    places = tuple(item.positions[option] for option in _listed(operand))
    if operator in ("is", "is_not", "one_of", "none_of"):
        return Test(fact, _ranges(operator, places))
    points = instrument.points(item)
    (low, high) = _ranges(operator, (points[places[0]],))[0]
    return Test(fact, _runs(place for place, mark in enumerate(points) if low <= mark <= high))


def _listed(operand: Any) -> tuple[Any, ...]:
    return operand if isinstance(operand, tuple) else (operand,)


def _on_grid(operand: Any, scale: int = GRID) -> tuple[int, ...]:
    return tuple(int(Decimal(str(value)) * scale) for value in _listed(operand))


def _runs(numbers: Any) -> tuple[Range, ...]:
    """Ascending ranges that hold just `numbers`."""
    runs: list[Range] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def _ranges(operator: str, operands: tuple[int, ...]) -> tuple[Range, ...]:
    if operator in ("is", "one_of"):
        return _runs(operands)
    if operator in ("is_not", "none_of"):
        return Test("", _runs(operands)).complement().ranges
    number = operands[0]
    return {
        "at_least": ((number, HIGHEST),),
        "above": ((number + 1, HIGHEST),),
        "at_most": ((LOWEST, number),),
        "below": ((LOWEST, number - 1),),
    }[operator]


def disjuncts(tree: Term) -> tuple[tuple[Test, ...], ...]:
    """The disjunctive normal form: alternatives, each a tuple of one-range tests that must all hold."""
    if isinstance(tree, Test):
        return tuple((Test(tree.fact, (each,)),) for each in tree.ranges)
    branches = [disjuncts(part) for part in tree.parts]
    if tree.how == "any":
        return tuple(dict.fromkeys(alternative for branch in branches for alternative in branch))
    if tree.how == "all":
        return _product(branches)
    chosen = combinations(branches, tree.least)
    return tuple(dict.fromkeys(alternative for some in chosen for alternative in _product(list(some))))


def _product(branches: list[tuple[tuple[Test, ...], ...]]) -> tuple[tuple[Test, ...], ...]:
    alternatives: tuple[tuple[Test, ...], ...] = ((),)
    for branch in branches:
        alternatives = tuple(tuple(dict.fromkeys((*left, *right))) for left in alternatives for right in branch)
    return alternatives


def count_disjuncts(tree: Term) -> int:
    """How many alternatives `disjuncts` would give at most, without building them."""
    if isinstance(tree, Test):
        return len(tree.ranges)
    counts = [count_disjuncts(part) for part in tree.parts]
    if tree.how == "any":
        return sum(counts)
    if tree.how == "all":
        return _multiplied(counts)
    ways = [1] + [0] * len(counts)
    for count in counts:
        ways = [ways[0]] + [ways[i] + ways[i - 1] * count for i in range(1, len(ways))]
    return ways[min(tree.least, len(counts))]


def _multiplied(counts: list[int]) -> int:
    product = 1
    for count in counts:
        product *= count
    return product


def each_test(tree: Term) -> Iterator[Test]:
    """Every test of `tree`, left to right."""
    if isinstance(tree, Test):
        yield tree
    else:
        for part in tree.parts:
            yield from each_test(part)


def facts_of(tree: Term) -> frozenset[str]:
    """Every fact that `tree` reads."""
    if isinstance(tree, Test):
        return frozenset((tree.fact,))
    return frozenset().union(*(facts_of(part) for part in tree.parts))


def denied(tree: Term) -> Term:
    """A term that is true just where `tree` is false; `inapplicable.FACT` says that the fact does not apply."""
    if isinstance(tree, Test):
        return Joined("any", (tree.complement(), Test(f"inapplicable.{tree.fact}", ((1, 1),))))
    inner = tuple(denied(part) for part in tree.parts)
    if tree.how == "all":
        return Joined("any", inner)
    if tree.how == "any":
        return Joined("all", inner)
    return Joined("at_least", inner, len(inner) - tree.least + 1)
