"""The first sheet of an XLSX workbook, written out as delimited text once, within limits that no honest sheet meets.

A workbook is a zip of XML that may unpack to anything. So the sizes are looked at before anything is read, the XML goes
through defusedxml, no row may be longer than a few megabytes, and rows and columns are counted while they come.
"""

import csv
import datetime as dt
import errno
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.language.unsaid import Figure, phrase, quoted
from assessor.tables.layout import MAX_COLUMNS

MAX_ROWS = 1_048_576
MAX_SHEET, MAX_OTHER, MAX_ROW = 2_000_000_000, 64_000_000, 8_000_000
"""Bytes that a sheet, any other file of the workbook, and one row may unpack to."""
ROW = re.compile(rb'<(?:\w{1,9}:)?row [^>]{0,99}?\br="([0-9]{1,9})"')
MAX_RATIO = 150
"""How far a file of the workbook over 10 MB may be packed; sheets full of the same answer reach 40."""


def as_delimited(path: Path, name: str, target: Path, head_rows: int = 1) -> tuple[int, tuple[Problem, ...]]:
    """Writes the first sheet of `path` to `target` as comma-separated text: the row of the header, and what to note."""
    import openpyxl

    sheet = _Sheet(name)
    try:
        _refuse_bombs(path, sheet)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions, which are not read
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                first = next((each for each in book.worksheets), None)
                if first is None:
                    sheet.refuse("empty")
                first.reset_dimensions()
                header_row = _write(sheet.rows(first.iter_rows(values_only=True)), target, sheet, head_rows)
                others = len(book.sheetnames) - 1
                title = first.title
            finally:
                book.close()
    except AssessorError:
        raise
    except MemoryError:
        sheet.refuse("unpacks-too-far", limit="memory")
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        sheet.refuse("damaged", reason=quoted(str(error).rstrip(".")))
    except Exception as error:  # openpyxl raises whatever the XML makes it stumble over
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise  # not the sheet's fault
        if _declares_entities(error):
            sheet.refuse("damaged", reason=phrase("its XML declares entities, which no spreadsheet does"))
        sheet.refuse("damaged", reason=phrase("it cannot be read as a workbook ({name})", name=type(error).__name__))
    return header_row, (problem("more-sheets", file=name, sheet=title, others=others),) if others else ()


def _declares_entities(error: BaseException | None) -> bool:
    """Whether this is why the XML was not read; openpyxl wraps errors in others."""
    import defusedxml.common

    while error is not None:
        if isinstance(error, defusedxml.common.DefusedXmlException):
            return True
        error = error.__cause__ or error.__context__
    return False


class _Sheet:
    def __init__(self, name: str) -> None:
        self.name = name

    def refuse(self, code: str, *, line: int | None = None, **words: object) -> NoReturn:
        raise AssessorError([problem(code, file=self.name, line=line, **words)], BAD_RESPONSES)

    def rows(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """The rows, as long as there are no more than a sheet can have and none is wider than it may be."""
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS:
                self.refuse("too-many-rows", limit=Figure(MAX_ROWS))
            if len(row) > MAX_COLUMNS:
                self.refuse("too-many-columns", line=number, found=Figure(len(row)), limit=Figure(MAX_COLUMNS))
            yield row


def _refuse_bombs(path: Path, sheet: _Sheet) -> None:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name, size = member.filename, member.file_size
            is_sheet = name.startswith("xl/worksheets/") or (size > MAX_ROW and name != "xl/sharedStrings.xml")
            limit = MAX_SHEET if is_sheet else MAX_OTHER
            if size > limit or (size > 10_000_000 and size > MAX_RATIO * member.compress_size):
                sheet.refuse(
                    "unpacks-too-far",
                    limit=phrase(
                        "{size} MB or {ratio} times its size", size=Figure(limit // 1_000_000), ratio=MAX_RATIO
                    ),
                )
            if is_sheet and name.endswith(".xml"):
                with archive.open(member) as file:
                    _refuse_endless_rows(iter(lambda file=file: file.read(1_000_000), b""), sheet)  # type: ignore[misc]


def _refuse_endless_rows(chunks: Iterator[bytes], sheet: _Sheet) -> None:
    """A row is held whole while it is read, so none may be longer than MAX_ROW; and rows that go back would be lost."""
    text, row = b"", 0

    def in_order(done: bytes) -> None:
        nonlocal row
        for number in map(int, ROW.findall(done)):
            if number <= row:
                sheet.refuse(
                    "damaged", reason=phrase("row {number} comes after row {before}", number=number, before=row)
                )
            row = number

    for chunk in chunks:
        text += chunk
        last = max(text.rfind(b"<", 0, text.rfind(b"row ") + 1), 0)
        in_order(text[:last])
        text = text[last:]
        if len(text) > MAX_ROW:
            sheet.refuse("unpacks-too-far", limit=phrase("{size} MB in one row", size=MAX_ROW // 1_000_000))
    in_order(text)


def _write(rows: Iterator[Sequence[Any]], target: Path, sheet: _Sheet, head_rows: int) -> int:
    """Writes the rows from the first that is not blank; which one that is."""
    header_row, width = 0, 0
    heads: list[list[str]] = []
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")

        def put(cells: list[str]) -> None:
            if cells:
                writer.writerow(cells + [""] * (width - len(cells)))
            else:
                file.write("\n")

        for number, row in enumerate(rows, 1):
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if not header_row and not cells:
                continue
            header_row = header_row or number
            if len(heads) < head_rows:  # which together tell how wide the sheet is
                heads.append(cells)
                width = max(width, len(cells))
                for each in heads if len(heads) == head_rows else ():
                    put(each)
            else:
                put(cells)
        for each in heads if len(heads) < head_rows else ():
            put(each)
    if not header_row:
        sheet.refuse("empty")
    return header_row


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.datetime):
        return str(cell.date() if cell.time() == dt.time() else cell)
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
