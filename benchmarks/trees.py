"""Conditions taken apart for engines that know and, or and plain comparisons: what each peer's rules are written from.

Every fact is a whole number of 0 or more, so `UNKNOWN` stands for what is not known and no comparison is true of it:
ranges that are open below begin at 0.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from assessor.engines.strata import Stratum
from assessor.engines.terms import HIGHEST, Term, Test, facts_of

UNKNOWN = -1

Written = TypeVar("Written")


@dataclass(frozen=True)
class Notation(Generic[Written]):
    """How an engine writes a comparison with a range (open above where there is no high), and, and or."""

    between: Callable[[str, int, int | None], Written]
    every: Callable[[list[Written]], Written]
    some: Callable[[list[Written]], Written]

    def write(self, tree: Term, names: dict[str, str]) -> Written:
        """`tree` in this notation, each fact under its short name; at-least-n becomes an or of ands."""
        if isinstance(tree, Test):
            return self._some([self.between(names[tree.fact], *each) for each in _bounds(tree)])
        parts = [self.write(part, names) for part in tree.parts]
        if tree.how == "all":
            return self._every(parts)
        if tree.how == "any":
            return self._some(parts)
        return self._some([self._every(list(chosen)) for chosen in combinations(parts, tree.least)])

    def _every(self, parts: list[Written]) -> Written:
        return parts[0] if len(parts) == 1 else self.every(parts)

    def _some(self, parts: list[Written]) -> Written:
        return parts[0] if len(parts) == 1 else self.some(parts)


def _bounds(test: Test) -> Iterator[tuple[int, int | None]]:
    for low, high in test.ranges:
        yield max(low, 0), None if high >= HIGHEST else high


def short_names(stratum: Stratum, terms: dict[str, Term]) -> dict[str, str]:
    """Every fact that the rules of `stratum` read -> a name that all engines take."""
    facts = sorted(fact for rule in stratum.rules for fact in facts_of(terms[rule.id]))
    return {fact: f"p{place}" for place, fact in enumerate(dict.fromkeys(facts))}
