"""Forward chaining in durable_rules, one agency at a time; the only importer of that library.

Each rule is expanded to alternatives, each alternative is one durable rule: a conjunction of constant tests on one
fact of whole numbers. The C module is driven directly, since the library's own host starts threads and swallows
exceptions. What it cannot do safely (joins, arithmetic, counts, batches, strings next to numbers) is not used.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import durable_rules_engine as durable  # type: ignore[import-not-found,unused-ignore]

from assessor.engines.facts import Facts
from assessor.engines.reference import Fired
from assessor.engines.strata import Stratum
from assessor.engines.terms import HIGHEST, LOWEST, Term, Test, denied, disjuncts
from assessor.model.condition import NoFindingLeaf, leaves

CHUNK = 50
"""Durable rules that can be true of one fact at once; measured to be safe up to 60."""

SESSION = "one"
"""The only session id ever used: the library keeps every id it has seen, and at most 1,024 of them."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Durable rules that share a discriminator, and the facts they read with their short names."""

    number: int
    names: tuple[tuple[str, str], ...]
    applicability: tuple[tuple[str, str], ...]


class ReteEngine:
    """Fires rules in durable_rules. One engine a thread, made after any fork."""

    name = "rete"

    def __init__(self, strata: tuple[Stratum, ...], terms: Mapping[str, Term]) -> None:
        self._rules: list[tuple[str, bool]] = []
        self._chunks: dict[Stratum, list[_Chunk]] = {}
        definitions: dict[str, object] = {}
        told_silent = _named_by_no_finding(strata)
        for stratum in strata:
            alternatives = _alternatives(stratum, terms, told_silent)
            self._chunks[stratum] = [
                self._chunk(alternatives[at : at + CHUNK], definitions) for at in range(0, len(alternatives), CHUNK)
            ]
        self._handle = durable.create_ruleset("assessor", json.dumps(definitions)) if definitions else None

    def _chunk(self, alternatives: list[tuple[str, bool, tuple[Test, ...]]], definitions: dict[str, object]) -> _Chunk:
        number = len(self._rules)
        facts = sorted({test.fact for _, _, tests in alternatives for test in tests})
        names = {fact: f"p{place}" for place, fact in enumerate(facts)}
        for rule, fires, tests in alternatives:
            checks = [{"d": number}, *(check for test in tests for check in _checks(test, names))]
            definitions[f"r{len(self._rules)}"] = {"all": [{"m": {"$and": checks}}]}
            self._rules.append((rule, fires))
        plain = tuple((fact, name) for fact, name in names.items() if not fact.startswith("inapplicable."))
        flags = tuple((fact.split(".", 1)[1], name) for fact, name in names.items() if fact.startswith("inapplicable."))
        return _Chunk(number, plain, flags)

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Which rules of `stratum` fire, and which that some rule reads with `no_finding` are silent."""
        told: set[tuple[str, bool]] = set()
        for chunk in self._chunks[stratum]:
            told.update(self._rules[number] for number in self._matches(_fact(chunk, facts)))
        return Fired(
            frozenset(rule for rule, fires in told if fires), frozenset(rule for rule, fires in told if not fires)
        )

    def _matches(self, fact: str) -> list[int]:
        """Asserts one fact, collects what matched, and takes the fact back."""
        status, state = durable.assert_fact(self._handle, fact)
        matched = []
        if status == 0:
            started = durable.start_action_for_state(self._handle, state)
            message = started[1] if started else None
            while message:
                # A message is {"r12":{"m":{...}}}: all that is wanted is its first key.
                matched.append(int(message.split('"', 2)[1][1:]))
                message = durable.complete_and_start_action(self._handle, state)
            durable.retract_fact(self._handle, fact)
        return matched


def _named_by_no_finding(strata: tuple[Stratum, ...]) -> frozenset[str]:
    rules = [rule for stratum in strata for rule in stratum.rules]
    return frozenset(leaf.no_finding for rule in rules for leaf in leaves(rule.when) if isinstance(leaf, NoFindingLeaf))


def _alternatives(
    stratum: Stratum, terms: Mapping[str, Term], told_silent: frozenset[str]
) -> list[tuple[str, bool, tuple[Test, ...]]]:
    """(rule, fires or is silent, tests that must all hold), in the order of the rules."""
    found = []
    for rule in stratum.rules:
        found += [(rule.id, True, tests) for tests in disjuncts(terms[rule.id])]
        if rule.id in told_silent:
            found += [(rule.id, False, tests) for tests in disjuncts(denied(terms[rule.id]))]
    return found


def _checks(test: Test, names: Mapping[str, str]) -> list[dict[str, object]]:
    (low, high), name = test.ranges[0], names[test.fact]
    if low == high:
        return [{name: low}]
    checks: list[dict[str, object]] = []
    if low > LOWEST or high >= HIGHEST:
        checks.append({"$gte": {name: max(low, -HIGHEST)}})
    if high < HIGHEST:
        checks.append({"$lte": {name: high}})
    return checks


def _fact(chunk: _Chunk, facts: Facts) -> str:
    known = facts.known
    fact: dict[str, object] = {"sid": SESSION, "d": chunk.number}
    fact.update({name: known[key] for key, name in chunk.names if key in known})
    fact.update({name: 1 for key, name in chunk.applicability if key in facts.inapplicable})
    return json.dumps(fact)
