"""A problem: a stable code, where it stands, what is wrong, what to do; and the exit codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from assessor.messages import CATALOGUE

USAGE, BAD_DEFINITION, BAD_RESPONSES = 2, 3, 4
"""Exit codes of the commands; 0 is done and 1 means that `check` found problems."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, what to do."""

    code: str
    what: str
    remedy: str
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line else "")
        return f"{where + ': ' if where else ''}{self.what} {self.remedy} [{self.code}]"

    @property
    def reason(self) -> str:
        """What is wrong, to stand inside another message."""
        return self.what[:1].lower() + self.what[1:].removesuffix(".")


def problem(code: str, *, file: str = "", line: int | None = None, **words: object) -> Problem:
    """The message `code` of the catalogue, filled in; every value is cleaned of control characters."""
    what, remedy = CATALOGUE[code]
    shown = {key: printable(value) for key, value in words.items()}
    return Problem(code, what.format(**shown), remedy.format(**shown).strip(), printable(file), line)


class AssessorError(Exception):
    """All that was wrong with what somebody gave us; never a fault of the program.

    `problems` lists everything found, not only the first; `exit_code` is what a command ends with.
    """

    def __init__(self, problems: Iterable[Problem], exit_code: int) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(map(str, self.problems)))


def nearest(name: object, known: Iterable[str], sort: str = "") -> str:
    """A sentence that names the valid id most like `name`, or how to see them all."""
    names = list(known)
    close = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    if 0 < len(names) <= 12:
        return f"Choose from: {', '.join(names)}."
    return f"List them with: assessor show {sort}." if sort else "Correct or remove it."


def printable(value: object, limit: int = 200) -> str:
    """`value` on one line, without control, escape or direction-changing characters, shortened to `limit`."""
    text = "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
