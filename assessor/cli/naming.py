"""Perspectives and forms named on the command line exist, or all that is wrong is told at once."""

from assessor.errors import USAGE, AssessorError, Problem, nearest, problem
from assessor.model.instrument import Instrument


def known_form(instrument: Instrument, perspective: str, form: str | None, *more: Problem) -> None:
    """Raises AssessorError where the instrument has no such perspective or form, or with `more`."""
    forms = [each.id for each in instrument.forms]
    problems = list(more)
    if perspective not in instrument.views:
        hint = nearest(perspective, instrument.views)
        problems.append(problem("unknown-perspective", id=perspective, nearest=hint))
    if form is not None and form not in forms:
        problems.append(problem("unknown-form", id=form, nearest=nearest(form, forms)))
    if problems:
        raise AssessorError(problems, USAGE)
