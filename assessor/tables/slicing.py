"""A text file cut into parts of whole records, without holding more than one record of it.

A record ends where a line ends outside of quotes. A record that is too long is a part of its own, skipped over and
never read; so is the line of a quote that is never closed: reading goes on with the line after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assessor.tables.block import MAX_RECORD, Part

MAX_PART = 256_000_000
MAX_LINES = 200
"""Lines of one record; a quote that is open for longer was never meant to be one."""


@dataclass
class Encoded:
    """Whether lines beyond ASCII were seen that are UTF-8, and some that are not."""

    utf8: bool = False
    other: bool = False

    def judge(self, line: bytes) -> None:
        """Notes what `line`, which is not all ASCII, could be."""
        if not (self.utf8 and self.other):
            try:
                line.decode("utf-8")
                self.utf8 = True
            except UnicodeDecodeError:
                self.other = True


def sliced(file: BinaryIO, line: int, part_rows: int, encoded: Encoded, quoting: bool = True) -> Iterator[Part]:
    """The parts of `file` from where it stands, which is on `line`."""
    return _Knife(file, line, part_rows, encoded, quoting).parts()


class _Knife:
    def __init__(self, file: BinaryIO, line: int, part_rows: int, encoded: Encoded, quoting: bool) -> None:
        self.file, self.part_rows, self.encoded, self.quoting = file, part_rows, encoded, quoting
        self.first, self.offset, self.line = 1, file.tell(), line

    def _cut(self, records: int, size: int, lines: int, lost: str = "") -> Part:
        part = Part(self.first, records, self.offset, size, self.line, lost)
        self.first, self.offset, self.line = self.first + records, self.offset + size, self.line + lines
        return part

    def parts(self) -> Iterator[Part]:
        records = size = lines = 0
        for line in iter(lambda: self.file.readline(MAX_RECORD), b""):
            more, used, lost = len(line), 1, ""
            if len(line) == MAX_RECORD and not line.endswith(b"\n"):
                more, lost = more + self._rest(), "record-too-long"
            elif self.quoting and line.count(b'"') & 1:
                more, used, lost = self._quoted(line, self.offset + size)
            if lost:
                if records:
                    yield self._cut(records, size, lines)
                records = size = lines = 0
                yield self._cut(1, more, 1, lost)
                continue
            if not line.isascii():
                self.encoded.judge(line)
            records, size, lines = records + 1, size + more, lines + used
            if records >= self.part_rows or size >= MAX_PART:
                yield self._cut(records, size, lines)
                records = size = lines = 0
        if records:
            yield self._cut(records, size, lines)

    def _rest(self) -> int:
        """Bytes up to the end of a line that is too long."""
        size = 0
        for more in iter(lambda: self.file.readline(MAX_RECORD), b""):
            size += len(more)
            if more.endswith(b"\n"):
                break
        return size

    def _quoted(self, line: bytes, start: int) -> tuple[int, int, str]:
        """(bytes, lines, fault) of a record whose first line leaves a quote open."""
        size = len(line)
        for used in range(2, MAX_LINES + 1):
            more = self.file.readline(MAX_RECORD)
            size += len(more)
            if not more or size > MAX_RECORD:
                break
            if not more.isascii():
                self.encoded.judge(more)
            if more.count(b'"') & 1:
                return size, used, ""
        self.file.seek(start + len(line))
        return len(line), 1, "unclosed-quote"


def records_of(data: bytes, quoting: bool = True) -> Iterator[tuple[bytes, int]]:
    """(record, how many lines it has) of the bytes of one part."""
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    open_: list[bytes] = []
    for line in lines:
        if open_ or (quoting and line.count(b'"') & 1):
            open_.append(line)
            if len(open_) > 1 and line.count(b'"') & 1:
                yield b"\n".join(open_), len(open_)
                open_ = []
        else:
            yield line, 1
    if open_:
        yield b"\n".join(open_), len(open_)
