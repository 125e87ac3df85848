"""The space that a search looks through: for every item the ways it can stand, each with the facts it makes."""

from collections.abc import Mapping
from typing import NamedTuple


class Choice(NamedTuple):
    """One way an item can stand, as rules, scores and dangers meet it."""

    known: Mapping[str, int]
    """Facts this makes known: the answer, of the agency and of each view that a rule names; gaps of the item."""
    inapplicable: frozenset[str] = frozenset()
    free: Mapping[str, str] = {}
    """Facts that are 0 or 1 each on its own, the options of tick-all -> the option whose tick they tell."""
    value: int | None = None
    """What scores read, in 1/10,000 point."""
    applies: bool = True
    """Whether it counts among the items of its dimension that apply."""
    seen: Mapping[str, int] = {}
    """View -> its value, where that view answered; what gaps of dimensions read."""
    answered_by: frozenset[str] = frozenset()
    """The views that answered; what clears a danger."""


class Slot(NamedTuple):
    """An item with its choices; `closed` is the place of the one that holds just when its routing is false."""

    choices: tuple[Choice, ...]
    closed: int | None = None


class Picked(NamedTuple):
    """What a search found for one item: a choice, and the options that are ticked."""

    place: int
    ticked: frozenset[str] = frozenset()


Space = Mapping[str, Slot]
Form = Mapping[str, Picked]
"""One point of a space."""


def origins_of(space: Space) -> dict[str, str]:
    """Fact -> the item that makes it."""
    return {
        fact: item
        for item, slot in space.items()
        for choice in slot.choices
        for fact in (*choice.known, *choice.inapplicable, *choice.free)
    }
