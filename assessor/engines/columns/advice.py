"""Recommendations over columns: which strategies are called, in which rank, and which come first.

The one whole number that orders them is inference/recommending.py's. A rank is 1 and the number of strategies before,
counted pair by pair: sorting within a row is nothing that columns can do.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assessor.engines.columns.dangers import LIKELY, POSSIBLE
from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.findings import Findings
from assessor.engines.columns.scope import Scope
from assessor.engines.fixed import EFFORT_FIRST_UP_TO, FIRST_STEPS
from assessor.model.condition import STATUSES
from assessor.model.rule import Rule
from assessor.model.strategy import Strategy

MOST_SEVERE = 4
MOST_CALLERS = 99
PAIRS = 400
"""More than the largest figure made of callers and effort."""


@dataclass(frozen=True)
class Advice:
    """The stages from findings and level to `rank STRATEGY` and `first N`."""

    x: Dialect
    scope: Scope
    findings: Findings

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The catalogue, in order."""
        return self.scope.program.pack.ruleset.strategies

    def layers(self) -> list[Layer]:
        """What holds and how severe it is, then each strategy's key, then pairs, ranks and first steps."""
        holding = {f"in place {name}": self._in_place(name) for name in self.scope.program.in_place}
        for rule in self.scope.program.pack.ruleset.rules:
            holding |= self._severity(rule)
        figures: Layer = {}
        keys: Layer = {}
        for strategy in self.strategies:
            figures |= self._figures(strategy)
            keys[f"key {strategy.id}"] = self._key(strategy)
        return [self._statuses(), holding, figures, keys, self._pairs(), self._ranks(), *self._firsts()]

    def _statuses(self) -> Layer:
        """`holds DANGER.STATUS`, as findings are named in links."""
        read = {name for strategy in self.strategies for name in (*_callers(strategy), *_warnings(strategy))}
        return {
            f"holds {danger.id}.{status}": self.x.col(f"danger.{danger.id}") == place
            for danger in self.scope.program.pack.ruleset.dangers
            for place, status in enumerate(STATUSES)
            if f"{danger.id}.{status}" in read or place in (LIKELY, POSSIBLE)
        }

    def _holds(self, name: str) -> Expr:
        """Whether a finding, or a status, holds."""
        rules = self.scope.program.pack.ruleset.rules_by_id
        return self.x.col(f"holds {name}") if name not in rules else self.x.col(f"finding.{name}").fill_null(False)

    def _in_place(self, strategy: str) -> Expr:
        return self.findings.conditions.outcome(self.scope.program.in_place[strategy]).fill_null(False)

    def _severity(self, rule: Rule) -> Layer:
        """1 and the severity where a rule fired, 0 where it did not."""
        x, kind = self.x, self.x.whole(MOST_SEVERE + 1)
        found = x.col(f"finding.{rule.id}")
        if rule.then.weight is None:
            severity = x.lit(rule.then.severity + 1, kind)
        else:
            heaviness, danger = min(rule.then.weight, 3), rule.then.indicator_of
            cases = [
                (x.col(f"holds {danger}.likely"), x.lit(heaviness + 2, kind)),
                (x.col(f"holds {danger}.possible"), x.lit(heaviness + 1, kind)),
            ]
            severity = x.choose(cases, x.lit(2, kind))
        return {f"severity {rule.id}": x.choose([(found, severity)], x.lit(0, kind))}

    def _severity_of(self, name: str) -> Expr:
        x, kind = self.x, self.x.whole(MOST_SEVERE + 1)
        if name in self.scope.program.pack.ruleset.rules_by_id:
            return x.col(f"severity {name}")
        return x.choose([(x.col(f"holds {name}"), x.lit(1, kind))], x.lit(0, kind))

    def _figures(self, strategy: Strategy) -> Layer:
        """What a key is made of: how severe, how many, whether called at all, whether a gate or a warning holds."""
        x, callers = self.x, _callers(strategy)
        links = (*strategy.called_by.primary, *strategy.called_by.worded)
        called = x.some([self._holds(name) for name in dict.fromkeys(links)])
        if strategy.id in self.scope.program.in_place:
            called = called & ~x.col(f"in place {strategy.id}")
        return {
            f"called {strategy.id}": called,
            f"worst {strategy.id}": x.most_of([self._severity_of(name) for name in dict.fromkeys(callers)]),
            f"few {strategy.id}": self._few(callers),
            f"gate {strategy.id}": x.some([self._in_the_way(name) for name in dict.fromkeys(callers)]),
            f"warned {strategy.id}": x.some([self._holds(name) for name in _warnings(strategy)]),
        }

    def _few(self, callers: tuple[str, ...]) -> Expr:
        """The fewer findings call, the larger."""
        x, kind = self.x, self.x.whole(MOST_CALLERS)
        number = x.tally(_counted((self._holds(name), name) for name in callers)).cast(kind)
        if len(callers) > MOST_CALLERS:
            number = x.least_of([number, x.lit(MOST_CALLERS, kind)])
        return MOST_CALLERS - number

    def _in_the_way(self, name: str) -> Expr:
        """Whether a finding is a gate that fires and holds the level, or would once lower ones are lifted."""
        x, rule = self.x, self.scope.program.pack.ruleset.rules_by_id.get(name)
        if rule is None or rule.then.caps_at is None:
            return x.no()
        return self._holds(name) & (x.col("level proposed") > rule.then.caps_at).fill_null(True)

    def _key(self, strategy: Strategy) -> Expr:
        """The number that orders, without the place in the catalogue; behind everything where it is not called."""
        x, kind = self.x, self.x.whole(self._beyond)
        name = strategy.id
        few = x.col(f"few {name}").cast(kind)
        by_effort = x.col("level number") <= EFFORT_FIRST_UP_TO
        pair = x.choose([(by_effort, few + strategy.effort * 100)], few * 4 + strategy.effort)
        worst = (MOST_SEVERE + 1 - x.col(f"worst {name}")).cast(kind)
        behind = x.tally([(x.col(f"warned {name}"), 10), (~x.col(f"gate {name}"), 5)]).cast(kind)
        return x.choose([(x.col(f"called {name}"), (behind + worst) * PAIRS + pair)], x.lit(self._beyond, kind))

    @property
    def _beyond(self) -> int:
        return (3 * 5 + MOST_SEVERE + 1) * PAIRS

    def _pairs(self) -> Layer:
        """For each two strategies 1 where the one earlier in the catalogue comes first."""
        x, kind = self.x, self.x.whole(1)
        keys = [x.col(f"key {strategy.id}") for strategy in self.strategies]
        return {
            f"pair {one} {other}": x.choose([(keys[one] <= keys[other], x.lit(1, kind))], x.lit(0, kind))
            for one in range(len(keys))
            for other in range(one + 1, len(keys))
        }

    @property
    def _rank(self) -> object:
        return self.x.whole(len(self.strategies))

    def _ranks(self) -> Layer:
        """1 and the number of strategies that come before; null where a strategy is not called."""
        x, number, kind = self.x, len(self.strategies), self._rank
        made: Layer = {}
        for at, strategy in enumerate(self.strategies):
            before = [x.col(f"pair {one} {at}") for one in range(at)]
            behind = [x.col(f"pair {at} {other}") for other in range(at + 1, number)]
            rank = x.total([x.lit(number - at, kind), *before], kind)
            if behind:
                rank = rank - x.total(behind, kind)
            made[f"rank {strategy.id}"] = x.choose([(x.col(f"called {strategy.id}"), rank)], x.lit(None, kind))
        return made

    def _firsts(self) -> list[Layer]:
        """The ranks of the first steps: each the next that pulls apart from none chosen before."""
        x = self.x
        kind = self._rank
        found: list[Layer] = []
        for step in range(FIRST_STEPS):
            free = [self._free(strategy, step) for strategy in self.strategies]
            found.append({f"step {step}": x.least_of(free) if free else x.lit(None, kind)})
            chosen = {s.id: x.col(f"rank {s.id}") == x.col(f"step {step}") for s in self._pulling()}
            found.append({f"chosen {step} {name}": each.fill_null(False) for name, each in chosen.items()})
        return found

    def _pulling(self) -> list[Strategy]:
        """Strategies that some other pulls apart from."""
        named = {name for strategy in self.strategies for name in strategy.conflicts_with}
        return [strategy for strategy in self.strategies if strategy.conflicts_with or strategy.id in named]

    def _free(self, strategy: Strategy, step: int) -> Expr:
        """The rank of a strategy that may still be chosen, else null."""
        x, rank = self.x, self.x.col(f"rank {strategy.id}")
        if step == 0:
            return rank
        later = rank > x.col(f"step {step - 1}")
        apart = [
            x.col(f"chosen {earlier} {other.id}")
            for other in self._pulling()
            if other.id in strategy.conflicts_with or strategy.id in other.conflicts_with
            for earlier in range(step)
        ]
        free = later & ~x.some(apart) if apart else later
        return x.choose([(free, rank)], x.lit(None, self._rank))

    def step(self, number: int) -> Expr:
        """The id of the strategy that is the first step of this number, from 0."""
        x = self.x
        kind = x.text([strategy.id for strategy in self.strategies])
        place = x.col(f"step {number}")
        cases = [(x.col(f"rank {s.id}") == place, x.lit(s.id, kind)) for s in self.strategies]
        return x.choose(cases, x.lit(None, kind))


def _callers(strategy: Strategy) -> tuple[str, ...]:
    links = strategy.called_by
    return (*links.primary, *links.worded, *links.supporting)


def _warnings(strategy: Strategy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding for caution in strategy.cautions for finding in caution.later_while))


def _counted(named: Iterable[tuple[Expr, str]]) -> list[tuple[Expr, int]]:
    """Each of them once, with how often it is named."""
    found: dict[str, tuple[Expr, int]] = {}
    for condition, name in named:
        found[name] = (condition, found.get(name, (condition, 0))[1] + 1)
    return list(found.values())
