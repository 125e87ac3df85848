"""The session is a response file: every accepted answer is on disk before the next question shows.

A save writes a temporary file in the same folder, syncs it, renames it over the old one and syncs the folder; at any
moment the file holds either the answers before or the answers after. A lock keeps a second terminal out.
"""

import contextlib
import errno
import os
import re
import socket
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from assessor.answering.interview import Interview
from assessor.errors import USAGE, AssessorError, Problem, problem, system_reason
from assessor.language.unsaid import Unsaid, phrase
from assessor.loading.synced import sync_folder
from assessor.loading.yaml_writing import as_yaml

MODE = 0o600
"""Answers are for the one who gave them."""

PART = ".part"


class Files(Protocol):
    """What a save does to the disk, step by step; tests put faults into each step."""

    def create(self, folder: Path, prefix: str) -> tuple[int, str]:
        """A new file of ours in `folder`: its handle and path."""
        ...

    def write(self, handle: int, content: bytes) -> int:
        """Writes what it can; the number of bytes written."""
        ...

    def sync(self, handle: int) -> None:
        """Returns once the disk has it."""
        ...

    def close(self, handle: int) -> None:
        """Gives the handle back."""
        ...

    def replace(self, source: str, target: Path) -> None:
        """Puts one file in the place of another, all at once."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Returns once the disk has the folder's names."""
        ...


class Disk:
    """The real one."""

    def create(self, folder: Path, prefix: str) -> tuple[int, str]:
        return tempfile.mkstemp(dir=folder, prefix=prefix, suffix=PART)

    def write(self, handle: int, content: bytes) -> int:
        return os.write(handle, content)

    def sync(self, handle: int) -> None:
        os.fsync(handle)

    def close(self, handle: int) -> None:
        os.close(handle)

    def replace(self, source: str, target: Path) -> None:
        os.replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        sync_folder(folder)


def save(path: Path, interview: Interview, head: dict[str, Any], disk: Files | None = None) -> None:
    """Writes the interview to `path`, whole and synced, or raises OSError and leaves the file as it was."""
    put(path, as_yaml(document(interview, head)), disk)


def put(path: Path, text: str, disk: Files | None = None) -> None:
    """Writes `text` to `path`, for its owner alone: whole and synced, or OSError and the file as it was."""
    files, content = disk or Disk(), text.encode("utf-8")
    handle, name = files.create(path.parent, _prefix(path))
    try:
        try:
            written = 0
            while written < len(content):
                more = files.write(handle, content[written:])
                if not more:
                    raise OSError(errno.EIO, "the disk takes no more")
                written += more
            files.sync(handle)
        finally:
            files.close(handle)
        with contextlib.suppress(OSError):
            os.chmod(name, MODE)
        files.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    files.sync_folder(path.parent)


def document(interview: Interview, head: dict[str, Any]) -> dict[str, Any]:
    """The response file of an interview; `head` has agency, date, respondent id, and unit where there is one."""
    instrument = interview.instrument
    person: dict[str, Any] = {"id": head["respondent"], "perspective": interview.perspective}
    if head.get("unit"):
        person["unit"] = head["unit"]
    person["answers"] = dict(interview.answers)
    if interview.set_aside:
        person["set_aside"] = dict(interview.set_aside)
    if interview.notes:
        person["notes"] = dict(interview.notes)
    if interview.own_questions:
        person["own_questions"] = [own.model_dump(exclude_none=True) for own in interview.own_questions]
    return {
        "response": 1,
        "pack": {"id": instrument.id, "version": instrument.version},
        "form": interview.form,
        "agency": head["agency"],
        "date": head["date"],
        "respondents": [person],
    }


def no_place(path: Path, reason: Unsaid) -> Problem:
    """The message where no answer can be kept in `path`, told before anything is asked."""
    wrong = problem("unwritable", name=path, reason=reason)
    return replace(wrong, cure=phrase("Choose another place with --save FILE."))


def default_name(agency: str, perspective: str, date: str) -> str:
    """AGENCY-PERSPECTIVE-DATE.yaml, in characters every system takes."""
    plain = unicodedata.normalize("NFKD", agency).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "agency"
    return f"{words[:40]}-{perspective.replace('_', '-')}-{date}.yaml"


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds the session for this terminal and sweeps what a killed one left; raises AssessorError where it is held."""
    marker = path.with_name(f".{path.name}.lock")
    lock = FileLock(str(marker), timeout=0, mode=MODE)
    try:
        lock.acquire()
    except Timeout:
        holder = _holder(path)
        raise AssessorError([problem("session-held", name=path, holder=holder)], USAGE) from None
    except OSError as error:
        raise AssessorError([no_place(path, system_reason(error))], USAGE) from None
    try:
        _sweep(path)
        with contextlib.suppress(OSError):
            _holder_file(path).write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            _holder_file(path).unlink()
        lock.release()


def _sweep(path: Path) -> None:
    """Removes what a killed save of this very file left; `answers` must not sweep what `answers.yaml` is writing."""
    ours = re.compile(re.escape(_prefix(path)) + r"[^.]+" + re.escape(PART))
    for left in path.parent.iterdir():
        if ours.fullmatch(left.name):
            with contextlib.suppress(OSError):
                left.unlink()


def _prefix(path: Path) -> str:
    return f".{path.name}."


def _holder_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.holder")


def _holder(path: Path) -> Unsaid | str:
    """Who holds the session, as its file says."""
    try:
        written = _holder_file(path).read_text(encoding="utf-8")
    except OSError:
        return phrase("another program")
    known = re.fullmatch(r"process (\d+) on (.*)", written)
    return phrase("process {number} on {computer}", number=known[1], computer=known[2]) if known else written
