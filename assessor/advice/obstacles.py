"""What is in the way of a goal that no better answers reach, and which of it no answer could lift, not even alone."""

from collections.abc import Iterator
from typing import Any

from assessor.advice.goals import literal
from assessor.engines.program import Program
from assessor.engines.solver.encoding import Encoding
from assessor.engines.solver.search import solve
from assessor.engines.solver.space import Space
from assessor.model.assessment import Assessment
from assessor.model.condition import DangerLeaf, leaves
from assessor.model.improvement import Goal, Obstacle
from assessor.model.rule import Rule
from assessor.model.ruleset import Danger


def obstacles_to(goal: Goal, program: Program, space: Space, found: Assessment) -> tuple[Obstacle, ...]:
    """The gates, scores and statuses between an agency and a goal, and below each danger what keeps it from low."""
    return tuple(dict.fromkeys(_Obstacles(program, space, found).of(goal)))


class _Obstacles:
    def __init__(self, program: Program, space: Space, found: Assessment) -> None:
        self.program, self.found, self.encoding = program, found, Encoding(program, space)
        self.ruleset = program.pack.ruleset
        self.dangers = {danger.id: danger for danger in self.ruleset.dangers}

    def of(self, goal: Goal) -> Iterator[Obstacle]:
        if goal.sort == "level":
            yield from self.of_level(int(goal.number))
        elif goal.sort == "danger":
            yield from self.of_danger(self.dangers[goal.id])
        else:
            if self.found.scores[goal.id].score is None:
                yield Obstacle(sort="known", id=goal.id, title=goal.title, liftable=False)
            reached = literal(self.encoding, goal, self.found)
            yield Obstacle(sort="score", id=goal.id, title=goal.title, liftable=self.can_be(reached))

    def of_level(self, number: int) -> Iterator[Obstacle]:
        if self.found.level is None or self.found.level.proposed < number:
            liftable = self.can_be(self.encoding.proposed_reaches(number))
            yield Obstacle(sort="score", id="overall", title=self.ruleset.overall.title, liftable=liftable)
        for rule in self.ruleset.rules:
            if rule.then.caps_at is not None and rule.then.caps_at < number and self.fires(rule):
                liftable = self.can_be(self.encoding.logic.negated(self.encoding.rule(rule.id).true))
                yield Obstacle(sort="gate", id=rule.id, title=rule.title, liftable=liftable)
                if not liftable:
                    read = {leaf.danger for leaf in leaves(rule.when) if isinstance(leaf, DangerLeaf)}
                    for danger in (each for each in self.ruleset.dangers if each.id in read):
                        yield from self.of_danger(danger)

    def of_danger(self, danger: Danger) -> Iterator[Obstacle]:
        statuses = self.encoding.dangers.statuses(danger.id)
        if self.found.dangers[danger.id].status == "low":
            return
        yield Obstacle(sort="danger", id=danger.id, title=danger.title, liftable=self.can_be(statuses["low"]))
        if danger.clearing and not self.can_be(self.encoding.dangers.cleared(danger.id)):
            views = danger.clearing.views
            yield Obstacle(sort="clearing", id=danger.id, title=danger.title, liftable=False, views=views)
        if not self.can_be(self.encoding.dangers.known(danger.id)):
            yield Obstacle(sort="known", id=danger.id, title=danger.title, liftable=False)
        for rule in self.program.indicators[danger.id]:
            if self.fires(rule):
                liftable = self.can_be(self.encoding.logic.negated(self.encoding.rule(rule.id).true))
                if not liftable:
                    yield Obstacle(sort="sign", id=rule.id, title=rule.title, liftable=False)

    def fires(self, rule: Rule) -> bool:
        return self.found.trace.rules[rule.id].outcome == "fires"

    def can_be(self, wanted: Any) -> bool:
        """Whether some moves make a literal true, whatever becomes of everything else."""
        return wanted if isinstance(wanted, bool) else solve(self.encoding.logic, assuming=(wanted,)).found
