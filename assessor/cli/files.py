"""Reading and writing for commands: files, `-` for stdin and stdout, whole output or none."""

import os
import sys
import tempfile
from pathlib import Path

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


def write(text: str, target: str | None) -> None:
    """`text` on stdout, or in the file `target`: all of it or nothing."""
    if target is None or target == "-":
        click.echo(text, nl=False)
        return
    path = Path(target)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        wrong = problem("unwritable", name=target, reason=error.strerror or error)
        raise AssessorError([wrong], USAGE) from None
    click.echo(f"Written to {target}.", err=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
