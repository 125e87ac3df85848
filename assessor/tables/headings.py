"""What a header of a survey tool names for certain: a column of ours, by id, code or wording; never by likeness."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from assessor.model.instrument import Item
from assessor.model.text import Language
from assessor.tables.codebook import ROLES, Codebook
from assessor.tables.profile import Profile
from assessor.tables.wordings import AGENCY, SAID, normal, squeezed, texts_of

CLOSED = {"[": "]", " (choice=": ")", " (choix=": ")"}
CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[A-Za-z0-9_]+\])?)[.:]\s")
"""A code before the text of a question."""


class Target(NamedTuple):
    """A column of ours: a role or an item, and an option or a marker of it where the column is but one box."""

    name: str
    option: str = ""

    def __str__(self) -> str:
        return f"{self.name}.{self.option}" if self.option else self.name


class Known:
    """Everything of a pack that a header may say; wordings are those of `perspective` in `language`, or all."""

    def __init__(
        self, book: Codebook, profile: Profile, perspective: str | None = None, language: Language | None = None
    ) -> None:
        self.book, self.profile, self.perspective, self.language = book, profile, perspective, language
        self.items = book.instrument.items

    @cached_property
    def ids(self) -> dict[str, str]:
        """Id, or what a tool leaves of it -> item."""
        short: dict[str, list[str]] = {}
        for name in self.items:
            short.setdefault(squeezed(name), []).append(name)
        alone = {key: names[0] for key, names in short.items() if len(names) == 1}
        return {**alone, **{name.casefold(): name for name in self.items}}

    @cached_property
    def wordings(self) -> dict[str, tuple[str, ...]]:
        """Wording -> the items that are asked so."""
        found: dict[str, dict[str, None]] = {}
        for item in self.items.values():
            asked = [text for view, text in item.ask.items() if self.perspective in (None, view)]
            texts = texts_of(asked) if self.language is None else [each.said_in(self.language) for each in asked]
            for text in texts:
                found.setdefault(normal(text), {})[item.id] = None
        return {text: tuple(items) for text, items in found.items()}

    @cached_property
    def roles(self) -> dict[str, str]:
        """Header -> role."""
        told = {normal(each): role for role, names in self.profile.roles.items() for each in names}
        return {**{role: role for role in ROLES}, **{normal(each): "agency" for each in AGENCY}, **told}

    def item(self, text: str) -> str | None:
        """The item that `text` names by its id or asks by its wording."""
        name = normal(text)
        if name in self.ids:
            return self.ids[name]
        asked = self.wordings.get(name, ())
        return asked[0] if len(asked) == 1 else None

    def option(self, item: Item, text: str) -> str | None:
        """The option or marker of a tick item that `text` names by its id, code or label; empty where it names none."""
        name = normal(text.strip("'\""))
        if name in {normal(each) for each in (*self.profile.single, "")}:
            return ""
        for marker, codes in self.profile.markers.items():
            if name in map(normal, codes):
                return marker
        # Before what our forms add: a pack may have an option that is called None of these.
        for place, option in enumerate(item.options, 1):
            if name in (option.id.casefold(), str(place)) or name in map(normal, texts_of([option.label])):
                return option.id
        return next((marker for marker, labels in SAID.items() if name in map(normal, (marker, *labels))), None)

    def target(self, headers: Sequence[str]) -> Target | None:
        """What the header of one column, of as many rows as there are, names for certain."""
        for header in headers:
            found = next((each for each in map(self._read, readings(header, self.profile)) if each), None)
            if found:
                return found
        return None

    def _read(self, reading: tuple[str, str]) -> Target | None:
        question, option = reading
        if not option and normal(question) in self.roles:
            return Target(self.roles[normal(question)])
        name = self.item(question)
        if name is None:
            return None
        item = self.items[name]
        if not option:
            return Target(name)
        if item.kind != "tick":
            said = normal(option) in map(normal, self.profile.single)
            return Target(name) if said else None
        named = self.option(item, option)
        return None if named is None else Target(name, named)

    def is_other(self, headers: Sequence[str]) -> bool:
        """Whether the column holds what people wrote themselves beside the options."""
        other = {normal(each) for each in self.profile.other}
        return any(
            normal(option) in other and self.item(question)
            for header in headers
            for question, option in readings(header, self.profile)
        )


def readings(header: str, profile: Profile) -> Iterator[tuple[str, str]]:
    """(question, option or nothing) for each way a header can be read, the whole of it first."""
    texts = [header]
    code = CODE.match(header)
    if code:
        texts += [code[1], header[code.end() :]]
    for mark in profile.groups:  # the longest first, since an option may be called as another item is
        texts += [header[at + len(mark) :] for at in _places(header, mark)[::-1]]
    ends = [mark + said for mark in profile.options for said in profile.single]
    for text in texts:
        yield text, ""
        yield from ((text.removesuffix(end), "") for end in ends if text.endswith(end))
        yield from _split(text, profile, ends)


def _split(text: str, profile: Profile, ends: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(question, option) wherever `text` can be cut in two."""
    text = text.rstrip()
    for mark in profile.options:
        closing = CLOSED.get(mark, "")
        if not text.endswith(closing):
            continue
        inner = text[: len(text) - len(closing)]
        for at in _places(inner, mark):
            question, option = inner[:at], inner[at + len(mark) :]
            yield question, option
            yield from ((question.removesuffix(end), option) for end in ends if question.endswith(end))


def _places(text: str, mark: str) -> list[int]:
    """Where `mark` stands in `text`, from the end."""
    return [found.start() for found in re.finditer(re.escape(mark), text)][::-1]
