"""Which column of a tool's export is which of ours: what a map says, or what is certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, nearest, problem
from assessor.tables.headings import Known, Target
from assessor.tables.layout import Filled, personal


@dataclass(frozen=True)
class Column:
    """One column of the file and what it is of ours; `answers` tells of cells what they mean."""

    header: str
    target: Target
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapped:
    """The columns of one file."""

    columns: tuple[Column, ...]
    personal: tuple[str, ...] = ()
    """Columns left out everywhere, since they could tell who answered."""
    left: tuple[str, ...] = ()
    """Columns that are none of ours."""

    @property
    def of_items(self) -> dict[str, list[Column]]:
        """Item -> its columns."""
        found: dict[str, list[Column]] = {}
        for each in self.columns:
            found.setdefault(each.target.name, []).append(each)
        return found


def certain(headers: Sequence[str], heads: Mapping[str, Sequence[str]], known: Known, filled: Filled) -> Mapped:
    """What the columns are of which it is certain; `heads` has all rows of each header."""
    columns: list[Column] = []
    away: list[str] = []
    left: list[str] = []
    dropped = {each.strip().casefold() for each in filled.drop}
    for header in headers:
        rows = heads[header]
        target = known.target(rows)
        if header.strip().casefold() in dropped:
            continue
        if target is not None and not _is_item_called_else(target, rows, known):
            columns.append(Column(header, target))
        elif any(map(known.profile.drops, rows)) or personal(header):
            away.append(header)
        else:
            left.append(header)
    return Mapped(tuple(_without_boxes(columns, left)), tuple(away), tuple(left))


def _is_item_called_else(target: Target, rows: Sequence[str], known: Known) -> bool:
    """Whether a tool means a column of its own by a name that is also one of ours."""
    return target.name not in known.items and any(map(known.profile.drops, rows))


def _without_boxes(columns: Sequence[Column], left: list[str]) -> list[Column]:
    """Where all options of an item stand in one cell too, that is read, and the boxes that repeat it are not."""
    whole = {each.target.name for each in columns if not each.target.option}
    twice = [each for each in columns if each.target.option and each.target.name in whole]
    left += [each.header for each in twice]
    return [each for each in columns if each not in twice]


def refuse_twice(name: str, mapping: Mapped) -> None:
    """Raises AssessorError where two columns are the same of ours."""
    seen: dict[Target, str] = {}
    problems: list[Problem] = []
    for each in mapping.columns:
        before = seen.setdefault(each.target, each.header)
        if before != each.header:
            told = problem("same-target", file=name, column=each.header, target=each.target, before=before)
            problems.append(told)
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)


def refuse_absent(name: str, columns: Sequence[str], headers: Sequence[str]) -> None:
    """Raises AssessorError where a map names columns that the file does not have."""
    there = set(headers)
    problems = [
        problem("absent-column", file=name, column=each, nearest=nearest(each, headers, ""))
        for each in columns
        if each not in there
    ]
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
