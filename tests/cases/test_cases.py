"""Agencies told in a sentence, with what should come of them; every case on both engines."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from assessor.api import assess, read_responses
from assessor.model.assessment import Assessment
from assessor.model.ruleset import Pack

HERE = Path(__file__).parent
CASES = {path.stem: YAML(typ="safe", pure=True).load(path) for path in sorted(HERE.glob("*.yaml"))}
ENGINES = ("reference", "rete")


def answers_of(name: str) -> dict[str, Any]:
    """A case's answers: its own over those of the case it is like; `null` takes one away."""
    case = CASES[name]
    answers = {**(answers_of(case["like"]) if "like" in case else {}), **case.get("answers", {})}
    return {item: value for item, value in answers.items() if value is not None}


def found_in(name: str, pack: Pack, engine: str) -> Assessment:
    case = CASES[name]
    response = {
        "response": 1, "pack": {"id": "participation", "version": 1}, "form": case.get("form", "full"),
        "agency": name, "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": case.get("as", "manager"), "answers": answers_of(name)}],
    }  # fmt: skip
    return assess(read_responses(response, pack), pack, engine=engine).assessment


def told(found: Assessment) -> dict[str, Any]:
    """What a case may expect, in the words it uses."""
    return {
        "level": found.level and found.level.number,
        "held_by": sorted(found.level.held_by) if found.level else [],
        "overall": found.overall.score and round(found.overall.score, 1),
        "position": found.dangers.position,
        "profiles": {name: sorted(values) for name, values in found.profiles.items()},
        **{danger: each.status for danger, each in found.dangers.all.items()},
        **{f"{danger} index": each.index for danger, each in found.dangers.all.items()},
        "first": [step.strategy for step in found.recommendations if step.first],
        "in_place": sorted(found.in_place),
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_a_case_comes_out_as_its_story_says(name: str, engine: str, participation: Pack) -> None:
    found = found_in(name, participation, engine)
    expect = dict(CASES[name]["expect"])
    recommended = {step.strategy for step in found.recommendations}
    findings = {finding.id for finding in found.findings}
    assert set(expect.pop("recommended", ())) <= recommended, sorted(recommended)
    assert not set(expect.pop("not_recommended", ())) & recommended
    assert set(expect.pop("findings", ())) <= findings, sorted(findings)
    assert not set(expect.pop("no_findings", ())) & findings
    came = told(found)
    assert {key: came[key] for key in expect} == expect, CASES[name]["says"]


def test_there_are_enough_cases_of_different_kinds(participation: Pack) -> None:
    came = [told(found_in(name, participation, "reference")) for name in CASES]
    assert len(CASES) >= 16
    assert {each["level"] for each in came} >= {1, 2, 3, 4, None}
    assert {each[danger] for each in came for danger in ("tokenism", "cooptation")} == {
        "low", "possible", "likely", "not_enough_known", "absent",
    }  # fmt: skip
    assert {each["position"] for each in came} >= {"absent", "window_dressing", "tokenism", "cooptation", "unclear"}
    assert {CASES[name].get("as", "manager") for name in CASES} == set(participation.instrument.views)


def test_every_strategy_is_recommended_by_some_case(participation: Pack) -> None:
    recommended = {
        step.strategy for name in CASES for step in found_in(name, participation, "reference").recommendations
    }
    assert recommended == set(participation.ruleset.strategies_by_id)
