"""A reading: one item as one person, one view or the agency answered it, in one of six states.

States: `answered`; `unanswered` (blank or don't know); `does_not_apply` (said so); `not_asked` (its `only_if` is
false); `no_view` (nobody it is read from was asked); `hidden` (too few of a protected view answered to show it).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

State = Literal["answered", "unanswered", "does_not_apply", "not_asked", "no_view", "hidden"]


class Reading(NamedTuple):
    """`place` is an option's place, a scale's points or a count; `ticked` the places that were ticked.

    `value` is the mean of the points, reversed where the item is negative, in 1/10,000 point; None where nothing has
    points. `number` is how many people answered; `alike` whether all, or all but one, answered the same.
    """

    state: State
    place: int | None = None
    ticked: frozenset[int] | None = None
    view: str | None = None
    value: int | None = None
    number: int = 0
    alike: bool = False


NO_VIEW = Reading("no_view")
Views = Mapping[str, Mapping[str, Reading]]
"""View -> item -> reading, for the items that view is asked in the form that was used."""
