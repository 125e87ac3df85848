"""What can only be seen once all rows of an agency are together: people who stand twice, agencies of two forms."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assessor.errors import problem
from assessor.language.unsaid import Unsaid, phrase
from assessor.tables.block import RECORD, Fault

if TYPE_CHECKING:
    import polars as pl

FILE = "_file"
"""The column with the place of the input among all inputs, from 0."""
PERSON = ("agency", "respondent")
ORDER = ("agency", FILE, RECORD)


class Late(NamedTuple):
    """A fault of a record that was sound by itself."""

    file: int
    fault: Fault


def settled(frame: "pl.DataFrame", names: Sequence[str]) -> "tuple[pl.DataFrame, list[Late]]":
    """`frame`, a row a person and in order, without those who stand in it already or answered another form.

    `names` are those of the files.
    """
    import polars as pl

    other = pl.col("form") != pl.col("form").first().over("agency")
    late = [*others(frame.with_columns(other.alias("_other")), names, ("agency",), "form", "_other")]
    frame = cleared(frame, late)
    # Only now, since who answered another form does not stand in the table.
    again = pl.col("respondent").is_not_null() & ~pl.struct(PERSON).is_first_distinct()
    twice = [*_again(frame.with_columns(again.alias("_again")), names)]
    return cleared(frame, twice), late + twice


def cleared(frame: "pl.DataFrame", late: Sequence[Late]) -> "pl.DataFrame":
    """`frame` without any row of the records that have a fault, in the order it had."""
    import polars as pl

    if not late:
        return frame
    schema = {FILE: frame.schema[FILE], RECORD: frame.schema[RECORD]}
    places = pl.DataFrame(sorted({(each.file, each.fault.record) for each in late}), schema=schema, orient="row")
    return frame.join(places, on=(FILE, RECORD), how="anti", maintain_order="left")


def _again(frame: "pl.DataFrame", names: Sequence[str]) -> Iterable[Late]:
    for row in with_first(frame, "_again", PERSON):
        told = problem("respondent-again", id=row["respondent"], before=place(row, names))
        yield Late(row[FILE], Fault(row[RECORD], told, "respondent", row["respondent"]))


def others(frame: "pl.DataFrame", names: Sequence[str], who: tuple[str, ...], column: str, flag: str) -> Iterable[Late]:
    """The rows where `flag` says that `column` is another than in the first row of the same agency or person."""
    for row in with_first(frame, flag, who, column):
        before = row[f"_first_{column}"]
        words = {"column": column, "value": row[column], "whom": row[who[-1]], "before": before}
        told = problem("other-value", place=place(row, names), **words)
        yield Late(row[FILE], Fault(row[RECORD], told, column, row[column]))


def with_first(frame: "pl.DataFrame", flag: str, who: tuple[str, ...], *columns: str) -> list[dict[str, Any]]:
    """The rows where `flag` is true, and beside them the first row of the same `who`."""
    import polars as pl

    flagged = frame.filter(pl.col(flag))
    if flagged.is_empty():
        return []
    firsts = frame.join(flagged.select(who).unique(), on=who, how="semi", nulls_equal=True)
    firsts = firsts.unique(who, keep="first", maintain_order=True)
    beside = [pl.col(name).alias(f"_first_{name}") for name in (FILE, RECORD, *columns)]
    wanted = list(dict.fromkeys((*PERSON, FILE, RECORD, *columns, *who)))
    joined = flagged.select(wanted).join(
        firsts.select(*who, *beside), on=who, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.to_dicts()


def place(row: dict[str, Any], names: Sequence[str]) -> Unsaid:
    """Where the first row stands, in words."""
    return phrase("{name}, record {number}", name=names[row[f"_first_{FILE}"]], number=row[f"_first_{RECORD}"])
