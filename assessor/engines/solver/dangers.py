"""Dangers as sums of the weights of indicators: status and index, judged as `inference.dangers` judges them."""

from collections.abc import Callable
from typing import NamedTuple

from assessor.engines.program import Program
from assessor.engines.solver.logic import Lit, Logic, Sum, constant, total
from assessor.engines.solver.space import Choice
from assessor.model.condition import STATUSES, Status
from assessor.model.ruleset import Danger
from assessor.scoring import half_up


class Kleene(NamedTuple):
    """An outcome: `true` and `false` are never true together; neither is, where it is unknown."""

    true: Lit
    false: Lit


class Tally(NamedTuple):
    """The weights of the indicators that fired, are silent, are undecided; `number` counts those that are decided."""

    fired: Sum
    silent: Sum
    undecided: Sum
    number: Sum


class Dangers:
    """The dangers of one problem, each built when it is first asked for."""

    def __init__(
        self,
        program: Program,
        logic: Logic,
        rule: Callable[[str], Kleene],
        vacuous: Callable[[str], Lit],
        chosen: Callable[[str], tuple[tuple[Choice, ...], tuple[Lit, ...]]],
    ) -> None:
        self.program, self.logic = program, logic
        self._rule, self._vacuous, self._chosen = rule, vacuous, chosen
        self._dangers = {danger.id: danger for danger in program.pack.ruleset.dangers}
        self._tallies: dict[str, Tally] = {}
        self._statuses: dict[str, dict[Status, Lit]] = {}
        self._indices: dict[str, Sum] = {}

    def tally(self, danger: str) -> Tally:
        """The weights of a danger's indicators; those that are silent only for want of an object are left out."""
        if danger not in self._tallies:
            fired, silent, undecided, number = [], [], [], []
            count, both = self.logic.count, self.logic.every
            for rule in self.program.indicators[danger]:
                weight, came = rule.then.weight or 0, self._rule(rule.id)
                still = both((came.false, self.logic.negated(self._vacuous(rule.id))))
                open_ = both((self.logic.negated(came.true), self.logic.negated(came.false)))
                fired.append(count(weight, came.true))
                silent.append(count(weight, still))
                undecided.append(count(weight, open_))
                number += [count(1, came.true), count(1, still)]
            self._tallies[danger] = Tally(total(fired), total(silent), total(undecided), total(number))
        return self._tallies[danger]

    def judged(self) -> tuple[str, ...]:
        """The dangers whose status some question has read so far."""
        return tuple(self._statuses)

    def statuses(self, danger: str) -> dict[Status, Lit]:
        """Status -> whether the danger has it; exactly one is true."""
        if danger not in self._statuses:
            self._statuses[danger] = self._judged(self._dangers[danger])
        return self._statuses[danger]

    def _judged(self, danger: Danger) -> dict[Status, Lit]:
        every, some, no = self.logic.every, self.logic.some, self.logic.negated
        known = self.known(danger.id)
        decisive = some(every(self._rule(rule).true for rule in pair) for pair in danger.decisive)
        floor = some(self._rule(rule).true for rule in danger.floor)
        likely = some((decisive, every((known, self._reaches(danger, danger.cuts.likely)))))
        signs = some((self._reaches(danger, danger.cuts.possible), floor))
        absent = self._rule(danger.absent_when).true if danger.absent_when else False
        cleared = self.cleared(danger.id)
        came: dict[Status, Lit] = {
            "likely": every((no(absent), likely)),
            "possible": every((no(absent), no(likely), known, signs)),
            "low": every((no(absent), no(likely), known, no(signs), cleared)),
            "absent": absent,
        }
        came["not_enough_known"] = no(some(came.values()))
        return {status: came[status] for status in STATUSES}

    def known(self, name: str) -> Lit:
        """Whether enough of a danger's indicators are decided to judge it."""
        danger, tally = self._dangers[name], self.tally(name)
        decided = tally.fired.plus(tally.silent)
        share = decided.times(100 - danger.known.share).plus(tally.undecided.times(-danger.known.share))
        reaches = self.logic.reaches
        return self.logic.every(
            (reaches(decided, 1), reaches(tally.number, danger.known.indicators), reaches(share, 0))
        )

    def _reaches(self, danger: Danger, cut: int) -> Lit:
        """Whether the index, rounded half up, is at least `cut`; no division is needed for that."""
        tally = self.tally(danger.id)
        return self.logic.reaches(tally.fired.times(201 - 2 * cut).plus(tally.silent.times(1 - 2 * cut)), 0)

    def index(self, danger: str) -> Sum:
        """The index in whole percents; 0 where nothing is decided."""
        if danger not in self._indices:
            tally = self.tally(danger)
            decided = tally.fired.plus(tally.silent)
            if decided.low == decided.high and not tally.fired.parts:
                fixed = half_up(100 * tally.fired.fixed, decided.low) if decided.low else 0
                self._indices[danger] = constant(fixed)
            else:
                self._indices[danger] = self._divided(tally.fired, decided)
        return self._indices[danger]

    def _divided(self, fired: Sum, decided: Sum) -> Sum:
        number = self.logic.number(0, 100)
        for weight in range(max(decided.low, 1), decided.high + 1):
            below = self.logic.negated(self.logic.reaches(decided, weight + 1))
            here = self.logic.every((self.logic.reaches(decided, weight), below))
            rest = fired.times(200).plus(number.times(-2 * weight)).plus(constant(weight))
            self.logic.between(rest, 0, 2 * weight - 1, here)
        self.logic.between(number, 0, 0, self.logic.negated(self.logic.reaches(decided, 1)))
        return number

    def cleared(self, danger: str) -> Lit:
        """Whether those whose answers clear a danger gave enough of them."""
        needs = self._dangers[danger].clearing
        if needs is None:
            return True
        answered = {}
        for item in dict.fromkeys(needs.of):
            choices, literals = self._chosen(item)
            by = zip(choices, literals, strict=True)
            answered[item] = self.logic.some(lit for choice, lit in by if choice.answered_by & set(needs.views))
        named = [answered[item] for item in needs.one_of if item in answered]
        enough = self.logic.least(needs.at_least, list(answered.values()))
        return self.logic.every((enough, self.logic.some(named))) if needs.one_of else enough
