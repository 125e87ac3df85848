"""Random tables of many respondents, and how two results are compared."""

from random import Random
from typing import Any

import polars as pl

from assessor.model.instrument import Item
from assessor.model.response import Responses
from assessor.model.ruleset import Pack
from assessor.tables.codebook import CODES, Codebook

HEADS = {"agency": pl.String, "perspective": pl.String, "respondent": pl.String, "unit": pl.String}
CLOSED, OPEN = -9, -8


def table(pack: Pack, seed: int, *, agencies: int, most: int, form: str = "full") -> pl.DataFrame:
    """Up to `most` people of each view of each agency, in no order, who answer at random or do not."""
    chance, book = Random(seed), Codebook(pack)
    listed = pack.instrument.form(form).items
    rows: list[dict[str, Any]] = []
    for agency in range(agencies):
        for view in pack.instrument.views:
            for _ in range(chance.randint(0, most)):
                lean = chance.random()
                row: dict[str, Any] = {"agency": f"Agency {agency}", "perspective": view, "respondent": f"r{len(rows)}"}
                for name, item in pack.instrument.items.items():
                    if view in item.ask and (listed is None or name in listed):
                        row |= dict(
                            zip((f.name for f in book.of_item[name]), _cells(item, pack, chance, lean), strict=True)
                        )
                rows.append(row)
    chance.shuffle(rows)
    return frame(rows, book)


def frame(rows: list[dict[str, Any]], book: Codebook) -> pl.DataFrame:
    """Rows as a table with every column a pack has."""
    kinds = {name: pl.Int8 if field.bits == 8 else pl.Int32 for name, field in book.fields.items()}
    return pl.DataFrame([{**dict.fromkeys((*HEADS, *kinds)), **row} for row in rows], schema={**HEADS, **kinds})


def _cells(item: Item, pack: Pack, chance: Random, lean: float) -> list[int | None]:
    """The cells of one answer; people who lean the same way often answer alike."""
    width = len(item.options) if item.kind == "tick" else 1
    kept = chance.choice(["say"] * 7 + ["blank", "open", "closed"])
    if kept != "say":
        return [{"blank": None, "open": OPEN, "closed": CLOSED}[kept]] * width
    if item.kind == "tick":
        return [int(chance.random() < 0.5) for _ in item.options]
    if item.kind == "text":
        return [1]
    last = _last(item, pack)
    place = round(lean * last) if chance.random() < 0.5 else chance.randint(0, last)
    return [place + (item.kind == "choice")]


def _last(item: Item, pack: Pack) -> int:
    if item.kind == "count":
        return item.highest or 0
    return len(item.options or pack.instrument.points(item)) - 1


def of_responses(responses: Responses, pack: Pack) -> pl.DataFrame:
    """The people of one response file as a table."""
    book, rows = Codebook(pack), []
    for person in responses.respondents:
        row: dict[str, Any] = {
            "agency": responses.agency, "perspective": person.perspective, "respondent": person.id, "unit": person.unit,
        }  # fmt: skip
        for name, value in person.answers.items():
            row |= dict(zip((field.name for field in book.of_item[name]), _coded(book, name, value), strict=True))
        rows.append(row)
    return frame(rows, book)


def _coded(book: Codebook, name: str, value: Any) -> list[int]:
    item = book.instrument.items[name]
    if isinstance(value, str) and value in CODES:
        return [CODES[value]] * len(book.of_item[name])
    if item.kind == "tick":
        return [int(option in value) for option in item.positions]
    if item.kind == "choice":
        return [item.positions[value] + 1]
    return [1 if item.kind == "text" else value]


def differing(found: pl.DataFrame, wanted: pl.DataFrame) -> dict[str, tuple[list[Any], list[Any]]]:
    """Column -> (found, wanted) where they differ; figures must be the same to the last digit."""
    assert found.columns == wanted.columns
    pairs = {name: (found[name].to_list(), wanted[name].to_list()) for name in wanted.columns}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
