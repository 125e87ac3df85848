"""Reading and writing for commands: files, `-` for stdin and stdout, whole output or none."""

import os
import sys
import tempfile
from pathlib import Path
from stat import S_IMODE

import click

from assessor.api import responses_brought_up
from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, Problem, problem
from assessor.model.response import Responses
from assessor.model.ruleset import Pack


def responses_in(names: tuple[str, ...], pack: Pack | None) -> list[Responses]:
    """The responses of every file; one error with the problems of all of them."""
    found: list[Responses] = []
    problems: list[Problem] = []
    for name in names:
        try:
            responses, told = responses_brought_up(sys.stdin.buffer if name == "-" else name, pack)
            found.append(responses)
            for line in told:
                click.echo(f"{name}: {line}", err=True)
        except AssessorError as error:
            problems += error.problems
            if error.exit_code != BAD_RESPONSES:
                raise
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    return found


def refuse_terminal(layout: str, target: str | None) -> None:
    """Refuses to write bytes where somebody would have to read them; `-` is for a pipe."""
    if target is None or (target == "-" and sys.stdout.isatty()):
        raise AssessorError([problem("binary-output", layout=layout)], USAGE)


def write(content: str | bytes, target: str | None) -> None:
    """Text or bytes on stdout, or in the file `target`: all of it or nothing."""
    if target is None or target == "-":
        click.echo(content, nl=False)
        return
    path = Path(target)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        # Who may read a file that is there already is for its owner to say, and not undone here.
        os.chmod(name, S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        wrong = problem("unwritable", name=target, reason=error.strerror or error)
        raise AssessorError([wrong], USAGE) from None
    click.echo(f"Written to {target}.", err=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
