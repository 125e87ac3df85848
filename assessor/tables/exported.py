"""Delimited text of a survey tool: several header rows, names that come twice or not at all."""

import csv
import io
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from assessor.language.unsaid import quoted
from assessor.tables.delimited import Delimited
from assessor.tables.profile import Profile
from assessor.tables.strictly import long_cells, separator_of

CARRIED = " | "
"""What stands between the two header rows where the first is carried forward."""


class Exported(Delimited):
    """A file of delimited text whose `heads` has every row of each column's header."""

    def __init__(
        self, path: Path, name: str, part_rows: int, profile: Profile, encoding: str | None = None, sheet_row: int = 0
    ) -> None:
        self.profile = profile
        self.heads: dict[str, tuple[str, ...]] = {}
        only = profile.encodings[0] if len(profile.encodings) == 1 else None
        row = sheet_row + profile.head_rows - 1 if sheet_row else 0
        super().__init__(path, name, part_rows, encoding or only, row)

    def _header(self, file: BinaryIO) -> tuple[bytes, int]:
        header, line = super()._header(file)
        for _ in range(self.profile.head_rows - 1):
            more, lines = self._record(file)
            header, line = header + b"\n" + more.rstrip(b"\r\n"), line + lines
        return header, line

    def _separator(self, header: str) -> str:
        # The first row alone tells; texts in the others hold marks of all sorts, but so may its own, in quotes.
        first = header
        for end in range(header.count("\n") + 1):
            first = "\n".join(header.split("\n")[: end + 1])
            if not first.count('"') & 1:
                break
        return separator_of(first, "".join(self.profile.separators))

    def _names(self, header: str) -> tuple[str, ...]:
        with long_cells():
            try:
                rows = list(csv.reader(io.StringIO(header, newline=""), delimiter=self.separator, strict=True))
            except csv.Error as error:
                self._refuse("broken-record", reason=quoted(error))
        if self.profile.last_head and not any(self.profile.last_head in cell for cell in rows[-1]):
            told = {"tool": self.profile.title, "rows": self.profile.head_rows, "word": self.profile.last_head}
            self._refuse("other-heading", **told)
        return self._named(rows)

    def _named(self, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """A name of its own for each column."""
        width = len(rows[0])
        found: dict[str, tuple[str, ...]] = {}
        before = ""
        for place, cells in enumerate(zip_longest(*rows, fillvalue="")):
            if place >= width:
                break
            texts = [cell.strip() for cell in cells]
            if self.profile.carried:
                before = texts[0] or before
                told: tuple[str, ...] = (f"{before}{CARRIED}{texts[1]}" if texts[1] else before,)
            else:
                json = texts[-1:] if self.profile.last_head else []
                told = tuple(dict.fromkeys(text for text in texts if text and text not in json))
            name = told[0] if told and told[0] else f"column {place + 1}"
            unique, number = name, 2
            while unique in found:
                unique, number = f"{name} ({number})", number + 1
            found[unique] = told
        self.heads = found
        return tuple(found)


def heads_of(table: object, headers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every row of each header; the one there is where the table has no more."""
    found: dict[str, tuple[str, ...]] = getattr(table, "heads", {})
    return {header: found.get(header, (header,)) for header in headers}
