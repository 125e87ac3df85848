"""Times of several things side by side: always in turn, so that whatever else the machine does hits all alike."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Times = dict[str, list[float]]
"""Name -> seconds of each round, in order."""


def side_by_side(actions: Mapping[str, Callable[[], object]], rounds: int) -> Times:
    """The seconds each action took in each round; one round that does not count comes first."""
    times: Times = {name: [] for name in actions}
    for action in actions.values():
        action()
    order = list(actions)
    for _ in range(rounds):
        for name in order:
            times[name].append(_seconds(actions[name]))
        order.append(order.pop(0))
    return times


def _seconds(action: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    action()
    return perf_counter() - start


def ratio(times: Times, name: str, base: str) -> float:
    """How many times as long `name` took as `base`: the median of the rounds' ratios."""
    return median(over / under for over, under in zip(times[name], times[base], strict=True))
