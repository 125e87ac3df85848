"""Rejected rows: each whole, with everything that is wrong with it, in a file of their own.

Columns that could tell who answered are left out of it. Cells that a spreadsheet would run are made harmless.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from assessor.errors import Problem
from assessor.tables.block import Fault, Original
from assessor.tables.cells import harmless

COLUMNS = ("file", "record", "line", "column", "value", "code", "what", "remedy", "row")
MODE = 0o600
"""Answers are for the one who has the file."""
LONGEST = 200


class Reject(NamedTuple):
    """One thing that is wrong with one row, and the row."""

    record: int
    place: int
    line: int | None
    column: str
    value: str
    code: str
    what: str
    remedy: str
    row: str


def rejects_of(faults: Iterable[Fault], originals: Mapping[int, Original], left_out: frozenset[str]) -> list[Reject]:
    """The rejects of some faults, in the order of records and columns."""
    found = []
    rows: dict[int, str] = {}
    for fault in sorted(faults, key=lambda fault: (fault.record, fault.place)):
        original = originals.get(fault.record, Original(None, ""))
        if fault.record not in rows:
            rows[fault.record] = _row(original, left_out)
        told = fault.problem
        value = str(fault.value)[:LONGEST].encode("utf-8", "backslashreplace").decode()
        found.append(
            Reject(
                fault.record, fault.place, original.line, fault.column, value, told.code, told.what, told.remedy,
                rows[fault.record],
            )
        )  # fmt: skip
    return found


def _row(original: Original, left_out: frozenset[str]) -> str:
    cells = original.cells
    if isinstance(cells, Mapping):
        cells = {column: cell for column, cell in cells.items() if column not in left_out}
    text = json.dumps(cells, ensure_ascii=False, default=str)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(cells, ensure_ascii=True, default=str)
    return text


def saved(rejects: Iterable[Reject], path: Path) -> None:
    """Keeps the rejects of one part until all are together."""
    with path.open("w", encoding="utf-8") as file:
        for reject in rejects:
            file.write(json.dumps(reject) + "\n")


def kept(path: Path) -> Iterator[Reject]:
    """The rejects of one part, one by one."""
    with suppress(FileNotFoundError), path.open(encoding="utf-8") as file:
        for line in file:
            yield Reject(*json.loads(line))


def write_rejects(path: Path, rejects: Iterable[tuple[str, Reject]]) -> None:
    """Writes the rejects of all files, each with the name of its file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name, each in rejects:
            cells = (name, each.record, each.line or "", *each[3:])
            writer.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in cells)


def told(name: str, reject: Reject) -> str:
    """A reject as a message: file, record, column, what is wrong, what to do."""
    where = f"{name}:{reject.record}" + (f":{reject.column}" if reject.column else "")
    return str(Problem(reject.code, reject.what, reject.remedy, where))


def is_ours(path: Path) -> bool:
    """Whether `path` is a file of rejects that an earlier run wrote."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(1000).rstrip("\n") == ",".join(COLUMNS)
    except (OSError, UnicodeDecodeError):
        return False
