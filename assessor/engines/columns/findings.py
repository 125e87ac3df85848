"""Rules stratum by stratum: what each comes to, what it could still come to, and the dangers in between."""

from dataclasses import dataclass
from functools import cached_property

from assessor.engines.columns.conditions import Conditions, Spans, comparisons
from assessor.engines.columns.dangers import Dangers
from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.gaps import Readings
from assessor.engines.columns.scope import Scope, tests_of
from assessor.engines.facts import answer_fact, gap_fact, option_fact, unanswered_fact
from assessor.engines.strata import rules_of
from assessor.engines.terms import Test
from assessor.model.rule import Rule


@dataclass(frozen=True)
class Findings:
    """The stages from facts to `finding.RULE` and `danger.DANGER`."""

    x: Dialect
    scope: Scope
    readings: Readings

    def layers(self) -> list[Layer]:
        """Comparisons first, then each stratum: its rules, which of them are void, its dangers."""
        program = self.scope.program
        dangers = Dangers(self.x, self.scope, self.readings, self.ranged, self.spanned)
        found = [self._shared[0] | self._known()]
        for stratum in program.strata:
            outcomes: Layer = {}
            void: Layer = {}
            for rule in stratum.rules:
                tree = program.rules[rule.id]
                outcomes[f"finding.{rule.id}"] = self.conditions.outcome(tree)
                if rule.id in self.ranged:
                    outcomes[f"ranged {rule.id}"] = self._spans.outcome(tree)
                if rule.then.indicator_of:
                    void[f"vacuous {rule.id}"] = self._vacuous(rule)
            found += [outcomes, void, *dangers.layers(stratum.dangers)]
        return found

    @cached_property
    def facts(self) -> dict[str, str]:
        """Every fact that has a column, under the same name."""
        scope, program = self.scope, self.scope.program
        names = [f"score.{each.id}" for each in program.pack.ruleset.dimensions] + ["score.overall"]
        names += [f"finding.{rule.id}" for rule in program.pack.ruleset.rules]
        names += [f"danger.{danger.id}" for danger in program.pack.ruleset.dangers]
        names += [gap_fact(leaf.gap, leaf.between) for leaf in program.gap_leaves]
        for item in scope.read:
            options = scope.options_read(item)
            names += [unanswered_fact(item.id), answer_fact(item.id), *(option_fact(item.id, o) for o in options)]
            names += [unanswered_fact(item.id, view) for view in item.ask]
            for view in scope.asked(item.id):
                names += [answer_fact(item.id, view), *(option_fact(item.id, o, view) for o in options)]
        return {name: name for name in names}

    @cached_property
    def _shared(self) -> tuple[Layer, dict[Test, str]]:
        return comparisons(self.x, self.scope, self.facts)

    @cached_property
    def conditions(self) -> Conditions:
        """Conditions on the facts as they are."""
        return Conditions(self.x, self.scope, self.facts, self._shared[1])

    @cached_property
    def _spans(self) -> Spans:
        return Spans(self.x, self.conditions, self.ranged)

    @cached_property
    def ranged(self) -> frozenset[str]:
        """The rules whose outcome on ranges something reads, and is not simply their outcome."""
        return frozenset(name for name in self._wanted[0] if name in self.scope.program.ranged)

    @cached_property
    def spanned(self) -> frozenset[str]:
        """The dangers whose attainable statuses something reads."""
        return self._wanted[1]

    @cached_property
    def _wanted(self) -> tuple[frozenset[str], frozenset[str]]:
        """Down from the gates, since only the range of the level is told: rules and dangers read on ranges."""
        program, ruleset = self.scope.program, self.scope.program.pack.ruleset
        dangers = {danger.id: danger for danger in ruleset.dangers}
        waiting = [rule.id for rule in ruleset.rules if rule.then.caps_at is not None] if self.scope.with_level else []
        rules: set[str] = set()
        spanned: set[str] = set()
        while waiting:
            rule = waiting.pop()
            if rule in rules:
                continue
            rules.add(rule)
            for test in tests_of(program.rules[rule]):
                sort, name = test.fact.split(".", 1)
                if sort == "finding":
                    waiting.append(name)
                elif sort == "danger" and name not in spanned:
                    spanned.add(name)
                    waiting += rules_of(dangers[name], ruleset)
        return frozenset(rules), frozenset(spanned)

    def _known(self) -> Layer:
        """Facts of answers that indicators read, unknown where they do not apply."""
        x = self.x
        program = self.scope.program
        indicators = [rule for rules in program.indicators.values() for rule in rules]
        read = {fact for rule in indicators for fact in program.reads[rule.id]}
        return {
            f"known {fact}": x.choose([(x.col(fact) >= 0, x.col(fact))], x.lit(None, x.whole(9)))
            for fact in sorted(read & set(self.facts))
            if fact.startswith(("answer.", "option.")) and fact not in program.routing_facts
        }

    def _vacuous(self, rule: Rule) -> Expr:
        """Whether a rule is silent only because what it reads does not apply, or routing says it does not."""
        program = self.scope.program
        facts = {fact: fact for fact in self.facts if fact not in program.routing_facts}
        facts = {f: f"known {f}" if f.startswith(("answer.", "option.")) else f for f in facts}
        silent = (~self.x.col(f"finding.{rule.id}")).fill_null(False)
        return silent & Conditions(self.x, self.scope, facts).outcome(program.rules[rule.id]).is_null()
