"""From the answers of many people of one view to one reading: a middle answer for rules, a mean for scores.

A protected view shows nothing of an item that fewer people answered than a file asks for (`fewest`); what it says does
not depend on what those few answered.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

from assessor.model.instrument import Item
from assessor.model.reading import Reading
from assessor.scoring import GRID, half_up


def pooled(item: Item, readings: Sequence[Reading], kept: tuple[int, ...], fewest: int) -> Reading:
    """One reading of `item` from those of each person of a view.

    `kept` are its points by place, higher is readier; `fewest` how many must have answered (1 where the view is not
    protected). The middle answer is the low median, in the direction of the less ready half; of options in no order it
    is the commonest; of tick-all it is what more than half ticked.
    """
    answered = [reading for reading in readings if reading.state == "answered"]
    if len(answered) < fewest:
        return _without_answer(readings, fewest)
    view, number = answered[0].view, len(answered)
    if item.kind == "tick":
        counts = Counter(place for reading in answered for place in reading.ticked or ())
        most = frozenset(place for place, count in counts.items() if 2 * count > number)
        alike = _alike([reading.ticked for reading in answered])
        return Reading("answered", ticked=most, view=view, number=number, alike=alike)
    places = [reading.place for reading in answered if reading.place is not None]
    if not places:  # free text
        return Reading("answered", view=view, number=number)
    value = half_up(GRID * sum(kept[place] for place in places), number) if kept else None
    return Reading("answered", _middle(item, places, kept), None, view, value, number, _alike(places))


def _alike(answers: Sequence[Hashable]) -> bool:
    """Whether all, or all but one, answered the same: the two are never told apart."""
    return len(answers) - max(Counter(answers).values()) <= 1


def _middle(item: Item, places: list[int], kept: tuple[int, ...]) -> int:
    if item.nominal:
        counts = Counter(places)
        return min(counts, key=lambda place: (-counts[place], place))
    if kept:
        # Of answers with equal points, the place nearer to the less ready end comes first.
        sign = -1 if item.polarity == "negative" else 1
        places = sorted(places, key=lambda place: (kept[place], sign * place))
        return places[(len(places) - 1) // 2]
    return sorted(places)[(len(places) - 1) // 2]


def _without_answer(readings: Sequence[Reading], fewest: int) -> Reading:
    """The state that enough people share; hidden where no state is shared by enough."""
    states = Counter(reading.state for reading in readings)
    view = readings[0].view
    closed, left_open = states["does_not_apply"] + states["not_asked"], states["unanswered"]
    if closed >= fewest and closed > left_open:
        return Reading("does_not_apply" if states["does_not_apply"] else "not_asked", view=view)
    return Reading("unanswered" if left_open >= fewest else "hidden", view=view)


def across(readings: Sequence[Reading]) -> Reading:
    """The reading of several views that answered: the first one's answer, and the mean of their values."""
    values = [reading.value for reading in readings if reading.value is not None]
    if len(values) < 2:
        return readings[0]
    return readings[0]._replace(value=half_up(sum(values), len(values)))
