"""`assessor take` as a person meets it: a real pseudo-terminal, real signals, real files."""

import ctypes
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assessor.answering.interview import Interview
from assessor.answering.keys import KEYS
from assessor.answering.resuming import resumed
from assessor.api import read_responses
from assessor.engines.program import program
from assessor.loading.library import load
from assessor.releasing.people import OPAQUE
from tests.conftest import TINY

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "assessor"]
FILE = "answers.yaml"
PROMPT = "\r\n> "
CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24
FIRST, SECOND = "Is there a role?", "When are people asked?"


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Starts `assessor take` in a terminal of 80x24, in a folder of its own."""
    opened = []

    def start(*words: str, pack: Path | None = TINY, view: str = "manager", **more: Any) -> Any:
        named = [str(pack)] if pack else []
        arguments = [*COMMAND[1:], "take", *named, "--as", view, *words]
        more = {"cwd": str(tmp_path), "env": environment(), "timeout": 20, "dimensions": (24, 80)} | more
        child = pexpect.spawn(COMMAND[0], arguments, encoding="utf-8", **more)
        child.delaybeforesend = None
        opened.append(child)
        return child

    yield start
    for child in opened:
        child.close(force=True)


@pytest.fixture
def begun(terminal: Callable[..., Any]) -> Any:
    """A sitting on the tiny pack that has shown its first question."""
    child = terminal("--agency", "Riverside", "--save", FILE)
    child.expect_exact(FIRST)
    child.expect_exact(PROMPT)
    return child


def typed(child: Any, line: str, then: str = PROMPT) -> str:
    """Types one line and waits for what comes; what was shown before it."""
    child.sendline(line)
    child.expect_exact(then)
    return str(child.before)


def ended(child: Any) -> tuple[int, str]:
    """(exit code, what was shown at the end)."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus is None, "it ended by the signal itself and could not say where the answers are"
    return child.exitstatus, child.before


def answers(path: Path, view: str = "manager", pack: str = str(TINY)) -> dict[str, Any]:
    loaded = load(pack)
    here: Interview = resumed(path, loaded, program(loaded).routing, view)[0]
    return dict(here.answers)


def run(*words: str, cwd: Path, stdin: str = "", **more: Any) -> "subprocess.CompletedProcess[str]":
    call: dict[str, Any] = {"capture_output": True, "text": True, "env": environment(), "encoding": "utf-8"} | more
    return subprocess.run([*COMMAND, *words], cwd=cwd, input=stdin, check=False, **call)


# Whole runs


def test_a_manager_takes_the_quick_form_from_the_first_question_to_the_report(
    terminal: Callable[..., Any], tmp_path: Path
) -> None:
    child = terminal("--form", "quick", "--save", FILE, pack=None)
    child.expect_exact("Name of your organisation: ")
    child.sendline("Riverside House")
    for number in range(1, 13):
        child.expect_exact(f"Question {number} of 12, section ")
        child.expect_exact(PROMPT)
        child.sendline("2")
    child.expect_exact("Is there something we should have asked? Type your question, or press Enter to")
    child.expect_exact(PROMPT)
    assert "Your answer, in one line (Enter leaves it open):" in typed(child, "Who chose the name?")
    typed(child, "Nobody knows.")
    child.sendline("")
    child.expect_exact("Check your answers")
    child.expect_exact("Type a number to change that answer, f to finish, b to go back, or q to save and")
    child.expect_exact(PROMPT)
    assert "press\r\nEnter for the report." in typed(child, "f")
    child.sendline("")
    code, report = ended(child)
    assert code == 0
    assert "Riverside House" in report
    assert f"Your answers are in {FILE}" in report
    assert "Traceback" not in report
    assert len(answers(tmp_path / FILE, pack="participation")) == 12
    (person,) = read_responses(tmp_path / FILE).respondents
    assert OPAQUE.fullmatch(person.id)
    assert [(own.ask, own.answer) for own in person.own_questions] == [("Who chose the name?", "Nobody knows.")]
    for command in (["score", FILE], ["check", FILE], ["explain", FILE, "level"]):
        done = run(*command, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), done
    assert "no problem found" in run("check", FILE, cwd=tmp_path).stdout


def test_a_quick_form_goes_on_as_the_full_one(terminal: Callable[..., Any], tmp_path: Path) -> None:
    child = terminal("--form", "quick", "--agency", "A", "--save", FILE)
    child.expect_exact(PROMPT)
    typed(child, "3")
    typed(child, "d")
    typed(child, "")
    typed(child, "f")
    shown = typed(child, "full")
    assert FIRST in shown
    assert "Question 1 of 8" in shown
    typed(child, "2", " of 8")
    assert answers(tmp_path / FILE) == {"asked": "before", "heard": "dont_know", "role": "some"}


