"""The meaning of the language, in the plainest Python: true, false or unknown (Kleene), leaf by leaf.

Other engines must agree with this one. It also tells what every leaf met, which is what explanations are made of.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from assessor.engines.facts import Facts
from assessor.engines.strata import Stratum
from assessor.engines.terms import Joined, Range, Shape, Term, Test

Outcome = bool | None
"""True: fires. False: silent. None: undecided."""


class Fired(NamedTuple):
    """What one stratum came to: ids of the rules that fired, and of those known to be silent."""

    fired: frozenset[str]
    silent: frozenset[str]


class Engine(Protocol):
    """What every engine for one agency can do."""

    name: str

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Runs the rules of one stratum; silent ones need to be told only where a rule reads `no_finding`."""
        ...


def outcome(tree: Term, facts: Facts) -> Outcome:
    """What `tree` comes to when these facts are read."""
    if isinstance(tree, Test):
        return _tested(tree, facts)
    return join(tree, [outcome(part, facts) for part in tree.parts])


def _tested(test: Test, facts: Facts) -> Outcome:
    number = facts.known.get(test.fact)
    if number is not None:
        return test.holds(number)
    return False if test.fact in facts.inapplicable else None


def join(tree: Joined, outcomes: list[Outcome]) -> Outcome:
    """Joins the outcomes of the parts of `tree`."""
    return at_least({"all": len(outcomes), "any": 1, "at_least": tree.least}[tree.how], outcomes)


def at_least(least: int, outcomes: list[Outcome]) -> Outcome:
    """True when `least` of the outcomes are, false when too few can still be, else unknown."""
    sure = outcomes.count(True)
    if sure >= least:
        return True
    return None if sure + outcomes.count(None) >= least else False


def combine(shape: Shape, outcomes: Sequence[Outcome]) -> Outcome:
    """What a condition comes to when its leaves came to `outcomes`; says the same as `outcome` of the whole."""
    if isinstance(shape, int):
        return outcomes[shape]
    least, shapes = shape
    return at_least(least, [combine(inner, outcomes) for inner in shapes])


def ranged(tree: Term, spans: Mapping[str, tuple[Range, ...]], facts: Facts) -> Outcome:
    """`tree` read on what each fact could still become: true when all of it satisfies a test, false when none does."""
    if isinstance(tree, Joined):
        return join(tree, [ranged(part, spans, facts) for part in tree.parts])
    if tree.fact not in spans:
        return _tested(tree, facts)
    possible = spans[tree.fact]
    if all(any(start <= low and high <= end for start, end in tree.ranges) for low, high in possible):
        return True
    touched = any(start <= high and low <= end for start, end in tree.ranges for low, high in possible)
    return None if touched else False


class ReferenceEngine:
    """Fires rules by evaluating each in turn."""

    name = "reference"

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Which rules of `stratum` fire on these facts, and which are silent."""
        told = {rule.id: outcome(self._terms[rule.id], facts) for rule in stratum.rules}
        return Fired(
            frozenset(rule for rule, came in told.items() if came is True),
            frozenset(rule for rule, came in told.items() if came is False),
        )
