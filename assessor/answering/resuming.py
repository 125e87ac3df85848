"""A session that exists goes on: its answers, its form, and what changed since if the pack is newer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessor.answering.interview import Interview
from assessor.engines.terms import Term
from assessor.errors import BAD_RESPONSES, AssessorError, problem
from assessor.loading.migrations import brought_up
from assessor.loading.responses import checked_responses, pack_named
from assessor.loading.strict_yaml import read_file
from assessor.model.ruleset import Pack


def resumed(
    path: Path, pack: Pack, routing: Mapping[str, Term], perspective: str
) -> tuple[Interview, dict[str, Any], list[str]]:
    """(interview, head of the file, what changed) of the session at `path`; raises AssessorError where it is none."""
    document = read_file(path)
    pack_named(document)
    document, told = brought_up(document, pack)
    responses = checked_responses(document, pack)
    if not responses.personal:
        raise AssessorError([problem("not-personal", name=path)], BAD_RESPONSES)
    (person,) = responses.respondents
    if person.perspective != perspective:
        wrong = problem("other-perspective", name=path, found=person.perspective, wanted=perspective)
        raise AssessorError([wrong], BAD_RESPONSES)
    answers = {name: value for name, value in person.answers.items() if value is not None}
    head = {"agency": responses.agency, "date": responses.date, "respondent": person.id, "unit": person.unit}
    interview = Interview(
        pack.instrument, routing, perspective, responses.form, answers, person.set_aside, person.notes,
        own_questions=person.own_questions,
    )  # fmt: skip
    return interview.start(), head, told
