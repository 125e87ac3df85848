"""Every damage is found, named and counted, and takes nothing with it but its own row."""

import json
from pathlib import Path

import polars as pl
import pytest

from assessor.tables.slicing import MAX_LINES
from tests.tables.runs import GOOD, HEADERS, delimited, frame, lengthwise, run, score, workbook

HEAD = "agency,perspective,respondent,asked,heard,people\n"
SOUND = "Alpha,manager,r{n},after,3,12\n"


def between(*bad: str) -> str:
    """Damaged rows between two that are sound."""
    return HEAD + SOUND.format(n=1) + "".join(bad) + SOUND.format(n=2)


# what stands between -> (rejected, skipped, [(record, column, code)])
Account = tuple[int, int, list[tuple[int, str, str]]]
DAMAGES: dict[str, tuple[str | bytes, Account]] = {
    "nothing": ("", (0, 0, [])),
    "a blank line": ("\n", (0, 1, [])),
    "cells without anything": (",,,,,\n , ,,,,\n", (0, 2, [])),
    "a point above the scale": ("Beta,manager,r3,after,5,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "a point below it": ("Beta,manager,r3,after,-1,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "a code there is not": ("Beta,manager,r3,after,-7,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "half a point": ("Beta,manager,r3,after,3.5,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "a decimal comma": ('Beta,manager,r3,after,"3,5",1\n', (1, 0, [(2, "heard", "decimal-comma")])),
    "a power of ten": ("Beta,manager,r3,after,3,1e2\n", (1, 0, [(2, "people", "bad-answer")])),
    "not a number": ("Beta,manager,r3,after,NaN,inf\n",
                     (1, 0, [(2, "heard", "bad-answer"), (2, "people", "bad-answer")])),
    "a number of another script": ("Beta,manager,r3,after,٣,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "an immense number": ("Beta,manager,r3,after,3," + "9" * 5000 + "\n", (1, 0, [(2, "people", "bad-answer")])),
    "a number in hexadecimal": ("Beta,manager,r3,after,0x3,1_0\n",
                                (1, 0, [(2, "heard", "bad-answer"), (2, "people", "bad-answer")])),
    "an option there is not": ("Beta,manager,r3,later,3,1\n", (1, 0, [(2, "asked", "bad-answer")])),
    "an option numbered from 0": ("Beta,manager,r3,0,3,1\n", (1, 0, [(2, "asked", "bad-answer")])),
    "an option beyond the last": ("Beta,manager,r3,5,3,1\n", (1, 0, [(2, "asked", "bad-answer")])),
    "true for a point": ("Beta,manager,r3,after,true,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "a formula": ("Beta,manager,r3,after,=1+2,1\n", (1, 0, [(2, "heard", "bad-answer")])),
    "all that is wrong with a row": (
        "Beta,managr,r 3,later,9,-1\n",
        (1, 0, [(2, "perspective", "unknown-perspective"), (2, "respondent", "bad-name"), (2, "asked", "bad-answer"),
                (2, "heard", "bad-answer"), (2, "people", "bad-answer")]),
    ),
    "what nobody asked": ("Beta,service_user,r3,after,3,12\n", (1, 0, [(2, "people", "not-asked-of")])),
    "a code for what nobody asked": ("Beta,service_user,r3,after,3,-9\n", (0, 0, [])),
    "no agency and no perspective": (",,r3,after,3,12\n",
                                     (1, 0, [(2, "agency", "blank-cell"), (2, "perspective", "blank-cell")])),
    "an endless agency": ("B" * 201 + ",manager,r3,after,3,12\n", (1, 0, [(2, "agency", "bad-name")])),
    "a cell too few": ("Beta,manager,r3,after,3\n", (1, 0, [(2, "", "ragged-row")])),
    "a cell too many": ("Beta,manager,r3,after,3,12,1\n", (1, 0, [(2, "", "ragged-row")])),
    "one too few and one too many": ("Beta,manager,r3,after,3\nBeta,manager,r3,after,3,12,1\n",
                                     (2, 0, [(2, "", "ragged-row"), (3, "", "ragged-row")])),
    "a quote in the middle of a cell": ('Be"ta,manager,r3,after,3,12\nBe"ta,manager,r4,after,3,12\n',
                                        (1, 0, [(2, "", "broken-record")])),
    "text after a quote": ('"Be"ta,manager,r3,after,3,12\n', (1, 0, [(2, "", "broken-record")])),
    "quotes that cross": ('Be",manager,"r3,after,3,12\n', (1, 0, [(2, "", "broken-record")])),
    "NUL": ("Be\0ta,manager,r3,after,3,12\n", (1, 0, [(2, "", "bad-text")])),
    "CR in a cell": ("Be\rta,manager,r3,after,3,12\n", (1, 0, [(2, "", "broken-record")])),
    "CR in quotes": ('"Be\rta",manager,r3,after,3,12\n', (0, 0, [])),
    "a line end in quotes": ('"Be\nta",manager,r3,after,3,12\n', (0, 0, [])),
    "a separator in quotes": ('"Beta, Inc",manager,r3,after,3,12\n', (0, 0, [])),
    "quotes in quotes": ('"The ""Beta"" home",manager,r3,after,3,12\n', (0, 0, [])),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_named_and_counted(damage: str, tmp_path: Path) -> None:
    bad, (rejected, skipped, wrong) = DAMAGES[damage]
    assert isinstance(bad, str)
    content = between(bad)
    done = score(tmp_path, content)
    assert done.wrong == wrong
    records, accepted, *rest = done.counts
    assert rest == [rejected, skipped]
    assert records == accepted + rejected + skipped
    assert done.rows[0]["agency"] == "Alpha"
    assert done.rows[0]["views.manager"] == "2"
    assert done.exit_code == (4 if rejected else 0)
    assert f"{rejected:,} rejected, {skipped:,} blank." in done.told


@pytest.mark.parametrize("damage", DAMAGES)
def test_where_parts_end_makes_no_difference(damage: str, tmp_path: Path) -> None:
    bad, _ = DAMAGES[damage]
    assert isinstance(bad, str)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    once = score(tmp_path / "one", between(bad))
    parts = score(tmp_path / "two", between(bad), "--part-rows", "1")
    assert (once.output, once.rejects, once.counts) == (parts.output, parts.rejects, parts.counts)


def test_a_reject_has_its_place_its_reason_and_the_whole_row(tmp_path: Path) -> None:
    content = 'agency,perspective,respondent,heard,E-mail\n"A\nB",manager,r1,3,x\n=A,manager,r2,-6,y@example.org\n'
    done = score(tmp_path, content)
    assert done.rejects == [
        {
            "file": "in.csv",
            "record": "2",
            "line": "4",
            "column": "heard",
            "value": "-6",
            "code": "bad-answer",
            "what": "''-6' is not an answer to heard."[1:],
            "remedy": "Write a whole number from 0 to 4, dont_know (-8) or does_not_apply (-9).",
            "row": '{"agency": "=A", "perspective": "manager", "respondent": "r2", "heard": "-6"}',
        }
    ]
    assert "in.csv:2:heard: '-6' is not an answer to heard." in done.told
    assert (tmp_path / "out.csv.rejects.csv").stat().st_mode & 0o077 == 0


def test_rejects_go_where_they_are_asked_to_and_may_be_allowed(tmp_path: Path) -> None:
    done = score(
        tmp_path, between("Beta,manager,r3,after,5,1\n"), "--rejects", str(tmp_path / "no.csv"), "--allow-rejects"
    )
    assert done.exit_code == 0
    assert done.rejects == []
    assert "bad-answer" in (tmp_path / "no.csv").read_text()


def test_rejects_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    assert score(tmp_path, between("Beta,manager,r3,after,5,1\n")).rejects
    assert score(tmp_path, between("")).exit_code == 0
    assert not (tmp_path / "out.csv.rejects.csv").exists()
    (tmp_path / "out.csv.rejects.csv").write_text("mine")
    score(tmp_path, between(""))
    assert (tmp_path / "out.csv.rejects.csv").read_text() == "mine"


def test_only_the_first_rejects_are_told_besides(tmp_path: Path) -> None:
    done = score(tmp_path, between("Beta,manager,,after,5,1\n" * 9))
    assert done.told.count("[bad-answer]") == 5
    assert len(done.rejects) == 9


def test_a_quote_that_is_never_closed_takes_one_line(tmp_path: Path) -> None:
    many = "".join(f"Alpha,manager,s{n},after,3,12\n" for n in range(MAX_LINES + 5))
    done = score(tmp_path, HEAD + 'Alpha,manager,"r1,after,3,12\n' + many + SOUND.format(n=2))
    assert done.wrong == [(1, "", "unclosed-quote")]
    assert done.rejects[0]["line"] == "2"
    assert done.counts == (MAX_LINES + 7, MAX_LINES + 6, 1, 0)


BYTES = {"a byte that is no UTF-8": b"Caf\xe9", "an overlong sequence": b"\xc0\xaf", "half a pair": b"\xed\xa0\xbd"}


@pytest.mark.parametrize("case", BYTES)
def test_bytes_that_are_no_text(case: str, tmp_path: Path) -> None:
    bad = BYTES[case] + b",manager,r3,after,3,12\nCaf\xc3\xa9,manager,r4,after,3,12\n"
    done = score(tmp_path, HEAD.encode() + SOUND.format(n=1).encode() + bad)
    assert done.wrong == [(2, "", "bad-text")]
    assert [row["agency"] for row in done.rows] == ["Alpha", "Café"]


def test_bytes_that_a_named_encoding_has_not(tmp_path: Path) -> None:
    done = score(tmp_path, HEAD.encode() + b"Caf\x81,manager,r1,after,3,12\n", "--encoding", "cp1252")
    assert done.wrong == [(1, "", "bad-text")]


JSON = {
    "no object": ("[1]", "", "json-record"),
    "half an object": ('{"agency": "Beta", ', "", "json-record"),
    "two objects": ('{"agency": "B"} {"agency": "B"}', "", "json-record"),
    "a key twice": ('{"agency": "B", "agency": "C", "perspective": "manager"}', "", "json-record"),
    "half a surrogate pair": ('{"agency": "\\ud83d", "perspective": "manager"}', "", "bad-text"),
    "half a pair in a key": ('{"\\ud83d": 1, "agency": "B", "perspective": "manager"}', "", "bad-text"),
    "NUL in a name": ('{"agency": "B\\u0000", "perspective": "manager"}', "agency", "bad-name"),
    "NaN": ('{"agency": "B", "perspective": "manager", "heard": NaN}', "heard", "bad-answer"),
    "half a point": ('{"agency": "B", "perspective": "manager", "heard": 3.5}', "heard", "bad-answer"),
    "a power of ten": ('{"agency": "B", "perspective": "manager", "people": 1e2}', "people", "bad-answer"),
    "an object for an answer": ('{"agency": "B", "perspective": "manager", "heard": {"a": 1}}', "heard", "bad-answer"),
    "a list of numbers": ('{"agency": "B", "perspective": "manager", "ways": [1]}', "ways", "bad-answer"),
    "true": ('{"agency": "B", "perspective": "manager", "heard": true}', "heard", "bad-answer"),
    "brackets without end": ("[" * 100_000, "", "json-record"),
}


@pytest.mark.parametrize("case", JSON)
def test_lines_of_json_that_are_wrong(case: str, tmp_path: Path) -> None:
    bad, column, code = JSON[case]
    good = '{"agency": "Alpha", "perspective": "manager", "heard": 3, "ways": ["phone"], "people": 3.0}\n'
    done = score(tmp_path, good + bad + "\n" + good, name="in.jsonl")
    assert done.wrong == [(2, column, code)]
    assert done.rejects[0]["line"] == "2"
    assert done.counts == (3, 2, 1, 0)


def test_typed_columns_that_are_wrong(tmp_path: Path) -> None:
    rows = frame(GOOD).with_columns(
        pl.Series("heard", [3.0, float("nan"), 2.5, None]), pl.Series("people", [12, 501, None, -9], dtype=pl.Int64),
        pl.Series("tired", [True, None, None, None]),
    )  # fmt: skip
    rows.write_parquet(tmp_path / "in.parquet")
    done = run(tmp_path, "in.parquet")
    assert done.wrong == [
        (1, "tired", "bad-answer"), (2, "heard", "bad-answer"), (2, "people", "bad-answer"), (3, "heard", "bad-answer"),
    ]  # fmt: skip
    assert json.loads(done.rejects[0]["row"])["agency"] == "Alpha"
    assert done.rejects[0]["line"] == ""


def test_columns_of_a_type_that_no_answer_has(tmp_path: Path) -> None:
    frame(GOOD).with_columns(pl.struct("heard").alias("role")).write_parquet(tmp_path / "in.parquet")
    done = run(tmp_path, "in.parquet")
    assert "The column role holds struct<heard: int64>, which cannot be an answer." in done.told
    assert (done.exit_code, "[column-type]" in done.told) == (4, True)


def test_a_sheet_names_the_row_of_a_reject(tmp_path: Path) -> None:
    rows = [[], list(HEADERS), list(GOOD[0].values()), [], ["Beta", "manager", "b1", None, "#N/A", 7.5, True, "x"]]
    workbook(tmp_path / "in.xlsx", rows)
    done = run(tmp_path, "in.xlsx")
    assert done.wrong == [(3, name, "bad-answer") for name in ("asked", "heard", "tired", "people")]
    assert {each["line"] for each in done.rejects} == {"5"}
    assert done.counts == (3, 1, 1, 1)


LONG = [
    ("Alpha,r1,manager,heard,9", "value", "bad-answer"),
    ("Alpha,r1,manager,hard,3", "item", "unknown-item"),
    ("Alpha,r1,manager,,3", "item", "blank-cell"),
    ("Alpha,,manager,heard,3", "respondent", "blank-cell"),
    ("Alpha,r2,service_user,people,3", "item", "not-asked-of"),
    ("Alpha,r1,manager,ways,phone;fax", "value", "bad-answer"),
    ("Alpha,r1,manager,ways.phone,2", "value", "bad-answer"),
    ('Alpha,r1,manager,heard,"3,5"', "value", "decimal-comma"),
]


@pytest.mark.parametrize(("row", "column", "code"), LONG)
def test_rows_of_one_answer_that_are_wrong(row: str, column: str, code: str, tmp_path: Path) -> None:
    done = score(tmp_path, f"agency,respondent,perspective,item,value\nAlpha,r1,manager,asked,after\n{row}\n")
    assert done.wrong == [(2, column, code)]
    assert done.counts == (2, 1, 1, 0)


def test_answers_that_a_form_does_not_have(tmp_path: Path) -> None:
    rows = delimited([{**GOOD[0], "form": "quick"}], headers=(*HEADERS, "form"))
    assert score(tmp_path, rows).wrong == [(1, name, "not-in-form") for name in ("role", "tired", "people")]
    rows = delimited(
        [{**each, "form": "quick"} for each in lengthwise(GOOD[:1])],
        headers=("agency", "perspective", "respondent", "item", "value", "form"),
    )
    assert score(tmp_path, rows).wrong == [
        (1, "item", "not-in-form"),
        (4, "item", "not-in-form"),
        (5, "item", "not-in-form"),
    ]


def test_codes_and_answers_of_one_tick_item_do_not_mix(tmp_path: Path) -> None:
    head = "agency,perspective,ways.phone,ways.paper\n"
    assert score(tmp_path, head + "A,manager,1,-8\n").wrong == [(1, "ways.phone", "bad-answer")]
    assert score(tmp_path, head + "A,manager,-9,-8\n").wrong == [(1, "ways.phone", "bad-answer")]
