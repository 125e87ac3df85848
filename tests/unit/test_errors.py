"""Every message of the catalogue has a broken fixture, and says exactly what the fixture expects."""

from pathlib import Path
from typing import Any

import pytest

from assessor.errors import CATALOGUE, nearest, printable, problem
from tests.broken.fixture import fixtures, lay_out, printed

FIXTURES = fixtures()


@pytest.mark.parametrize("code", FIXTURES)
def test_a_fault_is_told_in_these_words(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixture: Any = FIXTURES[code]
    lay_out(fixture, tmp_path)
    monkeypatch.chdir(tmp_path)
    shown, exit_code = printed(fixture)
    assert shown == fixture["expect"]
    assert exit_code == fixture["exit"]
    assert f"[{code}]" in shown


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert set(FIXTURES) | TOLD_ELSEWHERE == set(CATALOGUE)
    assert not set(FIXTURES) & TOLD_ELSEWHERE


TOLD_ELSEWHERE = {
    "unreadable",  # needs a file that one may not read; root may read all: tests/unit/test_bad_input.py
    "no-agencies",  # a command always has a file; from Python: tests/sector/
    "no-engine",  # needs a Python without durable_rules: tests/unit/test_engines.py
    "no-extra",  # needs a Python without a library: tests/html/test_page.py
    "unknown-engine",  # click refuses it first; from Python: tests/unit/test_engines.py
    "same-code",  # needs two ids alike but for their signs: tests/exporting/
    "internal",  # needs a fault of the program: tests/unit/test_commands.py
    "not-saved",  # needs a disk that fails: tests/answering/
    "session-held",  # needs two terminals: tests/answering/
    "record-not-kept",  # needs a disk that fails: tests/collecting/
    # needs a hostile or a binary file, or a run that is stopped: tests/tables/
    *("unpacks-too-far", "too-many-columns", "too-many-rows", "more-sheets", "input-changed"),
    *("column-type", "record-too-long", "batch-held", "cannot-resume"),
}
"""Codes that no file can provoke, and where they are tested."""


def test_messages_carry_no_control_or_direction_characters() -> None:
    told = str(problem("unknown-item", id="a\x1b[31m\u202e\u0000b", nearest="", file="x\x07.yaml"))
    assert all(character.isprintable() for character in told)


def test_long_values_are_shortened() -> None:
    assert len(printable("x" * 5000)) == 200


def test_the_nearest_name_is_named_or_the_choice_is() -> None:
    assert nearest("asked_wen", ["asked_when", "seats"]) == "Did you mean asked_when?"
    assert nearest("zzz", ["a", "b"]) == "Choose from: a, b."
    assert nearest("zzz", [f"item{n}" for n in range(99)], "items") == "List them with: assessor show items."
