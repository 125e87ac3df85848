"""Every table of conditions in this folder, on every evaluator: fires, silent or undecided, row by row."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from assessor.checking.examples import given_facts
from assessor.engines.program import program
from assessor.engines.reference import outcome
from assessor.engines.rete import ReteEngine
from assessor.engines.strata import Stratum
from assessor.loading.strict_yaml import read_file
from assessor.model.rule import Given, Rule
from assessor.model.ruleset import Pack

HERE = Path(__file__).parent
TOLD = {True: "fires", False: "silent", None: "undecided"}
TABLES = [
    pytest.param(name, place, id=f"{name}-{place}: {spec['says'][:60]}")
    for name in ("comparisons", "joins")
    for place, spec in enumerate(YAML(typ="safe", pure=True).load(HERE / f"{name}.yaml"))
]


def _spec(name: str, place: int) -> Any:
    return read_file(HERE / f"{name}.yaml").value[place]


@pytest.mark.parametrize(("name", "place"), TABLES)
def test_a_table_holds_on_every_evaluator(name: str, place: int, tiny: Pack) -> None:
    spec = _spec(name, place)
    rules = (_rule("spec", spec["when"]), _rule("spec.silent", {"no_finding": "spec"}))
    ruleset = tiny.ruleset.model_copy(update={"rules": (*tiny.ruleset.rules, *rules)})
    ready = program(Pack.of(tiny.instrument, ruleset))
    stratum = Stratum(rules, ())
    rete = ReteEngine((stratum,), ready.rules)
    for row in spec["table"]:
        facts = given_facts(Given.model_validate(row["given"]), ready)
        assert TOLD[outcome(ready.rules["spec"], facts)] == row["is"], f"reference: {row['given']}"
        came = rete.run(stratum, facts)
        told = "fires" if "spec" in came.fired else "silent" if "spec" in came.silent else "undecided"
        assert told == row["is"], f"rete: {row['given']}"


def test_every_table_has_a_row_where_something_is_missing() -> None:
    for name, place in (parameter.values for parameter in TABLES):
        spec = _spec(str(name), int(str(place)))
        assert (
            any(row["is"] == "undecided" for row in spec["table"])
            or "never unknown" in spec["says"]
            or ("unanswered" in str(spec["when"]))
        )


def _rule(name: str, when: Any) -> Rule:
    examples: Any = tuple({"given": {}, "expect": expect} for expect in ("fires", "silent"))
    rest: Any = {"title": "t", "because": "b", "source": ("S-1",), "basis": "inference", "then": {"need": "n"}}
    return Rule.model_validate({"id": name, "when": when, "examples": examples, **rest})
