"""A block of one row a person becomes typed answers, and the faults of every row that cannot be taken.

All that is wrong with a row is told at once; a row with any fault is taken out whole.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from assessor.errors import Problem, problem
from assessor.model.instrument import Item
from assessor.tables.block import RECORD, Block, Fault
from assessor.tables.codebook import Codebook, Field
from assessor.tables.coding import Wrong, coded, coded_ticks, dtype, mixed_ticks, whole_ticks
from assessor.tables.heads import heads_of
from assessor.tables.layout import Filled, Layout

if TYPE_CHECKING:
    import polars as pl


def people(block: Block, layout: Layout, book: Codebook, filled: Filled) -> "tuple[pl.DataFrame, list[Fault]]":
    """The rows of `block` that are sound, with every column a table of the pack can have; and what is wrong."""
    return _People(block, layout, book, filled).read()


def without(frame: "pl.DataFrame", faults: list[Fault]) -> "pl.DataFrame":
    """`frame` without the records that have a fault."""
    import polars as pl

    if not faults:
        return frame
    records = pl.Series(sorted({fault.record for fault in faults}), dtype=pl.UInt32)
    return frame.filter(~pl.col(RECORD).is_in(records.implode()))


class _People:
    def __init__(self, block: Block, layout: Layout, book: Codebook, filled: Filled) -> None:
        self.raw, self.layout, self.book = block.frame, layout, book
        self.faults: list[Fault] = []
        self.places = {header: place for place, header in enumerate(layout.wanted)}
        self.headers: dict[str, str] = {}
        """Column of the frame -> what the file calls it."""
        self.heads, wrong = heads_of(self.raw, layout, book, filled)
        for header, each in wrong:
            self._fault(header, each)

    @cached_property
    def records(self) -> list[int]:
        """The number of each row's record."""
        numbers: list[int] = self.raw[RECORD].to_list()
        return numbers

    def _fault(self, header: str, wrong: Wrong) -> None:
        self.faults.append(Fault(self.records[wrong.row], wrong.problem, header, wrong.value, self.places[header]))

    def read(self) -> "tuple[pl.DataFrame, list[Fault]]":
        answers = self._answers()
        frame = self.heads.with_columns(*answers)
        for item in self.book.ticks.values():
            frame = self._ticks(frame, item)
        frame = self._asked(frame)
        self._in_form(frame)
        return complete(without(frame, self.faults), self.book), self.faults

    def _answers(self) -> "list[pl.Series]":
        found: list[pl.Series] = []
        for header, field in self.layout.fields.items():
            numbers, wrong = coded(self.raw[header], field)
            self._take(header, [numbers.alias(field.name)], wrong, found)
        for header, item in self.layout.joined.items():
            self._take(header, *coded_ticks(self.raw[header], item, self.book), found)
        return found

    def _take(self, header: str, columns: "list[pl.Series]", wrong: list[Wrong], found: "list[pl.Series]") -> None:
        self.headers |= {column.name: header for column in columns}
        found += columns
        for each in wrong:
            self._fault(header, each)

    def _ticks(self, frame: "pl.DataFrame", item: Item) -> "pl.DataFrame":
        import polars as pl

        fields = self.book.of_item[item.id]
        header = next((self.headers[field.name] for field in fields if field.name in self.headers), None)
        if header is None:
            return frame
        absent = [field.name for field in fields if field.name not in self.headers]
        frame = frame.with_columns(pl.lit(None, dtype=pl.Int8).alias(name) for name in absent)
        frame, mixed = whole_ticks(frame, [field.name for field in fields])
        for row in mixed:
            self._fault(header, Wrong(row, "", mixed_ticks(item)))
        return frame

    def _asked(self, frame: "pl.DataFrame") -> "pl.DataFrame":
        """Answers to what a perspective is not asked are faults; a code or an empty box there says nothing and goes."""
        import polars as pl

        for view in frame["perspective"].unique(maintain_order=True).drop_nulls().to_list():
            if view not in self.book.instrument.views:
                continue
            here = pl.col("perspective") == view
            fields = [field for name, field in self.book.fields.items() if name in self.headers]
            others = [field for field in fields if view not in field.item.ask]
            tops = frame.filter(here).select(pl.col(field.name).max() for field in others).to_dicts()
            for field in others:
                if not tops or tops[0][field.name] is None:
                    continue
                self._stray(frame, here, field, lambda item, view=view: problem(  # type: ignore[misc]
                    "not-asked-of", item=item.id, perspective=view))  # fmt: skip
                frame = frame.with_columns(pl.when(here).then(None).otherwise(pl.col(field.name)).alias(field.name))
        return frame

    def _in_form(self, frame: "pl.DataFrame") -> None:
        """Answers to items that a form does not have are faults."""
        import polars as pl

        forms = {form.id: form.items for form in self.book.instrument.forms}
        for form in frame["form"].unique(maintain_order=True).to_list():
            listed = forms.get(form)
            for name in self.headers if listed is not None else ():
                field = self.book.fields[name]
                if listed is not None and field.item.id not in listed:
                    self._stray(frame, pl.col("form") == form, field, lambda item, form=form: problem(  # type: ignore[misc]
                        "not-in-form", item=item.id, form=form))  # fmt: skip

    def _stray(self, frame: "pl.DataFrame", here: "pl.Expr", field: Field, tell: Callable[[Item], Problem]) -> None:
        import polars as pl

        least = 1 if field.item.kind == "tick" else 0
        rows = frame.select((here & (pl.col(field.name) >= least)).fill_null(False)).to_series().arg_true().to_list()
        told = tell(field.item) if rows else None
        for row in rows:
            if told is not None:
                header = self.headers[field.name]
                self._fault(header, Wrong(row, str(self.raw[header][row]), told))


def complete(frame: "pl.DataFrame", book: Codebook) -> "pl.DataFrame":
    """`frame` with every column of the pack, in its order; those it has not are blank."""
    import polars as pl

    answers = [
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype(field.bits)).alias(name)
        for name, field in book.fields.items()
    ]
    return frame.select(pl.exclude(*book.fields), *answers)
