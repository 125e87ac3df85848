"""The first stage: parts of the input are read, and what is sound in them is kept in the order of agencies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assessor.errors import AssessorError, Problem
from assessor.tables.block import RECORD, Block, Fault, Part, Table
from assessor.tables.codebook import WHOLE, Codebook
from assessor.tables.converted import Converted, renamed
from assessor.tables.folder import WorkFolder
from assessor.tables.layout import Filled, Layout, extended, recognised
from assessor.tables.lengthwise import answers
from assessor.tables.people import people, without
from assessor.tables.record import Counted
from assessor.tables.rejects import rejects_of, saved
from assessor.tables.settling import FILE


@dataclass
class Source:
    """One input as it is read: its table, what its columns are, and which of them should hold whole numbers."""

    place: int
    table: Table
    layout: Layout
    bits: dict[str, int] = field(default_factory=dict)

    @property
    def naming(self) -> Mapping[str, str]:
        """Column of ours -> what the file calls it, where a tool wrote it."""
        return self.table.naming if isinstance(self.table, Converted) else {}

    @property
    def personal(self) -> frozenset[str]:
        """Columns that are left out of the rejects."""
        told = self.table.personal if isinstance(self.table, Converted) else ()
        return frozenset((*self.layout.personal, *told))


def sources(tables: Sequence[Table], book: Codebook, filled: Filled) -> list[Source]:
    """The tables with their columns recognised; raises AssessorError with what is wrong in all of them."""
    found: list[Source] = []
    problems: list[Problem] = []
    exit_code = 0
    for place, table in enumerate(tables):
        try:
            layout = recognised(table.name, table.headers, table.sample, book, filled)
        except AssessorError as error:
            problems += error.problems
            exit_code = error.exit_code
            continue
        found.append(Source(place, table, layout, _bits(table, layout)))
    if problems:
        raise AssessorError(problems, exit_code)
    return found


def _bits(table: Table, layout: Layout) -> dict[str, int]:
    """The columns of answers in which the first records hold nothing but whole numbers."""
    return {
        header: answer.bits
        for header, answer in layout.fields.items()
        if all(not cell or WHOLE.fullmatch(cell) for cell in table.sample.get(header, ()))
    }


def steps(found: Sequence[Source]) -> Iterator[tuple[str, Source, Part]]:
    """(name of the step, source, part) for every part of every source, in order."""
    number = 0
    for source in found:
        for part in source.table.parts:
            yield f"in-{number:05}", source, part
            number += 1


def read_part(
    folder: WorkFolder, step: str, source: Source, part: Part, book: Codebook, filled: Filled
) -> dict[str, Any]:
    """Reads one part, keeps what is sound and what is rejected, and notes how many records came to what."""
    import polars as pl

    layout, block, faults = _read(source, part, book, filled)
    block = _without_blank(block, source.table, part, layout)
    frame, wrong = (answers if layout.lengthwise else people)(block, layout, book, filled)
    faults += wrong
    frame = without(frame, faults)
    rejected = {fault.record for fault in faults}
    files = []
    if frame.height:
        place = pl.lit(source.place, dtype=pl.UInt16).alias(FILE)
        files.append(folder.keep(f"{step}.arrow", frame.with_columns(place).sort("agency", RECORD)))
    if faults:
        originals = source.table.originals(part, rejected)
        told, away = renamed(faults, originals, source.naming), source.personal | frozenset(layout.personal)
        with folder.writing():
            saved(rejects_of(told, originals, away), folder.path / f"{step}.rejects")
        files.append(f"{step}.rejects")
    counted = Counted(part.records, frame[RECORD].n_unique(), len(rejected), block.skipped)
    notes = [str(note) for note in layout.notes if note not in source.layout.notes]
    noted = {"counted": counted.numbers, "lengthwise": layout.lengthwise, "notes": notes}
    return folder.finish(step, noted, *files)


def _read(source: Source, part: Part, book: Codebook, filled: Filled) -> tuple[Layout, Block, list[Fault]]:
    """The block of a part, with the columns that only its records have; and what is wrong with these."""
    table, layout = source.table, source.layout
    block = table.block(part, layout.wanted, source.bits)
    if not block.late:
        return layout, block, block.faults
    wider, wrong = extended(table.name, layout, block.late, book, filled)
    if wider.wanted != layout.wanted:
        block = table.block(part, wider.wanted, source.bits)
    return wider, block, [*block.faults, *wrong]


def _without_blank(block: Block, table: Table, part: Part, layout: Layout) -> Block:
    """`block` without rows of which nothing is wanted, where nothing stands in the rest of the record either."""
    import polars as pl

    def blank(headers: Sequence[str]) -> pl.Expr:
        texts = [header for header in headers if block.frame.schema[header] == pl.String]
        return pl.all_horizontal(
            *(pl.col(header).is_null() for header in headers if header not in texts),
            *(pl.col(header).str.strip_chars().eq("").fill_null(True) for header in texts),
        )

    heads = list(layout.roles.values())[:1] or list(layout.wanted)
    found = block.frame.filter(blank(heads)).filter(blank(layout.wanted))[RECORD].to_list()
    if not found:
        return block
    originals = table.originals(part, found)
    skipped = [record for record in found if originals[record].blank]
    frame = block.frame.filter(~pl.col(RECORD).is_in(skipped))
    return replace(block, frame=frame, skipped=block.skipped + len(skipped))
