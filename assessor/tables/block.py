"""What readers have in common: a file is a row of parts, and a part is read as a block of records or of faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assessor.errors import Problem, problem
from assessor.language.unsaid import phrase

if TYPE_CHECKING:
    import polars as pl

RECORD = "_record"
"""The column with the number of the record, from 1; the header is none."""

MAX_RECORD = 1_000_000
"""Bytes of one record; a longer one is rejected without being read."""

SAMPLED = 100
"""Records whose cells are looked at before a file is read."""


class Part(NamedTuple):
    """Some records of a file that follow each other; always the same ones for the same file and `--part-rows`."""

    first: int
    """The number of its first record."""
    records: int
    offset: int = 0
    size: int = 0
    line: int = 0
    """The line its first record starts on."""
    lost: str = ""
    """The code that says why its one record cannot be read."""


class Fault(NamedTuple):
    """One thing that is wrong with one record; `place` is where its column stands, so that a row's come in order."""

    record: int
    problem: Problem
    column: str = ""
    value: str = ""
    place: int = -1


class Original(NamedTuple):
    """A record as it stands in the file."""

    line: int | None
    cells: Mapping[str, object] | Sequence[object] | str

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        cells = self.cells.values() if isinstance(self.cells, Mapping) else self.cells
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


@dataclass
class Block:
    """The records of a part: a row each, as text or whole numbers, under the names the file gives its columns."""

    frame: "pl.DataFrame"
    faults: list[Fault] = field(default_factory=list)
    skipped: int = 0
    """Records in which nothing stands."""
    late: dict[str, list[int]] = field(default_factory=dict)
    """Columns that the first records do not have, and the records that do."""


class Table(Protocol):
    """One file of records."""

    name: str
    headers: tuple[str, ...]
    sample: Mapping[str, Sequence[str]]
    parts: tuple[Part, ...]
    notes: tuple[Problem, ...]

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        """The records of `part`: the `wanted` columns, of which those in `bits` should hold whole numbers."""
        ...

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        """Some records of `part` as they stand in the file."""
        ...


class Gathered:
    """Rows of text that become a frame, a few thousand at a time, so that they need little memory."""

    AT_ONCE = 20_000

    def __init__(self, wanted: Sequence[str]) -> None:
        self.wanted = wanted
        self._rows: list[Sequence[str | None]] = []
        self._records: list[int] = []
        self._frames: list[pl.DataFrame] = []

    def add(self, record: int, cells: Sequence[str | None]) -> None:
        """Takes the wanted cells of one record."""
        self._rows.append(cells)
        self._records.append(record)
        if len(self._rows) >= self.AT_ONCE:
            self._close()

    def _close(self) -> None:
        import polars as pl

        columns = zip(*self._rows, strict=True) if self._rows else [() for _ in self.wanted]
        texts = [pl.Series(header, cells, dtype=pl.String) for header, cells in zip(self.wanted, columns, strict=True)]
        self._frames.append(pl.DataFrame([*texts, pl.Series(RECORD, self._records, dtype=pl.UInt32)]))
        self._rows, self._records = [], []

    def frame(self) -> "pl.DataFrame":
        """All rows, with the number of each one's record."""
        import polars as pl

        if self._rows or not self._frames:
            self._close()
        return pl.concat(self._frames)


def lost_block(part: Part, wanted: Sequence[str]) -> Block:
    """The block of a part whose one record cannot be read."""
    lost = problem(part.lost, limit=phrase("{size} MB", size=MAX_RECORD // 1_000_000))
    return Block(Gathered(wanted).frame(), [Fault(part.first, lost)])
