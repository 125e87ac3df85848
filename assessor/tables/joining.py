"""The answers of one person, a row each, become one row; those that contradict the ones before them are told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessor.errors import problem
from assessor.tables.block import RECORD, Fault
from assessor.tables.codebook import Codebook
from assessor.tables.coding import dtype, mixed_ticks, whole_ticks
from assessor.tables.people import complete
from assessor.tables.settling import FILE, PERSON, Late, cleared, others, place, with_first

if TYPE_CHECKING:
    import polars as pl

SAME = ("perspective", "unit", "date", "form")
"""What must be the same in all rows of a person, where it is given."""


def joined(cells: "pl.DataFrame", book: Codebook, names: Sequence[str]) -> "tuple[pl.DataFrame, list[Late]]":
    """A row a person from `cells`, in order of agency, file and record; and the faults found on the way."""
    import polars as pl

    late: list[Late] = []
    for column in SAME:
        first = pl.col(column).drop_nulls().first().over(PERSON)
        flagged = cells.with_columns((pl.col(column) != first).fill_null(False).alias("_other"))
        found = list(others(flagged.filter(pl.col(column).is_not_null()), names, PERSON, column, "_other"))
        cells, late = cleared(cells, found), late + found
    found = _answered_twice(cells, names)
    cells, late = cleared(cells, found), late + found
    found = _mixed_ticks(cells, book)
    cells, late = cleared(cells, found), late + found
    people = cells.group_by(PERSON, maintain_order=True).agg(
        pl.col(FILE, RECORD).first(), *(pl.col(column).drop_nulls().first() for column in SAME)
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


def _answered_twice(cells: "pl.DataFrame", names: Sequence[str]) -> list[Late]:
    """The rows that answer what an earlier row answered; a row that is rejected itself stands in nobody's way."""
    import polars as pl

    who = (*PERSON, "cell")
    found: dict[tuple[int, int], Late] = {}
    while True:
        given = cleared(cells, list(found.values())).filter(pl.col("code").is_not_null())
        rows = with_first(given.with_columns((~pl.struct(who).is_first_distinct()).alias("_twice")), "_twice", who)
        flagged = {(row[FILE], row[RECORD]) for row in rows}
        if not flagged:
            return list(found.values())
        for row in rows:
            if (row[f"_first_{FILE}"], row[f"_first_{RECORD}"]) not in flagged:
                told = problem("answered-again", item=row["cell"], whom=row["respondent"], before=place(row, names))
                late = Late(row[FILE], Fault(row[RECORD], told, "item", row["cell"]))
                found.setdefault((row[FILE], row[RECORD]), late)


def _mixed_ticks(cells: "pl.DataFrame", book: Codebook) -> list[Late]:
    """A code for some options beside answers to others: the rows that are of another sort than the first one."""
    import polars as pl

    of_item = {field.name: item for item in book.ticks for field in book.of_item[item]}
    ticks = cells.filter(pl.col("code").is_not_null() & pl.col("cell").is_in(list(of_item)))
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
