"""Frames that tables come in: which library each is of, how its columns are written, and how a plan runs on it."""

from typing import Any

import narwhals as nw
import polars as pl

from assessor.engines.columns.dialect import narwhals_dialect, polars_dialect
from assessor.engines.columns.packing import width
from assessor.engines.columns.plan import ORDER, Shape, gathering, judging
from assessor.errors import USAGE, AssessorError, problem
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack

NEEDED = ("agency", "perspective")


def assessed(pack: Pack, frame: Any, *, form: str, fewest: int, by_respondent: bool) -> Any:
    """The result of a table, as the same kind of frame."""
    if isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return _in_polars(pack, frame, form, fewest, by_respondent)
    try:
        table: Any = nw.from_native(frame)
    except TypeError:
        raise AssessorError([problem("unknown-frame", found=type(frame).__name__)], USAGE) from None
    if isinstance(table, nw.DataFrame):
        return _back(_in_polars(pack, table.to_polars(), form, fewest, by_respondent), table)
    return _elsewhere(pack, table, form, fewest, by_respondent)


def _in_polars(pack: Pack, frame: pl.DataFrame | pl.LazyFrame, form: str, fewest: int, by_respondent: bool) -> Any:
    x, lazy = polars_dialect(), frame.lazy()
    kinds = kinds_of(pack, form, nw.from_native(lazy).collect_schema())
    if by_respondent or _alone(pack, frame):
        shape = Shape(form, 1, kinds, None, personal=by_respondent)
    else:
        sizes = lazy.group_by("agency", "perspective").agg(people=pl.len()).select(pl.col("people").max())
        largest = sizes.collect(engine="streaming").item() or 0
        shape = Shape(form, fewest, kinds, width(largest), isinstance(frame, pl.DataFrame))
    if shape.ordered:
        lazy = lazy.with_row_index(ORDER)
    found = judging(pack, shape, x).run(gathering(pack, shape, x).run(lazy))
    if isinstance(frame, pl.LazyFrame):
        return found
    done = found.collect(engine="streaming", optimizations=_plain_planning())
    return done.sort(ORDER).drop(ORDER) if shape.ordered else done


def _plain_planning() -> pl.QueryOptFlags:
    """Nothing is computed twice in a plan, so that there is nothing for Polars to find but columns nobody reads."""
    flags = pl.QueryOptFlags.none()
    flags.projection_pushdown = True
    return flags


def _alone(pack: Pack, frame: pl.DataFrame | pl.LazyFrame) -> bool:
    """Whether a table known as a whole has one row an agency, none of a view that is protected."""
    if isinstance(frame, pl.LazyFrame):
        return False
    guarded = [view.id for view in pack.instrument.perspectives if view.protected]
    known = frame["perspective"].is_in([v.id for v in pack.instrument.perspectives if v.id not in guarded])
    return bool(known.all()) and frame["agency"].n_unique() == frame.height


def _elsewhere(pack: Pack, table: Any, form: str, fewest: int, by_respondent: bool) -> Any:
    """Rows become agencies where they are, if they are many to one; the few rows of sums are judged in Polars.

    A database plans the hundreds of steps that follow for minutes, and Polars runs them in no time.
    """
    kinds = kinds_of(pack, form, table.collect_schema())
    if by_respondent:
        wanted = ("agency", *dict(kinds))
        found = _in_polars(pack, table.select(*wanted).collect("polars").to_native(), form, fewest, by_respondent)
    else:
        sizes = table.group_by("agency", "perspective").agg(people=nw.len()).select(nw.col("people").max())
        shape = Shape(form, fewest, kinds, width(sizes.collect("polars").item() or 0))
        gathered = gathering(pack, shape, narwhals_dialect()).run(table).collect("polars").to_native()
        sums = gathered.with_columns(pl.col(pl.Int128, pl.Decimal).cast(pl.Int64)).lazy()
        found = judging(pack, shape, polars_dialect()).run(sums).collect(optimizations=_plain_planning())
    return nw.from_native(_plain(found)).lazy(backend=table.implementation).to_native()


def _back(found: pl.DataFrame, table: Any) -> Any:
    """A result as the kind of frame that was given."""
    plain = _plain(found)
    return plain.to_pandas(use_pyarrow_extension_array=True) if table.implementation.is_pandas() else plain.to_arrow()


def _plain(found: pl.DataFrame) -> pl.DataFrame:
    """Without types that only Polars has."""
    return found.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))


def kinds_of(pack: Pack, form: str, schema: Any) -> tuple[tuple[str, str], ...]:
    """The table's columns that matter with how their cells are written, but for those in which nothing stands.

    Raises AssessorError where one is missing that must be there.
    """
    missing = [name for name in NEEDED if name not in schema]
    if missing:
        raise AssessorError(
            [problem("missing-column", column=name, remedy="Add it, or give another its name.") for name in missing],
            USAGE,
        )
    listed = pack.instrument.form(form).items
    items = [item for name, item in pack.instrument.items.items() if listed is None or name in listed]
    wanted = ["respondent", "perspective", *(name for item in items for name in _names(item))]
    return tuple((name, _kind(schema[name])) for name in wanted if name in schema and schema[name] != nw.Unknown)


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
