"""Answers of an older version of a pack: renamed items and options are found again, the rest is set aside and told."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessor.api import assess, read_responses, responses_brought_up
from assessor.model.migration import Migration
from assessor.model.ruleset import Pack

STEPS: Any = [
    {"from": 1, "items": {"timing": "asked", "mood": None}, "options": {"asked": {"late": "after", "never": None}}},
    {"from": 2, "items": {"weary": "tired"}, "options": {"tired": {"5": "4"}}},
]


@pytest.fixture
def newer(tiny: Pack) -> Pack:
    """The tiny pack as its version 3, with two steps that led there."""
    steps = tuple(Migration.model_validate(step) for step in STEPS)
    instrument = tiny.instrument.model_copy(update={"version": 3, "migrations": steps})
    return Pack.of(instrument, tiny.ruleset)


def old(version: int, answers: dict[str, Any], **person: Any) -> dict[str, Any]:
    return {
        "response": 1, "pack": {"id": "tiny", "version": version}, "agency": "A", "date": "2025-01-31",
        "respondents": [{"id": "r1", "perspective": "manager", "answers": answers, **person}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("version", "answers", "now", "aside"),
    [
        (1, {"timing": "late", "weary": 5}, {"asked": "after", "tired": 4}, {}),
        (1, {"timing": "before"}, {"asked": "before"}, {}),
        (1, {"timing": "never"}, {}, {"timing, version 1": "never"}),
        (1, {"mood": 3, "heard": 2}, {"heard": 2}, {"mood, version 1": 3}),
        (2, {"weary": 3, "timing": "late"}, {"tired": 3}, {"timing, version 2": "late"}),
        (1, {"timing": "dont_know"}, {"asked": "dont_know"}, {}),
        (1, {"heard": 99}, {}, {"heard, version 1": 99}),
        (3, {"asked": "after"}, {"asked": "after"}, {}),
    ],
)
def test_answers_find_their_new_names(
    version: int, answers: dict[str, Any], now: dict[str, Any], aside: dict[str, Any], newer: Pack
) -> None:
    (person,) = read_responses(old(version, answers), newer).respondents
    assert (person.answers, person.set_aside) == (now, aside)


def test_what_is_set_aside_is_told_and_the_notes_go_along(newer: Pack) -> None:
    notes = {"timing": "Mostly.", "mood": "Grey."}
    responses, told = responses_brought_up(old(1, {"timing": "late", "mood": 1}, notes=notes), newer)
    (person,) = responses.respondents
    assert person.notes == {"asked": "Mostly."}
    assert person.set_aside == {"mood, version 1": 1, "note on mood, version 1": "Grey."}
    assert told == [
        "These answers began with version 1 of the questionnaire; it is now version 3.",
        "The answer to mood no longer fits and is set aside.",
        "The note on mood is set aside.",
    ]


def test_old_answers_are_scored_like_new_ones(newer: Pack) -> None:
    was, now = old(1, {"timing": "late", "weary": 2}), old(3, {"asked": "after", "tired": 2})
    assert assess(was, newer).assessment == assess(now, newer).assessment


def test_the_old_file_stays_as_it_was(newer: Pack, tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(old(1, {"timing": "late"})), encoding="utf-8")
    before = path.read_bytes()
    assess(path, newer)
    assert path.read_bytes() == before


RELEASED = sorted((Path(__file__).parent.parent / "released").glob("*.yaml"))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_files_of_every_released_version_still_load(path: Path) -> None:
    assert assess(path).assessment.scores


def test_there_is_a_file_of_every_released_version(participation: Pack) -> None:
    assert {f"participation-{version}" for version in range(1, participation.version + 1)} <= {
        path.stem for path in RELEASED
    }
