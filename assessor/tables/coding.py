"""Cells become whole numbers, a column at a time; which of them are no answers is known by their row.

Of a column of text each different cell is read once, by the codebook, which is the meaning; whole numbers that fit need
no reading at all.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assessor.errors import Problem, problem
from assessor.language.unsaid import phrase
from assessor.model.instrument import Item
from assessor.tables.codebook import CODES, Codebook, Field

if TYPE_CHECKING:
    import polars as pl


class Wrong(NamedTuple):
    """A cell that is no answer: its row in the frame, what stands there, and the message."""

    row: int
    value: str
    problem: Problem


def dtype(bits: int) -> "pl.DataType":
    """A column type of this width."""
    import polars as pl

    return {8: pl.Int8(), 16: pl.Int16(), 32: pl.Int32()}[bits]


def coded(column: "pl.Series", field: Field) -> "tuple[pl.Series, list[Wrong]]":
    """The whole numbers of a column of answers, none where a cell is blank or wrong; and the wrong ones."""
    if column.dtype.is_integer():
        low, top = column.min(), column.max()
        if low is None or (field.low <= low and top <= field.top):  # type: ignore[operator]
            return column.cast(dtype(field.bits)), []
        fits = column.is_between(field.low, field.top) | column.is_in(list(CODES.values()))
        if fits.all():
            return column.cast(dtype(field.bits)), []
    texts = text_of(column)
    numbers = _looked_up(texts, lambda text: field.number(text)).cast(dtype(field.bits))
    return numbers.alias(field.name), wrong_cells(texts, numbers, field.wrong)


def coded_ticks(column: "pl.Series", item: Item, book: Codebook) -> "tuple[list[pl.Series], list[Wrong]]":
    """A column for each option, from cells that name the ticked ones."""
    texts = text_of(column)
    read = {text: book.ticked(item, text) for text in texts.unique().to_list() if text is not None}
    columns = []
    for field in book.of_item[item.id]:
        numbers = {text: None if found is None else found.get(field.name) for text, found in read.items()}
        columns.append(_looked_up(texts, numbers.get).cast(dtype(field.bits)).alias(field.name))
    known = _looked_up(texts, lambda text: None if read[text] is None else 1)
    return columns, wrong_cells(texts, known, lambda text: book.wrong_ticks(item, text))


def text_of(column: "pl.Series") -> "pl.Series":
    """A column as text without blanks around it; None where nothing stands."""
    import polars as pl

    texts = column.cast(pl.String).str.strip_chars()
    return texts.set(texts == "", None) if (texts == "").any() else texts


def _looked_up(texts: "pl.Series", meaning: Callable[[str], int | None]) -> "pl.Series":
    import polars as pl

    different = [text for text in texts.unique().to_list() if text is not None]
    known = {text: meaning(text) for text in different}
    found = [text for text in different if known[text] is not None]
    return texts.replace_strict(found, [known[text] for text in found], default=None, return_dtype=pl.Int32)


def wrong_cells(texts: "pl.Series", numbers: "pl.Series", tell: Callable[[str], Problem]) -> list[Wrong]:
    """The cells of `texts` that hold something of which no number came."""
    wrong = texts.is_not_null() & numbers.is_null()
    if not wrong.any():
        return []
    told: dict[str, Problem] = {}
    found = []
    rows = wrong.arg_true()
    for row, text in zip(rows.to_list(), texts.gather(rows).to_list(), strict=True):
        told[text] = told.get(text) or tell(text)
        found.append(Wrong(row, text, told[text]))
    return found


def whole_ticks(frame: "pl.DataFrame", names: list[str]) -> "tuple[pl.DataFrame, list[int]]":
    """A tick item's columns made whole, and the rows where answers and codes are mixed.

    Where any option is answered, those that are blank become 0; a code that stands at one option is that of all.
    """
    import polars as pl

    ends = frame.select(pl.max_horizontal(names).alias("_top"), pl.min_horizontal(names).alias("_low"))
    unsaid = ends["_top"].null_count()
    if (ends["_low"] >= 0).all() and all(frame[name].null_count() == unsaid for name in names):
        return frame, []
    top, low = pl.col("_top"), pl.col("_low")
    mixed = ends.select(((low < 0) & (low != top)).fill_null(False)).to_series()
    whole = frame.with_columns(*ends.get_columns()).with_columns(
        pl.when(top >= 0).then(pl.col(name).fill_null(0)).otherwise(top).cast(pl.Int8).alias(name) for name in names
    )
    return whole.drop("_top", "_low"), mixed.arg_true().to_list()


def mixed_ticks(item: Item) -> Problem:
    """The message where some options of a tick item are answered and others are not known."""
    remedy = phrase("Write 0 or 1 for each option, or one code for all of them.")
    return problem("bad-answer", value=phrase("A mixture of answers and codes"), item=item.id, remedy=remedy)
