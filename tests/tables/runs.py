"""A run of `assessor batch` over the tiny pack: what it prints, how it ends, and what it leaves."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from click.testing import CliRunner

from assessor.cli import main
from tests.conftest import TINY

HEADERS = ("agency", "perspective", "respondent", "role", "asked", "heard", "tired", "people")
Row = dict[str, Any]

GOOD: list[Row] = [
    {"agency": "Alpha", "perspective": "manager", "respondent": "a1", "role": "some", "asked": "after", "heard": 3,
     "tired": 1, "people": 12},
    {"agency": "Béta", "perspective": "manager", "respondent": "b1", "role": "none", "asked": "start", "heard": None,
     "tired": "dont_know", "people": 0},
    {"agency": "Alpha", "perspective": "service_user", "respondent": "a2", "role": "some", "asked": "before",
     "heard": 0, "tired": 4, "people": None},
    {"agency": "Alpha", "perspective": "manager", "respondent": "a3", "role": None, "asked": "does_not_apply",
     "heard": 4, "tired": 2, "people": 500},
]  # fmt: skip
"""Rows that are sound, of two agencies that do not stand together."""


class Done(NamedTuple):
    """What a run came to."""

    exit_code: int
    told: str
    folder: Path

    @property
    def record(self) -> dict[str, Any]:
        """The run record."""
        found: dict[str, Any] = json.loads((self.folder / "out.csv.run.json").read_text(encoding="utf-8"))
        return found

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """records, accepted, rejected, skipped."""
        count = self.record["counts"]
        return count["records"], count["accepted"], count["rejected"], count["skipped"]

    @property
    def rejects(self) -> list[dict[str, str]]:
        """The file of rejects."""
        path = self.folder / "out.csv.rejects.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def wrong(self) -> list[tuple[int, str, str]]:
        """(record, column, code) of every reject."""
        return [(int(each["record"]), each["column"], each["code"]) for each in self.rejects]

    @property
    def output(self) -> str:
        """The results."""
        return (self.folder / "out.csv").read_text(encoding="utf-8")

    @property
    def rows(self) -> list[dict[str, str]]:
        """The results, row by row."""
        return list(csv.DictReader(self.output.splitlines()))


def run(folder: Path, *words: str, stdin: bytes = b"", pack: Path | None = TINY, out: str = "out.csv") -> Done:
    """`assessor batch` with `words`; bare file names are looked for in `folder`."""
    named = [str(folder / word) if (folder / word).exists() or "*" in word else word for word in words]
    packed = ["--pack", str(pack)] if pack else []
    engine = [] if "--engine" in words else ["--engine", "reference"]
    line = ["batch", *named, "-o", str(folder / out), *packed, *engine]
    done = CliRunner().invoke(main, line, prog_name="assessor", input=stdin, catch_exceptions=True)
    assert "Traceback" not in done.output, done.output
    assert "[internal]" not in done.output, done.output
    return Done(done.exit_code, done.stderr, folder)


def score(folder: Path, content: str | bytes, *words: str, name: str = "in.csv") -> Done:
    """A run over one file with this content."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(folder, name, *words)


def delimited(rows: Sequence[Mapping[str, Any]], separator: str = ",", headers: Sequence[str] = HEADERS) -> str:
    """Rows as delimited text."""
    lines = [separator.join(headers)]
    lines += [separator.join("" if row.get(name) is None else str(row[name]) for name in headers) for row in rows]
    return "\n".join(lines) + "\n"


def lengthwise(rows: Sequence[Row]) -> list[Row]:
    """The same answers, one row each."""
    heads = ("agency", "perspective", "respondent")
    return [
        {**{name: row[name] for name in heads}, "item": name, "value": value}
        for row in rows
        for name, value in row.items()
        if name not in heads
    ]


def frame(rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as a frame: whole numbers where there are only these, else text."""
    columns = {}
    for name in rows[0]:
        cells = [row[name] for row in rows]
        whole = all(cell is None or isinstance(cell, int) for cell in cells)
        texts = [None if cell is None else str(cell) for cell in cells]
        columns[name] = pl.Series(name, cells, dtype=pl.Int64) if whole else pl.Series(name, texts, dtype=pl.String)
    return pl.DataFrame(columns)


def workbook(path: Path, rows: Sequence[Sequence[Any]], *sheets: str) -> None:
    """Rows as the first sheet of a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for title in sheets:
        book.create_sheet(title)
    book.save(path)
