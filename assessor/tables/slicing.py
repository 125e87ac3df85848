"""A text file cut into parts of whole records, without holding more than one record of it.

A record ends where a line ends outside of quotes. A record that is too long is a part of its own, skipped over and
never read; so is the line of a quote that is never closed: reading goes on with the line after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assessor.tables.block import MAX_RECORD, Part

BLOCK = 262_144
MAX_PART = 256_000_000
"""Bytes of one part."""
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
        """The parts, one by one."""
        records = size = lines = slow = 0
        while True:
            if size >= slow:
                many, more = self._plain(self.part_rows - records)
                used, lost, slow = many, "", 0 if many else size + BLOCK
            if not many:
                many, more, used, lost = self._one(self.offset + size)
            if lost or not many:
                if records:
                    yield self._cut(records, size, lines)
                if not many:
                    return
                yield self._cut(1, more, 1, lost)
                records = size = lines = slow = many = 0
                continue
            records, size, lines, many = records + many, size + more, lines + used, 0
            if records >= self.part_rows or size >= MAX_PART:
                yield self._cut(records, size, lines)
                records = size = lines = slow = 0

    def _plain(self, room: int) -> tuple[int, int]:
        """(records, bytes) of a stretch where every line is a record, as most are; (0, 0) where that is not so sure."""
        start = self.file.tell()
        block = self.file.read(BLOCK)
        block = block[: block.rfind(b"\n") + 1]
        records = block.count(b"\n")
        if records <= room and block.isascii() and not (self.quoting and b'"' in block):
            self.file.seek(start + len(block))
            return records, len(block)
        self.file.seek(start)
        return 0, 0

    def _one(self, start: int) -> tuple[int, int, int, str]:
        """(records, bytes, lines, fault) of the next record."""
        line = self.file.readline(MAX_RECORD)
        if len(line) == MAX_RECORD and not line.endswith(b"\n"):
            return 1, len(line) + self._rest(), 1, "record-too-long"
        if not line.isascii():
            self.encoded.judge(line)
        if self.quoting and line.count(b'"') & 1:
            return 1, *self._quoted(line, start)
        return int(bool(line)), len(line), 1, ""

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
