"""One sitting of `assessor take`: terminal, signals, file and conversation brought together."""

import datetime as dt
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from assessor.answering.conversation import Conversation
from assessor.answering.interview import Interview
from assessor.answering.resuming import resumed
from assessor.answering.session import default_name, document, held, save
from assessor.api import DEFAULT_PACK, assess, load_pack, read_responses
from assessor.cli.files import write
from assessor.cli.naming import known_form
from assessor.engines.program import program
from assessor.errors import USAGE, AssessorError, problem
from assessor.report import render

STOPPING = ("SIGTERM", "SIGHUP")


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
        self.pack = load_pack(pack or DEFAULT_PACK)
        self.routing = program(self.pack).routing
        self.language = language
        self.perspective, self.form = perspective, form
        known_form(self.pack.instrument, perspective, form, *([problem("no-input")] if no_input else []))
        self.path, self.head = self._place(target, agency)

    def _place(self, target: str | None, agency: str | None) -> tuple[Path, dict[str, Any]]:
        today = dt.date.today().isoformat()
        if target is None or not Path(target).exists():
            while not (agency or "").strip():
                agency = read_line("Name of your organisation: ")
                if agency is None:
                    raise AssessorError([problem("no-agency")], USAGE)
        head = {"agency": (agency or "").strip(), "date": today, "respondent": "r1"}
        return Path(target or default_name(head["agency"], self.perspective, today)), head

    def run(self, engine: str, plain: bool) -> None:
        """Asks, keeps, and reports; ends with the exit code of the signal where one came."""
        self._listen()
        try:
            with held(self.path):
                self._hold(engine, plain)
        except (Stopped, KeyboardInterrupt) as stopped:
            self._kept()
            raise SystemExit(getattr(stopped, "exit_code", 130)) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise AssessorError([problem("not-saved", name=self.path, reason=reason)], USAGE) from None

    def _listen(self) -> None:
        def stop(number: int, frame: Any) -> None:
            raise Stopped(number)

        for name in STOPPING:
            if hasattr(signal, name):
                with suppress(ValueError):  # only the main thread may
                    signal.signal(getattr(signal, name), stop)

    def _hold(self, engine: str, plain: bool) -> None:
        interview = self._interview()
        self._keep(interview)
        width = min(shutil.get_terminal_size().columns, 80)
        talk = Conversation(self.pack, interview, read_line, say, self._keep, width, self.language)
        if not interview.answers:
            talk.introduce(str(self.path))
        else:
            talk.say(f"Welcome back. {len(interview.answers)} answers are in {self.path}. h tells the keys.")
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
        save(self.path, interview, self.head)

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
        say(f"Ask why: assessor explain {self.path} level")

    def _kept(self) -> None:
        say("")
        say(f"Your answers are in {self.path}")
        say(f"Go on later: assessor take --as {self.perspective} --save {self.path}")


def say(line: str) -> None:
    """One line of the conversation: on stderr, so that stdout holds the report alone."""
    click.echo(line, err=True)


def read_line(prompt: str) -> str | None:
    """One line typed, with anything that is not text made visible; None at the end of input."""
    click.echo(prompt, nl=False, err=True)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        return None
    if not sys.stdin.isatty():
        click.echo("", err=True)
    return line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8", "replace")
