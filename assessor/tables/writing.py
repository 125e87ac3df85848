"""Result files by their ending, written a stretch of agencies at a time; the same results give the same bytes."""

import datetime as dt
import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assessor.errors import USAGE, AssessorError, problem
from assessor.language.unsaid import Figure
from assessor.tables.cells import harmless_frame

if TYPE_CHECKING:
    import polars as pl

MADE = dt.datetime(2000, 1, 1)
"""What a workbook says of when it was made; the real time would make other bytes each time."""
SHEET_ROWS = 1_048_576


class Writer(Protocol):
    """A file being written; it is whole once it is closed."""

    def add(self, frame: "pl.DataFrame") -> None:
        """Writes more rows."""
        ...

    def close(self) -> None:
        """Writes what is still to be written."""
        ...


class Delimited:
    """CSV and TSV; cells that a spreadsheet would run are made harmless."""

    def __init__(self, path: Path, separator: str) -> None:
        self._file, self._separator, self._first = path.open("wb"), separator, True

    def add(self, frame: "pl.DataFrame") -> None:
        harmless_frame(frame).write_csv(self._file, include_header=self._first, separator=self._separator)
        self._first = False

    def close(self) -> None:
        self._file.close()


class JsonLines:
    """One object a row."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def add(self, frame: "pl.DataFrame") -> None:
        frame.write_ndjson(self._file)

    def close(self) -> None:
        self._file.close()


class Parquet:
    """A row group for each stretch."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def add(self, frame: "pl.DataFrame") -> None:
        import pyarrow.parquet as pq

        table = frame.to_arrow()
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Arrow:
    """An Arrow file with a record batch for each stretch."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def add(self, frame: "pl.DataFrame") -> None:
        import pyarrow as pa

        table = frame.to_arrow().combine_chunks()
        if self._writer is None:
            self._writer = pa.ipc.new_file(str(self._path), table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Workbook:
    """An XLSX sheet, of which one row at a time is in memory; text is written as text, whatever it begins with."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": MADE})
        self._sheet, self._row = self._book.add_worksheet("Results"), 0

    def add(self, frame: "pl.DataFrame") -> None:
        if not self._row:
            self._write(frame.columns)
        if self._row + frame.height > SHEET_ROWS:
            told = problem("too-many-rows", limit=Figure(SHEET_ROWS))
            raise AssessorError([told], USAGE)
        for row in frame.iter_rows():
            self._write(row)

    def _write(self, cells: Any) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, column, cell)
            elif isinstance(cell, str):
                self._sheet.write_string(self._row, column, cell)
            elif cell is not None:
                self._sheet.write_number(self._row, column, cell)
        self._row += 1

    def close(self) -> None:
        import xlsxwriter.exceptions

        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(errno.EIO, str(error)) from None


WRITERS: dict[str, Callable[[Path], Writer]] = {
    ".csv": lambda path: Delimited(path, ","),
    ".tsv": lambda path: Delimited(path, "\t"),
    ".jsonl": JsonLines,
    ".parquet": Parquet,
    ".arrow": Arrow,
    ".xlsx": Workbook,
}


def writer_for(name: str) -> Callable[[Path], Writer]:
    """What writes a file of this name; raises AssessorError where its ending is not known."""
    suffix = Path(name).suffix.lower()
    if suffix not in WRITERS:
        raise AssessorError([problem("unknown-suffix", name=name, known=", ".join(WRITERS))], USAGE)
    return WRITERS[suffix]
