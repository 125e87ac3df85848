"""Made-up people of many agencies as a table: answers missing, not known, not applying; several views."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.tables.codebook import Codebook, Field

SHARES = {"manager": 0.1, "frontline": 0.35, "board": 0.1, "peer": 0.1, "service_user": 0.35}
BLANK, UNKNOWN, NOT_HERE = 0.06, 0.05, 0.02
DONT_KNOW, DOES_NOT_APPLY = -8, -9


def crowd(pack: Pack, rows: int, agencies: int, seed: int = 1) -> pl.DataFrame:
    """`rows` people of `agencies` agencies, in no order; of as many agencies as rows, each is one person."""
    chance = np.random.default_rng(seed)
    views = [view for view in SHARES if view in pack.instrument.views]
    shares = np.array([SHARES[view] for view in views])
    who = chance.choice(len(views), rows, p=shares / shares.sum()).astype(np.int8)
    place = np.arange(rows) if agencies == rows else chance.integers(0, agencies, rows)
    kinds = pl.Series("perspective", views)
    columns = [
        pl.Series("agency", place).cast(pl.String),
        pl.Series("respondent", np.arange(rows)).cast(pl.String),
        kinds.gather(pl.Series(who).cast(pl.UInt32)),
    ]
    for item in pack.instrument.items.values():
        asked = np.isin(who, [number for number, view in enumerate(views) if view in item.ask])
        columns += _answers(item, Codebook(pack).of_item[item.id], asked, chance)
    return pl.DataFrame(columns)


def _answers(
    item: Item, fields: tuple[Field, ...], asked: NDArray[np.bool_], chance: np.random.Generator
) -> list[pl.Series]:
    """The item's columns, blank where somebody is not asked; blanks and codes stand in all columns of a tick item."""
    luck = chance.random(len(asked), dtype=np.float32)
    found = []
    for field in fields:
        if item.kind == "text":
            found.append(pl.Series(field.name, np.where(asked & (luck < 0.2), "In some words", "")).replace("", None))
            continue
        cells = chance.integers(field.low, field.top + 1, len(asked), dtype=np.int16)
        cells[luck < UNKNOWN + NOT_HERE] = DONT_KNOW
        cells[luck < NOT_HERE] = DOES_NOT_APPLY
        series = pl.Series(field.name, cells, dtype=pl.Int8 if field.top < 128 else pl.Int16)
        found.append(
            pl.select(pl.when(pl.Series(asked & (luck < 1 - BLANK))).then(series)).to_series().alias(field.name)
        )
    return found
