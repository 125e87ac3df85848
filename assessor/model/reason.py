"""A reason: one statement and the statements it rests on; made by `explaining`, laid out by `report`."""

from collections.abc import Iterator
from dataclasses import dataclass


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
