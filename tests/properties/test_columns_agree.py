"""The columns engine says what `assess` says: on random packs and tables, on examples, in every kind of frame."""

from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import assess
from assessor.engines.columns.dialect import narwhals_dialect
from assessor.engines.columns.frames import kinds_of
from assessor.engines.columns.plan import Shape, gathering, judging
from assessor.loading.library import examples
from assessor.model.ruleset import Pack
from assessor.tables.assess import assess_table
from assessor.tables.one_by_one import assess_rows
from tests.pace import runs
from tests.properties.strategies import packs
from tests.properties.tables import differing, of_responses, table

RUNS = runs(20)
RELAXED = settings(deadline=None, max_examples=RUNS, suppress_health_check=list(HealthCheck))
FEW = settings(RELAXED, max_examples=max(RUNS // 8, 3))

SEEDS = st.integers(0, 2**32)
FORMS = st.sampled_from(["full", "full", "full", "quick"])


def one_by_one(pack: Pack, frame: pl.DataFrame, engine: str = "reference", **asked: Any) -> pl.DataFrame:
    return assess_rows(pack, frame, engine=engine, **asked)


@RELAXED
@given(packs(wide=True), SEEDS, FORMS, st.integers(3, 5), st.sampled_from([1, 4, 9]))
def test_random_agencies_come_out_as_one_by_one(pack: Pack, seed: int, form: str, fewest: int, most: int) -> None:
    frame = table(pack, seed, agencies=3, most=most, form=form)
    asked: Any = {"min_view": fewest, "form": form, "by_respondent": False}
    wanted = one_by_one(pack, frame, **asked)
    assert differing(assess_table(pack, frame, **asked), wanted) == {}
    lazy = assess_table(pack, frame.lazy(), **asked).collect(engine="streaming")
    assert differing(lazy.sort("agency"), wanted.sort("agency")) == {}


@RELAXED
@given(packs(wide=True), SEEDS, FORMS)
def test_random_people_come_out_as_one_by_one(pack: Pack, seed: int, form: str) -> None:
    frame = table(pack, seed, agencies=1, most=3, form=form)
    asked: Any = {"min_view": 5, "form": form, "by_respondent": True}
    wanted = one_by_one(pack, frame, **asked)
    assert differing(assess_table(pack, frame, **asked), wanted) == {}
    assert differing(assess_table(pack, frame.lazy(), **asked).collect(engine="streaming"), wanted) == {}


@FEW
@given(packs(wide=True), SEEDS, st.booleans())
def test_rete_says_the_same_of_a_table(pack: Pack, seed: int, by_respondent: bool) -> None:
    frame = table(pack, seed, agencies=2, most=4)
    asked: Any = {"min_view": 3, "form": "full", "by_respondent": by_respondent}
    assert differing(assess_table(pack, frame, **asked), one_by_one(pack, frame, "rete", **asked)) == {}


@FEW
@given(packs(wide=True), SEEDS, st.booleans())
def test_every_kind_of_frame_says_the_same(pack: Pack, seed: int, by_respondent: bool) -> None:
    frame = table(pack, seed, agencies=3, most=5)
    asked: Any = {"min_view": 3, "form": "full", "by_respondent": by_respondent}
    key = "respondent" if by_respondent else "agency"
    wanted = assess_table(pack, frame, **asked).sort(key)
    in_pandas = pl.DataFrame(assess_table(pack, frame.to_pandas(), **asked))
    in_arrow = pl.DataFrame(assess_table(pack, frame.to_arrow(), **asked))
    in_duckdb = assess_table(pack, database(frame).table("answers"), **asked).pl()
    for found in (in_pandas, in_arrow, in_duckdb):
        assert differing(found.sort(key), wanted) == {}
        assert found.select("overall", "refused", "finding.a0").dtypes == [pl.Float64, pl.Int32, pl.Boolean]


def database(frame: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("answers", frame.to_arrow())
    return connection


@FEW
@given(packs(wide=True), SEEDS, st.booleans())
def test_narwhals_alone_says_the_same(pack: Pack, seed: int, by_respondent: bool) -> None:
    """All stages in narwhals, in whole numbers only, on PyArrow: what databases would do with them."""
    frame = table(pack, seed, agencies=2, most=5)
    asked: Any = {"min_view": 3, "form": "full", "by_respondent": by_respondent}
    native = nw.from_native(frame.to_arrow())
    kinds = kinds_of(pack, "full", native.collect_schema())
    shape = Shape("full", 1 if by_respondent else 3, kinds, None if by_respondent else 5, personal=by_respondent)
    x = narwhals_dialect()
    found = judging(pack, shape, x).run(gathering(pack, shape, x).run(native)).to_polars()
    key = "respondent" if by_respondent else "agency"
    assert differing(found.sort(key), assess_table(pack, frame, **asked).sort(key)) == {}


@pytest.mark.parametrize("seed", range(max(2, RUNS // 100)))
@pytest.mark.parametrize("by_respondent", [False, True])
def test_the_bundled_pack_comes_out_as_one_by_one(participation: Pack, by_respondent: bool, seed: int) -> None:
    frame = table(participation, seed, agencies=4, most=7 if not by_respondent else 2)
    asked: Any = {"min_view": 5, "form": "full", "by_respondent": by_respondent}
    wanted = one_by_one(participation, frame, **asked)
    assert differing(assess_table(participation, frame, **asked), wanted) == {}
    lazy = assess_table(participation, frame.lazy(), **asked).collect(engine="streaming")
    assert differing(lazy.sort("agency", maintain_order=True), wanted.sort("agency", maintain_order=True)) == {}


@pytest.mark.parametrize("path", list(examples()), ids=lambda path: path.stem)
def test_the_examples_come_out_as_one_by_one(path: Path, participation: Pack) -> None:
    responses = assess(path).responses
    frame = of_responses(responses, participation)
    for by_respondent in (False, True):
        asked: Any = {"min_view": responses.fewest if responses.min_view else 5, "form": responses.form}
        asked["by_respondent"] = by_respondent
        assert differing(assess_table(participation, frame, **asked), one_by_one(participation, frame, **asked)) == {}


def test_an_example_is_what_its_own_file_says(participation: Pack) -> None:
    """Not only the same as one by one over the table: the same as `assess` of the file itself."""
    found = assess("questionnaires/examples/riverside.yaml")
    row = assess_table(participation, of_responses(found.responses, participation), by_respondent=True).row(
        0, named=True
    )
    told = found.assessment
    assert told.level is not None
    assert (row["overall"], row["overall.low"], row["level"]) == (told.overall.score, told.overall.low, told.level.id)
    assert {name: row[f"score.{name}"] for name in told.scores} == {n: s.score for n, s in told.scores.items()}
    assert [row["first"], row["second"], row["third"]] == [s.strategy for s in told.recommendations if s.first]
