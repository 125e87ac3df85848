"""A problem: a stable code, where it stands, what is wrong, what to do; and the exit codes.

A problem keeps a message and its words, and is told in the language spoken when it is printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from assessor.language.unsaid import Inside, Phrase, Unsaid, filled, phrase, quoted
from assessor.language.unsaid import printable as printable
from assessor.messages import CATALOGUE, SORTS, SYSTEM

USAGE, BAD_DEFINITION, BAD_RESPONSES = 2, 3, 4
"""Exit codes of the commands; 0 is done and 1 means that `check` found problems."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, what to do."""

    code: str
    said: Unsaid | str
    cure: Unsaid | str
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line else "")
        return f"{where + ': ' if where else ''}{self.what} {self.remedy} [{self.code}]"

    @property
    def what(self) -> str:
        """What is wrong, in the language spoken now."""
        return str(self.said)

    @property
    def remedy(self) -> str:
        """What to do, in the language spoken now."""
        return str(self.cure).strip()

    @property
    def reason(self) -> Unsaid:
        """What is wrong, to stand inside another message."""
        return Inside(self.said)


def problem(code: str, *, file: str = "", line: int | None = None, **words: object) -> Problem:
    """The message `code` of the catalogue with its words; every value is cleaned of control characters."""
    what, remedy = CATALOGUE[code]
    if words.get("sort") in SORTS:
        words["sort"] = phrase(str(words["sort"]), sense="sort")
    return Problem(code, filled(what, words), filled(remedy, words), printable(file), line)


class AssessorError(Exception):
    """All that was wrong with what somebody gave us; never a fault of the program.

    `problems` lists everything found, not only the first; `exit_code` is what a command ends with.
    """

    def __init__(self, problems: Iterable[Problem], exit_code: int) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__(self.problems, exit_code)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def nearest(name: object, known: Iterable[str], sort: str = "", otherwise: Unsaid | None = None) -> Unsaid:
    """A sentence that names the valid id most like `name`, else `otherwise`, else how to see them all."""
    names = list(known)
    close = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return phrase("Did you mean {name}?", name=close[0])
    if otherwise is not None:
        return otherwise
    if 0 < len(names) <= 12:
        return phrase("Choose from: {names}.", names=", ".join(names))
    if sort:
        return phrase("List them with: assessor show {sort}.", sort=sort)
    return phrase("Correct or remove it.")


def system_reason(error: OSError) -> Phrase:
    """Why the operating system refused, in words of ours where we have them."""
    reason = error.strerror or str(error)
    return phrase(reason) if reason in SYSTEM else quoted(reason)
