"""A reading: one item as one view answered it, in one of five states.

States: `answered`; `unanswered` (blank or don't know); `does_not_apply` (said so); `not_asked` (its `only_if` is
false); `no_view` (nobody it is read from was asked).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

State = Literal["answered", "unanswered", "does_not_apply", "not_asked", "no_view"]


class Reading(NamedTuple):
    """`place` is an option's place, a scale's points or a count; `ticked` the places that were ticked."""

    state: State
    place: int | None = None
    ticked: frozenset[int] | None = None
    view: str | None = None


NO_VIEW = Reading("no_view")
Views = Mapping[str, Mapping[str, Reading]]
"""View -> item -> reading, for the items that view is asked in the form that was used."""