def test_the_default_file_is_named_for_who_and_when(terminal: Callable[..., Any], tmp_path: Path) -> None:
    child = terminal("--agency", "Maison d'Été 🌞")
    child.expect_exact(FIRST)
    typed(child, "q", "Go on later: ")
    (path,) = tmp_path.glob("*.yaml")
    assert re.fullmatch(r"maison-d-ete-manager-\d{4}-\d{2}-\d{2}\.yaml", path.name)
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_key_once(begun: Any, tmp_path: Path) -> None:
    assert "Why we ask: It opens the next question." in typed(begun, "?")
    assert "b: back to the question before" in typed(begun, "h")
    assert "Type one number from 1 to 2" in typed(begun, "7")
    typed(begun, "note", "Note, in one line (empty removes it): ")
    assert "Noted." in typed(begun, "Été ❄ 日本")
    assert SECOND in typed(begun, "d")
    assert "Your answer so far: don't know. Press s to keep it." in typed(begun, "b")
    assert SECOND in typed(begun, "s")
    assert "Are people heard?" in typed(begun, "n")
    assert "Check your answers" in typed(begun, "r")
    begun.sendline("q")
    code, shown = ended(begun)
    assert code == 0
    assert f"Your answers are in {FILE}" in shown
    assert answers(tmp_path / FILE) == {"role": "dont_know", "asked": "does_not_apply"}
    assert "Été ❄ 日本" in (tmp_path / FILE).read_text(encoding="utf-8")


def test_every_command_has_a_test_here() -> None:
    assert set(KEYS) == {
        "why", "keys", "note", "dont_know", "back", "skip", "does_not_apply", "review", "quit"
    }  # fmt: skip


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_terminal(terminal: Callable[..., Any], columns: int) -> None:
    child = terminal("--agency", "A", "--save", "a.yaml", pack=None, dimensions=(24, columns))
    child.expect_exact(PROMPT)
    shown = child.before
    shown += typed(child, "?")
    typed(child, "b")
    lines = (shown + child.before).splitlines()
    assert max(map(len, lines)) <= columns
    assert "\x1b" not in shown


# Stopping


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_says_where_the_answers_are_and_all_are_there(begun: Any, tmp_path: Path, number: int) -> None:
    typed(begun, "2")
    typed(begun, "3")
    begun.kill(number)
    code, shown = ended(begun)
    assert code == 128 + number
    assert f"Your answers are in {FILE}" in shown
    assert "Traceback" not in shown
    assert answers(tmp_path / FILE) == {"role": "some", "asked": "before"}
    assert not list(tmp_path.glob(".*.part"))


def test_ctrl_c_as_it_is_typed(begun: Any, tmp_path: Path) -> None:
    typed(begun, "2")
    begun.sendintr()
    code, shown = ended(begun)
    assert code == 130
    assert f"Your answers are in {FILE}" in shown
    assert answers(tmp_path / FILE) == {"role": "some"}


def test_a_second_ctrl_c_does_not_hurt(begun: Any, tmp_path: Path) -> None:
    typed(begun, "2")
    begun.sendintr()
    begun.sendintr()
    code, shown = ended(begun)
    assert code == 130
    assert "Traceback" not in shown
    assert answers(tmp_path / FILE) == {"role": "some"}


def test_half_a_line_that_was_never_entered_is_no_answer(begun: Any, tmp_path: Path) -> None:
    begun.send("1")
    begun.sendintr()
    assert ended(begun)[0] == 130
    assert answers(tmp_path / FILE) == {}


def test_the_end_of_input_stops_like_q(begun: Any, tmp_path: Path) -> None:
    typed(begun, "2")
    begun.sendeof()
    code, shown = ended(begun)
    assert code == 0
    assert f"Go on later: assessor take {TINY} --as manager --save {FILE}" in shown.replace("\r\n", "")
    assert answers(tmp_path / FILE) == {"role": "some"}


