"""A session that exists goes on: its answers, its form, and what changed since if the pack is newer."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessor.answering.interview import Interview
from assessor.engines.terms import Term
from assessor.errors import BAD_RESPONSES, AssessorError, problem
from assessor.loading.responses import checked_responses, misfit, pack_named
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, read_file
from assessor.model.response import Responses
from assessor.model.ruleset import Pack


def resumed(
    path: Path, pack: Pack, routing: Mapping[str, Term], perspective: str
) -> tuple[Interview, dict[str, Any], list[str]]:
    """(interview, head of the file, what changed) of the session at `path`; raises AssessorError where it is none."""
    document = read_file(path)
    pack_named(document)
    document, aside, told = _brought_up(document, pack)
    responses = checked_responses(document, pack)
    if not responses.personal:
        raise AssessorError([problem("not-personal", name=path)], BAD_RESPONSES)
    (person,) = responses.respondents
    if person.perspective != perspective:
        wrong = problem("other-perspective", name=path, found=person.perspective, wanted=perspective)
        raise AssessorError([wrong], BAD_RESPONSES)
    answers = {name: value for name, value in person.answers.items() if value is not None}
    head = {"agency": responses.agency, "date": responses.date, "respondent": person.id, "unit": person.unit}
    set_aside, own = {**person.set_aside, **aside}, person.own_questions
    interview = Interview(
        pack.instrument, routing, perspective, responses.form, answers, set_aside, person.notes, own_questions=own
    )
    return interview.start(), head, told


def _brought_up(document: Document, pack: Pack) -> tuple[Document, dict[str, Any], list[str]]:
    """A file of an older pack version, with what no longer fits set aside and named.

    It is set aside under a name that is no item's, so that no routing ever brings it back.
    """
    responses, _ = shaped(Responses, document)
    if responses is None or responses.pack.version >= pack.version:
        return document, {}, []
    version = responses.pack.version
    told = [f"These answers began with version {version} of the questionnaire; it is now version {pack.version}."]
    aside: dict[str, Any] = {}
    people = []
    for person in document.value["respondents"]:
        answers, notes = person.get("answers", {}), person.get("notes", {})
        view, form = person["perspective"], responses.form
        good = {name: value for name, value in answers.items() if misfit(name, value, view, form, pack) is None}
        known = {name: text for name, text in notes.items() if name in pack.instrument.items}
        aside |= {f"{name}, version {version}": value for name, value in answers.items() if name not in good}
        aside |= {f"note on {name}, version {version}": text for name, text in notes.items() if name not in known}
        told += [f"The answer to {name} no longer fits and is set aside." for name in answers if name not in good]
        told += [f"The note on {name} is set aside." for name in notes if name not in known]
        people.append({**person, "answers": good, "notes": known})
    pack_now = {**document.value["pack"], "version": pack.version}
    return replace(document, value={**document.value, "pack": pack_now, "respondents": tuple(people)}), aside, told
