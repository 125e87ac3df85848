"""Frames that tables come in: which library each is of, how its columns are written, and how a plan runs on it."""

from typing import Any

import narwhals as nw
import polars as pl

from assessor.engines.columns.dialect import narwhals_dialect, polars_dialect
from assessor.engines.columns.packing import width
from assessor.engines.columns.plan import ORDER, Plan, Shape, plan
from assessor.errors import USAGE, AssessorError, problem
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack

NEEDED = ("agency", "perspective")


def assessed(pack: Pack, frame: Any, *, form: str, fewest: int, by_respondent: bool) -> Any:
    """The result of a table, as the same kind of frame."""
    table = _narwhals(frame)
    if isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return _in_polars(pack, frame, form, fewest, by_respondent)
    if isinstance(table, nw.DataFrame):
        found = _in_polars(pack, table.to_polars(), form, fewest, by_respondent)
        return _back(found, table)
    return _elsewhere(pack, table, form, fewest, by_respondent)


def _narwhals(frame: Any) -> Any:
    try:
        return nw.from_native(frame)
    except TypeError:
        raise AssessorError([problem("unknown-frame", found=type(frame).__name__)], USAGE) from None


def _in_polars(pack: Pack, frame: pl.DataFrame | pl.LazyFrame, form: str, fewest: int, by_respondent: bool) -> Any:
    lazy = frame.lazy()
    kinds = kinds_of(pack, form, nw.from_native(lazy).collect_schema())
    bits = None if by_respondent or _alone(pack, frame) else width(_largest(lazy))
    ordered = bits is not None and isinstance(frame, pl.DataFrame)
    made = plan(pack, Shape(form, fewest if bits else 1, kinds, bits, ordered), polars_dialect())
    if not ordered:
        found = made.run(lazy)
        return found if isinstance(frame, pl.LazyFrame) else found.collect(engine="streaming")
    return made.run(lazy.with_row_index(ORDER)).collect(engine="streaming").sort(ORDER).drop(ORDER)


def _alone(pack: Pack, frame: pl.DataFrame | pl.LazyFrame) -> bool:
    """Whether a table known as a whole has one row an agency, none of a view that is protected."""
    if isinstance(frame, pl.LazyFrame):
        return False
    guarded = [view.id for view in pack.instrument.perspectives if view.protected]
    known = frame["perspective"].is_in([v.id for v in pack.instrument.perspectives if v.id not in guarded])
    return bool(known.all()) and frame["agency"].n_unique() == frame.height


def _largest(lazy: pl.LazyFrame) -> int:
    """The most people of one view of an agency; reads two columns of the table."""
    sizes = lazy.group_by("agency", "perspective").agg(pl.len().alias("people")).select(pl.col("people").max())
    return sizes.collect(engine="streaming").item() or 0


def _elsewhere(pack: Pack, table: Any, form: str, fewest: int, by_respondent: bool) -> Any:
    """The plan in narwhals, run by whatever the frame is of."""
    kinds = kinds_of(pack, form, table.collect_schema())
    bits = None
    if not by_respondent:
        sizes = table.group_by("agency", "perspective").agg(people=nw.len()).select(nw.col("people").max())
        bits = width(sizes.collect("pyarrow").item() or 0)
    made = plan(pack, Shape(form, fewest if bits else 1, kinds, bits), narwhals_dialect())
    return made.run(table).to_native()


def _back(found: pl.DataFrame, table: Any) -> Any:
    """A result as the kind of frame that was given."""
    plain = found.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
    module = table.implementation
    if module.is_pandas():
        return plain.to_pandas()
    return plain.to_arrow()


def kinds_of(pack: Pack, form: str, schema: Any) -> tuple[tuple[str, str], ...]:
    """The table's columns that matter with how their cells are written; raises AssessorError where one is missing."""
    missing = [name for name in NEEDED if name not in schema]
    if missing:
        raise AssessorError([problem("no-column", column=name) for name in missing], USAGE)
    listed = pack.instrument.form(form).items
    items = [item for name, item in pack.instrument.items.items() if listed is None or name in listed]
    wanted = ["respondent", "perspective", *(name for item in items for name in _names(item))]
    return tuple((name, _kind(schema[name])) for name in wanted if name in schema)


def _names(item: Item) -> list[str]:
    return [f"{item.id}.{option.id}" for option in item.options] if item.kind == "tick" else [item.id]


def _kind(kind: Any) -> str:
    if kind in (nw.Int8, nw.Int16):
        return "narrow"
    if kind == nw.Boolean:
        return "flag"
    if kind.is_unsigned_integer():
        return "natural"
    if kind.is_integer():
        return "whole"
    if kind.is_float() or kind.is_decimal():
        return "double"
    return "text"
