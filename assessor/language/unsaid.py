"""What is put into words late: values that keep a message and its words, and are said in the language of whoever reads.

All are frozen and equal by what they are made of. An error can be raised before anybody knows in which language it will
be told.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessor.language import N_, number, say

LONGEST = 200


class Unsaid:
    """`str()` of it says it, in the language spoken then."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase(Unsaid):
    """A message and the words that fill it; made by `phrase`."""

    message: str
    words: tuple[tuple[str, object], ...] = ()
    sense: str = ""

    def __str__(self) -> str:
        return say(self.message, sense=self.sense, **dict(self.words))


@dataclass(frozen=True, slots=True)
class Joined(Unsaid):
    """Several things one after another, with a mark between that is a message too."""

    parts: tuple[object, ...]
    mark: str = " "

    def __str__(self) -> str:
        return say(self.mark).join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Inside(Unsaid):
    """A sentence that stands inside another: no capital, no full stop."""

    whole: object

    def __str__(self) -> str:
        said = str(self.whole)
        return said[:1].lower() + said[1:].removesuffix(".")


@dataclass(frozen=True, slots=True)
class Short(Unsaid):
    """What may be long, cut to `LONGEST`."""

    whole: object

    def __str__(self) -> str:
        return shortened(str(self.whole))


@dataclass(frozen=True, slots=True)
class Figure(Unsaid):
    """A number, with its thousands set apart."""

    value: int

    def __str__(self) -> str:
        return number(self.value)


def phrase(message: str, /, *, sense: str = "", **words: object) -> Phrase:
    """The message with the words it needs, each safe to show, to be said later."""
    return filled(message, words, sense)


def filled(message: str, words: Mapping[str, object], sense: str = "") -> Phrase:
    """As `phrase`, with the words in a mapping."""
    names = set(re.findall(r"\{(\w+)", message))
    kept = tuple(sorted((name, word(value)) for name, value in words.items() if name in names))
    return Phrase(message, kept, sense)


def joined(parts: Iterable[object], mark: str = " ") -> Joined:
    """The parts, each safe to show; `mark` is one of the messages."""
    return Joined(tuple(map(word, parts)), mark)


AND = N_(" and ")
"""A mark between parts."""


def quoted(english: object) -> Phrase:
    """What another program says, in English whatever is spoken."""
    return phrase("{english}", sense="quoted", english=english)


def word(value: object) -> object:
    """A value as it may stand in a message: text on one line, or something that is still to be said."""
    return Short(value) if isinstance(value, Unsaid) else printable(value)


def printable(value: object, limit: int = LONGEST) -> str:
    """`value` on one line, without control, escape or direction-changing characters, shortened to `limit`."""
    return shortened("".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(value)), limit)


def shortened(text: str, limit: int = LONGEST) -> str:
    """`text`, cut where it is longer than `limit`."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
