"""Runs a pack over one agency's views: facts, then stratum after stratum, dangers in between, then level and advice."""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.engines.facts import Facts, fact_names, gap_fact, unanswered_fact
from assessor.engines.program import Program
from assessor.engines.reference import Engine, Outcome, combine, outcome, ranged
from assessor.engines.strata import Stratum
from assessor.engines.terms import Range
from assessor.inference.dangers import Judged, judge
from assessor.inference.gaps import every_gap
from assessor.inference.levels import Reached, gates_in_the_way, reached
from assessor.inference.recommending import Called, recommended, severity
from assessor.model.condition import STATUSES
from assessor.model.reading import Reading, Views
from assessor.model.rule import Rule
from assessor.perspectives import agency_readings, state_facts, view_reading
from assessor.scoring import Score, dimension_score, overall_score


class Inference(NamedTuple):
    """Everything inferred of one agency, before it is put into words."""

    readings: Mapping[str, Reading]
    scores: Mapping[str, Score]
    overall: Score
    facts: Facts
    outcomes: Mapping[str, Outcome]
    leaves: Mapping[str, tuple[Outcome, ...]]
    """What each comparison of each rule came to, left to right."""
    ranged: Mapping[str, Outcome]
    """The same rules read on what open answers could still make of scores and dangers."""
    vacuous: frozenset[str]
    dangers: Mapping[str, Judged]
    position: str | None
    level: Reached | None
    severities: Mapping[str, int]
    in_place: tuple[str, ...]
    called: tuple[Called, ...]


def infer(program: Program, views: Views, engine: Engine, *, with_level: bool = True) -> Inference:
    """What `engine` and the pack make of `views`; `with_level` is False for forms of some items only."""
    instrument, ruleset = program.pack.instrument, program.pack.ruleset
    readings = agency_readings(instrument, program.routing, views)
    scores = {
        dimension.id: dimension_score(dimension, program.scored[dimension.id], readings)
        for dimension in ruleset.dimensions
    }
    overall = overall_score(ruleset, scores)
    facts, spans = _facts(program, views, readings, {**scores, "overall": overall})
    run = _Run(program, engine, views, facts, spans)
    for stratum in program.strata:
        run.take(stratum)
    level = reached(ruleset, overall, run.outcomes, run.ranged) if with_level else None
    severities = _severities(ruleset.rules, run)
    kept = tuple(name for name, term in program.in_place.items() if outcome(term, run.facts) is True)
    in_the_way = gates_in_the_way(ruleset, run.outcomes, level.proposed if level else None)
    called = recommended(ruleset, severities, frozenset(kept), in_the_way, level.number if level else None)
    position = next(
        (p.id for p in ruleset.positions if p.when is None or outcome(program.positions[p.id], run.facts)), None
    )
    return Inference(
        readings, scores, overall, run.facts, run.outcomes, run.leaves, run.ranged, frozenset(run.vacuous), run.dangers,
        position, level, severities, kept, called,
    )  # fmt: skip


class EnginesDisagreeError(Exception):
    """An engine fired a rule that its condition does not bear out, or missed one: a fault of the program."""

    def __init__(self, rule: str, engine: str) -> None:
        super().__init__(f"the engines {engine} and reference disagree on rule {rule}")


