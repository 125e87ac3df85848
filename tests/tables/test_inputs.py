"""The same rows give the same results in whatever form they come, and what is noted on the way."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.tables.runs import GOOD, HEADERS, delimited, frame, lengthwise, run, score, workbook

BASIC = delimited(GOOD)
LONG = lengthwise(GOOD)
LONG_HEADERS = tuple(LONG[0])


def lines(rows: list[dict[str, object]]) -> str:
    return "".join(json.dumps({k: v for k, v in row.items() if v is not None}) + "\n" for row in rows)


def _arrow_stream(path: Path) -> None:
    frame(GOOD).write_ipc_stream(path)


def _cells(rows: list[dict[str, object]]) -> list[list[object]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


QUOTED = '"' + BASIC[:-1].replace(",", '","').replace("\n", '"\n"') + '"\n'
LOUD = BASIC.replace("agency", "Agency").replace("heard", " HEARD ")
FLOATS = [pl.col("heard", "people").cast(pl.Float64), pl.col("asked", "perspective").cast(pl.Categorical)]
FORMS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "commas": ("in.csv", lambda path: path.write_text(BASIC)),
    "semicolons": ("in.csv", lambda path: path.write_text(delimited(GOOD, ";"))),
    "tabs": ("in.tsv", lambda path: path.write_text(delimited(GOOD, "\t"))),
    "bars": ("in.txt", lambda path: path.write_text(delimited(GOOD, "|"))),
    "a BOM and CRLF": ("in.csv", lambda path: path.write_bytes(b"\xef\xbb\xbf" + BASIC.replace("\n", "\r\n").encode())),
    "a hint for spreadsheets": ("in.csv", lambda path: path.write_text("sep=;\n" + delimited(GOOD, ";"))),
    "no line end at the end": ("in.csv", lambda path: path.write_text(BASIC[:-1])),
    "all in quotes": ("in.csv", lambda path: path.write_text(QUOTED)),
    "quotes where there need be none": ("in.csv", lambda path: path.write_text(BASIC.replace("Alpha", '"Alpha"'))),
    "blanks around": ("in.csv", lambda path: path.write_text(BASIC.replace(",", " , "))),
    "numbers with .0": ("in.csv", lambda path: path.write_text(BASIC.replace(",3,", ",3.0,").replace(",12", ",+12.0"))),
    "numbers for options": ("in.csv", lambda path: path.write_text(
        BASIC.replace("some", "2").replace("none", "1").replace("after", "2").replace("start", "4")
        .replace("before", "3").replace("dont_know", "-8").replace("does_not_apply", "-9"))),
    "names of columns in capitals": ("in.csv", lambda path: path.write_text(LOUD)),
    "JSON Lines": ("in.jsonl", lambda path: path.write_text(lines(GOOD))),
    "JSON Lines with blank lines": ("in.ndjson", lambda path: path.write_text(lines(GOOD).replace("\n", "\r\n"))),
    "Parquet": ("in.parquet", lambda path: frame(GOOD).write_parquet(path)),
    "Parquet of floats and categories": ("in.parquet",
                                         lambda path: frame(GOOD).with_columns(FLOATS).write_parquet(path)),
    "Arrow": ("in.arrow", lambda path: frame(GOOD).write_ipc(path)),
    "an Arrow stream": ("in.arrow", _arrow_stream),
    "XLSX": ("in.xlsx", lambda path: workbook(path, _cells(GOOD))),
    "XLSX that begins further down": ("in.xlsx", lambda path: workbook(path, [[], *_cells(GOOD)])),
    "one row an answer": ("in.csv", lambda path: path.write_text(delimited(LONG, headers=LONG_HEADERS))),
    "one row an answer, in JSON Lines": ("in.jsonl", lambda path: path.write_text(lines(LONG))),
    "one row an answer, in Parquet": ("in.parquet", lambda path: frame(LONG).write_parquet(path)),
    "one row an answer, in XLSX": ("in.xlsx", lambda path: workbook(path, _cells(LONG))),
}  # fmt: skip


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The results of these rows as commas."""
    return score(tmp_path_factory.mktemp("wanted"), BASIC).output


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", ["1", "250000"])
def test_the_same_rows_give_the_same_results(form: str, part: str, tmp_path: Path, wanted: str) -> None:
    name, write = FORMS[form]
    write(tmp_path / name)
    done = run(tmp_path, name, "--part-rows", part)
    assert done.exit_code == 0, done.told
    assert done.output == wanted
    records, accepted, rejected, skipped = done.counts
    assert (rejected, accepted + skipped) == (0, records)


