"""The tables in this folder on the columns engine: conditions, results and pooling, a whole table at once."""

from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from ruamel.yaml import YAML

from assessor.api import read_responses
from assessor.checking.examples import given_facts
from assessor.engines.columns.conditions import Conditions
from assessor.engines.columns.dialect import CLOSED, OPEN, narwhals_dialect, polars_dialect
from assessor.engines.columns.frames import kinds_of
from assessor.engines.columns.plan import Shape, gathering, judging
from assessor.engines.columns.pooled import HIDDEN
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import Facts
from assessor.engines.program import program
from assessor.engines.terms import facts_of
from assessor.model.instrument import Item
from assessor.model.rule import Given
from assessor.model.ruleset import Pack
from assessor.scoring import GRID
from assessor.tables.assess import assess_table
from tests.properties.tables import of_responses
from tests.spec.test_conditions import TABLES, _rule, _spec

HERE = Path(__file__).parent
TOLD = {True: "fires", False: "silent", None: "undecided"}
RESULTS = YAML(typ="safe", pure=True).load(HERE / "results.yaml")
POOLING = YAML(typ="safe", pure=True).load(HERE / "pooling.yaml")
STATES = {CLOSED: "does_not_apply", OPEN: "unanswered", HIDDEN: "hidden"}


@pytest.mark.parametrize(("name", "place"), TABLES)
def test_a_table_of_conditions_holds(name: str, place: int, tiny: Pack) -> None:
    spec = _spec(name, place)
    rules = (*tiny.ruleset.rules, _rule("spec", spec["when"]))
    ready = program(Pack.of(tiny.instrument, tiny.ruleset.model_copy(update={"rules": rules})))
    scope, tree = Scope(ready, "full", 1), ready.rules["spec"]
    rows = [given_facts(Given.model_validate(row["given"]), ready) for row in spec["table"]]
    frame = pl.DataFrame({fact: [_fact(each, fact, scope) for each in rows] for fact in facts_of(tree)})
    frame = frame.with_columns(pl.col(pl.Null).cast(pl.Boolean if "finding." in str(facts_of(tree)) else pl.Int64))
    wanted = [row["is"] for row in spec["table"]]
    for x, native in ((polars_dialect(), frame), (narwhals_dialect(), nw.from_native(frame.to_arrow()))):
        found = native.select(came=Conditions(x, scope, {fact: fact for fact in frame.columns}).outcome(tree))
        assert [TOLD[came] for came in found["came"].to_list()] == wanted, spec["says"]


def _fact(facts: Facts, fact: str, scope: Scope) -> Any:
    if fact in facts.inapplicable:
        return CLOSED
    number = facts.known.get(fact)
    if number is None or not fact.startswith(("finding.", "unanswered.")):
        return None if number is None else number + scope.numbered.get(fact, 0)
    return bool(number)


@pytest.mark.parametrize("spec", RESULTS, ids=lambda spec: spec["says"][:50])
def test_a_table_of_results_holds(spec: Any, tiny: Pack) -> None:
    form = spec.get("form", "full")
    people = [
        {"id": f"r{number}", "perspective": spec["as"], "answers": row["given"]}
        for number, row in enumerate(spec["table"])
    ]
    file = {"response": 1, "pack": {"id": "tiny", "version": 1}, "form": form, "agency": "Tiny", "date": "2026-01-31"}
    frame = of_responses(read_responses({**file, "respondents": people}, tiny), tiny)
    found = assess_table(tiny, frame, form=form, by_respondent=True).to_dicts()
    for came, row in zip(found, spec["table"], strict=True):
        for path, wanted in row["expect"].items():
            if _is_told(path):
                assert _at(came, path) == wanted, f"{path}: {spec['says']}"


def _is_told(path: str) -> bool:
    """Whether a table has a column for it: it has none for readings, nor for how many items a score rests on."""
    return not path.startswith("trace.") and path.rsplit(".", 1)[-1] not in (
        "answered", "asked", "applies", "as_seen_by", "called_by",
    )  # fmt: skip


def _at(row: dict[str, Any], path: str) -> Any:
    first, *rest = path.split(".")
    if first == "scores":
        return row[f"score.{rest[0]}" + ("" if rest[1] == "score" else f".{rest[1]}")]
    if first == "dangers":
        return row[f"danger.{rest[0]}.{rest[1]}"]
    if path == "overall.score":
        return row["overall"]
    if path in ("level.held_by", "in_place"):
        prefix = path.removeprefix("level.") + "."
        return [name.removeprefix(prefix) for name in row if name.startswith(prefix) and row[name]]
    if first == "recommendations":
        return _recommended(row, rest)
    return row[path]


def _recommended(row: dict[str, Any], rest: list[str]) -> Any:
    ranked = {row[name]: name.removeprefix("strategy.") for name in row if name.startswith("strategy.") and row[name]}
    if not rest:
        return list(ranked.values())
    strategy = ranked.get(int(rest[0]) + 1)
    if len(rest) == 1 or rest[1] == "strategy":
        return strategy
    assert rest[1] == "first"
    return strategy in (row["first"], row["second"], row["third"])


@pytest.mark.parametrize("spec", POOLING, ids=lambda spec: spec["says"][:50])
def test_a_table_of_many_answers_holds(spec: Any, tiny: Pack) -> None:
    item = tiny.instrument.items[spec["item"]]
    view = "service_user" if "service_user" in item.ask else "manager"
    people = [
        {"id": f"r{number}.{place}", "perspective": view, "answers": {item.id: answer}}
        for number, row in enumerate(spec["table"])
        for place, answer in enumerate(row["answers"])
    ]
    file = {"response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "Tiny", "date": "2026-01-31"}
    frame = of_responses(read_responses({**file, "respondents": people}, tiny), tiny)
    frame = frame.with_columns(agency=pl.col("respondent").str.split(".").list.first())
    kinds = kinds_of(tiny, "full", nw.from_native(frame).collect_schema())
    shape, x = Shape("full", spec["fewest"], kinds, 5), polars_dialect()
    sums = gathering(tiny, shape, x).run(frame.lazy())
    for layer in judging(tiny, shape, x).layers:
        sums = sums.with_columns(**layer)
    found = sums.collect().sort("agency").to_dicts()
    for came, row in zip(found, spec["table"], strict=True):
        code = came[f"reading {item.id}@{view}"]
        assert STATES.get(code, "answered") == row["is"], row
        assert _middle(item, came, code, view) == _seen(item, row.get("middle"), came), row
        assert came.get(f"mean {item.id}@{view}") == (None if "mean" not in row else round(row["mean"] * GRID)), row


def _middle(item: Item, came: dict[str, Any], code: int, view: str) -> Any:
    if code < 0:
        return None
    if item.kind == "tick":
        return [o.id for o in item.options if came.get(f"ticked {o.id} {item.id}@{view}")]
    return item.options[code - 1].id if item.kind == "choice" else code


def _seen(item: Item, middle: Any, came: dict[str, Any]) -> Any:
    """Of what was ticked, the options that some rule reads; there are no columns of the others."""
    if item.kind != "tick" or middle is None:
        return middle
    return [option for option in middle if any(name.startswith(f"ticked {option} {item.id}@") for name in came)]
