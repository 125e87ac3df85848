"""Random tables with random damage: every record is accounted for, and every reject names a cell that is really bad."""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessor.loading.library import load
from assessor.tables.block import RECORD
from assessor.tables.codebook import Codebook
from assessor.tables.delimited import Delimited
from assessor.tables.slicing import BLOCK, Encoded, records_of, sliced
from tests.conftest import TINY
from tests.pace import runs
from tests.tables.runs import HEADERS, delimited, frame, lengthwise, run, workbook

BOOK = Codebook(load(str(TINY)))
RELAXED = settings(max_examples=runs(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUICK = settings(max_examples=runs(100), deadline=None)

GOOD_CELLS = {
    "agency": st.sampled_from(["A", "Béta", "C, Inc", 'D "x"', "E\nF"]),
    "perspective": st.just("manager"),
    "role": st.sampled_from(["some", "none", "1", "2", None, "dont_know"]),
    "asked": st.sampled_from(["after", "before", "4", "-9", None]),
    "heard": st.sampled_from(["0", "4", "3.0", "-8", " 2 ", None]),
    "tired": st.sampled_from(["1", "does_not_apply", None]),
    "people": st.sampled_from(["0", "500", "+7", "012", None]),
}  # fmt: skip
BAD_CELLS = {
    "agency": st.sampled_from(["", "  ", "x" * 201]),
    "perspective": st.sampled_from(["", "managr", "3"]),
    "respondent": st.just("a b"),
    "role": st.sampled_from(["3", "0", "no", "1.5"]),
    "asked": st.sampled_from(["later", "5", "-1", "1e0"]),
    "heard": st.sampled_from(["5", "3,0", "3.5", "NaN", "0x1", "true", "-8.5", "٣"]),
    "tired": st.sampled_from(["-7", "--1", "1_0", "=1"]),
    "people": st.sampled_from(["501", "-1", "1e2", "9" * 40, "ten"]),
}  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, most: int = 12) -> list[dict[str, Any]]:
    number = draw(st.integers(1, most))
    found = [{name: draw(cells) for name, cells in GOOD_CELLS.items()} for _ in range(number)]
    return [{**row, "respondent": f"r{place}"} for place, row in enumerate(found)]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[list[dict[str, Any] | None], set[tuple[int, str]]]:
    """Rows, None for a blank one, and where the bad cells are."""
    found: list[dict[str, Any] | None] = [dict(row) for row in draw(rows())]
    bad = set()
    for place, row in enumerate(found):
        for name in draw(st.sets(st.sampled_from(sorted(BAD_CELLS)), max_size=draw(st.sampled_from([0, 0, 1, 3])))):
            if row is not None:
                row[name] = draw(BAD_CELLS[name])
                bad.add((place + 1, name))
    blank = draw(st.integers(0, len(found)))
    if draw(st.booleans()):
        found.insert(blank, None)
        bad = {(record + (record > blank), name) for record, name in bad}
    return found, bad


def as_csv(table: list[dict[str, Any] | None], quote: bool) -> str:
    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        risky = any(mark in text for mark in ',"\n')
        return '"' + text.replace('"', '""') + '"' if quote or risky else text

    lines = [",".join(HEADERS)]
    lines += ["" if row is None else ",".join(cell(row.get(name)) for name in HEADERS) for row in table]
    return "\n".join(lines) + "\n"


@RELAXED
@given(damaged(), st.booleans(), st.sampled_from(["1", "3", "1000"]))
def test_every_record_is_accounted_for_and_every_reject_is_really_bad(
    table: tuple[list[dict[str, Any] | None], set[tuple[int, str]]], quote: bool, part: str
) -> None:
    content, bad = table
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "in.csv").write_text(as_csv(content, quote), encoding="utf-8")
        done = run(Path(name), "in.csv", "--part-rows", part)
        records, accepted, rejected, skipped = done.counts
        assert {(record, column) for record, column, _ in done.wrong} == bad
        assert records == len(content) == accepted + rejected + skipped
        assert rejected == len({record for record, _ in bad})
        assert skipped == sum(row is None for row in content)
        assert sum(int(row["views.manager"]) for row in done.rows) == accepted
        assert done.exit_code == (4 if rejected else 0)
        sound = [row for place, row in enumerate(content, 1) if row and place not in {record for record, _ in bad}]
        if sound:
            (Path(name) / "sound.csv").write_text(as_csv(list(sound), not quote), encoding="utf-8")
            assert run(Path(name), "sound.csv").output == done.output


