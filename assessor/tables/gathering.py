"""All rows of an agency brought together from the parts they were read in, a few hundred thousand rows at a time.

Every part was kept in the order of agencies. So a stretch of agencies is one slice of each part, and what is read at
once does not grow with the number of files or rows.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assessor.tables.codebook import Codebook
from assessor.tables.folder import WorkFolder
from assessor.tables.joining import joined
from assessor.tables.settling import ORDER, Late, settled

if TYPE_CHECKING:
    import polars as pl


class Kept(NamedTuple):
    """A part as it was kept: its file, and whether it has one row an answer."""

    name: str
    lengthwise: bool


class Stretch(NamedTuple):
    """Agencies that follow each other, and where their rows lie: (part, first row, rows)."""

    number: int
    rows: int
    slices: tuple[tuple[int, int, int], ...]


def stretches(folder: WorkFolder, parts: Sequence[Kept], most: int) -> Iterator[Stretch]:
    """Stretches of whole agencies with about `most` rows each; an agency of more rows is one by itself."""
    import polars as pl

    runs = [
        folder.kept(part.name).select("agency").with_row_index("first").group_by("agency", maintain_order=True)
        .agg(pl.col("first").first(), pl.len().alias("rows")).with_columns(pl.lit(place).alias("part"))
        for place, part in enumerate(parts)
    ]  # fmt: skip
    if not runs:
        return
    found = pl.concat(runs)
    sizes = found.group_by("agency").agg(pl.col("rows").sum()).sort("agency")
    numbers, number, filled = [], 0, 0
    for rows in sizes["rows"]:
        if filled and filled + rows > most:
            number, filled = number + 1, 0
        filled += rows
        numbers.append(number)
    numbered = sizes.select("agency", pl.Series("number", numbers, dtype=pl.UInt32))
    slices = (
        found.join(numbered, on="agency").group_by("number", "part").agg(pl.col("first").min(), pl.col("rows").sum())
    )
    for (number,), group in slices.sort("number", "part").group_by("number", maintain_order=True):
        where = tuple(group.select("part", "first", "rows").iter_rows())
        yield Stretch(int(str(number)), sum(rows for _, _, rows in where), where)


def gathered(
    folder: WorkFolder, parts: Sequence[Kept], stretch: Stretch, book: Codebook, names: Sequence[str]
) -> "tuple[pl.DataFrame, list[Late]]":
    """A row a person for the agencies of a stretch, in order; and what was wrong with rows beside others."""
    import polars as pl

    def read(lengthwise: bool) -> "list[pl.DataFrame]":
        return [
            folder.kept(parts[part].name).slice(first, rows)
            for part, first, rows in stretch.slices
            if parts[part].lengthwise is lengthwise
        ]

    frames = read(False)
    late: list[Late] = []
    answers = read(True)
    if answers:
        people, late = joined(pl.concat(answers).sort(ORDER), book, names)
        records = pl.concat(answers).select("agency", "respondent", *ORDER[1:])
        frames.append(people.select(frames[0].columns) if frames else people)
    frame = pl.concat(frames).sort(ORDER)
    frame, again = settled(frame, names)
    if answers:
        again = _all_records(again, records)
    return frame, late + again


def _all_records(late: Sequence[Late], records: "pl.DataFrame") -> list[Late]:
    """A fault of a person who has one row an answer is one of each of these rows."""
    if not late:
        return []
    whose = records.unique(maintain_order=True)
    places = {(file, record): (agency, person) for agency, person, file, record in whose.iter_rows()}
    people = {places[key] for each in late if (key := (each.file, each.fault.record)) in places}
    rows: dict[tuple[str, str], list[tuple[int, int]]] = {who: [] for who in people}
    for (file, record), who in places.items():
        if who in rows:
            rows[who].append((file, record))
    found = []
    for each in late:
        key = (each.file, each.fault.record)
        at = rows[places[key]] if key in places else [key]
        found += [Late(file, each.fault._replace(record=record)) for file, record in at]
    return found
