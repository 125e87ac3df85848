"""The smallest sets of moves that reach a goal: fewest items, then least cost, then the order of the items.

After each set that is found, sets that hold all of it are ruled out, so that no alternative contains another.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assessor.advice.moving import Movable, Moves
from assessor.engines.program import Program
from assessor.engines.solver.encoding import Encoding
from assessor.engines.solver.logic import Lit, Sum, total
from assessor.engines.solver.search import Solution, solve

BLOCK = 40
"""Items, or new places, whose order is settled by one run of the solver."""


class Set(NamedTuple):
    """Item -> (how it may move, its new place); nothing where the goal is reached already."""

    made: Mapping[str, tuple[Movable, int]]
    cost: int
    proven: bool


class Sets:
    """All the smallest sets, one after the other; `settled` says whether the last word on them was proven."""

    def __init__(
        self, program: Program, moves: Moves, efforts: Mapping[str, int], goal: Callable[[Encoding], Any]
    ) -> None:
        self.encoding = Encoding(program, moves.space)
        self.logic, self.movable = self.encoding.logic, moves.movable
        self.logic.require(goal(self.encoding))
        self.settled = True
        places = {each.item.id: self.encoding.chosen(each.item.id)[1] for each in self.movable}
        self._places = places
        self._changed = {name: self.logic.negated(literals[0]) for name, literals in places.items()}
        costs = [
            self.logic.weighed([0, *(efforts[each.item.id] * steps for steps in each.steps)], places[each.item.id])
            for each in self.movable
        ]
        self._cost = total(costs)
        count = total(self.logic.count(1, changed) for changed in self._changed.values())
        self._size = count.times(self._cost.high + 1).plus(self._cost)

    def __iter__(self) -> Iterator[Set]:
        while True:
            solution = solve(self.logic, self._size)
            self.settled &= solution.status in ("best", "none")
            if not solution.found:
                return
            if solution.status == "best":
                solution = self._first_of_equals(solution)
            made = self._read(solution)
            yield Set(made, solution.number(self._cost), self.settled)
            if not made:
                return
            self.logic.require(self.logic.some(self._places[name][0] for name in made))

    def _read(self, solution: Solution) -> dict[str, tuple[Movable, int]]:
        made = {}
        for each in self.movable:
            place = next(n for n, literal in enumerate(self._places[each.item.id]) if solution.true(literal))
            if place:
                made[each.item.id] = (each, each.targets[place - 1])
        return made

    def _first_of_equals(self, solution: Solution) -> Solution:
        """Of all sets as small as this one: the items that come first, then the earlier of them moved least."""
        here = self.logic.new()
        self.logic.between(self._size, solution.least, solution.least, here)
        earlier = [self.logic.count(1, stays[0]) for stays in self._places.values()]
        solution = self._in_order(earlier, 2, here, solution)
        made = self._read(solution)
        lower = [self.logic.weighed(range(len(self._places[name])), self._places[name]) for name in made]
        return self._in_order(lower, max(map(len, self._places.values()), default=1), here, solution)

    def _in_order(self, numbers: Sequence[Sum], base: int, here: Lit, solution: Solution) -> Solution:
        """The point at which the first number is least, then the second, and so on."""
        block = BLOCK if base == 2 else BLOCK // base.bit_length()
        for start in range(0, len(numbers), block):
            some = numbers[start : start + block]
            weighed = total(each.times(base**place) for place, each in enumerate(reversed(some)))
            better = solve(self.logic, weighed, assuming=(here,))
            if better.status != "best":
                return solution
            solution = better
            for each in some:
                value = solution.number(each)
                self.logic.between(each, value, value, here)
        return solution