@RELAXED
@given(rows(8))
def test_the_same_rows_give_the_same_results_in_every_form(table: list[dict[str, Any]]) -> None:
    heads = ("agency", "perspective", "respondent")
    table = [{**{name: row[name] for name in heads}, **row} for row in table]
    many = lengthwise(table)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.csv").write_text(as_csv(list(table), False), encoding="utf-8")
        wanted = run(folder, "in.csv").output
        (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in table))
        frame(table).write_parquet(folder / "in.parquet")
        frame(many).write_ipc(folder / "in.arrow")
        workbook(folder / "in.xlsx", [list(table[0]), *(list(row.values()) for row in table)])
        done = run(folder, "in.csv", "--engine", "columns")
        assert (done.exit_code, done.output) == (0, wanted), done.told
        for file in ("in.jsonl", "in.parquet", "in.arrow", "in.xlsx"):
            done = run(folder, file)
            assert (done.exit_code, done.output) == (0, wanted), done.told


CELLS = st.one_of(
    st.sampled_from(["", " ", "0", "00", "-0", "+1", "1.0", "1.", ".5", "1e1", "--1", "1_0", "-8", "-", "0x1", "5"]),
    st.text(st.sampled_from("0123456789+-. eE\t\u00a0_"), max_size=5),
)  # fmt: skip


@QUICK
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
@example([("\u00a01", "1\t")])
def test_fast_and_careful_reading_find_the_same_cells(cells: list[tuple[str, str]]) -> None:
    content = "agency,heard,people\n" + "".join(f"A,{heard},{people}\n" for heard, people in cells)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "in.csv"
        path.write_text(content, encoding="utf-8")
        table = Delimited(path, "in.csv", 1000)
    part, wanted = table.parts[0], ("agency", "heard", "people")
    data = content.split("\n", 1)[1].encode()
    table._bytes = lambda part: data  # type: ignore[method-assign]
    fast = table._fast(data, part, wanted, {"heard": 8, "people": 16})
    assert fast is not None
    careful = table._careful(data, part, wanted).frame
    assert careful[RECORD].to_list() == fast[RECORD].to_list()
    for header in ("heard", "people"):
        assert numbers(fast[header], header) == numbers(careful[header], header)


def numbers(column: pl.Series, name: str) -> list[int | str | None]:
    """What the codebook makes of each cell; the cell itself where it makes nothing of it."""
    field = BOOK.fields[name]
    found: list[int | str | None] = []
    for cell in column.cast(pl.String).to_list():
        text = (cell or "").strip()
        number = field.number(text) if text else None
        found.append(number if number is not None or not text else "bad")
    return found


PIECES = st.sampled_from(["a,b\n", '"x",1\n', '"a\nb",2\n', "é,1\n", "\n", "zz", '"', "1\r\n", '""', '"a""b",1\n'])


@QUICK
@given(st.lists(PIECES, max_size=14), st.integers(1, 4), st.booleans())
def test_parts_are_whole_records_and_make_up_the_file(pieces: list[str], part_rows: int, quoting: bool) -> None:
    data = "".join(pieces).encode()
    parts = list(sliced(io.BytesIO(data), 1, part_rows, Encoded(), quoting))
    assert sum(part.size for part in parts) == len(data)
    first, offset, line = 1, 0, 1
    for part in parts:
        assert (part.first, part.offset, part.line) == (first, offset, line)
        found = list(records_of(data[offset : offset + part.size], quoting))
        assert 1 <= part.records <= part_rows
        assert part.lost or len(found) == part.records
        first, offset, line = first + part.records, offset + part.size, line + sum(lines for _, lines in found)


def test_large_stretches_are_cut_as_single_lines_are() -> None:
    data = delimited([{"agency": f"N{n}", "respondent": "x" * (n % 90)} for n in range(3 * BLOCK // 60)]).encode()
    for part_rows in (1000, 5000, 10**6):
        parts = list(sliced(io.BytesIO(data), 1, part_rows, Encoded()))
        assert [part.records for part in parts[:-1]] == [part_rows] * (len(parts) - 1)
        assert sum(part.records for part in parts) == data.count(b"\n")
        assert all(data[part.offset - 1 : part.offset] in (b"", b"\n") for part in parts)
