"""Many people's answers to many items as few sums: counts packed side by side into whole numbers.

A row adds 1 to the count of its answer; counts of `bits` bits stand next to each other in words of 63 bits, so that
one sum of a group yields all of them. What the people of a group said is then read off the few rows of sums.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assessor.engines.columns.dialect import CLOSED, OPEN, Dialect, Expr, Layer
from assessor.engines.columns.scope import Scope
from assessor.model.instrument import Item

WORD = 63
"""Bits of a word: a signed number of 64 bits is never negative here."""

WIDTHS = (5, 6, 7, 9, 10, 12, 15, 21, 31)
"""Bits of a count that are tried; the first that holds the largest group is taken."""

CLOSED_COUNT = "closed"


class Place(NamedTuple):
    """Where a count stands: the word's number and how many bits above its end."""

    word: int
    shift: int


def width(largest: int) -> int:
    """How many bits the counts of groups of at most so many people need."""
    return next(bits for bits in WIDTHS if largest < 2**bits)


@dataclass(frozen=True)
class Packing:
    """Which counts there are and where each stands; items asked of the same views stand together."""

    x: Dialect
    scope: Scope
    bits: int

    def counts(self, item: Item) -> tuple[str, ...]:
        """The names of an item's counts: its answers, or how many answered and its options; and how many closed."""
        if item.kind == "tick":
            return ("answered", *(f"option {option}" for option in self.scope.options_read(item)), CLOSED_COUNT)
        return (*(str(step) for step in self.scope.steps(item)), CLOSED_COUNT)

    def items(self) -> list[Item]:
        """The items that are counted, those of the same views side by side."""
        counted = [item for item in self.scope.read if item.id in self.scope.items]
        return sorted(counted, key=lambda item: self.scope.asked(item.id))

    @cached_property
    def places(self) -> dict[tuple[str, str], Place]:
        """(item, count) -> where it stands."""
        a_word = WORD // self.bits
        names = [(item.id, count) for item in self.items() for count in self.counts(item)]
        return {name: Place(at // a_word, at % a_word * self.bits) for at, name in enumerate(names)}

    def layers(self) -> list[Layer]:
        """Answers without nulls, which are faster to compare; then what a row adds to each word."""
        x = self.x
        codes = {f"code {item.id}": x.col(f"cell {item.id}").fill_null(OPEN) for item in self.items()}
        parts: dict[int, list[Expr]] = {}
        for item in self.items():
            for word, added in self._added(item):
                parts.setdefault(word, []).append(added)
        return [codes, {f"word {word}": x.total(added, x.number) for word, added in parts.items()}]

    def words(self) -> list[str]:
        """The columns that are summed."""
        return [f"word {word}" for word in sorted({place.word for place in self.places.values()})]

    def _added(self, item: Item) -> Iterable[tuple[int, Expr]]:
        """What an answer to one item adds: one case of a chain for each answer, one flag for each option."""
        x, code = self.x, self.x.col(f"code {item.id}")
        nothing = x.lit(0, x.number)

        def one(count: str) -> Expr:
            return x.lit(2 ** self.places[item.id, count].shift, x.number)

        chains: dict[int, list[tuple[Expr, Expr]]] = {}
        for count, condition in self._cases(item, code):
            chains.setdefault(self.places[item.id, count].word, []).append((condition, one(count)))
        yield from ((word, x.choose(cases, nothing)) for word, cases in chains.items())
        if item.kind == "tick":
            for option in self.scope.options_read(item):
                ticked = x.col(f"ticked {item.id}.{option}") & (code == 0)
                name = f"option {option}"
                yield self.places[item.id, name].word, x.choose([(ticked, one(name))], nothing)

    def _cases(self, item: Item, code: Expr) -> Iterable[tuple[str, Expr]]:
        """The counts that exclude each other, with when a row adds to them."""
        if item.kind == "tick":
            yield "answered", code == 0
        else:
            steps, first = self.scope.steps(item), self.scope.first(item)
            for step, end in zip(steps, (*steps[1:], None), strict=True):
                if item.kind != "count":
                    yield str(step), code == step + first
                else:
                    yield str(step), code >= step if end is None else (code >= step) & (code < end)
        yield CLOSED_COUNT, code == CLOSED

    def read(self, item: Item, count: str, view: str) -> Expr:
        """A count of one view, read off the sums."""
        place = self.places[item.id, count]
        above = self.x.col(f"word {place.word} {view}")
        if place.shift:
            above = above // 2**place.shift
        if place.shift + self.bits > WORD - self.bits:
            return above
        higher = self.x.col(f"word {place.word} {view}") // 2 ** (place.shift + self.bits)
        return above - higher * 2**self.bits

    def words_of(self, view: str) -> list[int]:
        """The words that hold counts of a view."""
        places = self.places
        return sorted(
            {
                places[item.id, count].word
                for item in self.items()
                if view in self.scope.asked(item.id)
                for count in self.counts(item)
            }
        )
