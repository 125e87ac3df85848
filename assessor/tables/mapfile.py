"""The map file: which column is which, kept by a person, read strictly, and refused while guesses stand in it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, field_validator

from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, Problem, nearest, problem
from assessor.language.unsaid import Unsaid, phrase
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, Path_, read_file
from assessor.loading.yaml_writing import as_yaml
from assessor.model.base import Frozen
from assessor.tables.codebook import CODES, ROLES, Codebook
from assessor.tables.headings import Target
from assessor.tables.mapping import Column
from assessor.tables.meanings import Meanings
from assessor.tables.profile import PLAIN, profiles
from assessor.tables.wordings import SAID

KNOWN_VERSION = 1
TOP = """\
# Which column of an export is which of ours. Lines with `guessed: true` are not taken until somebody
# has looked at them: remove that line, or write false; correct `as` or `means` where the guess is wrong.
"""


class Told(Frozen):
    """What one cell means: an option's id, a point of a scale, dont_know or does_not_apply."""

    cell: str
    means: str
    guessed: bool = False
    score: int | None = None

    @field_validator("cell", "means", mode="before")
    @classmethod
    def _number(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Entry(Frozen):
    """One column of the file: an item, an option of one (`ways.phone`), or whose it is, such as agency."""

    column: str
    as_: str = Field(alias="as")
    guessed: bool = False
    score: int | None = None
    """How like the column is to what it is guessed to be, from 0 to 100."""
    answers: tuple[Told, ...] = ()


class MapFile(Frozen):
    """A map of one layout of one tool for one pack."""

    map: Literal[1]
    pack: str
    profile: str | None = None
    columns: tuple[Entry, ...] = Field(min_length=1)


class Map(NamedTuple):
    """A map that was read and may be used."""

    file: MapFile
    columns: tuple[Column, ...]
    sha256: str


def read_map(name: str, book: Codebook, wanted: str | None, accept_guesses: bool) -> Map:
    """The map in the file called `name`; raises AssessorError with everything that is wrong with it."""
    path = Path(name)
    document = read_file(path, path.name)
    if document.problems:
        missing = any(each.code in ("no-such-file", "unreadable") for each in document.problems)
        raise AssessorError(document.problems, USAGE if missing else BAD_RESPONSES)
    problems = list(_head(document))
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    found, problems = shaped(MapFile, document)
    if found is not None:
        problems = list(_Check(document, found, book, wanted, accept_guesses).problems())
    if problems or found is None:
        raise AssessorError(problems, BAD_RESPONSES)
    columns = tuple(
        Column(each.column, target_of(each.as_, book) or Target(each.as_), {x.cell: x.means for x in each.answers})
        for each in found.columns
    )
    return Map(found, columns, hashlib.sha256(path.read_bytes()).hexdigest())


def _head(document: Document) -> Iterator[Problem]:
    value = document.value
    if not isinstance(value, dict) or "map" not in value:
        yield problem("no-map-version", file=document.name, line=1)
    elif type(value["map"]) is int and value["map"] > KNOWN_VERSION:
        line = document.line(("map",))
        yield problem("newer-map", file=document.name, line=line, version=value["map"], known=KNOWN_VERSION)


def target_of(text: str, book: Codebook) -> Target | None:
    """The column of ours that a map calls `text`."""
    if text in ROLES or text in book.instrument.items:
        return Target(text)
    name, _, option = text.partition(".")
    item = book.ticks.get(name)
    return Target(name, option) if item and (option in item.positions or option in SAID) else None


class _Check:
    def __init__(self, document: Document, found: MapFile, book: Codebook, wanted: str | None, accept: bool) -> None:
        self.document, self.found, self.book, self.wanted, self.accept = document, found, book, wanted, accept

    def _told(self, code: str, path: Path_, **words: object) -> Problem:
        return problem(code, file=self.document.name, line=self.document.line(path), **words)

    def problems(self) -> Iterator[Problem]:
        found, pack = self.found, self.book.pack.id
        if found.pack != pack:
            yield self._told("wrong-pack", ("pack",), found=found.pack, wanted=pack)
            return
        if found.profile is not None and found.profile not in profiles():
            hint = nearest(found.profile, profiles())
            yield self._told("no-profile", ("profile",), id=found.profile, nearest=hint)
        elif self.wanted and found.profile != self.wanted:
            named = found.profile or phrase("a table of no tool")
            yield self._told("other-profile", ("profile",), found=named, wanted=self.wanted)
        columns: set[str] = set()
        targets: dict[Target, str] = {}
        for place, entry in enumerate(found.columns):
            path = ("columns", place)
            if entry.column in columns:
                yield self._told("duplicate-column", (*path, "column"), column=entry.column)
            columns.add(entry.column)
            yield from self._entry(entry, path, targets)

    def _entry(self, entry: Entry, path: Path_, targets: dict[Target, str]) -> Iterator[Problem]:
        target = target_of(entry.as_, self.book)
        if target is None:
            known = [*ROLES, *self.book.fields, *self.book.ticks]
            hint = nearest(entry.as_, known, "items")
            yield self._told("unknown-id", (*path, "as"), sort="column", id=entry.as_, nearest=hint)
            return
        before = targets.setdefault(target, entry.column)
        if before != entry.column:
            words = {"column": entry.column, "target": target, "before": before}
            yield self._told("same-target", (*path, "as"), **words)
        if entry.guessed and not self.accept:
            what, score = phrase("the column {name}", name=entry.column), _of_100(entry.score)
            yield self._told("guessed-map", (*path, "guessed"), what=what, meaning=target, score=score)
        item = self.book.instrument.items.get(target.name)
        for place, told in enumerate(entry.answers):
            here = (*path, "answers", place)
            meanings = None if item is None else means(self.book, item.id)
            if meanings is None or told.means not in meanings:
                hint = nearest(told.means, meanings or ())
                yield self._told("bad-operand", (*here, "means"), value=told.means, subject=target, nearest=hint)
            elif told.guessed and not self.accept:
                what = phrase("the answer {answer} of {item}", answer=told.cell, item=target)
                score = _of_100(told.score)
                yield self._told("guessed-map", (*here, "guessed"), what=what, meaning=told.means, score=score)


def _of_100(score: int | None) -> Unsaid | str:
    return "" if score is None else phrase(" ({score} of 100 alike)", score=score)


def means(book: Codebook, item: str) -> tuple[str, ...]:
    """What a cell of an item may be told to mean."""
    found = book.instrument.items[item]
    answers = [name for name, _ in Meanings(book, found, PLAIN).answers]
    box = ("1", "0", *SAID) if found.kind == "tick" else tuple(CODES)
    return (*answers, *box)


def as_map(found: MapFile) -> str:
    """The text of a map file."""
    plain: dict[str, Any] = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return TOP + as_yaml({"map": KNOWN_VERSION, **plain})
