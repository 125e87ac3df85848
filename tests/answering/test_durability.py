"""The file holds the old answers or the new ones, whatever breaks: full disks, faults, kills, races.

`make torture` kills 10,000 times and races 1,000 times; the suite does 200 and 20.
"""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.answering import session
from assessor.answering.interview import Interview
from assessor.answering.resuming import resumed
from assessor.answering.session import Disk, document, held, save
from assessor.cli import main
from assessor.engines.program import program
from assessor.errors import AssessorError
from assessor.loading.library import load
from assessor.model.ruleset import Pack
from tests.conftest import TINY
from tests.pace import runs

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("ASSESSOR_TORTURE", "200"))
RACES = max(KILLS // 10, 1)
WORKERS = min(os.cpu_count() or 1, 4)
HEAD = {"agency": "Riverside", "date": "2026-01-31", "respondent": "r1"}
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def begun(pack: Pack) -> Interview:
    return Interview(pack.instrument, program(pack).routing, "manager", "full").start()


# Faults


class Faulty(Disk):
    """A disk that does what the real one does, but for one step."""

    STEPS = ("create", "write", "sync", "close", "replace", "sync_folder")

    def __init__(self, fails: str = "", number: int = errno.EIO, at: int = 1, most: int = 1 << 20) -> None:
        self.fails, self.number, self.at, self.most = fails, number, at, most
        self.done: list[str] = []

    def _step(self, name: str) -> None:
        self.done.append(name)
        if name == self.fails and self.done.count(name) == self.at:
            raise OSError(self.number, os.strerror(self.number))

    def create(self, folder: Path, prefix: str) -> tuple[int, str]:
        self._step("create")
        return super().create(folder, prefix)

    def write(self, handle: int, content: bytes) -> int:
        self._step("write")
        return super().write(handle, content[: self.most])

    def sync(self, handle: int) -> None:
        self._step("sync")
        super().sync(handle)

    def close(self, handle: int) -> None:
        super().close(handle)
        self._step("close")

    def replace(self, source: str, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder")
        super().sync_folder(folder)


def test_a_save_syncs_the_file_before_the_rename_and_the_folder_after(tiny: Pack, tmp_path: Path) -> None:
    disk = Faulty()
    save(tmp_path / "a.yaml", begun(tiny), HEAD, disk)
    assert disk.done == ["create", "write", "sync", "close", "replace", "sync_folder"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("fails", Faulty.STEPS)
@pytest.mark.parametrize("exists", [True, False])
def test_a_fault_at_any_step_leaves_the_old_file_or_the_new_one(
    tiny: Pack, tmp_path: Path, fails: str, number: int, exists: bool
) -> None:
    path, before = tmp_path / "answers.yaml", begun(tiny).answer("some")
    if exists:
        save(path, before, HEAD)
    old = path.read_bytes() if exists else None
    with pytest.raises(OSError, match=r".") as caught:
        save(path, before.answer("start"), HEAD, Faulty(fails, number))
    assert caught.value.errno == number
    if fails == "sync_folder":
        assert resumed(path, tiny, before.routing, "manager")[0].answers == before.answer("start").answers
    else:
        assert (path.read_bytes() if path.exists() else None) == old
    assert [each.name for each in tmp_path.iterdir()] == ([path.name] if path.exists() else [])


@pytest.mark.parametrize("most", [1, 7, 100])
def test_short_writes_are_gone_on_with(tiny: Pack, tmp_path: Path, most: int) -> None:
    here = begun(tiny).answer("some").answer("before")
    save(tmp_path / "short.yaml", here, HEAD, Faulty(most=most))
    save(tmp_path / "whole.yaml", here, HEAD)
    assert (tmp_path / "short.yaml").read_bytes() == (tmp_path / "whole.yaml").read_bytes()


@pytest.mark.parametrize("at", [1, 2, 5])
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(tiny: Pack, tmp_path: Path, at: int) -> None:
    path, here = tmp_path / "a.yaml", begun(tiny)
    save(path, here, HEAD)
    old = path.read_bytes()
    with pytest.raises(OSError, match="No space"):
        save(path, here.answer("some"), HEAD, Faulty("write", errno.ENOSPC, at=at, most=20))
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_takes_nothing_more_is_a_fault_and_no_endless_wait(tiny: Pack, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="takes no more"):
        save(tmp_path / "a.yaml", begun(tiny), HEAD, Faulty(most=0))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fails", Faulty.STEPS)
def test_an_interruption_at_any_step_leaves_no_temporary_file(
    tiny: Pack, tmp_path: Path, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a signal handler raises: no OSError, and from within a step."""
    path = tmp_path / "a.yaml"
    save(path, begun(tiny), HEAD)

    class Interrupted(Faulty):
        def _step(self, name: str) -> None:
            if name == fails:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(path, begun(tiny).answer("some"), HEAD, Interrupted())
    assert list(tmp_path.iterdir()) == [path]
    resumed(path, tiny, begun(tiny).routing, "manager")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_good_enough(
    tiny: Pack, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on some network drives."""

    def refused(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refused)
    Disk().sync_folder(tmp_path)


def sitting(path: Path, *typed: str, agency: str = "Riverside") -> Result:
    words = ["take", str(TINY), "--as", "manager", "--agency", agency, "--save", str(path)]
    return CliRunner().invoke(main, words, input="".join(line + "\n" for line in typed), prog_name="assessor")


def broken_after(saves: int, fails: str, number: int) -> type[Faulty]:
    """A disk on which the save after so many good ones fails."""

    class Broken(Faulty):
        count = 0

        def __init__(self) -> None:
            Broken.count += 1
            super().__init__(fails if Broken.count > saves else "", number)

    return Broken


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("fails", Faulty.STEPS[:-1])
def test_a_sitting_says_where_the_answers_before_are(
    tiny: Pack, tmp_path: Path, fails: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.yaml"
    monkeypatch.setattr(session, "Disk", broken_after(2, fails, number))  # the beginning, and one answer
    done = sitting(path, "2", "3", "4")
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    last = done.stderr.splitlines()[-1]
    assert f"could not be saved in {path}: {os.strerror(number)}. All answers before it are there." in last
    assert last.endswith("[not-saved]")
    monkeypatch.undo()
    assert resumed(path, tiny, program(tiny).routing, "manager")[0].answers == {"role": "some"}
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))
    assert "Welcome back. 1 answer is in" in sitting(path, "q").stderr


@pytest.mark.parametrize("fails", Faulty.STEPS[:-1])
def test_where_nothing_can_be_kept_nothing_is_asked(
    tmp_path: Path, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.yaml"
    monkeypatch.setattr(session, "Disk", broken_after(0, fails, errno.ENOSPC))
    done = sitting(path, "2")
    assert done.exit_code == 2
    assert done.stderr == (
        f"{path} cannot be written: {os.strerror(errno.ENOSPC)}. Choose another place with --save FILE. [unwritable]\n"
    )
    assert not path.exists()


# What goes in comes out


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(deadline=None, max_examples=runs(75))
@given(TEXTS.filter(str.strip).map(str.strip), TEXTS, TEXTS.filter(str.strip).map(str.strip), st.sampled_from(["full"]))
def test_any_text_comes_back_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, words: str, note: str, agency: str, form: str
) -> None:
    tiny, path = load(str(TINY)), tmp_path_factory.getbasetemp() / "text.yaml"
    here = begun(tiny).go_to("words").note(note).answer(words).ask_own(words).answer_own(note)
    save(path, here, {**HEAD, "agency": agency})
    again, head, _ = resumed(path, tiny, here.routing, "manager")
    assert (dict(again.answers), dict(again.notes), head["agency"]) == ({"words": words}, dict(here.notes), agency)
    assert again.own_questions == here.own_questions


@pytest.mark.parametrize("words", ["true", "null", "yes", "NaN", "1e3", "0x1F", "~", "- a", "a: b", "#", "x " * 9999])
def test_text_that_looks_like_something_else_stays_text(tiny: Pack, tmp_path: Path, words: str) -> None:
    here = begun(tiny).go_to("words").answer(words.strip())
    save(tmp_path / "a.yaml", here, HEAD)
    assert resumed(tmp_path / "a.yaml", tiny, here.routing, "manager")[0].answers == {"words": words.strip()}


def test_what_is_set_aside_and_where_somebody_works_survive_a_sitting(tiny: Pack, tmp_path: Path) -> None:
    here = begun(tiny).answer("some").go_to("paid").answer(3).go_to("role").note("Hm").answer("none")
    path = tmp_path / "a.yaml"
    here = here.ask_own("Who?").answer_own("We.").ask_own("Why?")
    save(path, here, {**HEAD, "unit": "North"})
    again, head, _ = resumed(path, tiny, here.routing, "manager")
    assert dict(again.set_aside) == {"paid": 3}
    assert again.own_questions == here.own_questions
    assert document(again, head) == document(here, {**HEAD, "unit": "North"})
    assert again.go_to("role").answer("some").answers["paid"] == 3


def old_file(path: Path, pack: Pack, **person: Any) -> None:
    here = begun(pack)
    content = document(here, HEAD)
    content["respondents"][0].update(person)
    path.write_text(json.dumps({**content, "pack": {"id": pack.id, "version": 1}}), encoding="utf-8")


def test_answers_of_an_older_questionnaire_that_fit_no_more_are_set_aside_for_good(tiny: Pack, tmp_path: Path) -> None:
    instrument = tiny.instrument.model_copy(update={"version": 2})
    newer = Pack.of(type(instrument).model_validate(instrument.model_dump()), tiny.ruleset)
    path = tmp_path / "a.yaml"
    gone = {"asked": "never_heard_of", "gone": 1, "heard": 99}
    old_file(path, tiny, answers={**gone, "tired": 2}, notes={"tired": "Yes", "gone": "What was that?"})
    here, head, told = resumed(path, newer, program(newer).routing, "manager")
    assert dict(here.answers) == {"tired": 2}
    assert dict(here.notes) == {"tired": "Yes"}
    assert set(here.set_aside.values()) == {"never_heard_of", 1, 99, "What was that?"}
    assert str(told[0]) == "These answers began with version 1 of the questionnaire; it is now version 2."
    assert len(told) == 5
    on = here.go_to("role").answer("some")
    assert "asked" not in on.answers
    save(path, on, head)
    again, _, told = resumed(path, newer, here.routing, "manager")
    assert (dict(again.set_aside), told) == (dict(on.set_aside), [])


@pytest.mark.parametrize("content", ["[]", "{}", '"x"', "1", "\0", "", '{"response": 1}', '{"response": 1, "pack": 3}'])
def test_a_file_that_is_no_session_is_refused_and_left_alone(tiny: Pack, tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(content)
    done = sitting(path, "1")
    assert done.exit_code == 4
    assert "Traceback" not in done.output
    assert path.read_text() == content


@pytest.mark.parametrize("broken", [{"respondents": 3}, {"respondents": [3]}, {"respondents": [{"answers": []}]}])
def test_a_broken_file_of_an_older_questionnaire_is_told_like_any_other(
    tiny: Pack, tmp_path: Path, broken: dict[str, Any]
) -> None:
    instrument = tiny.instrument.model_copy(update={"version": 2})
    newer = Pack.of(type(instrument).model_validate(instrument.model_dump()), tiny.ruleset)
    path = tmp_path / "a.yaml"
    path.write_text(json.dumps({**document(begun(tiny), HEAD), **broken}))
    with pytest.raises(AssessorError):
        resumed(path, newer, program(newer).routing, "manager")


# Leftovers


def test_what_a_killed_save_left_is_swept_at_the_next_start_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "answers[1].yaml"
    mine = [tmp_path / f".{path.name}.{word}.part" for word in ("a1b2c3d4", "zzzz_zzz")]
    others = [tmp_path / name for name in (".answers[1].yaml.bak.x.part", ".answers1.yaml.a1b2c3d4.part", "a.part")]
    for each in (*mine, *others):
        each.write_text("x")
    with held(path):
        assert not any(each.exists() for each in mine)
        assert all(each.exists() for each in others)


def test_a_session_does_not_sweep_what_a_longer_name_is_writing(tmp_path: Path) -> None:
    writing = tmp_path / ".answers.yaml.a1b2c3d4.part"
    writing.write_text("x")
    with held(tmp_path / "answers"):
        assert writing.exists()


def test_a_session_leaves_the_answers_and_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    sitting(path, "1", "q")
    assert sorted(each.name for each in tmp_path.iterdir()) == [".a.yaml.lock", "a.yaml"]
    assert path.stat().st_mode & 0o777 == 0o600


# Kills and races


def driven(what: str, count: int, folder: Path) -> list[dict[str, Any]]:
    """What the drivers tell of so many kills or races, spread over the processors."""
    shares = [count // WORKERS + (number < count % WORKERS) for number in range(WORKERS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(number: int) -> dict[str, Any]:
        place = folder / str(number)
        place.mkdir()
        seed = int.from_bytes(os.urandom(4), "big")
        command = [sys.executable, "-m", "tests.answering.driver", what, str(shares[number]), str(place), str(seed)]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        told: dict[str, Any] = json.loads(done.stdout)
        return {**told, "seed": seed}

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


def summed(told: list[dict[str, Any]], name: str) -> int:
    return sum(each[name] for each in told)


@FORKS
def test_kills_at_random_moments_corrupt_nothing_and_lose_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    told = driven("kills", KILLS, tmp_path)
    for each in told:
        assert each["faults"] == []
        assert (each["corrupt"], each["lost"], each["foreign"], each["unswept"]) == ([], [], [], []), each["seed"]
    assert summed(told, "kills") == KILLS
    assert summed(told, "acknowledged") > 0
    assert summed(told, "in_flight") > KILLS // 20, "too few kills hit a save to say anything"
    with capsys.disabled():
        if KILLS > 200:
            _print("kills", told)


@FORKS
def test_of_two_that_begin_at_once_one_asks_and_the_other_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = driven("races", RACES, tmp_path)
    for each in told:
        assert (each["faults"], each["corrupt"]) == ([], [])
    assert summed(told, "races") == RACES
    with capsys.disabled():
        if RACES > 20:
            _print("races", told)


def _print(what: str, told: list[dict[str, Any]]) -> None:
    names = ("kills", "races", "acknowledged", "in_flight", "kept_in_flight", "leftovers", "finished")
    counts = {name: summed(told, name) for name in names if summed(told, name)}
    bad = {name: sum(len(each[name]) for each in told) for name in ("corrupt", "lost", "foreign", "unswept", "faults")}
    sys.stderr.write(f"\n{what}: {counts} bad: {bad} seconds: {[each['seconds'] for each in told]}\n")


@FORKS
def test_a_killed_holder_does_not_keep_the_next_one_out(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    command = [sys.executable, "-m", "assessor", "take", str(TINY), "--as", "manager", "--agency", "A"]
    words = {"env": {**os.environ, "PYTHONPATH": str(ROOT)}, "stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "--save", str(path)], **words) as holder:  # type: ignore[call-overload]
        assert holder.stdin is not None
        assert holder.stderr is not None
        while not holder.stderr.readline().startswith(b"Question 1"):
            pass
        assert f"process {holder.pid} on " in sitting(path, "q").stderr
        os.kill(holder.pid, signal.SIGKILL)
    assert sitting(path, "q").exit_code == 0
