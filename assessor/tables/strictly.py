"""One record of delimited text, read by the letter: its cells, or what is wrong with it."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

from assessor.errors import Problem, problem
from assessor.language import N_
from assessor.language.unsaid import Unsaid, phrase, quoted
from assessor.tables.block import MAX_RECORD

SEPARATORS = ",;\t|"
REASONS = N_({
    "expected after '\"'": "text follows the quote that closes a cell",
    "end of data": "a quote is not closed",
})  # fmt: skip
"""What the standard library says of a record, but for its first word, in ours."""


@contextmanager
def long_cells() -> Iterator[None]:
    """Cells may be as long as a record while this lasts; the limit of the standard library is one for all threads."""
    before = csv.field_size_limit(MAX_RECORD)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def separator_of(header: str, separators: str = SEPARATORS) -> str:
    """The separator that cuts `header` into most names."""

    def names(separator: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(header, newline=""), delimiter=separator, strict=True), []))
        except csv.Error:
            return 0

    return max(separators, key=names)


def cells_of(raw: bytes, encoding: str, separator: str, width: int) -> list[str] | Problem:
    """The cells of a record, none where nothing stands in it, or what is wrong."""
    if not raw.strip():
        return []
    if b"\0" in raw:
        return problem("bad-text", reason=phrase("holds a NUL byte"))
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        return no_text(raw[error.start], encoding)
    try:
        rows = list(csv.reader([text.removesuffix("\r")], delimiter=separator, strict=True))
    except csv.Error as error:
        return problem("broken-record", reason=_reason(error))
    if len(rows) > 1:
        return problem(
            "broken-record", reason=phrase("a quote or a line end stands inside a cell that is not in quotes")
        )
    cells = rows[0] if rows else []
    if not any(cell.strip() for cell in cells):
        return []
    if len(cells) != width:
        return problem("ragged-row", found=len(cells), wanted=width)
    return cells


def sound(data: bytes, separator: str, width: int, records: int) -> bool:
    """Whether counting alone shows that these are `records` records of `width` cells, with quotes only around cells.

    A record that is too short is found by Polars's being too long elsewhere or by the number of separators; what looks
    unsound here may still be sound.
    """
    if b"\0" in data or data.count(b"\r") != data.count(b"\r\n") or data.startswith((b"\n", b"\r\n")):
        return False
    if b"\n\n" in data or b"\n\r\n" in data:
        return False
    mark = separator.encode()
    if b'"' in data and not _enclosing(data, mark):
        data = _quoted(mark).sub(b"", data)
        if b'"' in data or data.count(b"\n") + (not data.endswith(b"\n")) != records:
            return False
    return data.count(mark) == records * (width - 1)


def _enclosing(data: bytes, mark: bytes) -> bool:
    """Whether every quote opens or closes a cell, and as many open as close."""
    opening = data.count(mark + b'"') + data.count(b'\n"') + data.startswith(b'"')
    closing = data.count(b'"' + mark) + data.count(b'"\n') + data.count(b'"\r\n') + data.endswith(b'"')
    return opening == closing and opening + closing == data.count(b'"')


def _quoted(mark: bytes) -> re.Pattern[bytes]:
    """A whole cell in quotes."""
    sep = re.escape(mark)
    return re.compile(rb'(?:(?<=[%b\n])|\A)"[^"]*(?:""[^"]*)*"(?=[%b\r\n]|\Z)' % (sep, sep))


def _reason(error: csv.Error) -> Unsaid:
    """What the standard library found, in words of ours where there are some."""
    known = REASONS.get(str(error).split(" ", 1)[-1])
    return phrase(known) if known else quoted(error)


def no_text(byte: int, encoding: str) -> Problem:
    """The message for a record with a byte that its encoding does not have."""
    reason = phrase("holds the byte {byte}, which is not {encoding} text", byte=f"0x{byte:02x}", encoding=encoding)
    return problem("bad-text", reason=reason)
