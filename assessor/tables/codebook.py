"""What a cell may hold: every answer of a pack as a whole number under the name of a column.

A scale or a count is its number, a choice the place of its option from 1, each option of a tick item 0 or 1, and words
of one's own 1, since of them only that there are some is read. In every column `-8` is don't know and `-9` does not
apply.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assessor.errors import Problem, nearest, problem
from assessor.language.unsaid import Unsaid, phrase
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack

DONT_KNOW_CODE, DOES_NOT_APPLY_CODE = -8, -9
CODES = {DONT_KNOW: DONT_KNOW_CODE, DOES_NOT_APPLY: DOES_NOT_APPLY_CODE}
OPTIONAL = ("respondent", "unit", "date", "form")
ROLES = ("agency", "perspective", *OPTIONAL)
"""Columns that are no answers."""

WHOLE = re.compile(r"([+-]?[0-9]{1,9})(?:\.0+)?")
COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Field:
    """One column of whole numbers: an item, or one option of a tick item."""

    name: str
    item: Item
    low: int
    top: int
    words: Mapping[str, int] = field(default_factory=dict)
    """Words that stand for a number."""

    @property
    def bits(self) -> int:
        """How wide a whole number this column needs."""
        return 8 if self.top < 128 else 16 if self.top < 32768 else 32

    def number(self, text: str) -> int | None:
        """The number of a cell that is not blank; None where the text is no answer."""
        if self.item.kind == "text":
            known = len(text) <= LONGEST_TEXT
            return self.words.get(text, 1) if known else None
        if text in self.words:
            return self.words[text]
        whole = WHOLE.fullmatch(text)
        return self.fitting(int(whole[1])) if whole else None

    def fitting(self, number: int) -> int | None:
        """`number` where it is an answer or a code, else None."""
        return number if self.low <= number <= self.top or number in CODES.values() else None

    def wrong(self, text: str, item: str = "") -> Problem:
        """The message for a cell that is no answer."""
        if COMMA.fullmatch(text):
            return problem("decimal-comma", value=text)
        return problem("bad-answer", value=repr(text), item=item or self.name, remedy=self._wanted(text))

    def _wanted(self, text: str) -> Unsaid:
        if self.item.kind == "text":
            return phrase("Write text of at most 20,000 characters.")
        if self.item.kind != "choice":
            return phrase(
                "Write a whole number from {low} to {top}, dont_know (-8) or does_not_apply (-9).",
                low=self.low, top=self.top,
            )  # fmt: skip
        hint = nearest(text, self.item.positions)
        return phrase(
            "{nearest} Or write a whole number from {low} to {top}, dont_know (-8) or does_not_apply (-9).",
            nearest=hint, low=self.low, top=self.top,
        )  # fmt: skip


class Codebook:
    """The columns a table of this pack may have."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.instrument = pack.instrument
        self.of_item = {item.id: tuple(self._fields(item)) for item in self.instrument.items.values()}
        """Item id -> its columns."""
        self.fields = {each.name: each for fields in self.of_item.values() for each in fields}
        """Column -> what it may hold, in the order of the questionnaire."""
        self.ticks = {item.id: item for item in self.instrument.items.values() if item.kind == "tick"}

    def _fields(self, item: Item) -> list[Field]:
        words = dict(CODES)
        if item.kind == "tick":
            words |= {"true": 1, "false": 0}
            return [Field(f"{item.id}.{option.id}", item, 0, 1, words) for option in item.options]
        if item.kind == "text":
            words |= {str(code): code for code in CODES.values()}
            return [Field(item.id, item, 1, 1, words)]
        if item.kind == "choice":
            words = {option: place + 1 for option, place in item.positions.items()} | words
            return [Field(item.id, item, 1, len(item.options), words)]
        top = item.highest if item.kind == "count" else len(self.instrument.points(item)) - 1
        return [Field(item.id, item, 0, top or 0, words)]

    @cached_property
    def names(self) -> dict[str, str]:
        """Everything a column may be called, by its name in small letters."""
        return {name.casefold(): name for name in (*ROLES, *self.fields, *self.ticks)}

    def ticked(self, item: Item, text: str) -> dict[str, int] | None:
        """The columns of a tick item whose options stand in one cell, joined by ; or |; None where one is unknown.

        Options that are not named are left out; they become 0 once all that the person said of the item is known.
        """
        fields = self.of_item[item.id]
        code = CODES.get(text) or next((code for code in CODES.values() if text == str(code)), None)
        if code is not None:
            return {each.name: code for each in fields}
        named = [word.strip() for word in re.split(r"[;|]", text) if word.strip()]
        known = set(named) <= set(item.positions) and len(set(named)) == len(named)
        return {f"{item.id}.{name}": 1 for name in named} if named and known else None

    def wrong_ticks(self, item: Item, text: str) -> Problem:
        """The message for a cell whose options are not all known."""
        named = [word.strip() for word in re.split(r"[;|]", text) if word.strip()]
        stray = next((word for word in named if word not in item.positions), None)
        hint = nearest(stray, item.positions) if stray else phrase("Name each option once.")
        return problem("bad-answer", value=repr(text), item=item.id, remedy=hint)