def test_the_results_are_those_of_each_agency_in_order(wanted: str) -> None:
    agencies = [line.split(",")[0] for line in wanted.splitlines()]
    assert agencies == ["agency", "Alpha", "Béta"]


def test_several_files_and_patterns_are_one_table(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "1.csv").write_text(delimited(GOOD[:1]))
    (tmp_path / "2.jsonl").write_text(lines(GOOD[1:2]))
    frame(GOOD[2:3]).write_parquet(tmp_path / "3.parquet")
    (tmp_path / "4.csv").write_text(delimited(lengthwise(GOOD[3:]), headers=LONG_HEADERS))
    done = run(tmp_path, "*.csv", "2.jsonl", "3.parquet")
    assert done.exit_code == 0, done.told
    assert done.output == wanted
    assert [each["name"] for each in done.record["inputs"]] == ["1.csv", "4.csv", "2.jsonl", "3.parquet"]
    assert "Together: 8 records: 8 accepted" in done.told


def test_stdin_is_csv(tmp_path: Path, wanted: str) -> None:
    done = run(tmp_path, "-", stdin=BASIC.encode())
    assert (done.exit_code, done.output) == (0, wanted)
    assert done.record["inputs"][0]["name"] == "stdin.csv"


def test_a_pattern_that_finds_nothing_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "[no-such-file]" in run(tmp_path, "*.csv").told
    (tmp_path / "sub").mkdir()
    assert "it is a folder. " in run(tmp_path, "sub").told


def test_an_older_encoding_is_guessed_with_a_warning_or_named(tmp_path: Path, wanted: str) -> None:
    content = BASIC.encode("cp1252")
    guessed = score(tmp_path, content)
    assert (guessed.exit_code, guessed.output) == (0, wanted)
    assert "[guessed-encoding]" in guessed.told
    named = score(tmp_path, content, "--encoding", "latin-1")
    assert (named.exit_code, named.output) == (0, wanted)
    assert "[guessed-encoding]" not in named.told
    assert named.record["options"]["encoding"] == "iso8859-1"


def test_missing_columns_are_filled_from_the_command(tmp_path: Path) -> None:
    content = "respondent,heard\nr1,3\nr2,4\n"
    assert [code for code in ("agency", "perspective") if f"no column {code}" in score(tmp_path, content).told] == [
        "agency", "perspective",
    ]  # fmt: skip
    done = score(tmp_path, content, "--agency", "Alpha", "--as", "manager", "--form", "quick")
    assert done.exit_code == 0, done.told
    assert [(row["agency"], row["views.manager"], row["level"]) for row in done.rows] == [("Alpha", "2", "")]


def test_what_cannot_be_filled_in_is_told_at_once(tmp_path: Path) -> None:
    done = score(tmp_path, BASIC, "--as", "managr", "--form", "fast", "--agency", " ")
    assert done.exit_code == 2
    assert [line.rsplit("[", 1)[1] for line in done.told.splitlines()] == [
        "unknown-perspective]", "unknown-form]", "no-agency]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ticks", "cells"),
    [
        ("ways", "phone;paper"),
        ("ways", " paper | phone "),
        ("ways.phone,ways.paper,ways.visit", "1,1,0"),
        ("ways.phone,ways.paper,ways.visit", "true,1.0,"),
        ("ways.paper,ways.phone", "1,1"),
    ],
)
def test_options_that_are_ticked_stand_together_or_in_columns(ticks: str, cells: str, tmp_path: Path) -> None:
    done = score(tmp_path, f"agency,perspective,{ticks}\nA,manager,{cells}\n")
    assert done.exit_code == 0, done.told
    assert done.rows[0]["finding.ways.some"] == "true"


