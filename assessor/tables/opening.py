"""From what stands on the command line to tables: patterns expanded, stdin kept, each file read as what it holds."""

import codecs
import glob
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, problem, system_reason
from assessor.language.unsaid import phrase
from assessor.tables.block import Table
from assessor.tables.columnar import Columnar
from assessor.tables.delimited import Delimited
from assessor.tables.jsonlines import JsonLines
from assessor.tables.workbook import as_delimited

READ = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".jsonl": "lines", ".ndjson": "lines", ".parquet": "parquet",
    ".arrow": "arrow", ".ipc": "arrow", ".feather": "arrow", ".xlsx": "xlsx",
}  # fmt: skip
"""Ending -> what such a file holds."""
ENDINGS = {"text": ".csv", "lines": ".jsonl", "parquet": ".parquet", "arrow": ".arrow", "xlsx": ".xlsx"}
MAGIC = {
    b"PAR1": ("parquet", "a Parquet file", ".parquet"),
    b"ARROW1": ("arrow", "an Arrow file", ".arrow"),
    b"PK\x03\x04": ("xlsx", "a workbook or another zip file", ".xlsx"),
    b"\xd0\xcf\x11\xe0": ("xls", "an old or a locked workbook", ".xlsx, saved again as one"),
    b"\x1f\x8b": ("gzip", "a gzip file", ".csv, unpacked"),
}
STDIN = "-"


@dataclass(frozen=True)
class Input:
    """One file to read, and what stands in it to the byte."""

    name: str
    path: Path
    sort: str
    size: int
    changed: int
    """When it was last written, in nanoseconds; only to see whether somebody writes it while it is read."""
    sha256: str

    def unchanged(self) -> bool:
        """Whether the file is still the one that was looked at."""
        now = self.path.stat()
        return (now.st_size, now.st_mtime_ns) == (self.size, self.changed)


def named(words: Sequence[str]) -> list[tuple[str, Path | None]]:
    """(name, path) of every input, patterns expanded in the order of names; None for stdin."""
    found: list[Path | None] = []
    problems = []
    for word in words:
        if word == STDIN:
            found.append(None)
        elif Path(word).exists():
            found.append(Path(word))
        else:
            many = [Path(each) for each in sorted(glob.glob(word, recursive=True))] if glob.has_magic(word) else []  # noqa: PTH207
            problems += [] if many else [problem("no-such-file", name=word)]
            found += many
    seen: set[Path | None] = set()
    for path in found:
        whole = path.resolve() if path else None
        if whole in seen:
            problems.append(problem("same-file", name=path or "stdin"))
        if path and path.is_dir():
            problems.append(problem("unreadable", name=path, reason=phrase("it is a folder")))
        seen.add(whole)
    if problems:
        raise AssessorError(problems, USAGE)
    short = [path.name if path else "stdin" for path in found]
    return [(name if short.count(name) == 1 else str(path), path) for name, path in zip(short, found, strict=True)]


def looked_at(name: str, path: Path | None, folder: Path, stdin: BinaryIO, sorts: Mapping[str, str] = READ) -> Input:
    """An input with its size and sha256; stdin is kept in `folder`, since it is read more than once."""
    if path is None:
        path = folder / "stdin.csv"
        with path.open("wb") as file:
            shutil.copyfileobj(stdin, file, 1 << 20)
        sort = "text"
    else:
        sort = _sort(name, path, sorts)
    with _readable(name), path.open("rb") as file:
        before = path.stat()
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Input(name, path, sort, before.st_size, before.st_mtime_ns, sha256)


def _sort(name: str, path: Path, sorts: Mapping[str, str]) -> str:
    with _readable(name), path.open("rb") as file:
        start = file.read(8)
    sort = sorts.get(path.suffix.lower())
    holds = next((found for magic, found in MAGIC.items() if start.startswith(magic)), None)
    if holds is not None and holds[0] != sort:
        told = problem("wrong-suffix", name=name, found=holds[1], right=holds[2])
        raise AssessorError([told], BAD_RESPONSES)
    if sort is None:
        raise AssessorError([problem("unknown-suffix", name=name, known=", ".join(sorts))], USAGE)
    if not start:
        raise AssessorError([problem("empty", file=name)], BAD_RESPONSES)
    if holds is None and sort in ("parquet", "xlsx"):
        told = problem(
            "damaged", file=name, reason=phrase("it does not begin as a {ending} file does", ending=path.suffix.lower())
        )
        raise AssessorError([told], BAD_RESPONSES)
    return sort


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AssessorError([problem("unreadable", name=name, reason=system_reason(error))], USAGE) from None


def opened(each: Input, folder: Path, part_rows: int, encoding: str | None) -> Table:
    """The table in an input; raises AssessorError where the file as a whole cannot be read."""
    if each.sort == "text":
        return Delimited(each.path, each.name, part_rows, encoding)
    if each.sort == "lines":
        return JsonLines(each.path, each.name, part_rows)
    if each.sort == "xlsx":
        text = folder / f"sheet-{each.sha256[:16]}.csv"
        header_row, notes = as_delimited(each.path, each.name, text)
        table = Delimited(text, each.name, part_rows, "utf-8", header_row)
        table.notes = notes
        return table
    return Columnar(each.path, each.name, part_rows)


def known_encoding(name: str) -> str:
    """The encoding called `name` by its usual name; raises AssessorError where lines cannot be found in it."""
    try:
        found = codecs.lookup(name).name
        if '\n,;\t|"'.encode(found) == b'\n,;\t|"':
            return found
    except (LookupError, UnicodeError):
        pass
    raise AssessorError([problem("unknown-encoding", name=name)], USAGE)
