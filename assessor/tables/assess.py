"""Many agencies at once: a table with a row a respondent becomes a table with a row an agency.

Every figure is the same as `assess` gives for the same answers, to the last digit; docs/table.md has the columns.
"""

from importlib.util import find_spec
from typing import TypeVar

from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.model.response import MIN_VIEW
from assessor.model.ruleset import Pack

Frame = TypeVar("Frame")

LIBRARIES = ("polars", "narwhals")
FEWEST_ALLOWED, MOST_ALLOWED = 3, 1000


def assess_table(
    pack: Pack, frame: Frame, *, min_view: int = MIN_VIEW, form: str = "full", by_respondent: bool = False
) -> Frame:
    """The assessment of every agency in `frame`, as the same kind of frame.

    `frame` is of Polars (DataFrame or LazyFrame), pandas, PyArrow, DuckDB or anything else that narwhals knows; the
    columns `agency`, `perspective` and one an item (one an option of tick-all) are read. Rows of one agency together
    are its people, of whom views are protected by `min_view`; with `by_respondent` each row stands alone, as that
    person's own file would. Agencies come in the order of their first rows where the frame has an order. Raises
    AssessorError.
    """
    _refuse_bad(pack, min_view, form)
    if type(frame).__module__.startswith("pyspark."):
        from assessor.spark import assess_table as in_spark

        in_tasks: Frame = in_spark(frame, pack, min_view=min_view, form=form, by_respondent=by_respondent)
        return in_tasks
    from assessor.engines.columns.frames import assessed

    found: Frame = assessed(pack, frame, form=form, fewest=min_view, by_respondent=by_respondent)
    return found


def _refuse_bad(pack: Pack, min_view: int, form: str) -> None:
    """Raises AssessorError with all that is wrong with what was asked."""
    problems = []
    missing = next((library for library in LIBRARIES if find_spec(library) is None), None)
    if missing:
        problems.append(problem("no-extra", library=missing, extra="batch"))
    forms = [each.id for each in pack.instrument.forms]
    if form not in forms:
        problems.append(problem("unknown-form", id=form, nearest=nearest(form, forms)))
    if not FEWEST_ALLOWED <= min_view <= MOST_ALLOWED:
        problems.append(problem("bad-min-view", found=min_view, least=FEWEST_ALLOWED, most=MOST_ALLOWED))
    if problems:
        raise AssessorError(problems, USAGE)
