"""Conditions as expressions: a comparison is a column of true, false and unknown, and & and | join in three values."""

from collections import Counter
from collections.abc import Collection, Mapping
from types import MappingProxyType

from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.scope import Scope, tests_of
from assessor.engines.terms import HIGHEST, Joined, Range, Term, Test

LOWEST_READ = {"answer": 0, "option": 0, "score": 0, "danger": 0}
"""By sort of fact: numbers below it are never read, and what does not apply stands below it."""


class Conditions:
    """Outcomes of conditions; `facts` names the column of each fact, and facts that no column holds are unknown."""

    def __init__(
        self, x: Dialect, scope: Scope, facts: Mapping[str, str], shared: Mapping[Test, str] = MappingProxyType({})
    ) -> None:
        self.x, self.scope, self.facts, self.shared = x, scope, facts, shared

    def outcome(self, tree: Term) -> Expr:
        """What a condition comes to in every row."""
        if isinstance(tree, Test):
            return self.tested(tree)
        return join(self.x, tree, [self.outcome(part) for part in tree.parts])

    def tested(self, test: Test) -> Expr:
        """What one comparison comes to: a column of its own where there is one."""
        if test in self.shared:
            return self.x.col(self.shared[test])
        if test.fact not in self.facts:
            return self.x.unknown()
        return within(self.x, test, self.x.col(self.facts[test.fact]), self.scope.numbered.get(test.fact, 0))


def within(x: Dialect, test: Test, read: Expr, first: int = 0) -> Expr:
    """Whether a column, numbered from `first`, lies in the ranges of a comparison; a closed answer lies in none."""
    sort = test.fact.split(".", 1)[0]
    if sort in ("finding", "unanswered"):
        return read if test.holds(1) else ~read
    lowest = LOWEST_READ.get(sort)
    spans = [each for each in test.ranges if lowest is None or each[1] >= lowest]
    if not spans:
        return (read < 0) & (read >= 0)  # false, and unknown where nothing is known
    return x.some([_between((low + first, high + first), read, lowest) for low, high in spans])


def _between(span: Range, read: Expr, lowest: int | None) -> Expr:
    low, high = span if lowest is None else (max(span[0], lowest), span[1])
    if low == high:
        return read == low
    if high >= HIGHEST:
        return read >= low
    if low <= -HIGHEST:
        return read <= high
    return read.is_between(low, high)


def join(x: Dialect, tree: Joined, parts: list[Expr]) -> Expr:
    """The parts of a condition joined as it says."""
    least = {"all": len(parts), "any": 1, "at_least": tree.least}[tree.how]
    if least > len(parts):
        return x.no()
    if least == len(parts):
        return x.every(parts)
    if least == 1:
        return x.some(parts)
    sure = x.tally((part, 1) for part in parts)
    possible = x.tally((part.fill_null(True), 1) for part in parts)
    return (sure >= least) | ((possible >= least) & x.unknown())


def comparisons(x: Dialect, scope: Scope, facts: Mapping[str, str]) -> tuple[Layer, dict[Test, str]]:
    """A column for each comparison that is made more than once, and the names of these columns."""
    made = Counter(test for tree in scope.terms for test in tests_of(tree))
    often = [t for t, times in made.items() if times > 1 and not t.fact.startswith(("finding.", "danger."))]
    names = {test: f"test {number}" for number, test in enumerate(often)}
    plain = Conditions(x, scope, facts)
    return {name: plain.tested(test) for test, name in names.items()}, names


class Spans:
    """Conditions read on what each fact could still become: true when all of it satisfies, false when none does."""

    def __init__(self, x: Dialect, plain: Conditions, ranged: Collection[str]) -> None:
        self.x, self.plain, self.ranged = x, plain, ranged

    def outcome(self, tree: Term) -> Expr:
        """What a condition comes to on ranges."""
        if isinstance(tree, Joined):
            return join(self.x, tree, [self.outcome(part) for part in tree.parts])
        sort, name = tree.fact.split(".", 1)
        if sort == "score":
            return self._score(tree)
        if sort == "danger":
            return self._danger(tree, name)
        if sort == "finding" and name in self.ranged:
            return within(self.x, tree, self.x.col(f"ranged {name}"))
        return self.plain.tested(tree)

    def _score(self, test: Test) -> Expr:
        x = self.x
        low, high = x.col(f"low {test.fact}"), x.col(f"high {test.fact}")
        inside = x.some([_covers(span, low, high) for span in test.ranges])
        touched = x.some([_meets(span, low, high) for span in test.ranges])
        return inside | (touched & x.unknown())

    def _danger(self, test: Test, danger: str) -> Expr:
        x = self.x
        could = {place: x.col(f"could {place} {danger}") for place in range(5)}
        good = x.some([could[place] for place in could if test.holds(place)])
        bad = x.some([could[place] for place in could if not test.holds(place)])
        return ~bad | (good & x.unknown())


def _covers(span: Range, low: Expr, high: Expr) -> Expr:
    parts = ([low >= span[0]] if span[0] > 0 else []) + ([high <= span[1]] if span[1] < HIGHEST else [])
    return _both(parts, low)


def _meets(span: Range, low: Expr, high: Expr) -> Expr:
    parts = ([high >= span[0]] if span[0] > 0 else []) + ([low <= span[1]] if span[1] < HIGHEST else [])
    return _both(parts, low)


def _both(parts: list[Expr], known: Expr) -> Expr:
    """All parts; without any, true wherever `known` is."""
    if not parts:
        return known >= 0
    return parts[0] if len(parts) == 1 else parts[0] & parts[1]
