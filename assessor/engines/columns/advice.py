"""Recommendations over columns: which strategies are called, in which rank, and which come first.

The one whole number that orders them is inference/recommending.py's. A rank is 1 and the number of strategies before,
counted pair by pair: sorting within a row is nothing that columns can do.
"""

from dataclasses import dataclass

from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.findings import Findings
from assessor.engines.columns.scope import Scope
from assessor.engines.fixed import EFFORT_FIRST_UP_TO, FIRST_STEPS
from assessor.model.condition import STATUSES
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
            holding[f"holds {rule.id}"] = self.x.col(f"finding.{rule.id}").fill_null(False)
        severities = {f"severity {name}": self._severity(name) for name in self._linked}
        ones = {f"one {name}": self.x.tally([(self._holds(name), 1)]) for name in self._linked}
        figures: Layer = {}
        keys: Layer = {}
        for strategy in self.strategies:
            figures |= self._figures(strategy)
            keys[f"key {strategy.id}"] = self._key(strategy)
        return [
            holding | self._statuses(),
            severities | ones | self._ways(),
            figures,
            keys,
            self._pairs(),
            *self._ranks(),
            *self._firsts(),
        ]

    @property
    def _linked(self) -> tuple[str, ...]:
        """Every finding and status that calls some strategy."""
        return tuple(dict.fromkeys(name for strategy in self.strategies for name in _callers(strategy)))

    def _statuses(self) -> Layer:
        """`holds DANGER.STATUS`, as statuses are named in links."""
        return {
            f"holds {danger.id}.{status}": self.x.col(f"danger.{danger.id}") == place
            for danger in self.scope.program.pack.ruleset.dangers
            for place, status in enumerate(STATUSES)
        }

    def _holds(self, name: str) -> Expr:
        return self.x.col(f"holds {name}")

    def _in_place(self, strategy: str) -> Expr:
        return self.findings.conditions.outcome(self.scope.program.in_place[strategy]).fill_null(False)

    def _severity(self, name: str) -> Expr:
        """1 and the severity where a finding or status holds, 0 where it does not."""
        x, kind = self.x, self.x.whole(MOST_SEVERE + 1)
        rule = self.scope.program.pack.ruleset.rules_by_id.get(name)
        if rule is None:
            severity = x.lit(1, kind)
        elif rule.then.weight is None:
            severity = x.lit(rule.then.severity + 1, kind)
        else:
            heaviness, danger = min(rule.then.weight, 3), rule.then.indicator_of
            cases = [
                (self._holds(f"{danger}.likely"), x.lit(heaviness + 2, kind)),
                (self._holds(f"{danger}.possible"), x.lit(heaviness + 1, kind)),
            ]
            severity = x.choose(cases, x.lit(2, kind))
        return x.choose([(self._holds(name), severity)], x.lit(0, kind))

    def _figures(self, strategy: Strategy) -> Layer:
        """What a key is made of: whether a strategy is called at all, by how severe and by how many findings."""
        x, callers = self.x, _callers(strategy)
        worst = x.most_of([x.col(f"severity {name}") for name in dict.fromkeys(callers)])
        called = x.some([self._holds(name) for name in dict.fromkeys(_links(strategy))])
        if strategy.id in self.scope.program.in_place:
            called = called & ~x.col(f"in place {strategy.id}")
        return {
            f"called {strategy.id}": called,
            f"worst {strategy.id}": worst,
            f"callers {strategy.id}": self._number(callers),
        }

    def _number(self, callers: tuple[str, ...]) -> Expr:
        """How many findings call, at most as many as count."""
        x, kind = self.x, self.x.whole(len(callers))
        number = x.total([x.col(f"one {name}").cast(kind) for name in callers], kind)
        return number if len(callers) <= MOST_CALLERS else x.least_of([number, x.lit(MOST_CALLERS, kind)])

    def _ways(self) -> Layer:
        """Which gates fire and hold the level, or would once lower ones are lifted; and what all keys are made with.

        A key is a base by effort, less a little for each caller and more for the worst: at low levels effort counts
        for more than the number of callers, else less.
        """
        x, kind, rules = self.x, self.x.whole(self._beyond), self.scope.program.pack.ruleset.rules
        ways = {
            f"way {rule.id}": self._holds(rule.id) & (x.col("level proposed") > rule.then.caps_at).fill_null(True)
            for rule in rules
            if rule.then.caps_at is not None
        }
        by_effort, farthest = x.col("level number") <= EFFORT_FIRST_UP_TO, (5 + MOST_SEVERE + 1) * PAIRS + MOST_CALLERS
        bases = {
            f"base {effort}": x.choose(
                [(by_effort, x.lit(farthest + effort * 100, kind))], x.lit(farthest + 3 * MOST_CALLERS + effort, kind)
            )
            for effort in sorted({strategy.effort for strategy in self.strategies})
        }
        return ways | bases | {"per caller": x.choose([(by_effort, x.lit(1, kind))], x.lit(4, kind))}

    def _key(self, strategy: Strategy) -> Expr:
        """The number that orders, without the place in the catalogue; behind everything where it is not called."""
        x, kind, name = self.x, self.x.whole(self._beyond), strategy.id
        ways = [x.col(f"way {gate}") for gate in dict.fromkeys(_callers(strategy)) if self._is_gate(gate)]
        warnings = [self._holds(finding) for finding in _warnings(strategy)]
        key = x.col(f"base {strategy.effort}") - x.col(f"callers {name}").cast(kind) * x.col("per caller")
        key = key - x.col(f"worst {name}").cast(kind) * PAIRS
        if ways:
            key = key - x.tally([(x.some(ways), 5 * PAIRS)])
        if warnings:
            key = key + x.tally([(x.some(warnings), 10 * PAIRS)])
        return x.choose([(x.col(f"called {name}"), key)], x.lit(self._beyond, kind))

    def _is_gate(self, name: str) -> bool:
        rule = self.scope.program.pack.ruleset.rules_by_id.get(name)
        return rule is not None and rule.then.caps_at is not None

    @property
    def _beyond(self) -> int:
        return (3 * 5 + MOST_SEVERE + 1) * PAIRS

    def _pairs(self) -> Layer:
        """For each two strategies, whether the one earlier in the catalogue comes first."""
        keys = [self.x.col(f"key {strategy.id}") for strategy in self.strategies]
        return {
            f"pair {one} {other}": keys[one] <= keys[other]
            for one in range(len(keys))
            for other in range(one + 1, len(keys))
        }

    @property
    def _rank(self) -> object:
        return self.x.whole(2 * len(self.strategies) + FIRST_STEPS)

    def _ranks(self) -> list[Layer]:
        """1 and the number of strategies that come before; 0 where a strategy is not called."""
        x, number, kind = self.x, len(self.strategies), self._rank
        yes, no = x.lit(1, kind), x.lit(0, kind)
        places: Layer = {}
        ranks: Layer = {}
        for at, strategy in enumerate(self.strategies):
            before = [x.choose([(x.col(f"pair {one} {at}"), yes)], no) for one in range(at)]
            behind = [x.choose([(x.col(f"pair {at} {other}"), no)], yes) for other in range(at + 1, number)]
            places[f"place {at}"] = x.total([yes, *before, *behind], kind)
            called = x.col(f"called {strategy.id}")
            ranks[f"rank {strategy.id}"] = x.choose([(called, x.col(f"place {at}"))], x.lit(0, kind))
        return [places, ranks]

    def _firsts(self) -> list[Layer]:
        """The ranks of the first steps: each the next whose strategy pulls apart from none chosen before."""
        x, kind = self.x, self._rank
        found: list[Layer] = []
        for step in range(FIRST_STEPS):
            next_ = x.col(f"step {step - 1}") + 1 if step else x.lit(1, kind)
            found.append({f"step {step}": next_} | {f"apart {s.id}": self._apart(s, step) for s in self._pulling()})
            for _ in range(len(self._pulling()) if step else 0):
                here = [
                    x.col(f"apart {s.id}") & (x.col(f"rank {s.id}") == x.col(f"step {step}")) for s in self._pulling()
                ]
                found.append({f"step {step}": x.col(f"step {step}") + x.tally([(x.some(here), 1)])})
        return found

    def _pulling(self) -> list[Strategy]:
        """Strategies that some other pulls apart from."""
        named = {name for strategy in self.strategies for name in strategy.conflicts_with}
        return [strategy for strategy in self.strategies if strategy.conflicts_with or strategy.id in named]

    def _apart(self, strategy: Strategy, step: int) -> Expr:
        """Whether a strategy pulls apart from one that was chosen for a step before."""
        others = [
            other.id
            for other in self._pulling()
            if other.id in strategy.conflicts_with or strategy.id in other.conflicts_with
        ]
        steps = [self.x.col(f"step {earlier}") for earlier in range(step)]
        return self.x.some([self.x.col(f"rank {other}") == each for other in others for each in steps])

    def step(self, number: int) -> Expr:
        """The id of the strategy that is the first step of this number, from 0."""
        place = self.x.col(f"step {number}")
        cases = [(self.x.col(f"rank {strategy.id}") == place, strategy.id) for strategy in self.strategies]
        return self.x.named(cases, [strategy.id for strategy in self.strategies])


def _callers(strategy: Strategy) -> tuple[str, ...]:
    return (*_links(strategy), *strategy.called_by.supporting)


def _links(strategy: Strategy) -> tuple[str, ...]:
    return (*strategy.called_by.primary, *strategy.called_by.worded)


def _warnings(strategy: Strategy) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding for caution in strategy.cautions for finding in caution.later_while))
