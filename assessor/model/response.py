"""What people answered: a response file, version 1."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from assessor.model.base import Frozen, Id

DONT_KNOW = "dont_know"
DOES_NOT_APPLY = "does_not_apply"
MIN_VIEW = 5
"""People of a protected perspective who must have answered, where a file does not say."""

Value = int | str | tuple[str, ...]
"""A whole number for a scale or count, an option's id for a choice, ids for tick-all, words for text."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Note = Annotated[str, StringConstraints(max_length=20_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class PackName(Frozen):
    """Which pack, in which version, the answers belong to."""

    id: Id
    version: Annotated[int, Field(ge=1)]


class OwnQuestion(Frozen):
    """A question that a respondent would have asked, with their answer to it: carried and reported, never scored."""

    ask: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"\S")]
    answer: Note | None = None


class Respondent(Frozen):
    """One person's answers.

    `set_aside` keeps answers that a changed routing or another version made moot; `held` those that wait for more of
    their kind, since shown now they would single somebody out.
    """

    id: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^\S+$")]
    perspective: Id
    unit: Name | None = None
    answers: dict[str, Any] = {}
    set_aside: dict[str, Any] = {}
    held: dict[str, Any] = {}
    notes: dict[str, Note] = {}
    own_questions: tuple[OwnQuestion, ...] = Field(default=(), max_length=100)

    @property
    def waiting(self) -> bool:
        """Whether all this person said is held, so that they do not count yet."""
        return bool(self.held) and not self.answers


class SetAside(Frozen):
    """A respondent whose answers are kept and not counted, and why."""

    reason: Literal["duplicate", "replaced", "other_version", "other_pack", "unreadable"]
    respondent: Any


class Responses(Frozen):
    """A response file: one agency, one pack, its respondents.

    `min_view` is how many people of a protected perspective must have answered before anything of it is shown (5
    where it is not given). A file of one respondent that does not give it is that person's own.
    """

    response: Literal[1]
    pack: PackName
    form: Id = "full"
    agency: Name
    date: Day
    min_view: Annotated[int, Field(ge=3, le=1000)] | None = None
    share_notes: bool = False
    """Whether free text of protected perspectives may be shown; those who wrote it must have agreed."""
    respondents: tuple[Respondent, ...] = Field(min_length=1)
    set_aside: tuple[SetAside, ...] = ()

    @property
    def counted(self) -> tuple[Respondent, ...]:
        """The respondents who count; those of whom everything is held do not yet."""
        return tuple(person for person in self.respondents if not person.waiting)

    @property
    def personal(self) -> bool:
        """Whether the file is one person's own, so that there is nobody to protect from its reader."""
        return self.min_view is None and len(self.respondents) == 1

    @property
    def fewest(self) -> int:
        """How many people of a protected perspective must have answered."""
        return 1 if self.personal else self.min_view or MIN_VIEW

    @property
    def day(self) -> dt.date:
        """The date of the answers."""
        return dt.date.fromisoformat(self.date)
