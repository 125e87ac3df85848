"""A pack made ready to run: strata, conditions as tests, and which facts they read. Made once for each pack."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessor.engines.facts import fact_names, unanswered_fact
from assessor.engines.strata import Stratum, strata
from assessor.engines.terms import Shape, Term, facts_of, leaf_term, shape, term
from assessor.model.condition import AnswerLeaf, GapLeaf, leaves
from assessor.model.rule import Rule
from assessor.model.ruleset import Pack
from assessor.scoring import ScoredItem, scored_items


@dataclass(frozen=True, eq=False)
class Program:
    """What engines and inference need of a pack, worked out once."""

    pack: Pack
    strata: tuple[Stratum, ...]
    rules: dict[str, Term]
    """Rule id -> its condition."""
    leaf_terms: dict[str, tuple[tuple[Any, Term], ...]]
    """Rule id -> each leaf as it was written, with its tests."""
    reads: dict[str, frozenset[str]]
    """Rule id -> the facts its condition reads."""
    shapes: dict[str, Shape]
    """Rule id -> how its leaves are joined."""
    item_facts: dict[str, tuple[tuple[str, ...], str]]
    """Item id -> the names of its answer (or of each option), and of its being left open."""
    counter: dict[str, tuple[Rule, ...]]
    """Danger id -> the rules that are counter-evidence."""
    ranged: frozenset[str]
    """Rules whose outcome can change with the range of a score or the status of a danger."""
    routing: dict[str, Term]
    """Item id -> its `only_if`."""
    routing_facts: frozenset[str]
    """The facts of the items that some `only_if` reads."""
    in_place: dict[str, Term]
    """Strategy id -> its `in_place_when`."""
    positions: dict[str, Term]
    evidence: dict[str, Term]
    scored: dict[str, tuple[ScoredItem, ...]]
    """Dimension id -> its items on their common scale."""
    indicators: dict[str, tuple[Rule, ...]]
    """Danger id -> the rules that are its indicators."""
    view_leaves: tuple[AnswerLeaf, ...]
    """Comparisons that name a view."""
    gap_leaves: tuple[GapLeaf, ...]


@lru_cache(maxsize=64)
def program(pack: Pack) -> Program:
    """`pack` made ready; the same object for the same pack."""
    instrument, ruleset = pack.instrument, pack.ruleset

    def known(pairs: Any) -> dict[str, Term]:
        return {name: term(condition, instrument) for name, condition in pairs if condition is not None}

    rules = known((rule.id, rule.when) for rule in ruleset.rules)
    in_place = known((strategy.id, strategy.in_place_when) for strategy in ruleset.strategies)
    positions = known((position.id, position.when) for position in ruleset.positions)
    evidence = known((each.id, each.shown_when) for each in ruleset.evidence)
    ordered = strata(ruleset)
    routing = known((item.id, item.only_if) for item in instrument.items.values())
    conditions = [*(rule.when for rule in ruleset.rules), *(s.in_place_when for s in ruleset.strategies)]
    read = [leaf for condition in conditions if condition is not None for leaf in leaves(condition)]
    return Program(
        pack=pack,
        strata=ordered,
        rules=rules,
        leaf_terms={
            rule.id: tuple((leaf, leaf_term(leaf, instrument)) for leaf in leaves(rule.when)) for rule in ruleset.rules
        },
        reads={name: facts_of(tree) for name, tree in rules.items()},
        shapes={rule.id: shape(rule.when) for rule in ruleset.rules},
        item_facts={item.id: (fact_names(item), unanswered_fact(item.id)) for item in instrument.items.values()},
        counter={
            danger.id: tuple(rule for rule in ruleset.rules if rule.then.counter_evidence_of == danger.id)
            for danger in ruleset.dangers
        },
        ranged=_ranged(ordered, rules),
        routing=routing,
        routing_facts=frozenset().union(*map(facts_of, routing.values())),
        in_place=in_place,
        positions=positions,
        evidence=evidence,
        scored={each.id: scored_items(instrument, each.id) for each in ruleset.dimensions},
        indicators={
            danger.id: tuple(rule for rule in ruleset.rules if rule.then.indicator_of == danger.id)
            for danger in ruleset.dangers
        },
        view_leaves=tuple(leaf for leaf in read if isinstance(leaf, AnswerLeaf) and leaf.as_),
        gap_leaves=tuple(leaf for leaf in read if isinstance(leaf, GapLeaf)),
    )


def _ranged(ordered: tuple[Stratum, ...], rules: dict[str, Term]) -> frozenset[str]:
    found: set[str] = set()
    for stratum in ordered:
        for rule in stratum.rules:
            reads = facts_of(rules[rule.id])
            if any(f.startswith(("score.", "danger.")) or f.removeprefix("finding.") in found for f in reads):
                found.add(rule.id)
    return frozenset(found)
