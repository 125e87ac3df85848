"""Order and uncertainty in whole numbers: quartiles, and the exact binomial interval of a share."""

from collections.abc import Callable, Sequence
from math import comb

PERMILLE = 25
"""Chance left out at each end of an interval, in thousandths: two ends make 95 %."""


def quartile(ordered: Sequence[int], quarter: int) -> int:
    """The score at place `quarter` times n/4, rounded up, of n in rising order; the middle one is the low median."""
    return ordered[-(-quarter * len(ordered) // 4) - 1]


def share_between(low: int, high: int, of: int) -> tuple[int, int]:
    """Whole percents that hold the true share with 95 % certainty where between `low` and `high` of a sample count.

    Clopper and Pearson's interval, computed with whole numbers and widened to whole percents: its lower end for `low`,
    its upper end for `high`.
    """
    lowest = 0 if low == 0 else _last(lambda percent: _is_rare(range(low, of + 1), of, percent))
    highest = 100 if high == of else _last(lambda percent: not _is_rare(range(high + 1), of, percent)) + 1
    return lowest, highest


def _is_rare(counts: range, of: int, percent: int) -> bool:
    """Whether these counts together have no more chance than is left out, if the true share is `percent` (1 to 99)."""
    first, rest = counts.start, 100 - percent
    term: int = comb(of, first) * percent**first * rest ** (of - first)
    chance = 0
    for count in counts:
        chance += term
        # Each term from the one before it, without remainder; to compute each anew takes seconds for 3000 peers.
        term = term * (of - count) * percent // ((count + 1) * rest)
    everything: int = 100**of
    return 1000 * chance <= PERMILLE * everything


def _last(holds: Callable[[int], bool]) -> int:
    """The last whole percent for which `holds`, which is true up to there and false from there on; it is true of 0."""
    low, high = 0, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
