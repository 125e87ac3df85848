"""Files made to hurt: each ends within ten seconds of work and 512 MB, with a message and never a traceback."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import xlsxwriter

from tests.conftest import TINY
from tests.tables.runs import GOOD, delimited, frame

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to see the memory")
ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 10, 512
LONG_LINE = 1_000_000_000 if os.environ.get("ASSESSOR_TORTURE") else 50_000_000

LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
from assessor.cli import main
try:
    main(prog_name="assessor")
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    open("peak", "w").write(peak.split()[1])
"""


class Ended(NamedTuple):
    exit_code: int
    told: str
    megabytes: int


def limited(folder: Path, name: str, *words: str) -> Ended:
    """A run in a process of its own that may use so much time and no more."""
    line = ["batch", name, "-o", "out.csv", "--pack", str(TINY), "--engine", "reference", *words]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *line], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout + done.stderr, int((folder / "peak").read_text()) // 1000)


def _book(folder: Path, **parts: bytes) -> None:
    """A workbook with the good rows, of which some parts are others; `sheet` and `strings` are the usual ones."""
    with xlsxwriter.Workbook(folder / "good.xlsx") as good:
        rows = good.add_worksheet()
        for number, row in enumerate([list(GOOD[0]), *(list(row.values()) for row in GOOD)]):
            rows.write_row(number, 0, row)
    names = {"xl/worksheets/sheet1.xml": parts.get("sheet"), "xl/sharedStrings.xml": parts.get("strings")}
    with zipfile.ZipFile(folder / "good.xlsx") as good, zipfile.ZipFile(folder / "in.xlsx", "w", 8) as bad:
        for name in good.namelist():
            content = names.get(name)
            bad.writestr(name, good.read(name) if content is None else content)


HEAD = (
    b'<?xml version="1.0"?>%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
NAMES = b'<c r="A1" t="inlineStr"><is><t>agency</t></is></c><c r="B1" t="inlineStr"><is><t>heard</t></is></c>'
ROW = b'<row r="1">' + NAMES + b"</row>"
TAIL = b"</sheetData></worksheet>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "%s">%s]>' % (
    b"ha" * 1000,
    b"".join(b'<!ENTITY %s "%s">' % (b"bcdefgh"[n : n + 1], b"&%s;" % b"abcdefg"[n : n + 1] * 50) for n in range(7)),
)
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
CELL = b'<row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row>'


def sheet(*rows: bytes, before: bytes = b"") -> Callable[[Path], None]:
    return lambda folder: _book(folder, sheet=HEAD % before + ROW + b"".join(rows) + TAIL)


def _endless_row(folder: Path) -> None:
    cells = b"".join(b'<c r="A2"><v>%d</v></c>' % (n * 7919 % 100_003) for n in range(600_000))
    _book(folder, sheet=HEAD % b"" + ROW + b'<row r="2">' + cells + b"</row>" + TAIL)


def _many_strings(folder: Path) -> None:
    strings = b"<si><t>words</t></si>" * 4_000_000
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    _book(folder, strings=start + strings + b"</sst>")


