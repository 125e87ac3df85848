"""The columns engine says what `assess` says, on random packs with random agencies and on the bundled examples."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.api import assess, load_pack
from assessor.errors import AssessorError
from assessor.loading.library import examples
from assessor.model.assessment import Assessment, ScoreFound
from assessor.model.ruleset import Pack
from assessor.tables.assess import assess_table
from tests.properties.strategies import answers_to, packs
from tests.views.people import agency

MARKS = {"dont_know": -8, "does_not_apply": -9}


def rows_of(name: str, people: list[dict[str, Any]], pack: Pack) -> list[dict[str, Any]]:
    """People as rows of a table: a column an item, one an option of tick-all; choices by their number."""
    rows = []
    for person in people:
        row: dict[str, Any] = {"agency": name, "perspective": person["perspective"], "respondent": person["id"]}
        for item in pack.instrument.items.values():
            value = person["answers"].get(item.id)
            if item.kind == "text":
                continue
            if item.kind == "tick":
                for option in item.options:
                    marked = MARKS.get(value) if isinstance(value, str) else None
                    ticked = None if value is None else int(option.id in value)
                    row[f"{item.id}.{option.id}"] = marked if marked is not None else ticked
            elif isinstance(value, str):
                row[item.id] = MARKS[value] if value in MARKS else item.positions[value] + 1
            else:
                row[item.id] = value
        rows.append(row)
    return rows


def expected(found: Assessment) -> dict[str, Any]:
    """What one row of the result says, by the names of its columns."""

    def figures(name: str, score: ScoreFound) -> dict[str, Any]:
        plain = name if name == "overall" else f"score.{name}"
        return {plain: score.score, f"{plain}.low": score.low, f"{plain}.high": score.high}

    row: dict[str, Any] = {
        "agency": found.agency,
        "position": found.dangers.position,
        **figures("overall", found.overall),
    }
    for name, score in found.scores.items():
        row |= figures(name, score)
    row["level"] = found.level and found.level.id
    for name in ("number", "proposed", "low", "high"):
        row[f"level.{name}"] = found.level and getattr(found.level, name)
    for name, danger in found.dangers.all.items():
        row |= {f"danger.{name}.status": danger.status, f"danger.{name}.index": danger.index}
        row |= {f"danger.{name}.low": danger.low, f"danger.{name}.high": danger.high}
    told = {"fires": True, "silent": False, "undecided": None}
    row |= {f"finding.{name}": told[rule.outcome] for name, rule in found.trace.rules.items()}
    firsts = [step.strategy for step in found.recommendations if step.first]
    row |= dict(zip(("first", "second", "third"), [*firsts, None, None, None], strict=False))
    ranks = {step.strategy: step.rank for step in found.recommendations}
    return {**row, "ranks": ranks}


def compared(pack: Pack, agencies: list[tuple[str, list[dict[str, Any]]]], min_view: int) -> None:
    rows = [row for name, people in agencies for row in rows_of(name, people, pack)]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    frame = frame.with_columns(pl.col(name).cast(pl.Int8) for name, kind in frame.schema.items() if kind == pl.Null)
    table = {row["agency"]: row for row in assess_table(pack, frame, min_view=min_view).to_dicts()}
    for name, people in agencies:
        found = assess({**agency(pack, people), "agency": name, "min_view": min_view}, pack, engine="reference")
        wanted = expected(found.assessment)
        ranks = wanted.pop("ranks")
        row = table[name]
        assert {key: row[key] for key in wanted} == wanted, name
        assert {key: row[f"strategy.{key}"] for key in pack.ruleset.strategies_by_id} == {
            key: ranks.get(key) for key in pack.ruleset.strategies_by_id
        }
        assert row["refused"] == 0


@st.composite
def agencies(draw: st.DrawFn, pack: Pack) -> list[tuple[str, list[dict[str, Any]]]]:
    """A few agencies with some people of each view."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        people = []
        for view in pack.instrument.views:
            for place in range(draw(st.integers(0, 6))):
                answers = {}
                for item in pack.instrument.items.values():
                    kept = draw(st.sampled_from(["say"] * 5 + ["leave", "dont_know", "does_not_apply"]))
                    if view in item.ask and item.kind != "text" and kept != "leave":
                        answers[item.id] = draw(answers_to(item, pack)) if kept == "say" else kept
                people.append({"id": f"{view}{place}", "perspective": view, "answers": answers})
        if people:
            found.append((f"Agency {number}", people))
    return found


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_random_agencies_come_out_alike(data: st.DataObject) -> None:
    pack = data.draw(packs())
    some = data.draw(agencies(pack))
    if some:
        compared(pack, some, data.draw(st.integers(3, 6)))


@pytest.mark.parametrize("path", [each for each in examples() if each.stem != "quick-look"], ids=lambda path: path.stem)
def test_the_examples_come_out_alike(path: Any) -> None:
    pack = load_pack("participation")
    responses = assess(path).responses
    people = [
        {"id": person.id, "perspective": person.perspective, "answers": {
            name: list(value) if isinstance(value, tuple) else value for name, value in person.answers.items()
            if pack.instrument.items[name].kind != "text"
        }}
        for person in responses.respondents
    ]  # fmt: skip
    compared(pack, [(responses.agency, people)], 5)


def test_what_is_no_table_and_a_limit_too_low_are_told(tiny: Pack) -> None:
    with pytest.raises(AssessorError, match=r"A list is no table that can be read here.*\[unknown-frame\]"):
        assess_table(tiny, [1, 2])
    with pytest.raises(AssessorError, match=r"2 people are no limit for a view.*\[bad-min-view\]"):
        assess_table(tiny, pl.DataFrame(), min_view=2)
