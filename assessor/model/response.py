"""What people answered: a response file, version 1."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from assessor.model.base import Frozen, Id

DONT_KNOW = "dont_know"
DOES_NOT_APPLY = "does_not_apply"
Value = int | str | tuple[str, ...]
"""A whole number for a scale or count, an option's id for a choice, ids for tick-all, words for text."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Note = Annotated[str, StringConstraints(max_length=20_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class PackName(Frozen):
    """Which pack, in which version, the answers belong to."""

    id: Id
    version: Annotated[int, Field(ge=1)]


class Respondent(Frozen):
    """One person's answers. `set_aside` keeps answers that a changed routing made moot."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^\S+$")]
    perspective: Id
    unit: Name | None = None
    answers: dict[str, Any] = {}
    set_aside: dict[str, Any] = {}
    notes: dict[str, Note] = {}


class Responses(Frozen):
    """A response file: one agency, one pack, its respondents."""

    response: Literal[1]
    pack: PackName
    form: Id = "full"
    agency: Name
    date: Day
    respondents: tuple[Respondent, ...] = Field(min_length=1)

    @property
    def day(self) -> dt.date:
        """The date of the answers."""
        return dt.date.fromisoformat(self.date)
