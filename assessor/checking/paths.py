"""What a path holds, a pack, a response file or a plan, and all that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assessor.api import read_responses
from assessor.checking import check
from assessor.errors import AssessorError, Problem
from assessor.language import count, say
from assessor.loading.library import bundled_faults, folders_of, is_bundled, misnamed
from assessor.loading.pack import read_pack
from assessor.loading.plan_file import is_plan, read_plan
from assessor.loading.references import Origins
from assessor.loading.strict_yaml import read_file
from assessor.model.ruleset import Pack


class Checked(NamedTuple):
    """What was read at a path, and what is wrong with it."""

    path: str
    summary: str
    problems: tuple[Problem, ...]


def is_pack(path: str) -> bool:
    """Whether a path is a pack: a bundled one's id, or a folder."""
    return is_bundled(path) or Path(path).is_dir()


def checked(path: str, *, proofs: bool = False, witnesses: Path | None = None) -> Checked:
    """All that is wrong at a path; with `proofs`, what is proven of a pack in which nothing else is wrong.

    With `witnesses`, the agencies behind proofs are written to the folder of the pack's id in that folder.
    """
    try:
        if is_pack(path):
            pack, origins = read_pack(*folders_of(path))
            ruleset = pack.ruleset
            examples = sum(len(rule.examples) for rule in ruleset.rules)
            summary = say(
                "{items} items, {rules} rules with {examples} examples, {strategies} strategies, "
                "{sources} elements of the source: ",
                items=len(pack.instrument.items), rules=len(ruleset.rules), examples=examples,
                strategies=len(ruleset.strategies), sources=len(ruleset.sources),
            )  # fmt: skip
            problems = (*misnamed(path, pack), *check(pack, origins))
            return Checked(path, summary, _proven(pack, origins, witnesses) if proofs and not problems else problems)
        if is_plan(read_file(Path(path))):
            steps = len(read_plan(path).strategies)
            return Checked(path, count("1 step of a plan: ", "{n} steps of a plan: ", steps), ())
        responses = read_responses(path)
        answers = sum(len(respondent.answers) for respondent in responses.respondents)
        return Checked(path, count("{n} answers: ", "{n} answers: ", answers), ())
    except AssessorError as error:
        return Checked(path, "", error.problems)


def left_out() -> Iterator[Checked]:
    """What is wrong with packs of installed packages, which cannot be named at all; nothing where all is well."""
    faults = bundled_faults()
    if faults:
        yield Checked("installed packs", "", faults)


def _proven(pack: Pack, origins: Origins, witnesses: Path | None) -> tuple[Problem, ...]:
    from assessor.checking.proofs import proven
    from assessor.checking.witnesses import write_witnesses

    problems, ground = proven(pack, origins)
    if witnesses is not None:
        write_witnesses(ground, witnesses / pack.id)
    return problems
