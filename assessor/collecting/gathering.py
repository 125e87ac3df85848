"""Response files as they were handed in: each whole, its respondents one by one, and every problem of every file."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, nearest, problem
from assessor.loading.library import bundled_packs, load
from assessor.loading.responses import pack_named
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document
from assessor.model.response import Respondent, Responses
from assessor.model.ruleset import Pack

_STAND_IN = ({"id": "r1", "perspective": "manager"},)
"""Stands for the respondents while the rest of a file is read; they are read one by one."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One respondent of a file: as given, and as a respondent or what is wrong with it."""

    file: "File"
    place: int
    person: Respondent | None
    wrong: Problem | None = None

    @property
    def given(self) -> Any:
        """The plain value."""
        return self.file.document.value["respondents"][self.place]

    @property
    def name(self) -> str:
        """The id as it stands in the file, or which respondent of the file it is."""
        given = self.given.get("id") if isinstance(self.given, dict) else None
        return str(given) if isinstance(given, str | int) else f"number {self.place + 1}"

    def told(self, code: str, *path: str, **words: object) -> Problem:
        """A message about this respondent, at its line."""
        line = self.file.document.line(("respondents", self.place, *path))
        return problem(code, file=self.file.document.name, line=line, id=self.name, **words)

    def refused(self, wrong: Problem | None, *path: str) -> Problem:
        """A message that this is no respondent, for the reason that `wrong` gives."""
        reason, remedy = (wrong.reason, wrong.remedy) if wrong else ("", "")
        return self.told("no-respondent", *path, reason=reason, remedy=remedy)


@dataclass(frozen=True, eq=False)
class File:
    """A response file; the respondents in `head` only stand in for `entries`."""

    document: Document
    head: Responses
    people: tuple[tuple[Respondent | None, list[Problem]], ...]
    number: int
    """Its place among the files."""

    def entries(self) -> Iterator[Entry]:
        """The respondents, one by one."""
        for place, (person, wrong) in enumerate(self.people):
            yield Entry(self, place, person, wrong[0] if wrong else None)


def gathered(documents: Iterable[Document]) -> tuple[File, ...]:
    """The files; raises AssessorError (exit code 4) with all that is wrong with each that is no response file.

    An unknown key anywhere refuses the file, even in a respondent: what it holds could be a name or an address.
    """
    files: list[File] = []
    problems: list[Problem] = []
    for number, document in enumerate(documents):
        try:
            files.append(_file(document, number))
        except AssessorError as error:
            problems += error.problems
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    return tuple(files)


def _file(document: Document, number: int) -> File:
    pack_named(document)
    given = document.value.get("respondents")
    listed = given if isinstance(given, tuple) else ()
    stand_in = {**document.value, "respondents": _STAND_IN}
    head, problems = shaped(Responses, replace(document, value=stand_in) if listed else document)
    if head is not None:
        try:
            dt.date.fromisoformat(head.date)
        except ValueError:
            problems = [problem("bad-date", file=document.name, line=document.line(("date",)), value=head.date)]
    people = tuple(shaped(Respondent, document, ("respondents", place)) for place in range(len(listed)))
    problems += [each for _, wrong in people for each in wrong if each.code == "unknown-key"]
    if problems or head is None:
        raise AssessorError(problems, BAD_RESPONSES)
    return File(document, head, people, number)


def pack_of(files: tuple[File, ...]) -> Pack:
    """The bundled pack that most files are for; raises AssessorError where none of them is for one."""
    counts = Counter(file.head.pack.id for file in files)
    known = [name for name in counts if name in bundled_packs()]
    if known:
        return load(min(known, key=lambda name: (-counts[name], name)))
    problems = []
    for file in files:
        name, line = file.head.pack.id, file.document.line(("pack", "id"))
        hint = nearest(name, bundled_packs())
        problems.append(problem("no-pack", file=file.document.name, line=line, pack=name, nearest=hint))
    raise AssessorError(problems, BAD_RESPONSES)


def form_of(forms: set[str], pack: Pack) -> str:
    """The form that holds the answers to all of `forms`: the one they all are, else the full one."""
    whole = [form.id for form in pack.instrument.forms if form.items is None]
    return next(iter(forms)) if len(forms) == 1 else next(iter(whole), "full")


def known_forms(files: Iterable[File], pack: Pack) -> None:
    """Raises AssessorError where a file of this pack and version names a form that it does not have."""
    forms = [form.id for form in pack.instrument.forms]
    problems = []
    for file in files:
        if fits_version(file, pack) and file.head.form not in forms:
            line, form = file.document.line(("form",)), file.head.form
            hint = nearest(form, forms)
            problems.append(problem("unknown-form", file=file.document.name, line=line, id=form, nearest=hint))
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)


def fits_version(file: File, pack: Pack) -> bool:
    """Whether the answers of `file` are for `pack`, in a version that it knows."""
    return file.head.pack.id == pack.id and file.head.pack.version <= pack.version
