"""What only shows beside other rows: people who stand twice, agencies of two forms, answers given twice."""

from pathlib import Path

import pytest

from tests.tables.runs import GOOD, HEADERS, delimited, lengthwise, run, score

HEAD = "agency,perspective,respondent,heard\n"
LONG = "agency,respondent,perspective,unit,item,value\n"


@pytest.mark.parametrize("part", ["1", "2", "1000"])
def test_who_stands_twice_counts_once(part: str, tmp_path: Path) -> None:
    rows = "B,manager,r1,0\nA,manager,r1,3\nA,manager,r2,3\nA,service_user,r1,2\nB,manager,r1,0\n"
    rows += "A,manager,,1\nA,manager,,1\n"
    done = score(tmp_path, HEAD + rows, "--part-rows", part)
    assert done.wrong == [(4, "respondent", "respondent-again"), (5, "respondent", "respondent-again")]
    assert [each["what"] for each in done.rejects] == [
        "The respondent r1 stands in in.csv, record 2 already.",
        "The respondent r1 stands in in.csv, record 1 already.",
    ]
    assert [(row["agency"], row["views.manager"]) for row in done.rows] == [("A", "4"), ("B", "1")]
    assert done.rejects[0]["row"] == '{"agency": "A", "perspective": "service_user", "respondent": "r1", "heard": "2"}'


def test_who_stands_in_two_files_counts_once_and_each_file_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text(HEAD + "A,manager,r1,3\n")
    (tmp_path / "2.csv").write_text(HEAD + "A,manager,r1,1\nA,manager,r2,1\n")
    done = run(tmp_path, "1.csv", "2.csv")
    assert [(each["file"], each["record"], each["line"]) for each in done.rejects] == [("2.csv", "1", "2")]
    assert [(each["accepted"], each["rejected"]) for each in done.record["inputs"]] == [(1, 0), (1, 1)]
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "1.csv").write_text(HEAD + "A,manager,r1,3\n")
    done = run(tmp_path, "1.csv", "sub/1.csv")
    assert done.rejects[0]["file"] == str(tmp_path / "sub" / "1.csv")


@pytest.mark.parametrize("part", ["1", "1000"])
def test_an_agency_has_one_form(part: str, tmp_path: Path) -> None:
    rows = "A,manager,r1,3,quick\nB,manager,r1,3,\nA,manager,r2,3,full\nC,manager,r1,3,quick\nA,manager,r3,1,quick\n"
    done = score(tmp_path, HEAD.replace("heard", "heard,form") + rows, "--part-rows", part)
    assert done.wrong == [(3, "form", "other-value")]
    assert done.rejects[0]["what"] == "The form of A is full here, and quick in in.csv, record 1."
    assert [(row["agency"], row["views.manager"]) for row in done.rows] == [("A", "2"), ("B", "1"), ("C", "1")]


@pytest.mark.parametrize("part", ["1", "2", "1000"])
def test_answers_of_one_person_do_not_contradict_each_other(part: str, tmp_path: Path) -> None:
    rows = (
        "A,r1,manager,,heard,3\nA,r1,manager,North,asked,after\nA,r1,service_user,,tired,1\nA,r1,manager,South,role,some\n"
        "A,r1,manager,,Heard,3\nA,r1,manager,,people,\nA,r1,manager,,people,7\nA,r1,manager,,ways,phone\n"
        "A,r1,manager,,ways,paper\nA,r1,manager,,ways,phone;visit\nA,r1,manager,,ways.visit,-8\nA,r2,manager,,heard,3\n"
    )
    done = score(tmp_path, LONG + rows, "--part-rows", part)
    assert done.wrong == [
        (3, "perspective", "other-value"), (4, "unit", "other-value"), (5, "item", "answered-again"),
        (10, "item", "answered-again"), (11, "value", "bad-answer"),
    ]  # fmt: skip
    assert done.counts == (12, 7, 5, 0)
    assert (done.rows[0]["views.manager"], done.rows[0]["views.service_user"]) == ("2", "0")
    assert done.rows[0]["finding.ways.some"] == "true"


def test_a_person_in_one_row_and_in_many_rows_counts_once(tmp_path: Path) -> None:
    wide, many = (
        delimited(GOOD[:1]),
        delimited(lengthwise(GOOD[:1]), headers=("agency", "respondent", "perspective", "item", "value")),
    )
    (tmp_path / "1.csv").write_text(wide)
    (tmp_path / "2.csv").write_text(many)
    done = run(tmp_path, "1.csv", "2.csv")
    assert done.wrong == [(record, "respondent", "respondent-again") for record in range(1, 6)]
    assert {each["file"] for each in done.rejects} == {"2.csv"}
    done = run(tmp_path, "2.csv", "1.csv")
    assert [(each["file"], each["record"]) for each in done.rejects] == [("1.csv", "1")]


def test_who_has_no_answer_left_is_nobody(tmp_path: Path) -> None:
    done = score(tmp_path, LONG + "A,r1,manager,,heard,3\nA,r2,manager,,heard,9\n")
    assert done.rows[0]["views.manager"] == "1"
    done = score(tmp_path, LONG + "A,r1,manager,,heard,\n")
    assert (done.exit_code, done.rows[0]["views.manager"]) == (0, "1")


def test_an_agency_of_which_nothing_is_sound_has_no_result(tmp_path: Path) -> None:
    done = score(tmp_path, HEAD + "A,manager,r1,9\nB,manager,r1,3\n")
    assert [row["agency"] for row in done.rows] == ["B"]
    done = score(tmp_path, HEAD + "A,manager,r1,9\n")
    assert (done.exit_code, done.rows, done.counts) == (4, [], (1, 0, 1, 0))


@pytest.mark.parametrize("part", ["1", "3", "7", "1000"])
def test_agencies_that_lie_scattered_are_whole(part: str, tmp_path: Path) -> None:
    rows = [{**GOOD[0], "agency": f"N{n % 7}", "respondent": f"r{n}", "heard": n % 5} for n in range(60)]
    done = score(tmp_path, delimited(rows, headers=HEADERS), "--part-rows", part)
    assert [row["agency"] for row in done.rows] == [f"N{n}" for n in range(7)]
    assert [row["views.manager"] for row in done.rows] == ["9", "9", "9", "9", "8", "8", "8"]
    (tmp_path / "whole").mkdir()
    assert score(tmp_path / "whole", delimited(rows, headers=HEADERS)).output == done.output
