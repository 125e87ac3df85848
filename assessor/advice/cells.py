"""Counts of agencies that may be told: no cell of a table below the fewest, and none to be had by subtraction."""

from collections.abc import Sequence

from assessor.model.sector import CountTold


def cells_told(counts: Sequence[int], fewest: int) -> tuple[CountTold, ...]:
    """What may be told of the cells of one table, into one of which every agency falls.

    A cell of fewer than `fewest` reads 0 to `fewest` - 1. Where the rest of the table would give away what such cells
    hold, the nearest other cell is told only as a range too. Which one that is must not depend on how much it holds:
    who knew that it was the smallest would know more of it.
    """
    total = sum(counts)
    if total <= fewest:
        return tuple(CountTold(low=0, high=total) for _ in counts)
    small = [place for place, count in enumerate(counts) if count < fewest]
    others = [place for place, count in enumerate(counts) if count >= fewest]
    within = sum(counts[place] for place in small)
    cover = None
    if small and others and _given_away(within, len(small), fewest):
        cover = min(others, key=lambda place: (abs(place - small[0]), -place))
    told = [CountTold(low=count, high=count) for count in counts]
    for place in small:
        told[place] = CountTold(low=0, high=fewest - 1)
    if cover is not None:
        known = within + counts[cover]
        told[cover] = CountTold(low=max(fewest, known - len(small) * (fewest - 1)), high=known)
    return tuple(told)


def _given_away(within: int, small: int, fewest: int) -> bool:
    """Whether the sum of the small cells, had by subtraction, says that one of them is not empty, or is too small."""
    return within < fewest or within > (small - 1) * (fewest - 1)


def base_told(count: int, fewest: int) -> CountTold:
    """How many agencies a figure rests on; below `fewest` there is no figure."""
    return CountTold(low=count, high=count) if count >= fewest else CountTold(low=0, high=fewest - 1)


def rest_of(told: CountTold, total: int) -> CountTold:
    """What may be told of all agencies outside a cell."""
    return CountTold(low=total - told.high, high=total - told.low)
