"""Which engine scores a table: all columns at once, or agency by agency."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.model.ruleset import Pack

if TYPE_CHECKING:
    import polars as pl

ENGINES = ("columns", "rete", "reference")
COLUMNS = "assessor.tables.assess"
HEADS = ("agency", "perspective", "respondent", "unit", "date", "form")

Kernel = Callable[["pl.DataFrame", str], "pl.DataFrame"]
"""(rows of whole agencies in order, form) -> a row for each agency."""


def kernel(pack: Pack, engine: str, min_view: int, by_respondent: bool) -> Kernel:
    """The function that scores rows of one form; raises AssessorError where the engine cannot run."""
    if engine not in ENGINES:
        wrong = problem("unknown-engine", engine=engine, nearest=nearest(engine, ENGINES))
        raise AssessorError([wrong], USAGE)
    if engine == "columns":
        return _columns(pack, min_view, by_respondent)
    from assessor.api import choose_engine
    from assessor.engines.program import program
    from assessor.tables.one_by_one import assess_rows

    choose_engine(program(pack), engine)
    return lambda frame, form: assess_rows(
        pack, frame, engine=engine, min_view=min_view, form=form, by_respondent=by_respondent
    )


def default_engine() -> str:
    """The fastest engine there is."""
    return "columns" if find_spec(COLUMNS) else "reference"


def _columns(pack: Pack, min_view: int, by_respondent: bool) -> Kernel:
    if not find_spec(COLUMNS):
        reason = "this version has none over columns"
        raise AssessorError([problem("no-engine", engine="columns", reason=reason)], USAGE)
    from assessor.tables.results import schema_of

    schema = schema_of(pack, by_respondent)
    assess_table: Any = import_module(COLUMNS).assess_table

    def scored(frame: "pl.DataFrame", form: str) -> "pl.DataFrame":
        found = assess_table(pack, frame, min_view=min_view, form=form, by_respondent=by_respondent)
        table: pl.DataFrame = found.lazy().collect()
        # How wide its numbers are depends on the rows; a result has the same types whatever is in it.
        return table.cast({name: kind for name, kind in schema.items() if name in table.columns})

    return scored
