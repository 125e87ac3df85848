"""The columns engine in PySpark's tasks: equal to Polars on a sample, and on 100,000 people with ASSESSOR_LONG."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

import assessor
from assessor.model.ruleset import Pack
from tests.pace import LONG
from tests.properties.tables import differing, table

PEOPLE = 100_000 if LONG else 400


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="needs the extra spark")
    if shutil.which("java") is None:
        pytest.skip("PySpark needs Java 17")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # workers need what is installed here

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("by_respondent", [False, True])
def test_a_table_in_spark_comes_out_as_in_polars(spark: Any, participation: Pack, by_respondent: bool) -> None:
    people = table(participation, 7, agencies=PEOPLE // 8, most=12)
    ours = assessor.assess_table(participation, people, by_respondent=by_respondent)
    asked = spark.createDataFrame(people.to_arrow())
    found = assessor.assess_table(participation, asked, by_respondent=by_respondent).toArrow()
    keys = ["agency", "respondent"] if by_respondent else ["agency"]
    theirs = pl.DataFrame(pl.from_arrow(found)).sort(keys)
    assert differing(theirs, ours.with_columns(pl.col(pl.Enum).cast(pl.String)).sort(keys)) == {}
