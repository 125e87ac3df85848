"""A session that exists goes on: its answers, its form, and what changed since if the pack is newer."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessor.answering.interview import Interview
from assessor.engines.terms import Term
from assessor.errors import BAD_RESPONSES, AssessorError, problem
from assessor.loading.responses import checked_responses, fits, pack_named
from assessor.loading.strict_yaml import Document, read_file
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack


def resumed(
    path: Path, pack: Pack, routing: Mapping[str, Term], perspective: str
) -> tuple[Interview, dict[str, Any], list[str]]:
    """(interview, head of the file, what changed) of the session at `path`; raises AssessorError where it is none."""
    document = read_file(path)
    pack_named(document)
    document, aside, told = _brought_up(document, pack)
    responses = checked_responses(document, pack)
    (person,) = responses.respondents
    if person.perspective != perspective:
        wrong = problem("other-perspective", name=path, found=person.perspective, wanted=perspective)
        raise AssessorError([wrong], BAD_RESPONSES)
    answers = {name: value for name, value in person.answers.items() if value is not None}
    head = {"agency": responses.agency, "date": responses.date, "respondent": person.id}
    interview = Interview(
        pack.instrument, routing, perspective, responses.form, answers, {**person.set_aside, **aside}, person.notes
    )
    return interview.start(), head, told


def _brought_up(document: Document, pack: Pack) -> tuple[Document, dict[str, Any], list[str]]:
    """A file of an older pack version, with what no longer fits set aside and named."""
    head = document.value["pack"]
    version = head.get("version") if isinstance(head, dict) else None
    if not isinstance(version, int) or version >= pack.version:
        return document, {}, []
    told = [f"These answers began with version {version} of the questionnaire; it is now version {pack.version}."]
    aside: dict[str, Any] = {}
    people = []
    for person in document.value.get("respondents", ()):
        kept: dict[str, Any] = {}
        for name, value in person.get("answers", {}).items():
            item = pack.instrument.items.get(name)
            good = item is not None and (value in (None, DONT_KNOW, DOES_NOT_APPLY) or fits(item, value, pack))
            (kept if good else aside)[name] = value
        people.append({**person, "answers": kept})
    told += [f"The answer to {name} no longer fits and is set aside." for name in aside]
    value = {**document.value, "pack": {**head, "version": pack.version}, "respondents": tuple(people)}
    return replace(document, value=value), aside, told
