"""Text that goes into a spreadsheet is shown and never run."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

FIRST = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
RUNS = f"^[{re.escape(''.join(FIRST))}]"
"""How a cell begins that a spreadsheet would run, or that hides one which it would."""
NUMBER = r"^[+-]?[0-9]+(?:[.,][0-9]+)?$"
_RUNS, _NUMBER = re.compile(RUNS), re.compile(NUMBER)


def harmless(text: str) -> str:
    """`text` with a ' in front where a spreadsheet would run it; a number stays one."""
    if text[:1] not in FIRST:
        return text
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.match(text) else text


def harmless_frame(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The same for every cell of text."""
    import polars as pl

    def shown(name: str) -> pl.Expr:
        runs = pl.col(name).str.contains(RUNS) & ~pl.col(name).str.contains(NUMBER)
        return pl.when(runs).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)

    return frame.with_columns(shown(name) for name, kind in frame.schema.items() if kind == pl.String)
