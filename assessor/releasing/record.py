"""The release record: the key of the opaque ids and what was released last, in a file of our own."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, read_file
from assessor.loading.yaml_writing import as_yaml
from assessor.model.base import Frozen
from assessor.model.response import Respondent, Responses
from assessor.model.ruleset import Pack

KNOWN_VERSION = 1
KEY_BYTES = 32

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Release(Frozen):
    """A release record, version 1.

    `key` makes ids opaque; `people` is opaque id -> digest of the person behind it; `least` is the smallest number of
    people that any release showed, so that what was once shown is known to have been; `released` is the last release,
    without what waited or was set aside then.
    """

    release: Literal[1]
    key: Digest
    least: Annotated[int, Field(ge=3, le=1000)]
    people: dict[str, Digest]
    released: Responses


def new_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_hex(KEY_BYTES)


def folded(name: str) -> str:
    """The name of an organisation without what people write differently: case and blanks."""
    return " ".join(name.split()).casefold()


def read_record(path: Path, pack: Pack, agency: str) -> Release | None:
    """The record at `path`; None where no file is there yet.

    Raises AssessorError (exit code 4) where it is no record, of a later version, or of another pack or organisation.
    """
    if not path.exists():
        return None
    document = read_file(path)
    problems = list(document.problems) or _head(document)
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    record, problems = shaped(Release, document)
    if record is not None:
        problems = _foreign(document, record, pack, agency)
    if problems or record is None:
        raise AssessorError(problems, BAD_RESPONSES)
    return record


def _head(document: Document) -> list[Problem]:
    if not isinstance(document.value, dict) or "release" not in document.value:
        return [problem("no-release-version", file=document.name, line=1)]
    version = document.value["release"]
    if isinstance(version, int) and version > KNOWN_VERSION:
        line = document.line(("release",))
        return [problem("newer-release", file=document.name, line=line, version=version, known=KNOWN_VERSION)]
    return []


def _foreign(document: Document, record: Release, pack: Pack, agency: str) -> list[Problem]:
    """What shows that the record belongs to something else."""

    def told(code: str, *path: str, **words: object) -> Problem:
        return problem(code, file=document.name, line=document.line(("released", *path)), **words)

    last = record.released
    if last.pack.id != pack.id:
        return [told("other-release", "pack", "id", found=f"pack {last.pack.id}", wanted=f"pack {pack.id}")]
    if last.pack.version > pack.version:
        return [told("newer-pack", "pack", "version", found=last.pack.version, known=pack.version)]
    if folded(last.agency) != folded(agency):
        return [told("other-release", "agency", found=last.agency, wanted=agency)]
    return []


def record_text(key: str, least: int, people: Mapping[str, str], responses: Responses) -> str:
    """The record to keep once `responses` are released, as YAML."""
    shown = [bare(person) for person in responses.respondents]
    known = {person.id: people[person.id] for person in shown if person.id in people}
    released = responses.model_copy(update={"respondents": tuple(shown), "set_aside": ()})
    return as_yaml({"release": 1, "key": key, "least": least, "people": known, "released": plain(released)})


def bare(person: Respondent) -> Respondent:
    """A respondent as released: without what waits or is set aside."""
    return person.model_copy(update={"held": {}, "set_aside": {}})


def plain(responses: Responses) -> dict[str, Any]:
    """A response file as plain values, in the order people read it, without what is empty."""
    content: dict[str, Any] = {
        "response": responses.response,
        "pack": responses.pack.model_dump(),
        "form": responses.form,
        "agency": responses.agency,
        "date": responses.date,
        "min_view": responses.min_view,
        "share_notes": responses.share_notes,
        "respondents": [plain_person(person) for person in responses.respondents],
        "set_aside": [each.model_dump() for each in responses.set_aside],
    }
    return {name: value for name, value in content.items() if value not in (None, [])}


def plain_person(person: Respondent) -> dict[str, Any]:
    """A respondent as plain values, without what is empty."""
    questions = [each.model_dump(exclude_none=True) for each in person.own_questions]
    whole = {**person.model_dump(), "own_questions": questions}
    return {name: value for name, value in whole.items() if value or name in ("id", "perspective")}