def _long_line(folder: Path, start: str, name: str) -> None:
    with (folder / name).open("wb") as file:
        file.write(start.encode())
        for _ in range(LONG_LINE // 1_000_000):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + delimited(GOOD[:1]).splitlines()[1].encode() + b"\n")


def _parquet(folder: Path, cut: slice, flipped: bool = False) -> None:
    frame(GOOD * 2000).write_parquet(folder / "whole.parquet", compression="snappy")
    content = bytearray((folder / "whole.parquet").read_bytes()[cut])
    if flipped:
        content[40:400] = bytes(255 - byte for byte in content[40:400])
    (folder / "in.parquet").write_bytes(content)


def _arrow(folder: Path) -> None:
    frame(GOOD * 2000).write_ipc(folder / "whole.arrow")
    (folder / "in.arrow").write_bytes((folder / "whole.arrow").read_bytes()[:5000])


def text(name: str, content: str | bytes) -> Callable[[Path], None]:
    raw = content.encode() if isinstance(content, str) else content

    def write(folder: Path) -> None:
        (folder / name).write_bytes(raw)

    return write


def _zip() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a", "b")
    return kept.getvalue()


HEADER = delimited([])
# name of the file, how it is made, exit code, what is told
HOSTILE: dict[str, tuple[str, Callable[[Path], None], int, str]] = {
    "a cell at the far end of a sheet": ("in.xlsx", sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), 4,
                                         "in.xlsx:1048576: There are 16,384 columns; 5,000 are the most."),
    "a cell in the last row": ("in.xlsx", sheet(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), 4,
                               "There is no column perspective."),
    "a cell beyond the last row": ("in.xlsx", sheet(b'<row r="999999999"><c r="A1"><v>1</v></c></row>'), 4,
                                   "A sheet takes 1,048,576 rows at most."),
    "rows that go back": ("in.xlsx", sheet(b'<row r="3"/>', b'<row r="2"/>'), 4, "row 2 comes after row 3"),
    "a zip bomb": ("in.xlsx", sheet(b" " * 100_000_000), 4, "[unpacks-too-far]"),
    "a row without end": ("in.xlsx", _endless_row, 4, "more than 8 MB in one row"),
    "strings without end": ("in.xlsx", _many_strings, 4, "[unpacks-too-far]"),
    "an XML bomb": ("in.xlsx", sheet(CELL, before=LAUGHS), 4, "its XML declares entities"),
    "an entity from a file": ("in.xlsx", sheet(CELL, before=FILE), 4, "its XML declares entities"),
    "half a workbook": ("in.xlsx", text("in.xlsx", b"PK\x03\x04" + bytes(500)), 4, "[damaged]"),
    "a zip that is no workbook": ("in.xlsx", text("in.xlsx", _zip()), 4, "[damaged]"),
    "30,000 columns": ("in.csv", text("in.csv", ",".join(f"c{n}" for n in range(30_000)) + "\n" + "," * 29_999), 4,
                       "There are 30,000 columns; 5,000 are the most."),
    "a row of 30,000 cells": ("in.csv", text("in.csv", HEADER + "x," * 30_000 + "\n"), 4,
                              "The record has 30001 cells, the header 8."),
    "a line without end": ("in.csv", lambda folder: _long_line(folder, HEADER, "in.csv"), 4,
                           "in.csv: 2 records: 1 accepted, 1 rejected, 0 blank."),
    "a header without end": ("in.csv", lambda folder: _long_line(folder, "agency,", "in.csv"), 4,
                             "its first line is longer than 1 MB"),
    "an object without end": ("in.jsonl", lambda folder: _long_line(folder, '{"agency":"', "in.jsonl"), 4,
                              "in.jsonl:1: The line is no JSON object: it is too long."),
    "a quote that is open without end": ("in.csv", lambda folder: _long_line(folder, HEADER + '"', "in.csv"), 4,
                                         "in.csv:1: The record is longer than 1 MB."),
    "quotes on every line": ("in.csv", text("in.csv", HEADER + '"\n' * 100_001), 4,
        "50,001 records: 0 accepted, 1 rejected, 50,000 blank"),
    "only NUL bytes": ("in.csv", text("in.csv", bytes(20_000_000)), 4, "[not-text]"),
    "NUL bytes in the rows": ("in.csv", text("in.csv", HEADER.encode() + bytes(3_000) + b"\n"), 4, "holds a NUL byte"),
    "noise": ("in.csv", lambda folder: text("in.csv", os.urandom(2_000_000))(folder), 4, "in.csv:"),
    "only line ends": ("in.csv", text("in.csv", HEADER + "\n" * 300_000), 0, "0 rejected, 300,000 blank."),
    "lone surrogates": ("in.jsonl", text("in.jsonl", '{"agency": "A", "perspective": "manager", "heard": 1}\n'
                                         + '{"agency": "\\udfff\\ud800", "perspective": "manager"}\n' * 1000), 4,
                        "1,001 records: 1 accepted, 1,000 rejected"),
    "brackets without end": ("in.jsonl", text("in.jsonl", "[" * 900_000 + "\n"), 4, "it is nested too deep"),
    "half a Parquet file": ("in.parquet", lambda folder: _parquet(folder, slice(0, 3000)), 4, "[damaged]"),
    "a Parquet file without its beginning": ("in.parquet", lambda folder: _parquet(folder, slice(100, None)), 4,
                                             "[damaged]"),
    "a Parquet file with bits turned": ("in.parquet", lambda folder: _parquet(folder, slice(None), True), 4,
                                        "[damaged]"),
    "half an Arrow file": ("in.arrow", _arrow, 4, "[damaged]"),
    "an Arrow file of text": ("in.arrow", text("in.arrow", HEADER), 4, "[damaged]"),
    "text that says it is Parquet": ("in.parquet", text("in.parquet", HEADER), 4, "[damaged]"),
    "Parquet that says it is text": ("in.csv", text("in.csv", b"PAR1" + bytes(50)), 4, "[wrong-suffix]"),
    "an old workbook": ("in.xlsx", text("in.xlsx", b"\xd0\xcf\x11\xe0" + bytes(500)), 4, "saved again as one"),
    "UTF-16": ("in.csv", text("in.csv", delimited(GOOD).encode("utf-16")), 4, "it looks like UTF-16"),
    "lines that end in CR": ("in.csv", text("in.csv", delimited(GOOD).replace("\n", "\r")), 4, "end in CR alone"),
    "10,000 rejects": ("in.csv", text("in.csv", HEADER + "A,manager,,some,later,9,9,-1\n" * 10_000), 4,
                       "0 accepted, 10,000 rejected"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_told_and_costs_little(case: str, tmp_path: Path) -> None:
    name, make, exit_code, told = HOSTILE[case]
    make(tmp_path)
    done = limited(tmp_path, name)
    assert told in done.told
    assert done.exit_code == exit_code
    assert "Traceback" not in done.told
    assert "panicked" not in done.told
    assert done.megabytes <= MEGABYTES
    assert len(done.told) < 10_000
    left = {path.name for path in tmp_path.iterdir()}
    assert "out.csv.parts" not in left
    assert not any(".part" in each for each in left)
