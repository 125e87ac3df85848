"""The rule engines over a table: each agency's rows become a response file, and its assessment a row.

Slow, since each agency is assessed by itself, but by the engines that explain; the columns engine must agree with it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assessor.api import assess
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, PackName, Respondent, Responses, Value
from assessor.model.ruleset import Pack
from assessor.tables.codebook import DOES_NOT_APPLY_CODE, DONT_KNOW_CODE, Codebook
from assessor.tables.results import Row, row_of, schema_of

if TYPE_CHECKING:
    import polars as pl

NO_DATE = "1970-01-01"
"""Results do not read the date."""
SAID = "-"
"""Stands for words of one's own, of which only that there are some is read."""


def assess_rows(
    pack: Pack, frame: "pl.DataFrame", *, engine: str, min_view: int, form: str, by_respondent: bool
) -> "pl.DataFrame":
    """A row for each agency of `frame`, whose rows stand together; or for each row of it."""
    import polars as pl

    book = Codebook(pack)
    rows: list[Row] = []
    groups: dict[Any, list[Row]] = {}
    for place, row in enumerate(frame.iter_rows(named=True)):
        groups.setdefault(place if by_respondent else row["agency"], []).append(row)
    for people in groups.values():
        head = {"agency": people[0]["agency"]}
        if by_respondent:
            head |= {"respondent": people[0]["respondent"], "perspective": people[0]["perspective"]}
        rows.append(head | _assessed(pack, book, people, engine, None if by_respondent else min_view, form))
    schema = schema_of(pack, by_respondent)
    nothing: Row = {f"views.{view}": 0 for view in pack.instrument.views}
    nothing |= {name: False for name in schema if name.startswith("in_place.")}
    return pl.DataFrame([{**nothing, **row} for row in rows], schema=schema)


def _assessed(pack: Pack, book: Codebook, people: list[Row], engine: str, min_view: int | None, form: str) -> Row:
    responses = Responses.built(
        response=1,
        pack=PackName.built(id=pack.id, version=pack.version),
        form=form,
        agency=people[0]["agency"],
        date=NO_DATE,
        min_view=min_view,
        share_notes=False,
        respondents=tuple(_person(f"r{number}", row, book) for number, row in enumerate(people, 1)),
        set_aside=(),
    )
    return row_of(assess(responses, pack, engine=engine).assessment, pack)


def _person(name: str, row: Mapping[str, Any], book: Codebook) -> Respondent:
    answers = {item: _answer(book.instrument.items[item], row, book) for item in book.of_item}
    return Respondent.built(
        id=name,
        perspective=row["perspective"],
        unit=row["unit"],
        answers={item: answer for item, answer in answers.items() if answer is not None},
        set_aside={},
        held={},
        notes={},
        own_questions=(),
    )


def _answer(item: Item, row: Mapping[str, Any], book: Codebook) -> Value | None:
    numbers: list[int | None] = [row[field.name] for field in book.of_item[item.id]]
    given = [number for number in numbers if number is not None]
    if not given:
        return None
    if min(given) < 0:
        return {DONT_KNOW_CODE: DONT_KNOW, DOES_NOT_APPLY_CODE: DOES_NOT_APPLY}[min(given)]
    if item.kind == "tick":
        return tuple(option for option, number in zip(item.positions, given, strict=True) if number)
    if item.kind == "choice":
        return item.options[given[0] - 1].id
    return SAID if item.kind == "text" else given[0]
