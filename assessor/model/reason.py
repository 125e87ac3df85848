"""A reason: one statement and the statements it rests on; made by `explaining`, laid out by `report`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from assessor.model.base import Frozen
from assessor.model.text import Language


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement and the statements it rests on.

    `about` is the id of what it explains, where other statements may refer to it; `again` marks such a reference.
    """

    says: str
    parts: tuple["Reason", ...] = ()
    about: str = ""
    again: bool = False

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """(depth, statement) of the whole tree, top down."""
        yield depth, self.says
        for part in self.parts:
            yield from part.lines(depth + 1)

    def told(self) -> Iterator[str]:
        """The ids that this tree explains in full."""
        if self.about and not self.again:
            yield self.about
        for part in self.parts:
            yield from part.told()


class Explanation(Frozen):
    """The reasons for one thing as JSON: what was asked for, and the tree in the language it was told in."""

    schema_: Literal["explanation/1"] = Field(default="explanation/1", alias="schema")
    """Which schema this follows."""
    subject: str
    """What is explained: level, overall, or an id."""
    language: Language
    """The language of the statements; ids are the same in all."""
    reason: Reason
    """The statement and those it rests on."""
