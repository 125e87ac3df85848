"""What a cell of a survey tool says: a label, an id or a code becomes the number that tables are scored with."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from assessor.errors import Problem, nearest, problem
from assessor.language.unsaid import phrase
from assessor.model.instrument import Item
from assessor.model.text import Wording
from assessor.tables.codebook import CODES, Codebook
from assessor.tables.profile import Profile
from assessor.tables.wordings import NONE, SAID, normal, texts_of

WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:[.,]0+)?")
"""A whole number; what follows a decimal comma or point is nothing."""
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+.*")


class Meanings:
    """The meaning of the cells of one item in the export of one tool; `told` is what a map says of them."""

    def __init__(self, book: Codebook, item: Item, profile: Profile, told: Mapping[str, str] | None = None) -> None:
        self.book, self.item, self.profile = book, item, profile
        self.told = {normal(cell): meaning for cell, meaning in (told or {}).items()}
        self.missing = {normal(each) for each in profile.missing}
        self.field = book.of_item[item.id][0]

    @cached_property
    def answers(self) -> tuple[tuple[str, Wording], ...]:
        """(id or point, label) of every answer there is to choose from."""
        if self.item.options:
            return tuple((option.id, option.label) for option in self.item.options)
        labels = self.book.instrument.scale_labels.get(self.item.kind, ())
        return tuple((str(point), label) for point, label in enumerate(labels))

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label, or what the tool writes for a marker -> id, point or marker; only those that name one answer."""
        found: dict[str, set[str]] = {}
        for name, label in self.answers:
            for text in texts_of([label]):
                found.setdefault(normal(text), set()).add(name)
        alone = {text: next(iter(names)) for text, names in found.items() if len(names) == 1}
        for marker, said in SAID.items():
            for text in (*said, *self.profile.markers.get(marker, ())):  # type: ignore[call-overload]
                if (marker != NONE or self.item.kind == "tick") and not text.isdecimal():
                    alone.setdefault(normal(text), marker)
        return alone

    def number(self, text: str) -> int | Problem | None:
        """The number of a cell of one answer; None where nothing stands in it, a problem where it says nothing."""
        key = normal(text)
        if key in self.missing:
            return None
        if self.item.kind == "text":
            return self._known(text)
        meaning = self.told.get(key)
        if meaning is not None:
            return self._known(meaning)
        whole = WHOLE.fullmatch(text)
        if whole and not (self.profile.own_numbers and key in self.labels):
            return self._whole(int(whole[1]), text)
        if text in self.field.words:
            return self.field.words[text]
        meaning = self.labels.get(key)
        if meaning is not None:
            return self._known(meaning)
        return self._known(key if key in self.field.words else text, text)

    def _whole(self, number: int, text: str) -> int | Problem:
        if self.profile.own_numbers and self.item.kind != "count" and number not in CODES.values():
            return problem("own-number", value=repr(text), item=self.item.id)
        fitting = self.field.fitting(number)
        return self.wrong(text) if fitting is None else fitting

    def _known(self, meaning: str, text: str = "") -> int | Problem:
        number = self.field.number(meaning)
        return self.wrong(text or meaning) if number is None else number

    def wrong(self, text: str) -> Problem:
        """The message for a cell that says nothing."""
        told = self.field.wrong(text, self.item.id)
        if told.code == "decimal-comma" or not self.answers:
            return told
        hint = nearest(text, [str(label) for _, label in self.answers])
        remedy = phrase("{nearest} Or say under answers in a map what it means.", nearest=hint)
        return problem("bad-answer", value=repr(text), item=self.item.id, remedy=remedy)

    @cached_property
    def _choosable(self) -> dict[str, str]:
        """Everything that may stand for an option in a cell of several, in small letters -> option or marker."""
        numbers = {} if self.profile.own_numbers else {str(n): name for n, (name, _) in enumerate(self.answers, 1)}
        ids = {name.casefold(): name for name in (*(name for name, _ in self.answers), *SAID)}
        codes = {str(code): name for name, code in CODES.items()}
        return {**self.labels, **numbers, **codes, **ids, **self.told}

    @cached_property
    def _longest_first(self) -> list[str]:
        return sorted(self._choosable, key=lambda known: (-len(known), known))

    def several(self, text: str) -> frozenset[str] | Problem:
        """The options and markers in a cell of several; a problem with what is left over where any is."""
        key = normal(text)
        if key in self.missing:
            return frozenset()
        found = self._cut(key, [normal_join(join) for join in self.profile.joins])
        if isinstance(found, Problem):
            return found
        return frozenset(found)

    def _cut(self, text: str, joins: Sequence[str]) -> list[str] | Problem:
        """Known options taken from the front, longest first; what lies between is left over."""
        found, left, at = [], [], 0
        while at < len(text):
            if text[at] in " .!?" or any(join and text.startswith(join, at) for join in joins):
                at += 1
                continue
            known = next((each for each in self._longest_first if _stands(text, each, at, joins)), None)
            if known is not None:
                found.append(self._choosable[known])
                at += len(known)
                continue
            end = min((place for join in joins if (place := text.find(join, at)) >= 0), default=len(text))
            left.append(text[at:end])
            at = end
        if left:
            hint = nearest(left[0], [str(label) for _, label in self.answers])
            return problem("left-over", left=repr("; ".join(left)), item=self.item.id, nearest=hint)
        if len(set(found)) < len(found):
            return problem("bad-answer", value=repr(text), item=self.item.id, remedy=phrase("Name each option once."))
        return found


def normal_join(join: str) -> str:
    """What is left of a join once blanks are squeezed."""
    return join.strip() or " "


def _stands(text: str, known: str, at: int, joins: Sequence[str]) -> bool:
    """Whether `known` stands in `text` at `at` as a whole option: a join or the end follows."""
    if not known or not text.startswith(known, at):
        return False
    rest = text[at + len(known) :].lstrip(" .!?")
    return not rest or any(rest.startswith(join) or (join == " " and text[at + len(known)] == " ") for join in joins)
