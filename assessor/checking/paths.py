"""What a path holds, a pack, a response file or a plan, and all that is wrong with it."""

from pathlib import Path

from assessor.api import read_responses
from assessor.checking import check
from assessor.errors import AssessorError, Problem
from assessor.loading.library import bundled_packs, folders_of
from assessor.loading.pack import read_pack
from assessor.loading.plan_file import is_plan, read_plan
from assessor.loading.strict_yaml import read_file

STEPS = "{count} steps of a plan: "
ONE_STEP = "1 step of a plan: "


def checked(path: str) -> tuple[str, str, tuple[Problem, ...]]:
    """(path, what was read, problems)."""
    try:
        if path in bundled_packs() or Path(path).is_dir():
            pack, origins = read_pack(*folders_of(path))
            ruleset = pack.ruleset
            examples = sum(len(rule.examples) for rule in ruleset.rules)
            summary = (
                f"{len(pack.instrument.items)} items, {len(ruleset.rules)} rules with {examples} examples, "
                f"{len(ruleset.strategies)} strategies, {len(ruleset.sources)} elements of the source: "
            )
            return path, summary, check(pack, origins)
        if is_plan(read_file(Path(path))):
            count = len(read_plan(path).strategies)
            return path, (ONE_STEP if count == 1 else STEPS).format(count=count), ()
        responses = read_responses(path)
        answers = sum(len(respondent.answers) for respondent in responses.respondents)
        return path, f"{answers} answers: ", ()
    except AssessorError as error:
        return path, "", error.problems
