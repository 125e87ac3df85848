"""The answers of one person, a row each, become one row; those that contradict the ones before them are told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.errors import problem
from assessor.tables.block import RECORD, Fault
from assessor.tables.codebook import Codebook
from assessor.tables.coding import dtype, mixed_ticks, whole_ticks
from assessor.tables.people import complete
from assessor.tables.settling import FILE, ORDER, PERSON, Late, others, place, with_first

if TYPE_CHECKING:
    import polars as pl

SAME = ("perspective", "unit", "date")
"""What must be the same in all rows of a person, where it is given; the form is the agency's."""


def joined(cells: "pl.DataFrame", book: Codebook, names: Sequence[str]) -> "tuple[pl.DataFrame, list[Late]]":
    """A row a person from `cells`, in order of agency, file and record; and the faults found on the way."""
    import polars as pl

    late: list[Late] = []
    for column in SAME:
        first = pl.col(column).drop_nulls().first().over(PERSON)
        cells = cells.with_columns((pl.col(column) != first).fill_null(False).alias("_other"))
        late += others(cells.filter(pl.col(column).is_not_null()), names, PERSON, column, "_other")
    given = cells.filter(pl.col("code").is_not_null())
    late += _answered_twice(given, names)
    late += _mixed_ticks(given, book)
    cells = _without(cells.drop("_other"), late)
    people = cells.group_by(PERSON, maintain_order=True).agg(
        pl.col(FILE, RECORD, "form").first(), *(pl.col(column).drop_nulls().first() for column in SAME)
    )
    given = cells.filter(pl.col("code").is_not_null())
    if given.height:
        wide = given.pivot("cell", index=PERSON, values="code", aggregate_function="first")
        people = people.join(wide, on=PERSON, how="left", maintain_order="left")
    people = complete(people, book)
    people = people.with_columns(pl.col(name).cast(dtype(field.bits)) for name, field in book.fields.items())
    for item in book.ticks.values():
        people, _ = whole_ticks(people, [field.name for field in book.of_item[item.id]])
    return people, late


def _answered_twice(given: "pl.DataFrame", names: Sequence[str]) -> list[Late]:
    import polars as pl

    who = (*PERSON, "cell")
    twice = given.with_columns((~pl.struct(who).is_first_distinct()).alias("_twice"))
    found: dict[tuple[int, int], Late] = {}
    for row in with_first(twice, "_twice", who):
        told = problem("answered-again", item=row["cell"], whom=row["respondent"], before=place(row, names))
        found.setdefault((row[FILE], row[RECORD]), Late(row[FILE], Fault(row[RECORD], told, "item", row["cell"])))
    return list(found.values())


def _mixed_ticks(given: "pl.DataFrame", book: Codebook) -> list[Late]:
    """A code for some options beside answers to others: the rows that are of another sort than the first one."""
    import polars as pl

    of_item = {field.name: item for item in book.ticks for field in book.of_item[item]}
    ticks = given.filter(pl.col("cell").is_in(list(of_item)))
    if ticks.is_empty():
        return []
    item = pl.col("cell").replace_strict(of_item, return_dtype=pl.String).alias("_item")
    ticks = ticks.with_columns(item, pl.min_horizontal("code", pl.lit(0)).alias("_sort"))
    first = pl.col("_sort").first().over(*PERSON, "_item")
    mixed = ticks.filter(pl.col("_sort") != first).unique((FILE, RECORD), maintain_order=True)
    return [
        Late(file, Fault(record, mixed_ticks(book.ticks[name]), "value", str(code)))
        for file, record, name, code in mixed.select(FILE, RECORD, "_item", "code").iter_rows()
    ]


def _without(cells: "pl.DataFrame", late: list[Late]) -> "pl.DataFrame":
    """`cells` without all those of a record that has a fault."""
    import polars as pl

    if not late:
        return cells
    places = sorted({(each.file, each.fault.record) for each in late})
    schema = {FILE: cells.schema[FILE], RECORD: cells.schema[RECORD]}
    return cells.join(pl.DataFrame(places, schema=schema, orient="row"), on=(FILE, RECORD), how="anti").sort(ORDER)
