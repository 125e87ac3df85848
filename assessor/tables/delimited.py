"""Comma-separated text, or with ; tab or |: read fast where a part is sound, and record by record where it is not.

The fast path is Polars with a column of whole numbers for each answer. It is taken only for a part of which counting
has shown that each record has as many cells as the header and every quote encloses a cell; all else goes through the
strict reader of the standard library, which knows the record of each fault. Both give the same cells.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.language.unsaid import phrase, quoted
from assessor.tables.block import MAX_RECORD, RECORD, SAMPLED, Block, Fault, Gathered, Original, Part, lost_block
from assessor.tables.slicing import Encoded, records_of, sliced
from assessor.tables.strictly import cells_of, long_cells, separator_of, sound

if TYPE_CHECKING:
    import polars as pl

BOM = b"\xef\xbb\xbf"
SHOWN = 1_000
"""Characters kept of a record that cannot be read."""


class Delimited:
    """A file of delimited text.

    `encoding` is None where it is to be found out; `sheet_row` is the row of the header where the text was a sheet.
    """

    def __init__(self, path: Path, name: str, part_rows: int, encoding: str | None = None, sheet_row: int = 0) -> None:
        self.path, self.name, self._sheet_row = path, name, sheet_row
        encoded = Encoded()
        with path.open("rb") as file:
            header, line = self._header(file)
            if not header.isascii():
                encoded.judge(header)
            self.parts: tuple[Part, ...] = tuple(sliced(file, line, part_rows, encoded))
        guessed = "cp1252" if encoded.other and not encoded.utf8 else "utf-8"
        self.encoding = encoding or guessed
        doubtful = not encoding and guessed != "utf-8"
        self.notes: tuple[Problem, ...] = (problem("guessed-encoding", file=name),) if doubtful else ()
        text = self._decoded(header)
        self.separator = self._separator(text)
        self.headers = self._names(text)
        self.sample: Mapping[str, Sequence[str]] = self._sample()

    def _header(self, file: BinaryIO) -> tuple[bytes, int]:
        """The bytes of the header, and the number of the line after it."""
        header, lines = self._record(file)
        line = 1 + lines
        if header.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._refuse("not-text", reason=phrase("it looks like UTF-16"))
        header = header.removeprefix(BOM)
        if header.lower().startswith(b"sep=") and len(header.strip(b"\r\n")) == len(b"sep=;"):
            header, lines = self._record(file)  # a hint that spreadsheets write
            line += lines
        if not header.strip():
            self._refuse("empty")
        if b"\0" in header:
            self._refuse("not-text", reason=phrase("it holds NUL bytes"))
        if len(header) >= MAX_RECORD:
            self._refuse("not-text", reason=phrase("its first line is longer than 1 MB"))
        if b"\r" in header.rstrip(b"\r\n").replace(b"\r\n", b"\n"):
            self._refuse("not-text", reason=phrase("its lines end in CR alone"))
        return header.rstrip(b"\r\n"), line

    @staticmethod
    def _record(file: BinaryIO) -> tuple[bytes, int]:
        """The bytes of the next record, and how many lines it has."""
        record, lines = file.readline(MAX_RECORD), 1
        while record.count(b'"') & 1 and len(record) < MAX_RECORD and (more := file.readline(MAX_RECORD)):
            record, lines = record + more, lines + 1
        return record, lines

    def _separator(self, header: str) -> str:
        return separator_of(header)

    def _refuse(self, code: str, **words: object) -> NoReturn:
        raise AssessorError([problem(code, file=self.name, line=1, **words)], BAD_RESPONSES)

    def _decoded(self, header: bytes) -> str:
        try:
            return header.decode(self.encoding)
        except UnicodeDecodeError as error:
            self._refuse("not-text", reason=phrase("byte {number}", number=error.start + 1))

    def _names(self, header: str) -> tuple[str, ...]:
        try:
            return tuple(next(csv.reader(io.StringIO(header, newline=""), delimiter=self.separator, strict=True)))
        except csv.Error as error:
            self._refuse("broken-record", reason=quoted(error))

    def _sample(self) -> dict[str, tuple[str, ...]]:
        first = next((part for part in self.parts if not part.lost), None)
        if first is None:
            return {}
        found = self.originals(first, range(first.first, first.first + SAMPLED))
        rows = [each.cells for each in found.values() if isinstance(each.cells, Mapping)]
        return {header: tuple(str(row[header]) for row in rows) for header in self.headers}

    def _bytes(self, part: Part) -> bytes:
        with self.path.open("rb") as file:
            file.seek(part.offset)
            return file.read(min(part.size, SHOWN) if part.lost else part.size)

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        if part.lost:
            return lost_block(part, wanted)
        data = self._bytes(part)
        text = self._utf8(data)
        if text is not None and sound(text, self.separator, len(self.headers), part.records):
            frame = self._fast(text, part, wanted, bits)
            if frame is not None:
                return Block(frame)
        with long_cells():
            return self._careful(data, part, wanted)

    def _utf8(self, data: bytes) -> bytes | None:
        """`data` as UTF-8; None where some of it is not what the encoding of the file allows."""
        if data.isascii():
            return data
        try:
            text = data.decode(self.encoding)
        except UnicodeDecodeError:
            return None
        return data if self.encoding == "utf-8" else text.encode()

    def _fast(self, data: bytes, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> "pl.DataFrame | None":
        """The part as Polars reads it; None where it sees other records than we counted."""
        import polars as pl

        widths = {8: pl.Int8(), 16: pl.Int16(), 32: pl.Int32()}
        names = {f"column_{place}": header for place, header in enumerate(self.headers, 1)}
        columns = {column: header for column, header in names.items() if header in wanted}
        for typed in (bits, {}) if bits else ({},):
            schema = {c: widths[typed[h]] if h in typed else pl.String() for c, h in names.items()}
            try:
                frame = pl.read_csv(
                    data, has_header=False, schema=schema, columns=list(columns), separator=self.separator, glob=False
                )
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
                continue
            if frame.height == part.records:
                records = pl.int_range(part.first, part.first + part.records, dtype=pl.UInt32, eager=True)
                return frame.rename(columns).with_columns(records.alias(RECORD))
        return None

    def _careful(self, data: bytes, part: Part, wanted: Sequence[str]) -> Block:
        """The part record by record, with the fault of each that is none."""
        gathered = Gathered(wanted)
        places = [self.headers.index(header) for header in wanted]
        faults: list[Fault] = []
        read = 0
        for record, (raw, _) in enumerate(records_of(data), part.first):
            cells = cells_of(raw, self.encoding, self.separator, len(self.headers))
            if isinstance(cells, Problem):
                faults.append(Fault(record, cells))
            elif cells:
                gathered.add(record, [cells[place] for place in places])
                read += 1
        return Block(gathered.frame(), faults, part.records - read - len(faults))

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        asked, line, found = set(records), part.line, {}
        if part.lost:
            text = self._bytes(part).decode(self.encoding, "backslashreplace")
            return {part.first: Original(self._line(part.first, line), text)}
        with long_cells():
            for record, (raw, lines) in enumerate(records_of(self._bytes(part)), part.first):
                if record in asked:
                    found[record] = Original(self._line(record, line), self._shown(raw))
                    if len(found) == len(asked):
                        break
                line += lines
        return found

    def _line(self, record: int, line: int) -> int:
        return self._sheet_row + record if self._sheet_row else line

    def _shown(self, raw: bytes) -> Mapping[str, object] | Sequence[object] | str:
        cells = cells_of(raw, self.encoding, self.separator, len(self.headers))
        if isinstance(cells, Problem):
            text = raw.decode(self.encoding, "backslashreplace")
            return text.split(self.separator) if cells.code == "ragged-row" and '"' not in text else text[:SHOWN]
        return dict(zip(self.headers, cells or [""] * len(self.headers), strict=True))
