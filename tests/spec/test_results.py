"""Every table of results in this folder: answers in, figures and conclusions out, on both engines."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from assessor.api import assess, read_responses
from assessor.model.ruleset import Pack

SPECS = YAML(typ="safe", pure=True).load(Path(__file__).parent / "results.yaml")
ROWS = [
    pytest.param(spec, row, id=f"{spec['says'][:50]} {number}")
    for spec in SPECS
    for number, row in enumerate(spec["table"], 1)
]


@pytest.mark.parametrize("engine", ["reference", "rete"])
@pytest.mark.parametrize(("spec", "row"), ROWS)
def test_answers_come_to_what_the_table_says(spec: Any, row: Any, engine: str, tiny: Pack) -> None:
    response = {
        "response": 1,
        "pack": {"id": "tiny", "version": 1},
        "form": spec.get("form", "full"),
        "agency": "Tiny",
        "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": spec["as"], "answers": row["given"]}],
    }
    plain = assess(read_responses(response, tiny), tiny, engine=engine).assessment.model_dump(
        mode="json", by_alias=True
    )
    for path, wanted in row["expect"].items():
        assert _at(plain, path) == wanted, f"{path}: {spec['says']}"


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        if value is None:
            return None
        if isinstance(value, list) and int(step) >= len(value):
            return None
        value = value[int(step) if isinstance(value, list) else step]
    return value
