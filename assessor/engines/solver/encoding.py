"""A pack over a space as one problem: facts, rules in Kleene logic, scores, dangers, the level; built as it is asked.

Only what a question reads is built, so a question about one rule is as small as what that rule depends on. It must
agree with `inference`; tests hold it to that on random packs and answers.
"""

from collections.abc import Callable, Iterable

from assessor.engines.facts import gap_fact
from assessor.engines.program import Program
from assessor.engines.solver.dangers import Dangers, Kleene
from assessor.engines.solver.logic import Lit, Logic
from assessor.engines.solver.scores import Scores
from assessor.engines.solver.space import Choice, Form, Picked, Space, origins_of
from assessor.engines.terms import HIGHEST, LOWEST, Joined, Range, Term, Test
from assessor.model.condition import STATUSES
from assessor.scoring import GRID

UNKNOWN = Kleene(False, False)

Reaches = Callable[[int], Lit]
"""Whether a number is at least another."""


class Encoding:
    """One pack over one space. `beside` is another encoding whose items it shares, all but `own`."""

    def __init__(
        self,
        program: Program,
        space: Space,
        beside: "Encoding | None" = None,
        own: frozenset[str] = frozenset(),
    ) -> None:
        self.program, self.space = program, space
        self.logic: Logic = beside.logic if beside else Logic()
        self._beside, self._own = beside, own
        self._origins: dict[str, str] = beside._origins if beside else origins_of(space)
        self._between = {gap_fact(leaf.gap, leaf.between): leaf for leaf in program.gap_leaves}
        self._literals: dict[str, tuple[Lit, ...]] = {}
        self._free: dict[tuple[str, str], Lit] = {}
        self._rules: dict[str, Kleene] = {}
        self._vacuous: dict[str, Lit] = {}
        self.scores = Scores(program, self.logic, self.chosen)
        self.dangers = Dangers(program, self.logic, self.rule, self.vacuous, self.chosen)

    def chosen(self, item: str) -> tuple[tuple[Choice, ...], tuple[Lit, ...]]:
        """The choices of an item and the literal of each; an item outside the space stands in no way at all."""
        if item not in self.space:
            return (Choice({}),), (True,)
        slot = self.space[item]
        if item not in self._literals:
            if self._beside and item not in self._own:
                self._literals[item] = self._beside.chosen(item)[1]
            else:
                self._literals[item] = literals = self.logic.one_of(len(slot.choices))
                if slot.closed is not None:
                    self.logic.same(literals[slot.closed], self.term(self.program.routing[item]).false)
        return slot.choices, self._literals[item]

    def tick(self, item: str, option: str) -> Lit:
        """Whether an option of a tick-all item is ticked, while that is free."""
        if self._beside and item not in self._own:
            return self._beside.tick(item, option)
        if (item, option) not in self._free:
            self._free[item, option] = self.logic.new()
        return self._free[item, option]

    def term(self, tree: Term, strict: bool = False) -> Kleene:
        """What a condition comes to. `strict`: what does not apply, and routing, count as unknown."""
        if isinstance(tree, Joined):
            parts = [self.term(part, strict) for part in tree.parts]
            least = {"all": len(parts), "any": 1, "at_least": tree.least}[tree.how]
            return Kleene(
                self.logic.least(least, [part.true for part in parts]),
                self.logic.least(len(parts) - least + 1, [part.false for part in parts]),
            )
        if strict and tree.fact in self.program.routing_facts:
            return UNKNOWN
        sort, _, name = tree.fact.partition(".")
        if sort == "score":
            return self._ranged(self.scores.known(name), tree, lambda least: self.scores.reaches(name, least))
        if sort == "finding":
            came = self.rule(name)
            fires, silent = tree.holds(1), tree.holds(0)
            true = self.logic.some((*((came.true,) if fires else ()), *((came.false,) if silent else ())))
            known = self.logic.some((came.true, came.false))
            return Kleene(true, self.logic.every((known, self.logic.negated(true))))
        if sort == "danger":
            return self._status(tree, name)
        if sort == "gap" and tree.fact not in self._origins:
            return self._gap(tree)
        return self._answer(tree, strict)

    def _answer(self, test: Test, strict: bool) -> Kleene:
        item = self._origins.get(test.fact)
        if item is None:
            return UNKNOWN
        choices, literals = self.chosen(item)
        true: list[Lit] = []
        false: list[Lit] = []
        for choice, literal in zip(choices, literals, strict=True):
            if test.fact in choice.free:
                tick = self.tick(item, choice.free[test.fact])
                for number, value in ((1, tick), (0, self.logic.negated(tick))):
                    (true if test.holds(number) else false).append(self.logic.every((literal, value)))
            elif test.fact in choice.known:
                (true if test.holds(choice.known[test.fact]) else false).append(literal)
            elif test.fact in choice.inapplicable and not strict:
                false.append(literal)
        return Kleene(self.logic.some(true), self.logic.some(false))

    def _ranged(self, known: Lit, test: Test, reaches: Reaches) -> Kleene:
        inside = self.logic.some(self._within(each, reaches) for each in test.ranges)
        true = self.logic.every((known, inside))
        return Kleene(true, self.logic.every((known, self.logic.negated(inside))))

    def _within(self, range_: Range, reaches: Reaches) -> Lit:
        low, high = range_
        from_below = low <= LOWEST or reaches(low)
        return self.logic.every((from_below, high >= HIGHEST or self.logic.negated(reaches(high + 1))))

    def _status(self, test: Test, danger: str) -> Kleene:
        statuses = self.dangers.statuses(danger)
        true = self.logic.some(statuses[each] for place, each in enumerate(STATUSES) if test.holds(place))
        return Kleene(true, self.logic.negated(true))

    def _gap(self, test: Test) -> Kleene:
        leaf = self._between[test.fact]
        if leaf.gap not in self.program.scored:
            return UNKNOWN
        known, size = self.scores.gap(leaf.gap, leaf.between)
        return self._ranged(known, test, lambda least: self.logic.reaches(size, least))

    def rule(self, name: str) -> Kleene:
        """What a rule comes to."""
        if name not in self._rules:
            self._rules[name] = self.term(self.program.rules[name])
        return self._rules[name]

    def vacuous(self, name: str) -> Lit:
        """Whether a rule is silent only because what it reads does not apply, or routing says so."""
        if name not in self._vacuous:
            came, strict = self.rule(name), self.term(self.program.rules[name], strict=True)
            no = self.logic.negated
            self._vacuous[name] = self.logic.every((came.false, no(strict.true), no(strict.false)))
        return self._vacuous[name]

    def status(self, finding: str) -> Lit:
        """Whether a finding holds: a rule fires, or for `danger.status` the danger has that status."""
        if finding in self.program.rules:
            return self.rule(finding).true
        danger, _, status = finding.rpartition(".")
        statuses = self.dangers.statuses(danger)
        return next(lit for each, lit in statuses.items() if each == status)

    def recommended(self, strategy: str) -> Lit:
        """Whether a strategy is recommended."""
        links = self.program.pack.ruleset.strategies_by_id[strategy].called_by
        called = self.logic.some(map(self.status, (*links.primary, *links.worded)))
        in_place = self.term(self.program.in_place[strategy]).true if strategy in self.program.in_place else False
        return self.logic.every((called, self.logic.negated(in_place)))

    def level_reaches(self, number: int) -> Lit:
        """Whether there is a level, and it is at least this one."""
        return self.logic.every((self.proposed_reaches(number), *map(self.logic.negated, self.gates_below(number))))

    def proposed_reaches(self, number: int) -> Lit:
        """Whether the overall score alone would give at least this level."""
        start = next(level.start for level in self.program.pack.ruleset.levels if level.number == number)
        return self.logic.every((self.scores.known("overall"), self.scores.reaches("overall", start * GRID)))

    def gates_below(self, number: int) -> Iterable[Lit]:
        """Of each gate that caps below a level, whether it fires."""
        for rule in self.program.pack.ruleset.rules:
            if rule.then.caps_at is not None and rule.then.caps_at < number:
                yield self.rule(rule.id).true

    def holds(self, gate: str) -> Lit:
        """Whether a gate is what holds the level below what the score proposes."""
        cap = self.program.pack.ruleset.rules_by_id[gate].then.caps_at or 0
        lower = map(self.logic.negated, self.gates_below(cap))
        return self.logic.every((self.rule(gate).true, self.proposed_reaches(cap + 1), *lower))

    def read(self, true: Callable[[Lit], bool], items: Iterable[str]) -> Form:
        """The choices of these items at a point the solver found."""
        form = {}
        for item in items:
            _, literals = self.chosen(item)
            place = next(place for place, literal in enumerate(literals) if true(literal))
            options = {
                option for option in self.space[item].choices[place].free.values() if (item, option) in self._free
            }
            form[item] = Picked(place, frozenset(option for option in options if true(self._free[item, option])))
        return form

    def built(self) -> tuple[str, ...]:
        """The items of the space that some question has read so far."""
        return tuple(item for item in self.space if item in self._literals)
