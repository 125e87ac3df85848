"""One sitting of `assessor take`: terminal, signals, file and conversation brought together."""

import datetime as dt
import errno
import io
import os
import secrets
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from assessor.answering.conversation import Conversation, safe
from assessor.answering.interview import Interview
from assessor.answering.resuming import resumed
from assessor.answering.session import default_name, document, held, no_place, save
from assessor.api import DEFAULT_PACK, assess, load_pack, read_responses
from assessor.cli.files import write
from assessor.cli.naming import known_form
from assessor.engines.program import program
from assessor.errors import USAGE, AssessorError, problem
from assessor.report import render

STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")
LONGEST_NAME = 200
GONE = 129
"""Exit code when the terminal went away, as its own signal would give."""


class Stopped(Exception):
    """The system asked us to stop."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number


class Sitting:
    """What one run of the command holds together; nothing of it outlives the run but the file."""

    def __init__(
        self,
        pack: str | None,
        perspective: str,
        form: str | None,
        target: str | None,
        agency: str | None,
        language: Any,
        no_input: bool,
    ) -> None:
        self.named = pack
        self.pack = load_pack(pack or DEFAULT_PACK)
        self.routing = program(self.pack).routing
        self.language = language
        self.perspective, self.form = perspective, form
        known_form(self.pack.instrument, perspective, form, *([problem("no-input")] if no_input else []))
        self._target, self._agency = target, agency
        self.path = Path()
        self.head: dict[str, Any] = {}
        self._begun = False

    def _place(self) -> tuple[Path, dict[str, Any]]:
        """Where the answers are kept, and what stands at the top of the file."""
        target, agency = self._target, self._agency
        today = dt.date.today().isoformat()
        if target is not None and Path(target).is_dir():
            raise AssessorError([no_place(Path(target), "it is a folder")], USAGE)
        name = agency_named(agency) if target is None or not Path(target).exists() else ""
        head = {"agency": name, "date": today, "respondent": f"r{secrets.token_hex(4)}"}
        return Path(target or default_name(name, self.perspective, today)), head

    def run(self, engine: str, plain: bool) -> None:
        """Asks, keeps, and reports; ends with the exit code of the signal where one came."""
        with listening():
            try:
                self.path, self.head = self._place()
                with held(self.path):
                    self._hold(engine, plain)
            except Stopped as stopped:
                with suppress(OSError):  # the terminal may be gone
                    self._kept()
                let_go()
                raise SystemExit(stopped.exit_code) from None
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                let_go()
                raise SystemExit(GONE) from None

    def _hold(self, engine: str, plain: bool) -> None:
        interview = self._interview()
        self._keep(interview)
        width = min(shutil.get_terminal_size().columns, 80)
        talk = Conversation(self.pack, interview, read_line, say, self._keep, width, self.language)
        if not interview.answers:
            talk.introduce(str(self.path))
        else:
            count = len(interview.answers)
            kept = "1 answer is" if count == 1 else f"{count} answers are"
            talk.say(f"Welcome back. {kept} in {self.path}. h tells the keys.")
        finished = talk.run()
        while finished and talk.interview.form != "full" and self._goes_on(talk):
            talk.interview = talk.interview.as_form("full")
            self._keep(talk.interview)
            finished = talk.run()
        if not finished:
            self._kept()
            return
        self._report(talk.interview, engine, plain)

    def _interview(self) -> Interview:
        if not self.path.exists():
            chosen = self.form or "full"
            return Interview(self.pack.instrument, self.routing, self.perspective, chosen).start()
        interview, self.head, told = resumed(self.path, self.pack, self.routing, self.perspective)
        for line in told:
            say(line)
        return interview.as_form(self.form) if self.form and self.form != interview.form else interview

    def _keep(self, interview: Interview) -> None:
        try:
            save(self.path, interview, self.head)
        except OSError as error:
            reason = error.strerror or str(error)
            lost = problem("not-saved", name=self.path, reason=reason) if self._begun else no_place(self.path, reason)
            raise AssessorError([lost], USAGE) from None
        self._begun = True

    def _goes_on(self, talk: Conversation) -> bool:
        talk.say("The short form is done. Type full to go on with the other questions, or press Enter for the report.")
        return (read_line("> ") or "").strip().lower() in ("full", "complet")

    def _report(self, interview: Interview, engine: str, plain: bool) -> None:
        responses = read_responses(document(interview, self.head), self.pack)
        result = assess(responses, self.pack, engine=engine)
        say("")
        write(render(result.assessment, result.pack, result.responses, plain=plain), None)
        say("")
        say(f"Your answers are in {self.path}")
        say(f"Read the report again: assessor score {shlex.quote(str(self.path))}")
        say(f"Ask why: {shlex.join(['assessor', 'explain', str(self.path), 'level'])}")

    def _kept(self) -> None:
        say("")
        if not self._begun:
            say("Nothing was asked yet.")
            return
        say(f"Your answers are in {self.path}")
        pack = [self.named] if self.named else []
        language = ["--lang", self.language] if self.language != "en" else []
        words = ["assessor", "take", *pack, "--as", self.perspective, *language, "--save", str(self.path)]
        say(f"Go on later: {shlex.join(words)}")


@contextmanager
def listening() -> Iterator[None]:
    """The first signal stops us; those after it do not disturb what is said and done then. Input is never refused."""
    before: dict[int, Any] = {}

    def stop(number: int, frame: Any) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        before.clear()  # nor do they while the program ends
        raise Stopped(number)

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for name in STOPPING:
        if hasattr(signal, name):
            with suppress(ValueError):  # only the main thread may
                before[getattr(signal, name)] = signal.signal(getattr(signal, name), stop)
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def say(line: str) -> None:
    """One line of the conversation: on stderr, so that stdout holds the report alone."""
    click.echo(safe(line), err=True)


def agency_named(given: str | None) -> str:
    """The name of the organisation, asked for until there is one that fits."""
    name = (given or "").strip()
    while not 0 < len(name) <= LONGEST_NAME:
        if name:
            say(f"That is longer than {LONGEST_NAME} characters. Please shorten it.")
        typed = read_line("Name of your organisation: ")
        if typed is None:
            raise AssessorError([problem("no-agency")], USAGE)
        name = typed.strip()
    return name


def let_go() -> None:
    """Gives up what a vanished terminal can no longer show; else Python would end with a code of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_line(prompt: str) -> str | None:
    """One line typed, with anything that is not text made visible; None at the end of input."""
    click.echo(prompt, nl=False, err=True)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        click.echo("", err=True)
        return None
    if not sys.stdin.isatty():
        click.echo("", err=True)
    return line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8", "replace")
