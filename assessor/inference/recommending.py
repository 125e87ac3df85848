"""Strategies that findings call, in the order to take them up.

One whole number decides the order: behind the rest while a warning holds; called by a gate in the way of the level;
the highest severity that calls; how many findings call, then small effort (at levels 1 and 2 effort first); last the
order of the catalogue.
"""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.engines.fixed import EFFORT_FIRST_UP_TO, FIRST_STEPS
from assessor.model.ruleset import Ruleset
from assessor.model.strategy import Strategy


class Called(NamedTuple):
    """A recommended strategy with what called it; the lowest `priority` comes first."""

    strategy: Strategy
    called_by: tuple[str, ...]
    priority: int
    first: bool = False


def severity(kind_weight: int | None, declared: int, status: str | None) -> int:
    """The severity of a finding: declared, or for an indicator by its weight and the status of its danger."""
    if kind_weight is None:
        return declared
    heaviness = min(kind_weight, 3)
    return {"likely": heaviness + 1, "possible": heaviness}.get(status or "", 1)


def recommended(
    ruleset: Ruleset,
    severities: Mapping[str, int],
    in_place: frozenset[str],
    in_the_way: frozenset[str],
    level: int | None,
) -> tuple[Called, ...]:
    """The strategies called by what holds, most urgent first.

    `severities` has every finding that fired and every `danger.status` that holds.
    """
    called = []
    for place, strategy in enumerate(ruleset.strategies):
        links = strategy.called_by
        if strategy.id in in_place or not any(f in severities for f in (*links.primary, *links.worded)):
            continue
        callers = tuple(f for f in (*links.primary, *links.worded, *links.supporting) if f in severities)
        priority = _priority(strategy, callers, severities, in_the_way, level)
        called.append(Called(strategy, callers, priority * len(ruleset.strategies) + place))
    return _with_first_steps(sorted(called, key=lambda each: each.priority))


def _priority(
    strategy: Strategy,
    callers: tuple[str, ...],
    severities: Mapping[str, int],
    in_the_way: frozenset[str],
    level: int | None,
) -> int:
    warned = any(finding in severities for caution in strategy.cautions for finding in caution.later_while)
    gate = any(finding in in_the_way for finding in callers)
    worst = max(severities[finding] for finding in callers)
    few = 99 - min(len(callers), 99)
    by_effort = level is not None and level <= EFFORT_FIRST_UP_TO
    pair = strategy.effort * 100 + few if by_effort else few * 4 + strategy.effort
    return ((warned * 2 + (not gate)) * 5 + (4 - worst)) * 400 + pair


def _with_first_steps(ranked: list[Called]) -> tuple[Called, ...]:
    """Marks at most three to begin with; of two that pull apart only the earlier."""
    chosen: list[Strategy] = []
    marked = []
    for each in ranked:
        apart = any(
            other.id in each.strategy.conflicts_with or each.strategy.id in other.conflicts_with for other in chosen
        )
        first = len(chosen) < FIRST_STEPS and not apart
        if first:
            chosen.append(each.strategy)
        marked.append(Called(each.strategy, each.called_by, each.priority, first))
    return tuple(marked)