def test_ctrl_c_before_the_first_question(terminal: Callable[..., Any], tmp_path: Path) -> None:
    child = terminal("--save", FILE)
    child.expect_exact("Name of your organisation: ")
    child.sendintr()
    code, shown = ended(child)
    assert code == 130
    assert "Nothing was asked yet." in shown
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_that_is_closed_leaves_every_answer(begun: Any, tmp_path: Path) -> None:
    typed(begun, "2")
    begun.close(force=False)  # closing the terminal hangs up
    begun.wait() if begun.isalive() else None
    assert begun.exitstatus == 129
    assert answers(tmp_path / FILE) == {"role": "some"}
    assert not list(tmp_path.glob(".*.part")) + list(tmp_path.glob(".*.holder"))


# Going on


def test_somebody_who_comes_back_is_welcomed_and_goes_on(begun: Any, terminal: Callable[..., Any]) -> None:
    typed(begun, "2")
    typed(begun, "3")
    begun.sendline("q")
    ended(begun)
    child = terminal("--save", FILE)
    child.expect_exact(f"Welcome back. 2 answers are in {FILE}.")
    child.expect_exact("Question 3 of 8")
    child.expect_exact(PROMPT)
    assert "Your answer so far: Before" in typed(child, "b")


def test_somebody_who_answered_everything_comes_back_to_the_review(terminal: Callable[..., Any]) -> None:
    for _ in range(2):
        child = terminal("--form", "quick", "--agency", "A", "--save", FILE)
        if child.expect_exact(["Question 1 of 2", "Check your answers"]) == 0:
            typed(child, "3")
            typed(child, "3")
            child.sendline("")
        child.expect_exact("f to finish")
        child.sendline("q")
        assert ended(child)[0] == 0


def test_the_id_is_opaque_and_stays_and_own_questions_survive(terminal: Callable[..., Any], tmp_path: Path) -> None:
    child = terminal("--form", "quick", "--agency", "A", "--save", FILE)
    child.expect_exact(PROMPT)
    for line in ("3", "3", "Why us?"):
        typed(child, line)
    child.kill(signal.SIGKILL)
    child.expect(pexpect.EOF)
    (before,) = read_responses(tmp_path / FILE, load(str(TINY))).respondents
    assert (OPAQUE.fullmatch(before.id) is not None, before.own_questions[0].ask) == (True, "Why us?")
    again = terminal("--save", FILE)
    again.expect_exact("Your own question: Why us?")
    again.expect_exact(PROMPT)
    typed(again, "own")
    typed(again, "remove")
    typed(again, "Why them?", "leaves it open")
    again.sendline("Hm.")
    again.sendline("q")
    ended(again)
    (after,) = read_responses(tmp_path / FILE, load(str(TINY))).respondents
    assert after.id == before.id
    assert [(own.ask, own.answer) for own in after.own_questions] == [("Why them?", "Hm.")]


def test_a_second_terminal_is_told_who_has_it(begun: Any, terminal: Callable[..., Any], tmp_path: Path) -> None:
    typed(begun, "2")
    code, shown = ended(terminal("--save", FILE))
    assert code == 2
    assert f"{FILE} is open in another terminal (process {begun.pid} on " in shown
    typed(begun, "3")
    assert len(answers(tmp_path / FILE)) == 2


def test_a_file_of_another_perspective(begun: Any, terminal: Callable[..., Any], tmp_path: Path) -> None:
    begun.sendline("q")
    ended(begun)
    before = (tmp_path / FILE).read_bytes()
    code, shown = ended(terminal("--save", FILE, view="service_user"))
    assert code == 4
    assert "holds the answers of another perspective, manager. Go on with --as manager" in shown.replace("\r\n", " ")
    assert (tmp_path / FILE).read_bytes() == before


def test_the_full_file_asked_for_as_quick_keeps_every_answer(terminal: Callable[..., Any], tmp_path: Path) -> None:
    given = {"role": "some", "asked": "before"}
    child = terminal("--agency", "A", "--save", FILE)
    child.expect_exact(PROMPT)
    typed(child, "2")
    typed(child, "3")
    child.sendline("q")
    ended(child)
    quick = terminal("--form", "quick", "--save", FILE)
    quick.expect_exact("Question 2 of 2")
    quick.sendline("q")
    ended(quick)
    assert answers(tmp_path / FILE) == {"asked": "before"}
    full = terminal("--form", "full", "--save", FILE)
    full.expect_exact("Question 3 of 8")
    full.sendline("q")
    ended(full)
    assert answers(tmp_path / FILE) == given


# Wrong words


