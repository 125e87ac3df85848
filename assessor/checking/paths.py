"""What a path holds, a pack or a response file, and all that is wrong with it."""

from pathlib import Path

from assessor.api import read_responses
from assessor.checking import check
from assessor.errors import AssessorError, Problem
from assessor.language import count, say
from assessor.loading.library import bundled_packs, folders_of
from assessor.loading.pack import read_pack


def checked(path: str) -> tuple[str, str, tuple[Problem, ...]]:
    """(path, what was read, problems)."""
    try:
        if path in bundled_packs() or Path(path).is_dir():
            pack, origins = read_pack(*folders_of(path))
            ruleset = pack.ruleset
            examples = sum(len(rule.examples) for rule in ruleset.rules)
            summary = say(
                "{items} items, {rules} rules with {examples} examples, {strategies} strategies, "
                "{sources} elements of the source: ",
                items=len(pack.instrument.items), rules=len(ruleset.rules), examples=examples,
                strategies=len(ruleset.strategies), sources=len(ruleset.sources),
            )  # fmt: skip
            return path, summary, check(pack, origins)
        responses = read_responses(path)
        answers = sum(len(respondent.answers) for respondent in responses.respondents)
        return path, count("{n} answers: ", "{n} answers: ", answers), ()
    except AssessorError as error:
        return path, "", error.problems
