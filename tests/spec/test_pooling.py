"""Every table of many answers in pooling.yaml comes out as it says, in any order of the people."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from assessor.inference.telling import value_of
from assessor.model.ruleset import Pack
from assessor.perspectives import read_answer
from assessor.pooling import pooled
from assessor.scoring import GRID

SPECS = YAML(typ="safe", pure=True).load(Path(__file__).parent / "pooling.yaml")
ROWS = [pytest.param(spec, row, id=f"{spec['says'][:50]} {row['answers']}") for spec in SPECS for row in spec["table"]]


@pytest.mark.parametrize(("spec", "row"), ROWS)
def test_many_answers_read_as_the_table_says(spec: Any, row: Any, tiny: Pack) -> None:
    item, kept = tiny.instrument.items[spec["item"]], tiny.instrument.kept_points[spec["item"]]
    for answers in list(permutations(row["answers"]))[:24]:
        readings = [read_answer(item, tuple(a) if isinstance(a, list) else a, "service_user", kept) for a in answers]
        came = pooled(item, readings, kept, spec["fewest"])
        middle = value_of(item, came)
        assert came.state == row["is"]
        assert (list(middle) if isinstance(middle, tuple) else middle) == row.get("middle")
        assert came.value == (None if "mean" not in row else round(row["mean"] * GRID))
        if "alike" in row or spec["fewest"] > 1:
            assert came.alike is row.get("alike", False)
