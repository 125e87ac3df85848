"""What each column of a file is: recognised by its name, or told; none is dropped in silence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, nearest, problem
from assessor.language import N_
from assessor.language.unsaid import Figure, Unsaid, joined, phrase
from assessor.model.instrument import Item
from assessor.tables.block import Fault
from assessor.tables.codebook import OPTIONAL, ROLES, Codebook, Field

LENGTHWISE = ("item", "value")
"""The two columns that make a table one row an answer."""

MAX_COLUMNS = 5_000
PERSONAL = frozenset({
    "email", "mail", "mailaddress", "name", "firstname", "lastname", "fullname", "surname", "forename", "phone",
    "telephone", "tel", "mobile", "cell", "ip", "ipaddress", "address", "street", "postcode", "zip", "birthdate",
    "birthday", "dob", "latitude", "longitude",
})  # fmt: skip
LIKE_AN_ITEM = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
LIKE_AN_ANSWER = re.compile(r"-[89]|[0-9]|10")


@dataclass(frozen=True)
class Filled:
    """What stands in for a column that a file does not have."""

    agency: str | None = None
    perspective: str | None = None
    form: str | None = None
    drop: tuple[str, ...] = ()
    """Columns to leave out, whatever they are."""


@dataclass(frozen=True)
class Layout:
    """The columns of one file by what they are."""

    roles: Mapping[str, str]
    """`agency`, `perspective` … -> what the file calls that column."""
    fields: Mapping[str, Field]
    """Column -> the answers in it."""
    joined: Mapping[str, Item]
    """Column -> the tick item whose options stand in it together."""
    personal: tuple[str, ...] = ()
    """Columns left out everywhere, since they could tell who answered."""
    notes: tuple[Problem, ...] = ()
    order: tuple[str, ...] = ()
    """All columns as they stand in the file."""

    @property
    def lengthwise(self) -> bool:
        """Whether the table has one row an answer."""
        return "item" in self.roles

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that are read, in the order of the file."""
        read = {*self.roles.values(), *self.fields, *self.joined}
        return tuple(header for header in self.order if header in read)


def recognised(
    name: str, headers: Sequence[str], sample: Mapping[str, Iterable[str]], book: Codebook, filled: Filled
) -> Layout:
    """The layout of a file with these `headers`; raises AssessorError with every column that cannot be taken.

    `sample` has some cells of each column, by which a stranger that could be an item is known.
    """
    if len(headers) > MAX_COLUMNS:
        wrong = problem("too-many-columns", file=name, found=Figure(len(headers)), limit=Figure(MAX_COLUMNS))
        raise AssessorError([wrong], BAD_RESPONSES)
    found = _Recognition(name, book, filled)
    for place, header in enumerate(headers, 1):
        found.take(place, header, sample)
    return found.layout(headers)


def extended(
    name: str, layout: Layout, late: Mapping[str, Sequence[int]], book: Codebook, filled: Filled
) -> tuple[Layout, list[Fault]]:
    """`layout` with the columns that only later records have, and the faults of the records whose columns are wrong."""
    found = _Recognition(name, book, filled)
    found.seen = {header.strip().casefold() for header in layout.wanted}
    faults: list[Fault] = []
    for header in sorted(late):
        found.problems, found.strangers = [], []
        found.take(0, header, {})
        wrong = [replace(each, file="") for each in found.problems]
        if layout.lengthwise:
            found.fields, found.joined = {}, {}
        else:
            hint = found.hint(header)
            wrong += [problem("unknown-column", column=each, nearest=hint) for each in found.strangers]
        faults += [Fault(record, each, header) for record in late[header] for each in wrong]
    wider = replace(
        layout,
        roles={**layout.roles, **{role: header for role, header in found.roles.items() if role in ROLES}},
        fields={**layout.fields, **found.fields},
        joined={**layout.joined, **found.joined},
        personal=(*layout.personal, *found.personal),
        notes=(*layout.notes, *found.notes),
        order=(*layout.order, *sorted(late)),
    )
    return wider, faults


REMEDIES = N_({
    "agency": "Add it, or give one name for all rows with --agency NAME.",
    "perspective": "Add it, or give one for all rows with --as PERSPECTIVE.",
    "respondent": "Add it: one id a person.",
})  # fmt: skip
"""What to do where a column is missing, by what it would say."""