def test_a_wrong_perspective_is_told_the_nearest(tmp_path: Path) -> None:
    done = run("take", "--as", "manger", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no perspective manger. Did you mean manager?" in done.stderr


def test_no_input_says_how_to_answer_by_file(tmp_path: Path) -> None:
    done = run("take", "--as", "manager", "--no-input", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "assessor score FILE" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_organisation_and_no_more_input(tmp_path: Path) -> None:
    done = run("take", "--as", "manager", cwd=tmp_path)
    assert done.returncode == 2
    assert "Give it with --agency NAME." in done.stderr


def test_a_name_too_long_for_the_file_is_asked_for_again(tmp_path: Path) -> None:
    done = run("take", str(TINY), "--as", "manager", "--save", FILE, cwd=tmp_path, stdin="x" * 201 + "\nA\nq\n")
    assert done.returncode == 0
    assert "longer than 200 characters" in done.stderr
    assert answers(tmp_path / FILE) == {}


def test_a_path_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = run("take", "--as", "manager", "--save", "folder", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "folder cannot be written: it is a folder. Choose another place with --save FILE. [unwritable]\n"
    )


def powerless() -> None:
    """In the child: an administrator who may write only where anybody in their place may."""
    if os.geteuid() == 0:
        ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


@pytest.mark.skipif(not sys.platform.startswith("linux") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_one_may_not_write_in(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    words = ["take", "--as", "manager", "--agency", "A", "--save", f"locked/{FILE}"]
    done = run(*words, cwd=tmp_path, preexec_fn=powerless)
    assert done.returncode == 2
    assert done.stderr == (
        f"locked/{FILE} cannot be written: Permission denied. Choose another place with --save FILE. [unwritable]\n"
    )
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_locked_in_between_says_where_the_answers_are(
    terminal: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    child = terminal("--agency", "A", "--save", f"folder/{FILE}", preexec_fn=powerless)
    child.expect_exact(PROMPT)
    typed(child, "2")
    folder.chmod(0o555)
    child.sendline("3")
    code, shown = ended(child)
    folder.chmod(0o755)
    assert code == 2
    assert "All answers before it are there." in shown.replace("\r\n", " ")
    assert answers(folder / FILE) == {"role": "some"}


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    done = run(
        "take", str(TINY), "--as", "manager", "--agency", "A", "--save", f"new/{FILE}", cwd=tmp_path, stdin="2\n"
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert answers(tmp_path / "new" / FILE) == {"role": "some"}


# Pipes


def test_answers_can_be_piped_and_only_the_report_is_on_stdout(tmp_path: Path) -> None:
    lines = "Riverside\n" + "2\n" * 12 + "\nf\n\n"
    done = run("take", "--as", "manager", "--form", "quick", "--save", FILE, cwd=tmp_path, stdin=lines)
    assert done.returncode == 0
    assert done.stdout == run("score", FILE, cwd=tmp_path).stdout
    assert "Question 12 of 12" in done.stderr
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stderr)


def test_bytes_that_are_no_text_are_taken_as_marks(tmp_path: Path) -> None:
    words = ["take", str(TINY), "--as", "manager", "--agency", "A", "--save", FILE]
    environ = environment(PYTHONIOENCODING="utf-8:strict")
    call = subprocess.run(
        [*COMMAND, *words], cwd=tmp_path, input=b"note\n\xe9t\xe9\nq\n", env=environ, capture_output=True, check=False
    )
    assert (call.returncode, b"Traceback" in call.stderr) == (0, False)
    assert answers(tmp_path / FILE) == {}


def test_a_report_that_nobody_reads_to_the_end_is_no_lost_answer(tmp_path: Path) -> None:
    (tmp_path / "typed").write_text("2\n2\n\nf\n\n")
    line = f"{' '.join(COMMAND)} take {TINY} --as manager --form quick --agency A --save {FILE} <typed | true"
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert "could not be saved" not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(answers(tmp_path / FILE)) == 2


def test_the_way_to_go_on_can_be_pasted_whatever_the_name(tmp_path: Path) -> None:
    name = "our answers (1).yaml"
    words = ["take", str(TINY), "--as", "manager", "--lang", "fr", "--agency", "A", "--save", name]
    done = run(*words, cwd=tmp_path, stdin="2\nq\n")
    line = next(line for line in done.stderr.splitlines() if line.startswith("Go on later: "))
    again = line.removeprefix("Go on later: assessor ")
    pasted = subprocess.run(
        ["sh", "-c", f"{' '.join(COMMAND)} {again}"], cwd=tmp_path, env=environment(), capture_output=True, text=True,
        input="q\n", check=False,
    )  # fmt: skip
    assert "Welcome back. 1 answer is in our answers (1).yaml." in pasted.stderr
    assert "--lang fr" in again
