"""The smallest change that would help: the fewest answers that would have to become readier, and what to do for it."""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from assessor.advice.goals import goal_of, is_reached, literal
from assessor.advice.helping import effort_of, helper
from assessor.advice.moving import Movable, answer_at, moved, moves_of
from assessor.api import Result, assess
from assessor.engines.program import Program, program
from assessor.engines.solver import solver_missing
from assessor.errors import USAGE, AssessorError, problem
from assessor.model.improvement import Alternative, Change, Goal, Improvement
from assessor.model.instrument import Item
from assessor.model.strategy import Strategy
from assessor.model.text import Wording

if TYPE_CHECKING:
    from assessor.advice.smallest import Set

MOST = 5
Helpers = Mapping[str, Strategy | None]


class SolverDisagreesError(Exception):
    """An assessment does not bear out what the solver found: a fault of the program."""


def improve(
    result: Result,
    *,
    to_level: int | str | None = None,
    clear: str | None = None,
    raise_: tuple[str, float] | None = None,
    most: int = MOST,
) -> Improvement:
    """The fewest answers that would have to become readier to reach a goal, in at most `most` alternatives.

    The goal is a level by id or number, a danger to be called low (`clear`), or a dimension with a score (`raise_`);
    without one, the next level. Each alternative was assessed again. Raises AssessorError where the goal is unknown, or
    the extra `solve` is not installed.
    """
    found, pack = result.assessment, result.pack
    goal = goal_of(found, pack, to_level, clear, raise_)
    missing = solver_missing()
    if missing is not None:
        raise AssessorError([problem("no-solver", reason=missing)], USAGE)
    from assessor.advice.obstacles import obstacles_to
    from assessor.advice.smallest import Sets

    ready = program(pack)
    moves = moves_of(ready, result.responses)
    helpers = {each.item.id: helper(pack, found, each.item) for each in moves.movable}
    efforts = {each.item.id: effort_of(each.item, helpers[each.item.id]) for each in moves.movable}
    sets = Sets(ready, moves, efforts, lambda encoding: literal(encoding, goal, found))
    smallest = list(islice(sets, most))
    reached = is_reached(goal, found)
    if reached is not (len(smallest) == 1 and not smallest[0].made):
        raise SolverDisagreesError(goal.id)
    alternatives = tuple(_alternative(result, ready, goal, each, helpers, efforts) for each in smallest if each.made)
    return Improvement(
        agency=found.agency,
        date=found.date,
        goal=goal,
        reached=reached,
        alternatives=alternatives,
        settled=sets.settled,
        obstacles=() if smallest else obstacles_to(goal, ready, moves.space, found),
    )


def _alternative(
    result: Result, ready: Program, goal: Goal, found: "Set", helpers: Helpers, efforts: Mapping[str, int]
) -> Alternative:
    after = assess(moved(ready, result.responses, found.made), result.pack).assessment
    if not is_reached(goal, after):
        raise SolverDisagreesError(goal.id)
    changes = (_change(ready, each, place, helpers, efforts) for each, place in found.made.values())
    return Alternative(
        changes=tuple(changes),
        cost=found.cost,
        level=after.level.number if after.level else None,
        dangers={name: danger.status for name, danger in after.dangers.all.items()},
        proven=found.proven,
    )


def _change(ready: Program, move: Movable, place: int, helpers: Helpers, efforts: Mapping[str, int]) -> Change:
    item, views = move.item, ready.pack.instrument.views
    strategy = helpers[item.id]
    protected = tuple(view for view in move.views if views[view].protected)
    asked = next((item.ask[view] for view in item.ask if not views[view].protected), item.ask[move.views[0]])
    return Change(
        item=item.id,
        asked=asked,
        views=move.views,
        ask_again=protected,
        now=answer_at(item, move.now),
        now_label=_label(ready, item, move.now),
        then=answer_at(item, place),
        then_label=_label(ready, item, place),
        steps=move.steps[move.targets.index(place)],
        effort=efforts[item.id],
        strategy=strategy.id if strategy else None,
        title=strategy.title if strategy else None,
        first_step=strategy.first_step if strategy else None,
        source=strategy.source if strategy else item.source,
    )


def _label(ready: Program, item: Item, place: int) -> Wording:
    if item.kind == "choice":
        return item.options[place].label
    return ready.pack.instrument.scale_labels[item.kind][place]