class _Recognition:
    def __init__(self, name: str, book: Codebook, filled: Filled) -> None:
        self.name, self.book, self.filled = name, book, filled
        self.dropped = {each.strip().casefold() for each in filled.drop}
        self.seen: set[str] = set()
        self.roles: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self.joined: dict[str, Item] = {}
        self.personal: list[str] = []
        self.strangers: list[str] = []
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def _problem(self, code: str, **words: Any) -> None:
        self.problems.append(problem(code, file=self.name, **words))

    def take(self, place: int, header: str, sample: Mapping[str, Iterable[str]]) -> None:
        key = header.strip().casefold()
        if not key:
            self._problem("blank-column", number=place)
        elif key in self.seen:
            self._problem("duplicate-column", column=header.strip())
        elif key not in self.dropped:
            self._place(header, key, sample)
        self.seen.add(key)

    def _place(self, header: str, key: str, sample: Mapping[str, Iterable[str]]) -> None:
        known = self.book.names.get(key)
        if known in self.book.fields:
            self.fields[header] = self.book.fields[known]
        elif known in self.book.ticks:
            self.joined[header] = self.book.ticks[known]
        elif known in ROLES or key in LENGTHWISE:
            self.roles[known or key] = header
        elif personal(header):
            self.personal.append(header)
            self.notes.append(problem("personal-column", file=self.name, column=header))
        else:
            self._stranger(header, key, tuple(sample.get(header, ())))

    def _stranger(self, header: str, key: str, cells: Sequence[str]) -> None:
        if like_an_item(key, self.book) or _answers(key, cells):
            self.strangers.append(header)
        else:
            self._ignored(header)

    def _ignored(self, header: str) -> None:
        self.notes.append(problem("ignored-column", file=self.name, column=header, nearest=self.hint(header)))

    def hint(self, header: str) -> Unsaid:
        return nearest(header.strip().casefold(), self.book.names.values(), "items")

    def layout(self, headers: Sequence[str]) -> Layout:
        lengthwise = set(LENGTHWISE) <= set(self.roles)
        if lengthwise and (self.fields or self.joined):
            self._problem("both-forms", column=next(iter({**self.fields, **self.joined})))
        for stranger in self.strangers:
            if lengthwise:
                self._ignored(stranger)
            else:
                self._problem("unknown-column", column=stranger, nearest=self.hint(stranger))
        for each in () if lengthwise else LENGTHWISE:
            if each in self.roles:
                self._ignored(self.roles.pop(each))
        self._missing(headers, lengthwise)
        for header, item in self.joined.items():
            if any(each.item is item for each in self.fields.values()):
                self._problem("duplicate-column", column=header)
        if self.problems:
            raise AssessorError(self.problems, BAD_RESPONSES)
        return Layout(self.roles, self.fields, self.joined, tuple(self.personal), tuple(self.notes), tuple(headers))

    def _missing(self, headers: Sequence[str], lengthwise: bool) -> None:
        given = {"agency": self.filled.agency, "perspective": self.filled.perspective}
        for role in ("agency", "perspective", *(["respondent"] if lengthwise else [])):
            if role not in self.roles and not given.get(role):
                close = get_close_matches(role, [each.strip().casefold() for each in headers], n=1, cutoff=0.6)
                renamed = [phrase("Rename the column {name} to {role}.", name=close[0], role=role)] if close else []
                remedy = joined([*renamed, phrase(REMEDIES[role])])
                self._problem("missing-column", column=role, remedy=remedy)
        if not lengthwise and not self.fields and not self.joined:
            self._problem("no-items", pack=self.book.pack.id)


def personal(header: str) -> bool:
    """Whether a column of this name could tell who answered."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).casefold())
    pairs = {"".join(pair) for pair in pairwise(words)}
    return bool(PERSONAL & {*words, *pairs})


def like_an_item(key: str, book: Codebook) -> bool:
    """Whether `key` is nearly the name of a column, or an unknown option of a known item."""
    stem = key.rsplit(".", 1)[0]
    if "." in key and stem in book.of_item:
        return True
    answers = [name for name in book.names if name not in OPTIONAL]
    return bool(get_close_matches(key, answers, n=1, cutoff=0.8))


def _answers(key: str, cells: Sequence[str]) -> bool:
    """Whether a stranger has the name of an id and nothing but answers in it."""
    given = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(LIKE_AN_ITEM.fullmatch(key) and given and all(map(LIKE_AN_ANSWER.fullmatch, given)))
