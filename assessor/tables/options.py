"""What somebody asks of a run over a table, checked as one before anything is read."""

from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any

from assessor.errors import USAGE, AssessorError, Problem, nearest, problem
from assessor.model.response import MIN_VIEW
from assessor.model.ruleset import Pack
from assessor.tables.layout import Filled

PART_ROWS = 250_000
LIBRARIES = ("polars", "pyarrow", "openpyxl", "defusedxml", "xlsxwriter")
"""What tables are read and written with: the extra `batch`."""


@dataclass(frozen=True)
class Options:
    """How a table is read and scored; all of it is part of what a result is."""

    engine: str
    agency: str | None = None
    perspective: str | None = None
    form: str | None = None
    min_view: int = MIN_VIEW
    by_respondent: bool = False
    identifiable: bool = False
    encoding: str | None = None
    part_rows: int = PART_ROWS
    drop: tuple[str, ...] = ()

    @property
    def filled(self) -> Filled:
        """What stands in for columns that a file does not have."""
        return Filled(self.agency, self.perspective, self.form, self.drop)

    def noted(self) -> dict[str, Any]:
        """The options as a run record shows them."""
        return {**asdict(self), "drop": list(self.drop)}


def refuse_bad(options: Options, pack: Pack) -> None:
    """Raises AssessorError with all that is wrong with the options."""
    problems: list[Problem] = []
    missing = next((library for library in LIBRARIES if find_spec(library) is None), None)
    if missing:
        problems.append(problem("no-extra", library=missing, extra="batch"))
    views, forms = pack.instrument.views, [form.id for form in pack.instrument.forms]
    if options.perspective is not None and options.perspective not in views:
        hint = nearest(options.perspective, views)
        problems.append(problem("unknown-perspective", id=options.perspective, nearest=hint))
    if options.form is not None and options.form not in forms:
        problems.append(problem("unknown-form", id=options.form, nearest=nearest(options.form, forms)))
    if options.by_respondent and not options.identifiable:
        problems.append(problem("row-level"))
    if options.agency is not None and not 0 < len(options.agency.strip()) <= 200:
        problems.append(problem("no-agency"))
    if problems:
        raise AssessorError(problems, USAGE)
