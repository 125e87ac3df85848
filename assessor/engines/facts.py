"""Facts: what rules read, as whole numbers under plain names.

`answer.ITEM` and `answer.ITEM@VIEW` hold an option's place or a scale's points; `option.ITEM.OPTION` 1 where it was
ticked; `unanswered.ITEM` 1 where it was left open; `score.DIMENSION` 1/10,000 points on 0..100; `finding.RULE` 0 or 1;
`danger.DANGER` the place of its status in `STATUSES`; `gap.SUBJECT.VIEW.VIEW` how much better the first view sees it
(points of an item, 1/10,000 points of a dimension). A fact that is not known
is left out; what does not apply stands in `inapplicable` and makes every comparison false.
"""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.model.instrument import Item


class Facts(NamedTuple):
    """What is known of one agency, for one reading of its rules."""

    known: Mapping[str, int]
    inapplicable: frozenset[str] = frozenset()

    def adding(self, more: Mapping[str, int]) -> "Facts":
        """These facts and `more`."""
        return Facts({**self.known, **more}, self.inapplicable)


def answer_fact(item: str, view: str | None = None) -> str:
    """The name of the answer to `item`, of one view where `view` is given."""
    return f"answer.{item}@{view}" if view else f"answer.{item}"


def option_fact(item: str, option: str, view: str | None = None) -> str:
    """The name of one ticked option."""
    return f"option.{item}.{option}@{view}" if view else f"option.{item}.{option}"


def fact_names(item: Item, view: str | None = None) -> tuple[str, ...]:
    """The name of the answer to `item`; for tick-all, of each of its options."""
    if item.kind == "tick":
        return tuple(option_fact(item.id, option.id, view) for option in item.options)
    return (answer_fact(item.id, view),)


def unanswered_fact(item: str, view: str | None = None) -> str:
    """The name of 'this was left open'."""
    return f"unanswered.{item}@{view}" if view else f"unanswered.{item}"


def gap_fact(subject: str, between: tuple[str, str]) -> str:
    """The name of how much better the first of two views sees something."""
    return f"gap.{subject}.{between[0]}.{between[1]}"
