"""Results in every form hold the same, the same bytes each time, and nothing that a spreadsheet would run."""

import csv
import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from assessor.errors import AssessorError
from assessor.tables import writing
from assessor.tables.cells import harmless, harmless_frame
from assessor.tables.writing import WRITERS, writer_for
from tests.tables.runs import GOOD, delimited, run, score

FRAME = pl.DataFrame(
    {
        "agency": ["Alpha", 'The "Béta" home, Inc', "Two\nlines", "CR\rhere", "=1+1", "-5", "@x", None],
        "score": [0.1, 41.6667, None, 100.0, -2.5, 0.0, 1e-4, 33.3333],
        "views": pl.Series([1, -8, None, 1_000_000, 0, 5, 6, 7], dtype=pl.Int32),
        "flag": [True, False, None, True, False, None, True, False],
    }
)
PARTS = [FRAME[:3], FRAME[3:3], FRAME[3:]]


def written(path: Path) -> Path:
    writer = writer_for(path.name)(path)
    for part in PARTS:
        writer.add(part)
    writer.close()
    return path


def _sheet(path: Path) -> pl.DataFrame:
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    return pl.DataFrame(rows[1:], schema=list(rows[0]), orient="row", infer_schema_length=None)


READ: dict[str, Callable[[Path], pl.DataFrame]] = {
    ".csv": lambda path: pl.read_csv(path, schema=FRAME.schema),
    ".tsv": lambda path: pl.read_csv(path, schema=FRAME.schema, separator="\t"),
    ".jsonl": lambda path: pl.read_ndjson(path, schema=FRAME.schema),
    ".parquet": pl.read_parquet,
    ".arrow": pl.read_ipc,
    ".xlsx": _sheet,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_what_is_written_is_read_again(suffix: str, tmp_path: Path) -> None:
    found = READ[suffix](written(tmp_path / f"out{suffix}"))
    wanted = harmless_frame(FRAME) if suffix in (".csv", ".tsv") else FRAME
    if suffix == ".xlsx":
        found = found.with_columns(pl.col("agency").str.replace("_x000D_", "\r"))  # so a workbook writes CR
    assert found["agency"].to_list() == wanted["agency"].to_list()
    assert found["score"].to_list() == wanted["score"].to_list()
    assert [None if x is None else int(x) for x in found["views"]] == wanted["views"].to_list()
    assert found["flag"].to_list() == wanted["flag"].to_list()


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_results_are_the_same_bytes(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path / f"one{suffix}").read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert written(tmp_path / f"two{suffix}").read_bytes() == first
    assert str(dt.date.today().year).encode() not in first


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
            '=HYPERLINK("http://x","y")', "\uff1d1+1", "-", "+", "=", "--1", "-1e5=1"]  # fmt: skip
NUMBERS = ["-1", "+3", "-0.5", "12", "-3,5", ""]
PLAIN = ["Alpha", "A=B", "1-2", " =1", "'=1", "é"]


@pytest.mark.parametrize("text", [*FORMULAS, *NUMBERS, *PLAIN])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    wanted = f"'{text}" if text in FORMULAS else text
    assert harmless(text) == wanted
    assert harmless_frame(pl.DataFrame({"a": [text], "b": [-1]})).rows() == [(wanted, -1)]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_an_agency_called_like_a_formula_is_shown_and_not_run(suffix: str, tmp_path: Path) -> None:
    rows = [{**GOOD[0], "agency": f'"{text}"'} for text in ("=1+1", "@x", "-5", "+a")]
    (tmp_path / "in.csv").write_text(delimited(rows))
    assert run(tmp_path, "in.csv", out=f"out{suffix}").exit_code == 0
    separator = "," if suffix == ".csv" else "\t"
    with (tmp_path / f"out{suffix}").open(newline="") as file:
        assert [row[0] for row in csv.reader(file, delimiter=separator)][1:] == ["'+a", "-5", "'=1+1", "'@x"]


def test_formulas_in_a_workbook_are_text(tmp_path: Path) -> None:
    path = written(tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(path).active["A6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_rejects_are_harmless_too(tmp_path: Path) -> None:
    done = score(tmp_path, delimited([{**GOOD[0], "heard": "=cmd()", "tired": '"-3,5"'}]))
    assert [each["value"] for each in done.rejects] == ["'=cmd()", "-3,5"]
    assert [each["what"][0] for each in done.rejects] == ["'", "'"]


def test_more_rows_than_a_sheet_takes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "SHEET_ROWS", 2)
    (tmp_path / "in.csv").write_text(delimited(GOOD))
    done = run(tmp_path, "in.csv", out="out.xlsx")
    assert (done.exit_code, "[too-many-rows]" in done.told) == (2, True)
    assert not (tmp_path / "out.xlsx").exists()
    with pytest.raises(AssessorError, match="unknown-suffix"):
        writer_for("out.ods")


@pytest.mark.parametrize("library", ["polars", "openpyxl", "xlsxwriter"])
def test_without_the_libraries_the_way_to_them_is_told(
    library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessor.tables.options.find_spec", lambda name: None if name == library else find_spec(name))
    done = score(tmp_path, delimited(GOOD))
    assert done.exit_code == 2
    assert f"This needs the library {library}, which is not installed." in done.told
    assert "pip install 'participation-assessor[batch]'" in done.told


def test_the_program_starts_without_them(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.modules |= dict.fromkeys(('polars', 'pyarrow', 'openpyxl', 'xlsxwriter', 'defusedxml'))\n"
        "from assessor.cli import main\nmain(['batch', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "assessor batch answers.csv" in done.stdout
