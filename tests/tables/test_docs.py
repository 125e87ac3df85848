"""docs/batch.md is true: its example prints what it shows, and it names every code, ending and column."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessor.cli import main
from assessor.errors import CATALOGUE
from assessor.loading.library import load
from assessor.tables.codebook import ROLES
from assessor.tables.rejects import COLUMNS
from assessor.tables.results import schema_of
from assessor.tables.writing import WRITERS
from tests.conftest import TINY

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def test_the_example_prints_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, shown = re.search(r"```\n\$ (.*)\n([\s\S]*?)```", PAGE).groups()  # type: ignore[union-attr]
    (tmp_path / "questionnaires").symlink_to(ROOT / "questionnaires")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*shlex.split(command)[1:], "--engine", "reference"], prog_name="assessor")
    assert (done.stderr, done.exit_code) == (shown, 4)


def test_codes_endings_and_columns_are_those_there_are() -> None:
    table = PAGE.split("| code | what it is |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z-]+)`", table)) <= set(CATALOGUE)
    named = set(re.findall(r"`([^`\n]+)`", re.sub(r"```[\s\S]*?```", "", PAGE)))
    assert {*WRITERS, *ROLES, *COLUMNS} <= named
    sorts = {name.split(".")[0] for name in schema_of(load(str(TINY)))}
    assert all(any(word.startswith(sort) for word in named) for sort in sorts)
