"""Agency by agency: a row of a table says what the assessment of the same answers says."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assessor.api import assess, read_responses
from assessor.errors import AssessorError
from assessor.model.response import Responses
from assessor.model.ruleset import Pack
from assessor.tables.kernel import kernel
from assessor.tables.one_by_one import assess_rows
from assessor.tables.results import row_of, schema_of
from tests.tables.runs import GOOD, delimited, run, score

EXAMPLES = sorted((Path(__file__).parents[2] / "questionnaires" / "examples").glob("*.yaml"))


def table_of(responses: Responses) -> pl.DataFrame:
    """A response file as a table: one row a person, options that are ticked joined."""
    people = []
    for person in responses.respondents:
        row: dict[str, Any] = {"agency": responses.agency, "perspective": person.perspective, "respondent": person.id}
        row |= {"form": responses.form, "unit": person.unit, "date": responses.date}
        for item, answer in person.answers.items():
            row[item] = ";".join(answer) if isinstance(answer, tuple) else None if answer is None else str(answer)
        people.append(row)
    names = dict.fromkeys(name for row in people for name in row)
    return pl.DataFrame({name: pl.Series([row.get(name) for row in people], dtype=pl.String) for name in names})


@pytest.mark.parametrize("engine", ["reference", "rete"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_out_as_its_assessment(path: Path, engine: str, participation: Pack, tmp_path: Path) -> None:
    responses = read_responses(path, participation)
    table_of(responses).write_parquet(tmp_path / "in.parquet")
    done = run(
        tmp_path,
        "in.parquet",
        "--engine",
        engine,
        "--min-view",
        str(responses.min_view or 5),
        pack=None,
        out="out.jsonl",
    )
    assert done.exit_code == 0, done.told
    found = pl.read_ndjson(tmp_path / "out.jsonl").to_dicts()[0]
    pooled = responses if responses.min_view else responses.model_copy(update={"min_view": 5})
    wanted = row_of(assess(pooled, participation, engine=engine).assessment, participation)
    assert {name: found[name] for name in wanted} == wanted
    assert set(found) == set(schema_of(participation))


def test_results_of_single_people_need_two_words_and_carry_ids(tmp_path: Path) -> None:
    assert score(tmp_path, delimited(GOOD), "--by-respondent").exit_code == 2
    done = score(tmp_path, delimited(GOOD), "--by-respondent", "--identifiable")
    assert done.exit_code == 0
    assert [(row["agency"], row["respondent"], row["perspective"]) for row in done.rows] == [
        ("Alpha", "a1", "manager"), ("Alpha", "a2", "service_user"), ("Alpha", "a3", "manager"),
        ("Béta", "b1", "manager"),
    ]  # fmt: skip
    assert "4 people." in done.told
    assert not any("a1" in line for line in score(tmp_path, delimited(GOOD)).output.splitlines())


def test_an_engine_that_is_not_there_is_told(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssessorError, match="unknown-engine"):
        kernel(tiny, "quick", 5, by_respondent=False)
    monkeypatch.setattr("assessor.tables.kernel.find_spec", lambda name: None)
    with pytest.raises(AssessorError, match="no-engine"):
        kernel(tiny, "columns", 5, by_respondent=False)


def test_no_rows_give_the_columns_of_a_result(tiny: Pack) -> None:
    nobody = pl.DataFrame(schema={"agency": pl.String})
    found = assess_rows(tiny, nobody, engine="reference", min_view=5, form="full", by_respondent=False)
    assert (found.height, found.schema) == (0, pl.Schema(schema_of(tiny)))
