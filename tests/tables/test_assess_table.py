"""What a table may hold and in which types; what is refused and counted; and that groups of any size come out right."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import assessor
from assessor.engines.columns.packing import WIDTHS, width
from assessor.engines.columns.told import Column, columns
from assessor.errors import AssessorError
from assessor.model.ruleset import Pack
from assessor.tables.assess import assess_table
from assessor.tables.one_by_one import assess_rows
from assessor.tables.results import schema_of
from tests.properties.tables import differing, table

ROOT = Path(__file__).parent.parent.parent
GOOD: dict[str, Any] = {
    "agency": ["A", "A", "B"], "perspective": ["manager", "service_user", "manager"], "role": [2, 1, None],
    "asked": [2, 3, 4], "heard": [3, None, 4], "tired": [1, 4, -8], "paid": [4, None, -9],
    "ways.phone": [1, None, 0], "ways.paper": [0, None, 0], "ways.visit": [0, None, 1], "people": [12, None, 500],
}  # fmt: skip


def good(**changes: Any) -> pl.DataFrame:
    return pl.DataFrame({**GOOD, **changes}, strict=False)


def assessed(pack: Pack, frame: pl.DataFrame, **asked: Any) -> pl.DataFrame:
    return assess_table(pack, frame, min_view=3, **asked)


def same(pack: Pack, *frames: pl.DataFrame, by_respondent: bool = True) -> None:
    first, *others = (assessed(pack, frame, by_respondent=by_respondent) for frame in frames)
    for other in others:
        assert differing(other, first) == {}


WAYS_TO_WRITE = {
    "wide numbers": lambda frame: frame.cast({pl.Int8: pl.Int64}),
    "unsigned": lambda frame: frame.with_columns(pl.col("asked", "ways.phone", "people").cast(pl.UInt64)),
    "doubles": lambda frame: frame.cast({pl.Int8: pl.Float64, pl.Int64: pl.Float64}),
    "doubles with NaN": lambda frame: frame.cast({pl.Int64: pl.Float64}).with_columns(
        pl.col(pl.Float64).fill_null(float("nan"))
    ),
    "numbers as text": lambda frame: frame.cast({pl.Int8: pl.String, pl.Int64: pl.String}),
    "ids and words": lambda frame: frame.with_columns(
        asked=pl.Series(["after", "before", "start"]),
        role=pl.Series(["some", "none", ""]),
        tired=pl.Series(["1", "4", "dont_know"]),
        paid=pl.Series(["4", None, "does_not_apply"]),
    ),
    "categories": lambda frame: frame.with_columns(
        pl.Series("asked", ["after", "before", "start"], dtype=pl.Categorical),
        pl.col("perspective").cast(pl.Categorical),
        pl.Series("role", ["some", "none", None], dtype=pl.Enum(["none", "some"])),
    ),
    "flags": lambda frame: frame.with_columns(
        (pl.col(name) == 1).alias(name) for name in ("ways.phone", "ways.paper", "ways.visit")
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_WRITE)
def test_cells_may_be_written_in_any_type(way: str, tiny: Pack) -> None:
    same(tiny, good(), WAYS_TO_WRITE[way](good()))
    same(tiny, good(), WAYS_TO_WRITE[way](good()), by_respondent=False)


def test_codes_of_tick_all_stand_in_every_column_or_in_the_first(tiny: Pack) -> None:
    for code in (-8, -9):
        everywhere = good(**{f"ways.{name}": [code, None, 0] for name in ("phone", "paper", "visit")})
        same(
            tiny,
            everywhere,
            good(**{"ways.phone": [code, None, 0], "ways.paper": [None] * 3, "ways.visit": [None] * 3}),
        )
        assert assessed(tiny, everywhere)["refused"].sum() == 0


def test_an_option_left_blank_beside_others_is_not_ticked(tiny: Pack) -> None:
    blank = good(**{"ways.paper": [None, None, 0], "ways.visit": [-9, None, 1]})
    same(tiny, good(), blank)


def test_columns_that_are_not_there_are_empty_and_others_are_left_alone(tiny: Pack) -> None:
    short = good().select("agency", "perspective", "asked")
    empty = good(**{name: [None] * 3 for name in GOOD if name not in ("agency", "perspective", "asked")})
    same(
        tiny,
        short,
        empty,
        good().select("agency", "perspective", "asked", pl.lit("x").alias("unit"), pl.lit(7).alias("q")),
    )


REFUSED: dict[str, tuple[dict[str, Any], list[int]]] = {
    "a scale above its top": ({"heard": [5, None, 4]}, [1, 0]),
    "below nothing": ({"heard": [-1, None, 4], "asked": [0, 3, 4]}, [2, 0]),
    "an unknown code": ({"heard": [-7, None, -10]}, [1, 1]),
    "an option there is not": ({"asked": ["after", "never", "start"]}, [1, 0]),
    "a number for text": ({"asked": ["9", "2", "0"]}, [1, 1]),
    "half a point": ({"heard": [2.5, None, 4.0]}, [1, 0]),
    "no end": ({"heard": [float("inf"), None, 4.0]}, [1, 0]),
    "far too large": ({"people": [10**12, None, -(10**12)]}, [1, 1]),
    "a count above its highest": ({"people": [501, None, 500]}, [1, 0]),
    "a count in words": ({"people": ["twelve", None, "500"]}, [1, 0]),
    "ticked twice": ({"ways.phone": [2, None, 0]}, [1, 0]),
    "ticked though it does not apply": ({"ways.phone": [-9, None, 0], "ways.paper": [1, None, 0]}, [1, 0]),
    "what a view is not asked": ({"paid": [4, 2, None]}, [1, 0]),
    "a view there is not": ({"perspective": ["boss", "service_user", None]}, [8, 5]),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_answer_is_read_as_empty_and_counted(fault: str, tiny: Pack) -> None:
    changes, wanted = REFUSED[fault]
    found = assessed(tiny, good(**changes))
    assert found["refused"].to_list() == wanted
    assert assessed(tiny, good(**changes), by_respondent=True)["refused"].sum() == sum(wanted)


def test_a_refused_cell_counts_as_no_answer(tiny: Pack) -> None:
    wrong, blank = (assessed(tiny, good(heard=[cell, None, 4])) for cell in (77, None))
    assert differing(wrong.drop("refused"), blank.drop("refused")) == {}


def test_agencies_come_in_the_order_of_their_first_rows(tiny: Pack) -> None:
    names = [f"agency {number * 7919 % 1000}" for number in range(1000)]
    frame = pl.DataFrame({"agency": names * 2, "perspective": ["manager", "service_user"] * 1000})
    assert assessed(tiny, frame)["agency"].to_list() == names
    assert set(assess_table(tiny, frame.lazy(), min_view=3).collect()["agency"]) == set(names)


def test_agencies_of_one_row_each_take_the_short_way_to_the_same_end(participation: Pack) -> None:
    frame = table(participation, 5, agencies=1, most=12).filter(pl.col("perspective").is_in(["manager", "board"]))
    frame = frame.with_columns(agency=pl.col("respondent"))
    asked: Any = {"min_view": 5, "form": "full", "by_respondent": False}
    short = assess_table(participation, frame, **asked)
    assert (
        differing(
            short,
            assess_table(participation, frame.lazy(), **asked)
            .collect()
            .sort("agency")
            .select(pl.all())
            .join(frame.select("agency"), on="agency", how="right", maintain_order="right")[short.columns],
        )
        == {}
    )
    assert differing(short, assess_rows(participation, frame, engine="reference", **asked)) == {}


@pytest.mark.parametrize("people", [31, 32, 70, 600, 5_000, 33_000])
def test_groups_of_any_size_are_counted_right(people: int, tiny: Pack) -> None:
    """Counts are as wide as the largest group needs; each size here takes another width."""
    cycle = pl.int_range(people)
    frame = pl.select(
        agency=pl.lit("A").repeat_by(people).explode(), perspective=pl.lit("service_user"), heard=cycle % 5,
        asked=cycle % 4 + 1, tired=(cycle * 7) % 6 - (cycle % 6 == 5).cast(pl.Int64) * 14,
    ).with_columns(pl.col("tired").clip(-9, 4))  # fmt: skip
    row = assessed(tiny, frame).row(0, named=True)
    mean = sum(number % 5 for number in range(people)) * 10_000
    heard = (2 * mean + people) // (2 * people)
    assert row["views.service_user"] == people
    assert row["refused"] == 0
    assert row["score.say.low"] <= row["score.say"] <= row["score.say.high"]
    assert abs(heard - 20_000) < 10_000 // people + 1 or people < 100


def test_every_width_holds_the_groups_it_is_chosen_for() -> None:
    for bits in WIDTHS:
        assert width(2**bits - 1) == bits
        assert width(2**bits // 2) <= bits


def test_no_rows_give_no_agencies_and_every_column(tiny: Pack) -> None:
    for by_respondent in (False, True):
        found = assessed(tiny, good().with_columns(respondent=pl.lit("r")).head(0), by_respondent=by_respondent)
        assert (found.height, found.columns) == (0, list(schema_of(tiny, by_respondent)))


def test_what_is_missing_or_unknown_is_told_at_once(tiny: Pack) -> None:
    with pytest.raises(AssessorError) as told:
        assess_table(tiny, pl.DataFrame({"heard": [1]}))
    assert [each.code for each in told.value.problems] == ["missing-column", "missing-column"]
    with pytest.raises(AssessorError) as told:
        assess_table(tiny, good(), form="long", min_view=2)
    assert [each.code for each in told.value.problems] == ["unknown-form", "bad-min-view"]
    with pytest.raises(AssessorError, match=r"A list is no table that can be read here.*\[unknown-frame\]"):
        assess_table(tiny, [1, 2])


def test_without_the_libraries_the_extra_is_named(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "assessor.tables.assess.find_spec", lambda name: None if name == "narwhals" else find_spec(name)
    )
    with pytest.raises(AssessorError, match=r"narwhals.*\[no-extra\]"):
        assess_table(tiny, good())


def test_the_public_name_is_the_function() -> None:
    assert assessor.assess_table is assess_table


def test_the_documentation_lists_every_sort_of_column_in_order(participation: Pack) -> None:
    page = (ROOT / "docs" / "table.md").read_text(encoding="utf-8")
    told = {each.pattern: each for each in columns(participation.ruleset, tuple(participation.instrument.views))}
    lines = [f"| `{each.pattern}` | {each.sort} | {each.meaning} |" for each in told.values()]
    assert "\n".join(lines) in page


def test_columns_have_the_types_that_are_documented(participation: Pack) -> None:
    found = assess_table(participation, table(participation, 1, agencies=2, most=3))
    kinds = {"whole": pl.Int32, "number": pl.Float64, "flag": pl.Boolean, "text": pl.Enum}
    wanted: list[Column] = list(columns(participation.ruleset, tuple(participation.instrument.views)))
    assert found.columns == ["agency", *(each.name for each in wanted)]
    assert all(found.schema[each.name] == kinds[each.sort] for each in wanted)
