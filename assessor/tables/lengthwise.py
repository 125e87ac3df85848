"""A table of one row an answer: each row becomes cells, and the cells of one person become a row again.

What is wrong with a row alone is found part by part; that somebody answered the same twice, or stands in two
perspectives, is found once all rows of an agency are together.
"""

from typing import TYPE_CHECKING, NamedTuple

from assessor.errors import Problem, nearest, problem
from assessor.tables.block import RECORD, Block, Fault
from assessor.tables.codebook import Codebook, Field
from assessor.tables.coding import Wrong, text_of
from assessor.tables.heads import heads_of
from assessor.tables.layout import Filled, Layout
from assessor.tables.people import without

if TYPE_CHECKING:
    import polars as pl

Cells = list[tuple[str, int | None]]


class Answer(NamedTuple):
    """What makes up one answer; each different one is read once."""

    item: str
    value: str | None
    perspective: str | None
    form: str | None


def answers(block: Block, layout: Layout, book: Codebook, filled: Filled) -> "tuple[pl.DataFrame, list[Fault]]":
    """The sound rows of `block` with the columns they answer (`cell`) and the numbers (`code`); and what is wrong."""
    import polars as pl

    raw, places = block.frame, {header: place for place, header in enumerate(layout.wanted)}
    heads, wrong = heads_of(raw, layout, book, filled)
    item, value = text_of(raw[layout.roles["item"]]).alias("item"), text_of(raw[layout.roles["value"]]).alias("value")
    blank = problem("blank-cell", column="item")
    wrong += [(layout.roles["item"], Wrong(row, "", blank)) for row in item.is_null().arg_true().to_list()]
    frame = heads.with_columns(item, value)
    read = _read(frame, book)
    frame = frame.join(read, on=Answer._fields, how="left", nulls_equal=True, maintain_order="left")
    for row in frame["wrong"].is_not_null().arg_true().to_list():
        code = _understood(Answer(*(frame[name][row] for name in Answer._fields)), book)
        if isinstance(code, Problem):
            header = layout.roles["value" if code.code in ("bad-answer", "decimal-comma") else "item"]
            wrong.append((header, Wrong(row, str(raw[header][row]), code)))
    faults = [Fault(raw[RECORD][each.row], each.problem, header, each.value, places[header]) for header, each in wrong]
    kept = without(frame, faults).explode("cell", "code", empty_as_null=True, keep_nulls=True)
    return kept.select(*heads.columns, "cell", pl.col("code").cast(pl.Int32)), faults


def _read(frame: "pl.DataFrame", book: Codebook) -> "pl.DataFrame":
    """Each different answer of `frame` with its cells and their numbers, or `wrong`."""
    import polars as pl

    different = frame.select(Answer._fields).unique(maintain_order=True).drop_nulls("item")
    understood = [_understood(Answer(*row), book) for row in different.iter_rows()]
    found = [[] if isinstance(each, Problem) else each for each in understood]
    return different.with_columns(
        pl.Series("cell", [[cell for cell, _ in cells] for cells in found], dtype=pl.List(pl.String)),
        pl.Series("code", [[code for _, code in cells] for cells in found], dtype=pl.List(pl.Int32)),
        pl.Series("wrong", [True if isinstance(each, Problem) else None for each in understood], dtype=pl.Boolean),
    )


def _understood(answer: Answer, book: Codebook) -> Cells | Problem:
    known = book.names.get(answer.item.casefold(), "")
    field, tick = book.fields.get(known), book.ticks.get(known)
    item = field.item if field else tick
    if item is None:
        return problem("unknown-item", id=answer.item, nearest=nearest(answer.item, book.names.values(), "items"))
    fields = (field,) if field else book.of_item[item.id]
    if answer.value is None:
        return [(fields[0].name, None)]
    cells = _numbers(fields, answer.value) if field else book.ticked(item, answer.value)
    if cells is None:
        return field.wrong(answer.value) if field else book.wrong_ticks(item, answer.value)
    if answer.perspective in book.instrument.views and answer.perspective not in item.ask:
        if any(code >= (1 if item.kind == "tick" else 0) for code in cells.values()):
            return problem("not-asked-of", item=item.id, perspective=answer.perspective)
        return [(fields[0].name, None)]
    forms = {form.id: form.items for form in book.instrument.forms}
    listed = forms.get(answer.form or "")
    if listed is not None and item.id not in listed and max(cells.values()) >= 0:
        return problem("not-in-form", item=item.id, form=answer.form)
    return list(cells.items())


def _numbers(fields: tuple[Field, ...], text: str) -> dict[str, int] | None:
    number = fields[0].number(text)
    return None if number is None else {fields[0].name: number}
