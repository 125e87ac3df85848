"""A recommendation rests on the answers that its explanation cites: without them it goes, or others hold it up."""

import re
from random import Random
from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.model.ruleset import Pack
from tests.pace import runs
from tests.solver.test_improve import some_answers

RUNS = min(runs(6), 500)
VIEWS = ("manager", "frontline", "board", "peer", "service_user")


def an_agency(pack: Pack, chance: Random) -> dict[str, Any]:
    views = chance.sample(VIEWS, chance.randint(1, 3))
    people = [view for view in views for _ in range(5 if view in ("peer", "service_user", "frontline") else 1)]
    return {
        "response": 1,
        "pack": {"id": pack.id, "version": pack.version},
        "agency": "Somewhere",
        "date": "2026-01-31",
        "respondents": [
            {"id": f"r{number}", "perspective": view, "answers": some_answers(pack, view, chance)}
            for number, view in enumerate(people)
        ],
    }


def cited(result: Result, strategy: str) -> set[str]:
    """The items whose answers the explanation of a recommendation cites."""
    told = "\n".join(line for _, line in result.explain(strategy).lines())
    named = re.findall(r"\[([\w.-]+)\] Answer ", told)
    return {name for name in named if name in result.pack.instrument.items}


def without(agency: dict[str, Any], items: set[str]) -> dict[str, Any]:
    people = [
        {**one, "answers": {item: answer for item, answer in one["answers"].items() if item not in items}}
        for one in agency["respondents"]
    ]
    return {**agency, "respondents": people}


@pytest.mark.parametrize("seed", range(RUNS))
def test_without_the_answers_it_cites_a_recommendation_goes_or_stands_on_others(seed: int, participation: Pack) -> None:
    agency = an_agency(participation, Random(seed))
    result = assess(agency, participation, engine="reference")
    for step in result.assessment.recommendations:
        items = cited(result, step.strategy)
        assert items, f"{step.strategy} is recommended and no answer is cited for it"
        after = assess(without(agency, items), participation, engine="reference")
        if any(other.strategy == step.strategy for other in after.assessment.recommendations):
            assert cited(after, step.strategy), f"{step.strategy} stands on nothing"
            assert not cited(after, step.strategy) & items
