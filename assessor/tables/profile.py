"""A survey tool's way of writing its export, as data: header rows, separators, boxes, markers, what is left out."""

from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from assessor.errors import BAD_DEFINITION, USAGE, AssessorError, nearest, problem
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import read_file
from assessor.model.base import Frozen
from assessor.tables.wordings import normal

FOLDER = Path(__file__).parent / "profiles"
Role = Literal["agency", "perspective", "respondent", "unit", "date", "form"]
Marker = Literal["none_of_these", "dont_know", "does_not_apply"]
Encoding = Literal["utf-8", "cp1252"]


class Profile(Frozen):
    """How one tool writes what people answered."""

    profile: Literal[1] = 1
    title: str = "a table"
    head_rows: Annotated[int, Field(ge=1, le=5)] = 1
    carried: bool = False
    """Whether a blank in the first header row repeats the cell before it, and the second row tells the option."""
    last_head: str = ""
    """A word in the last header row, by which it is known to be there."""
    separators: tuple[str, ...] = (",", ";", "\t", "|")
    encodings: tuple[Encoding, ...] = ("utf-8", "cp1252")
    """Where there is but one, nothing else is tried."""
    own_numbers: bool = False
    """Whether the tool numbers answers its own way, so that a number says nothing until a map tells what it means."""
    groups: tuple[str, ...] = ()
    """What stands between the name of a group and that of a question."""
    options: tuple[str, ...] = (".",)
    """What stands between a question and its option in a header; `[` is closed by `]`."""
    single: tuple[str, ...] = ()
    """Words in the place of an option that name none."""
    other: tuple[str, ...] = ()
    """Words in the place of an option for what people wrote themselves."""
    joins: tuple[str, ...] = (";", "|")
    """What stands between options in one cell."""
    ticked: tuple[str, ...] = ("1", "true")
    unticked: tuple[str, ...] = ("0", "false")
    nothing_ticked: Literal["open", "none"] = "none"
    """What boxes say of which all are unticked: that the question is open, or that none applies."""
    missing: tuple[str, ...] = ()
    """Cells in which nothing stands."""
    markers: dict[Marker, tuple[str, ...]] = {}
    """How the tool writes these, besides their names and labels."""
    roles: dict[Role, tuple[str, ...]] = {}
    """What the tool calls the columns that are no answers."""
    serial: bool = False
    """Whether respondents are numbered from 1 in every survey, so that a number alone tells nobody apart."""
    instance: str = ""
    """The column that numbers repeated answers of one record."""
    dropped: tuple[str, ...] = ()
    """Columns left out everywhere, since they could tell who answered; `*` stands for anything."""

    @cached_property
    def _dropped(self) -> tuple[str, ...]:
        return tuple(normal(each) for each in self.dropped)

    def drops(self, header: str) -> bool:
        """Whether a column of this name is left out."""
        name = normal(header)
        return any(fnmatchcase(name, each) for each in self._dropped)


PLAIN = Profile()
"""A table that no tool wrote."""


def profiles() -> tuple[str, ...]:
    """The names of all profiles."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def profile(name: str) -> Profile:
    """The profile called `name`; raises AssessorError where there is none."""
    if name not in profiles():
        raise AssessorError([problem("no-profile", id=name, nearest=nearest(name, profiles()))], USAGE)
    document = read_file(FOLDER / f"{name}.yaml", f"{name}.yaml")
    found, problems = (None, list(document.problems)) if document.problems else shaped(Profile, document)
    if found is None:
        raise AssessorError(problems, BAD_DEFINITION)
    return found
