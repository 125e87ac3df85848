"""Which engine scores a table: all columns at once, or agency by agency."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.model.ruleset import Pack

if TYPE_CHECKING:
    import polars as pl

ENGINES = ("columns", "rete", "reference")
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


def _columns(pack: Pack, min_view: int, by_respondent: bool) -> Kernel:
    from assessor.tables.assess import assess_table
    from assessor.tables.results import schema_of

    schema = schema_of(pack, by_respondent)

    def scored(frame: "pl.DataFrame", form: str) -> "pl.DataFrame":
        found = assess_table(pack, frame, min_view=min_view, form=form, by_respondent=by_respondent)
        # Its text comes in types of its own; a result has the same types whatever made it.
        return found.select(list(schema)).cast(dict(schema.items()))

    return scored