@pytest.mark.parametrize(
    ("cells", "outcome"), [("0,0,0", "false"), (",,", ""), ("-8,,", ""), ("-9,-9,-9", "false"), ("0,,", "false")]
)
def test_none_ticked_is_an_answer_and_blank_is_none(cells: str, outcome: str, tmp_path: Path) -> None:
    done = score(tmp_path, f"agency,perspective,words,ways.phone,ways.paper,ways.visit\nA,manager,no,{cells}\n")
    assert done.exit_code == 0, done.told
    assert done.rows[0]["finding.ways.some"] == outcome


def test_lists_of_options_in_json_and_parquet(tmp_path: Path) -> None:
    row = {"agency": "A", "perspective": "manager", "ways": ["phone", "visit"], "words": None}
    assert score(tmp_path, json.dumps(row), name="in.jsonl").rows[0]["finding.ways.some"] == "true"
    pl.DataFrame([{**row, "words": "w"}]).write_parquet(tmp_path / "in.parquet")
    assert run(tmp_path, "in.parquet").rows[0]["finding.ways.some"] == "true"


def test_dates_of_every_kind_and_codes_where_nobody_asks_are_taken(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["agency", "perspective", "date", "unit", "paid"],
        ["A", "service_user", dt.datetime(2026, 3, 31), "North", -9],
    ]
    workbook(tmp_path / "in.xlsx", rows, "Notes")
    done = run(tmp_path, "in.xlsx")
    assert done.exit_code == 0, done.told
    assert "The first sheet, Sheet, is read; there are 1 more." in done.told
    day = pl.DataFrame({"agency": ["A"], "perspective": ["manager"], "date": [dt.datetime(2026, 3, 31)], "heard": [1]})
    day.write_parquet(tmp_path / "in.parquet")
    assert run(tmp_path, "in.parquet").exit_code == 0
    assert score(tmp_path, "agency,perspective,date,heard\nA,manager,31.3.2026,1\n").wrong == [(1, "date", "bad-date")]


def test_keys_that_come_late_in_json_lines_are_read_or_told(tmp_path: Path) -> None:
    few = [{"agency": "A", "perspective": "manager", "heard": 3}] * 150
    late = [
        {**few[0], "asked": "after", "colour": 1},
        {**few[0], "hearde": 1},
        {**few[0], "E-mail": "x@example.org"},
    ]
    done = score(tmp_path, lines([*few, *late]), name="in.jsonl")
    assert done.wrong == [(152, "hearde", "unknown-column")]
    assert "The column colour is not known" in done.told
    assert "E-mail could tell" in done.told
    assert done.counts == (153, 152, 1, 0)


def test_a_table_of_no_rows_gives_no_results(tmp_path: Path) -> None:
    done = score(tmp_path, ",".join(HEADERS) + "\n")
    assert (done.exit_code, done.counts, len(done.rows)) == (0, (0, 0, 0, 0), 0)
    assert done.output.startswith("agency,views.manager,")


def test_the_run_record_says_what_was_read_and_what_came_of_it(tmp_path: Path) -> None:
    done = score(tmp_path, BASIC, "--min-view", "3", "--record", str(tmp_path / "out.csv.run.json"))
    record = done.record
    assert record["inputs"][0]["name"] == "in.csv"
    assert record["inputs"][0]["size"] == len(BASIC.encode())
    assert record["pack"]["id"] == "tiny"
    assert record["options"]["min_view"] == 3
    assert record["date"] == dt.date.today().isoformat()
    assert str(tmp_path) not in json.dumps(record)
    assert record["output"]["sha256"] == hashlib.sha256(done.output.encode()).hexdigest()
    assert record["output"]["rows"] == 2
