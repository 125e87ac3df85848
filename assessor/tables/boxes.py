"""Boxes of one tick item, a column each, become a column of whole numbers for every option."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assessor.errors import Problem
from assessor.model.instrument import Item
from assessor.tables.codebook import CODES
from assessor.tables.coding import mixed_ticks, text_of
from assessor.tables.headings import Target
from assessor.tables.meanings import Meanings
from assessor.tables.profile import Profile
from assessor.tables.wordings import NONE, SAID, normal

if TYPE_CHECKING:
    import polars as pl

Odd = tuple[int, str, Problem]
"""(row, what the file calls the column, what is wrong there)."""


class Boxes:
    """Reads the boxes of one item."""

    def __init__(self, meanings: Meanings, profile: Profile) -> None:
        self.meanings, self.profile = meanings, profile
        self.item: Item = meanings.item
        self.ticked = {normal(each) for each in profile.ticked}
        self.unticked = {normal(each) for each in (*profile.unticked, *profile.missing)}

    def says(self, text: str, option: str) -> int | None:
        """1 or 0 where a cell says that its box is ticked or not; a code where it says that of the whole item."""
        key = normal(text)
        if key in self.unticked:
            return 0
        told = self.meanings.told.get(key)
        known = told if told is not None else self.meanings.labels.get(key)
        if key in self.ticked or known == option or text == option or told == "1":
            return 1
        code = CODES.get(text, int(text) if text in map(str, CODES.values()) else 0)
        return code or (0 if told == "0" else None)

    def read(self, raw: "pl.DataFrame", headers: Mapping[Target, str]) -> "tuple[list[pl.Series], list[Odd]]":
        """A column for each option of the item, and what is wrong."""
        import polars as pl

        odd: list[Odd] = []
        found: dict[str, pl.Series] = {}
        for target, header in headers.items():
            texts = text_of(raw[header])
            said = {text: self.says(text, target.option) for text in texts.unique().to_list() if text is not None}
            for text in (text for text, number in said.items() if number is None):
                told = self.meanings.wrong(text)
                odd += [(row, header, told) for row in (texts == text).fill_null(False).arg_true().to_list()]
            known = [text for text, number in said.items() if number is not None]
            numbers = [said[text] for text in known]
            found[target.option] = texts.replace_strict(known, numbers, default=None, return_dtype=pl.Int8)
        options, mixed = self._together(found, raw.height)
        first = next(iter(headers.values()))
        told = mixed_ticks(self.item)
        return options, odd + [(row, first, told) for row in mixed]

    def _together(self, found: "Mapping[str, pl.Series]", height: int) -> "tuple[list[pl.Series], list[int]]":
        """What all boxes of a row say together, and the rows where one that stands alone does not."""
        import polars as pl

        options = [option.id for option in self.item.options]
        blank = pl.Series([None] * height, dtype=pl.Int8)
        frame = pl.DataFrame({name: found.get(name, blank) for name in (*options, *SAID)})
        picked = pl.max_horizontal(options).fill_null(0).eq(1)
        alone = [pl.col(name).fill_null(0).eq(1).cast(pl.Int8) for name in SAID]
        coded = pl.min_horizontal(options).fill_null(0)
        frame = frame.with_columns(
            picked.alias("_picked"),
            pl.sum_horizontal(alone).alias("_alone"),
            coded.clip(upper_bound=0).alias("_coded"),
            pl.max_horizontal(options).alias("_top"),
        )
        mixed = frame.select(
            (pl.col("_alone") + pl.col("_picked").cast(pl.Int8) + (pl.col("_coded") < 0).cast(pl.Int8)) > 1
        )
        whole = pl.when(pl.col("_coded") < 0).then(pl.col("_coded")).otherwise(None)
        for marker in SAID:
            code = pl.lit(CODES.get(marker, 0), pl.Int8)
            whole = pl.coalesce(whole, pl.when(pl.col(marker).eq(1)).then(code).otherwise(None))
        unsaid = None if self.profile.nothing_ticked == "open" else 0
        unticked = pl.when(pl.col("_top").eq(0)).then(pl.lit(unsaid, pl.Int8)).otherwise(None)
        series = []
        for name in options:
            ticked = pl.when(pl.col("_picked")).then(pl.col(name).fill_null(0)).otherwise(unticked)
            said = pl.coalesce(whole, ticked).cast(pl.Int8).alias(f"{self.item.id}.{name}")
            series.append(frame.select(said).to_series())
        return series, mixed.to_series().arg_true().to_list()


def joined(column: "pl.Series", meanings: Meanings, header: str) -> "tuple[list[pl.Series], list[Odd]]":
    """A column for each option of a tick item from cells that name those which are ticked, and what is wrong."""
    import polars as pl

    texts, item = text_of(column), meanings.item
    read = {text: meanings.several(text) for text in texts.unique().to_list() if text is not None}
    odd: list[Odd] = []
    numbers: dict[str, Sequence[int] | None] = {}
    for text, named in read.items():
        told = named if isinstance(named, Problem) else mixed_ticks(item) if _mixed(named) else None
        if told is not None:
            odd += [(row, header, told) for row in (texts == text).fill_null(False).arg_true().to_list()]
        numbers[text] = None if isinstance(named, Problem) else _ticks(named, item)
    series = []
    for place, option in enumerate(item.options):
        known = {text: ticks[place] for text, ticks in numbers.items() if ticks}
        found = texts.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Int8)
        series.append(found.alias(f"{item.id}.{option.id}"))
    return series, odd


def _mixed(named: frozenset[str]) -> bool:
    return len(named) > 1 and any(marker in named for marker in SAID)


def _ticks(named: frozenset[str], item: Item) -> list[int] | None:
    if not named:
        return None
    code = next((CODES[marker] for marker in CODES if marker in named), None)
    if code is not None or named == {NONE}:
        return [code or 0] * len(item.options)
    return [int(option.id in named) for option in item.options]
