"""Several assessments of one agency in a row: each compared to the one before, and the last to the first."""

from itertools import pairwise

from assessor.advice.compare import diff
from assessor.api import Result, assess, read_responses
from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, Problem, problem
from assessor.model.difference import Difference
from assessor.model.ruleset import Pack


def series(
    files: tuple[str, ...], pack: Pack | None, first_pack: Pack | None, *, engine: str = "auto"
) -> list[tuple[Difference, Result]]:
    """(difference, later result) for each step, and of the whole way where there is more than one step.

    Raises AssessorError where only one file is given, or the files are of different agencies.
    """
    if len(files) < 2:
        raise AssessorError([problem("few-files")], USAGE)
    results: list[Result] = []
    problems: list[Problem] = []
    for place, name in enumerate(files):
        try:
            chosen = pack if place else first_pack
            results.append(assess(read_responses(name, chosen), chosen, engine=engine))
        except AssessorError as error:
            problems += error.problems
    problems += _others(files, results) if not problems else []
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    steps = [(diff(one, other), other) for one, other in pairwise(results)]
    return [*steps, (diff(results[0], results[-1]), results[-1])] if len(steps) > 1 else steps


def _others(files: tuple[str, ...], results: list[Result]) -> list[Problem]:
    wanted = results[0].assessment.agency
    return [
        problem("not-one-agency", name=name, found=result.assessment.agency, wanted=wanted)
        for name, result in zip(files, results, strict=True)
        if " ".join(result.assessment.agency.split()).casefold() != " ".join(wanted.split()).casefold()
    ]