class _Run:
    """One pass over the strata; grows the facts as findings and dangers are settled."""

    def __init__(
        self, program: Program, engine: Engine, views: Views, facts: Facts, spans: dict[str, tuple[Range, ...]]
    ) -> None:
        self.program, self.engine, self.views = program, engine, views
        self.facts, self.spans = facts, spans
        self.outcomes: dict[str, Outcome] = {}
        self.leaves: dict[str, tuple[Outcome, ...]] = {}
        self.ranged: dict[str, Outcome] = {}
        self.vacuous: set[str] = set()
        self.dangers: dict[str, Judged] = {}

    def take(self, stratum: Stratum) -> None:
        """Fires one stratum, tells undecided from silent, and judges the dangers that are now settled."""
        came = self.engine.run(stratum, self.facts)
        for rule in stratum.rules:
            self._settle(rule, rule.id in came.fired)
        found = {f"finding.{rule.id}": self.outcomes[rule.id] for rule in stratum.rules}
        self.facts = self.facts.adding({name: int(true) for name, true in found.items() if true is not None})
        for danger in stratum.dangers:
            indicators = self.program.indicators[danger.id]
            judged = judge(danger, indicators, self.outcomes, self.ranged, frozenset(self.vacuous), self.views)
            self.dangers[danger.id] = judged
            self.facts = self.facts.adding({f"danger.{danger.id}": STATUSES.index(judged.status)})
            self.spans[f"danger.{danger.id}"] = judged.spans

    def _settle(self, rule: Rule, fired: bool) -> None:
        """Tells one rule's outcome, leaf by leaf; what the engine said of it must be the same."""
        program, facts = self.program, self.facts
        leaves = tuple([outcome(term, facts) for _, term in program.leaf_terms[rule.id]])
        told = combine(program.shapes[rule.id], leaves)
        if fired is not (told is True):
            raise EnginesDisagreeError(rule.id, self.engine.name)
        self.leaves[rule.id] = leaves
        self.outcomes[rule.id] = self.ranged[rule.id] = told
        if rule.id in program.ranged:
            on_ranges = ranged(program.rules[rule.id], self.spans, facts)
            self.ranged[rule.id] = on_ranges
            self.spans[f"finding.{rule.id}"] = _FINDING_SPANS[on_ranges]
        if told is False and rule.then.indicator_of and self._would_be_open(rule):
            self.vacuous.add(rule.id)

    def _would_be_open(self, rule: Rule) -> bool:
        """Whether a silent rule is so only because what it reads does not apply, or routing says it does not."""
        reads, routing = self.program.reads[rule.id], self.program.routing_facts
        if reads.isdisjoint(routing) and reads.isdisjoint(self.facts.inapplicable):
            return False
        known = {name: self.facts.known[name] for name in reads - routing if name in self.facts.known}
        return outcome(self.program.rules[rule.id], Facts(known)) is None


_FINDING_SPANS: Mapping[Outcome, tuple[Range, ...]] = {True: ((1, 1),), False: ((0, 0),), None: ((0, 1),)}


def _facts(
    program: Program, views: Views, readings: Mapping[str, Reading], scores: Mapping[str, Score]
) -> tuple[Facts, dict[str, tuple[Range, ...]]]:
    """The facts that rules read, and what each score could still become."""
    known: dict[str, int] = {}
    inapplicable: set[str] = set()
    for name, (names, left_open) in program.item_facts.items():
        reading = readings[name]
        state_facts(names, reading, known, inapplicable)
        known[left_open] = int(reading.state == "unanswered")
    for leaf in program.view_leaves:
        item = program.pack.instrument.items[leaf.answer]
        reading = view_reading(item, leaf.as_ or "", views)
        state_facts(fact_names(item, leaf.as_), reading, known, inapplicable)
        known[unanswered_fact(item.id, leaf.as_)] = int(reading.state == "unanswered")
    known.update({gap_fact(gap.subject, gap.between): gap.size for gap in every_gap(program, views)})
    spans: dict[str, tuple[Range, ...]] = {}
    for name, score in scores.items():
        if score.score is not None:
            known[f"score.{name}"] = score.score
        if score.low is not None and score.high is not None:
            spans[f"score.{name}"] = ((score.low, score.high),)
    return Facts(known, frozenset(inapplicable)), spans


def _severities(rules: tuple[Rule, ...], run: _Run) -> dict[str, int]:
    """The severity of every finding and of every `danger.status` that holds (0: it adds weight, it does not rank)."""
    found = {f"{danger}.{judged.status}": 0 for danger, judged in run.dangers.items()}
    for rule in rules:
        if run.outcomes[rule.id] is True:
            danger = run.dangers.get(rule.then.indicator_of or "")
            found[rule.id] = severity(rule.then.weight, rule.then.severity, danger.status if danger else None)
    return found
