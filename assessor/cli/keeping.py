"""Writing what is for its owner alone: a response file, and the release record that goes with it."""

from dataclasses import replace
from pathlib import Path

import click

from assessor.answering.session import put
from assessor.errors import USAGE, AssessorError, problem


def write_private(text: str, target: str | None, record: str | None, kept_in: str | None) -> None:
    """`text` as `write` does, but for its owner alone; then `record` in the file `kept_in`, where there is one.

    Both are whole or not there. A record without its file would guard what nobody has, so it comes second.
    """
    if record is not None and kept_in is not None:
        _can_hold(kept_in, target)
    if target is None or target == "-":
        click.echo(text, nl=False)
    else:
        try:
            put(Path(target), text)
        except OSError as error:
            wrong = problem("unwritable", name=target, reason=error.strerror or error)
            raise AssessorError([wrong], USAGE) from None
        click.echo(f"Written to {target}.", err=True)
    if record is not None and kept_in is not None:
        try:
            put(Path(kept_in), record)
        except OSError as error:
            reason = error.strerror or error
            wrong = problem("record-not-kept", name=target or "The output", record=kept_in, reason=reason)
            raise AssessorError([wrong], USAGE) from None
        click.echo(f"The release record is in {kept_in}. Keep it to yourself.", err=True)


def _can_hold(kept_in: str, target: str | None) -> None:
    """Raises AssessorError where it is plain before anything is written that the record cannot be."""
    path, reason = Path(kept_in), None
    if target is not None and target != "-" and path.resolve() == Path(target).resolve():
        reason = "it is the file that -o names"
    elif path.is_dir():
        reason = "it is a folder"
    elif not path.parent.is_dir():
        reason = "there is no such folder"
    if reason:
        wrong = replace(
            problem("unwritable", name=kept_in, reason=reason), remedy="Choose another place with --release."
        )
        raise AssessorError([wrong], USAGE)
