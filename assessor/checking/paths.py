"""What a path holds, a pack or a response file, and all that is wrong with it."""

from pathlib import Path

from assessor.api import read_responses
from assessor.checking import check
from assessor.errors import AssessorError, Problem
from assessor.loading.library import folders_of, is_bundled, misnamed
from assessor.loading.pack import read_pack


def checked(path: str) -> tuple[str, str, tuple[Problem, ...]]:
    """(path, what was read, problems)."""
    try:
        if is_bundled(path) or Path(path).is_dir():
            pack, origins = read_pack(*folders_of(path))
            ruleset = pack.ruleset
            examples = sum(len(rule.examples) for rule in ruleset.rules)
            summary = (
                f"{len(pack.instrument.items)} items, {len(ruleset.rules)} rules with {examples} examples, "
                f"{len(ruleset.strategies)} strategies, {len(ruleset.sources)} elements of the source: "
            )
            return path, summary, (*misnamed(path, pack), *check(pack, origins))
        responses = read_responses(path)
        answers = sum(len(respondent.answers) for respondent in responses.respondents)
        return path, f"{answers} answers: ", ()
    except AssessorError as error:
        return path, "", error.problems
