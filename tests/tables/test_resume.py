"""A run that is stopped leaves no half output, and goes on to the same bytes as one that was not.

The suite kills 20 runs; with ASSESSOR_TORTURE=200 it kills 200.
"""

import errno
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from assessor.tables import batch, folder
from assessor.tables.reading import read_part
from tests.conftest import TINY
from tests.tables.runs import GOOD, delimited, run, score

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("ASSESSOR_TORTURE", "20"))
ROWS = delimited(
    [{**GOOD[n % 4], "agency": f"N{n % 5}", "respondent": f"r{n % 57}", "heard": n % 6} for n in range(60)]
)
STEPS = ("--part-rows", "7")


class Stopped(Exception):
    """Somebody pulled the plug."""


def stop(place: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in `place` that dies once so many steps are finished."""
    finish, done = folder.WorkFolder.finish, Counter[str]()

    def dying(self: folder.WorkFolder, step: str, noted: Any, *files: str) -> Any:
        done["steps"] += 1
        if done["steps"] > number:
            raise Stopped
        return finish(self, step, noted, *files)

    with monkeypatch.context() as patch:
        patch.setattr(folder.WorkFolder, "finish", dying)
        with pytest.raises(AssertionError, match="Stopped"):
            score(place, ROWS, *STEPS)


@pytest.mark.parametrize("number", [0, 1, 4, 9, 11])
def test_a_run_goes_on_where_it_was(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whole").mkdir()
    whole = score(tmp_path / "whole", ROWS, *STEPS)
    stop(tmp_path, number, monkeypatch)
    assert not (tmp_path / "out.csv").exists()
    read: list[str] = []

    def reading(folder: folder.WorkFolder, step: str, *more: Any) -> Any:
        read.append(step)
        return read_part(folder, step, *more)

    monkeypatch.setattr(batch, "read_part", reading)
    done = score(tmp_path, ROWS, *STEPS, "--resume")
    assert len(read) == max(9 - number, 0)
    assert (done.output, done.rejects, done.counts, done.told) == (whole.output, whole.rejects, whole.counts,
                                                                   whole.told.replace("/whole/", "/"))  # fmt: skip
    assert done.exit_code == 4
    assert not (tmp_path / "out.csv.parts").exists()


def test_without_resume_a_run_starts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop(tmp_path, 5, monkeypatch)
    other = score(tmp_path, delimited(GOOD))
    assert (other.exit_code, other.counts) == (0, (4, 4, 0, 0))


def test_what_a_crash_left_half_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whole").mkdir()
    whole = score(tmp_path / "whole", ROWS, *STEPS)
    stop(tmp_path, 9, monkeypatch)
    parts = tmp_path / "out.csv.parts"
    (parts / "in-00001.arrow").write_bytes((parts / "in-00001.arrow").read_bytes()[:100])
    (parts / "in-00002.arrow").unlink()
    (parts / "in-00003.json").write_text("{")
    done = score(tmp_path, ROWS, *STEPS, "--resume")
    assert (done.output, done.rejects) == (whole.output, whole.rejects)


CHANGES = [
    (("--min-view", "7"), "it differs in --min-view."),
    (("--as", "manager"), "it differs in --as."),
    (("--part-rows", "8"), "it differs in --part-rows."),
]


@pytest.mark.parametrize(("words", "told"), CHANGES)
def test_another_run_is_not_gone_on_with(
    words: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(tmp_path, 5, monkeypatch)
    done = run(tmp_path, "in.csv", *STEPS, *words, "--resume")
    assert done.exit_code == 2
    assert f"The steps in out.csv.parts are of another run: {told}" in done.told
    (tmp_path / "in.csv").write_text(ROWS + "x")
    done = run(tmp_path, "in.csv", *STEPS, "--resume")
    assert "it differs in inputs." in done.told
    assert (tmp_path / "out.csv.parts").exists()


@pytest.mark.parametrize("name", [None, ".run.json.part"])
def test_what_is_killed_while_it_makes_its_folder_is_begun_again(name: str | None, tmp_path: Path) -> None:
    (tmp_path / "out.csv.parts").mkdir()
    if name:
        (tmp_path / "out.csv.parts" / name).write_text("{")
    assert score(tmp_path, delimited(GOOD), "--resume").exit_code == 0
    assert not (tmp_path / "out.csv.parts").exists()


def test_resume_with_nothing_to_go_on_with_is_a_run(tmp_path: Path) -> None:
    assert score(tmp_path, delimited(GOOD), "--resume").exit_code == 0


def test_two_runs_do_not_share_an_output(tmp_path: Path) -> None:
    with FileLock(tmp_path / ".out.csv.lock"):
        done = score(tmp_path, delimited(GOOD))
    assert (done.exit_code, done.told) == (
        2, "Another run is writing out.csv. Wait for it, or choose another output with -o. [batch-held]\n"
    )  # fmt: skip


def test_a_file_that_is_written_to_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meddling(*words: Any) -> Any:
        (tmp_path / "in.csv").write_text(ROWS + "x")
        return read_part(*words)

    monkeypatch.setattr(batch, "read_part", meddling)
    done = score(tmp_path, ROWS)
    assert done.exit_code == 2
    assert done.told.endswith("Run again once nobody writes to it. [input-changed]\n")
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", ".out.csv.lock"}


@pytest.mark.parametrize("at", [*range(1, 14), 20, 27, 31, 33])
def test_a_full_disk_leaves_the_old_output_alone(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = score(tmp_path, delimited(GOOD[:1])).output
    sync, done = os.fsync, Counter[str]()

    def full(handle: int) -> None:
        done["syncs"] += 1
        if done["syncs"] == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    with monkeypatch.context() as patch:
        patch.setattr("assessor.tables.durable.os.fsync", full)
        ended = score(tmp_path, ROWS, *STEPS)
    assert ended.exit_code == 2
    assert "cannot be written: No space left on device." in ended.told
    assert (tmp_path / "out.csv").read_text() == old
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]
    parts = tmp_path / "out.csv.parts"
    assert parts.exists() is ("go on with the same command and --resume." in ended.told) is (at > 7)
    again = score(tmp_path, ROWS, *STEPS, "--resume")
    assert (again.exit_code, again.counts[0], parts.exists()) == (4, 60, False)


def test_who_stops_a_run_is_told_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(folder: Any, step: str, *more: Any) -> Any:
        if step == "in-00003":
            raise KeyboardInterrupt
        return read_part(folder, step, *more)

    with monkeypatch.context() as patch:
        patch.setattr(batch, "read_part", stopping)
        done = score(tmp_path, ROWS, *STEPS)
    assert f"What is finished is kept in {tmp_path / 'out.csv.parts'}: go on with" in done.told
    assert done.exit_code == 1
    assert score(tmp_path, ROWS, *STEPS, "--resume").exit_code == 4


def test_an_output_that_is_an_input_or_has_no_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(delimited(GOOD))
    assert "it is one of the inputs" in run(tmp_path, "in.csv", out="in.csv").told
    assert "[unwritable]" in run(tmp_path, "in.csv", out="none/out.csv").told
    assert "[unknown-suffix]" in run(tmp_path, "in.csv", out="out.doc").told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("worker", "engine"), [(0, "reference"), (1, "columns")])
def test_kills_leave_nothing_half_and_change_nothing(worker: int, engine: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(ROWS)
    words = ["batch", str(tmp_path / "in.csv"), "--pack", str(TINY), "--engine", engine, *STEPS]
    line = [sys.executable, "-m", "tests.tables.kills", str(tmp_path), str(KILLS // 2), str(worker), *words]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True, timeout=3000)
    found: list[list[str]] = json.loads(done.stdout)
    assert len(found) == KILLS // 2
    assert {word for seen in found for word in seen} <= {"killed", "done"}
    assert any("killed" in seen for seen in found)
