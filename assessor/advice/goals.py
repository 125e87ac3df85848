"""What somebody wants to reach: a level, a danger called low, or a score; said, checked, and as a literal."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessor.errors import USAGE, AssessorError, Problem, nearest, problem
from assessor.model.assessment import Assessment
from assessor.model.improvement import Goal
from assessor.model.ruleset import Pack
from assessor.privacy import STEP
from assessor.scoring import GRID

if TYPE_CHECKING:
    from assessor.engines.solver.encoding import Encoding

FINEST = 4
"""Decimals of a score."""


def goal_of(
    found: Assessment, pack: Pack, to_level: int | str | None, clear: str | None, raise_: tuple[str, float] | None
) -> Goal:
    """The goal that is meant, the next level where none is named; raises AssessorError where there is none such."""
    if sum(each is not None for each in (to_level, clear, raise_)) > 1:
        raise _refused(problem("many-goals"))
    if clear is not None:
        dangers = {danger.id: danger for danger in pack.ruleset.dangers}
        if clear not in dangers:
            raise _refused(problem("unknown-id", sort="danger", id=clear, nearest=nearest(clear, dangers)))
        return Goal(sort="danger", id=clear, title=dangers[clear].title, number=0)
    return _score_goal(found, pack, *raise_) if raise_ is not None else _level_goal(found, pack, to_level)


def _level_goal(found: Assessment, pack: Pack, to_level: int | str | None) -> Goal:
    levels = pack.ruleset.levels
    if found.level is None:
        raise _refused(problem("no-level"))
    wanted = min(found.level.number + 1, len(levels)) if to_level is None else to_level
    for level in levels:
        if str(wanted) in (level.id, str(level.number)):
            return Goal(sort="level", id=level.id, title=level.title, number=level.number)
    known = [level.id for level in levels]
    raise _refused(problem("unknown-id", sort="level", id=wanted, nearest=nearest(wanted, known)))


def _score_goal(found: Assessment, pack: Pack, dimension: str, score: float) -> Goal:
    dimensions = {each.id: each for each in pack.ruleset.dimensions}
    if dimension not in dimensions:
        raise _refused(problem("unknown-id", sort="dimension", id=dimension, nearest=nearest(dimension, dimensions)))
    number = Decimal(str(score))
    if not 0 <= number <= 100 or number != round(number, FINEST):
        raise _refused(problem("bad-threshold", value=score))
    if found.scores[dimension].rounded and (number % 5 or not 5 <= number <= 95):
        raise _refused(problem("fine-goal", value=f"{score:g}", dimension=dimension))
    return Goal(sort="dimension", id=dimension, title=dimensions[dimension].title, number=float(number))


def _refused(wrong: Problem) -> AssessorError:
    return AssessorError([wrong], USAGE)


def least_score(goal: Goal, rounded: bool) -> int:
    """The lowest score, in 1/10,000 points, that is told as the goal's: in steps of five where it is told so."""
    exact = int(Decimal(str(goal.number)) * GRID)
    if not rounded:
        return exact
    return 0 if exact <= STEP else exact - STEP // 2


def literal(encoding: "Encoding", goal: Goal, found: Assessment) -> Any:
    """Whether the goal is reached, for the solver."""
    if goal.sort == "level":
        return encoding.level_reaches(int(goal.number))
    if goal.sort == "danger":
        return encoding.dangers.statuses(goal.id)["low"]
    least = least_score(goal, found.scores[goal.id].rounded)
    return encoding.logic.every((encoding.scores.known(goal.id), encoding.scores.reaches(goal.id, least)))


def is_reached(goal: Goal, found: Assessment) -> bool:
    """Whether an assessment says that the goal is reached."""
    if goal.sort == "level":
        return found.level is not None and found.level.number >= goal.number
    if goal.sort == "danger":
        return found.dangers[goal.id].status == "low"
    score = found.scores[goal.id].score
    return score is not None and Decimal(str(score)) >= Decimal(str(goal.number))
