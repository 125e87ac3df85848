"""Proofs: the bundled pack passes, witnesses show what is claimed, and small packs are searched whole to compare."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import assess
from assessor.checking.ground import Ground
from assessor.checking.monotone import BAD, GOOD, Directions
from assessor.checking.proofs import PROOFS, proven
from assessor.checking.reach import levels_out_of_reach, rules_without_effect
from assessor.checking.voices import read_as, voices
from assessor.cli import main
from assessor.engines.program import program
from assessor.engines.reference import ReferenceEngine
from assessor.engines.solver.space import Form, Picked
from assessor.engines.terms import each_test
from assessor.inference.infer import infer
from assessor.loading.references import Origins
from assessor.model.assessment import Assessment
from assessor.model.ruleset import Pack
from assessor.scoring import MAX_SCORE
from tests.broken.fixture import fixtures, lay_out
from tests.pace import runs
from tests.solver.packs import packs_that_can_improve, richer_packs

pytest.importorskip("ortools")
Encoding = pytest.importorskip("assessor.engines.solver.encoding").Encoding
solve = pytest.importorskip("assessor.engines.solver.search").solve

RUNS = runs(10)
RELAXED = settings(max_examples=RUNS, suppress_health_check=list(HealthCheck))
LARGEST = 1500
"""Points of a space that are all looked at."""


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words), prog_name="assessor")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("witnesses")
    done = run("check", "participation", "--proofs", "--witnesses", str(folder))
    assert done.exit_code == 0, done.stdout
    return folder / "participation"


def test_the_bundled_pack_is_proven_sound(shown: Path, participation: Pack) -> None:
    claims = {(claim["sort"], claim["id"], claim["shows"]) for claim in json.loads((shown / "claims.json").read_text())}
    for rule in participation.ruleset.rules:
        assert {("rule", rule.id, "fires"), ("rule", rule.id, "silent")} <= claims
        assert (rule.then.caps_at is not None) is (("gate", rule.id, "holds") in claims)
    assert {claim[1] for claim in claims if claim[0] == "strategy" and claim[2] == "recommended"} == set(
        participation.ruleset.strategies_by_id
    )
    assert {claim[1] for claim in claims if claim[0] == "level"} == {each.id for each in participation.ruleset.levels}
    assert {claim[1] for claim in claims if claim[0] == "position"} == {p.id for p in participation.ruleset.positions}


def test_no_score_leaves_0_to_100(participation: Pack) -> None:
    ready = program(participation)
    space = voices(ready, participation.instrument.views).space
    for name in (*(dimension.id for dimension in participation.ruleset.dimensions), "overall"):
        for low in (True, False):
            encoding = Encoding(ready, space)
            logic, scores = encoding.logic, encoding.scores
            logic.require(scores.known(name))
            logic.require(logic.negated(scores.reaches(name, 0)) if low else scores.reaches(name, MAX_SCORE + 1))
            assert solve(logic).status == "none"


def test_every_witness_shows_what_it_is_said_to_show(shown: Path) -> None:
    files = {path.name: assess(path).assessment for path in sorted(shown.glob("0*.json"))}
    claims = json.loads((shown / "claims.json").read_text())
    assert {claim["file"] for claim in claims} == set(files)
    for claim in claims:
        assert _shows(files[claim["file"]], **{key: claim[key] for key in ("sort", "id", "shows")}), claim


def _shows(found: Assessment, sort: str, id: str, shows: str) -> bool:  # noqa: A002
    rules = found.trace.rules
    if sort == "rule":
        told, _, other = shows.partition(" without ")
        return rules[id].outcome == told and (not other or rules[other].outcome != "fires")
    if sort == "comparison":
        rule, number = id.split(" ")
        leaf = rules[rule].leaves[int(number) - 1].outcome
        return leaf == shows if shows in ("true", "false") else leaf == "true" and rules[rule].outcome == "fires"
    if sort == "strategy":
        if shows == "recommended":
            return any(step.strategy == id for step in found.recommendations)
        return (id in found.in_place) is shows.endswith(" holds")
    if sort == "evidence":
        return (id in found.evidence) is shows.endswith(" holds")
    if sort == "item":
        return (found.trace.answers[id].state not in ("not_asked", "does_not_apply")) is shows.endswith(" holds")
    if sort == "level":
        return found.level is not None and found.level.id == id
    if sort == "score":
        score = found.overall if id == "overall" else found.scores[id]
        low, high = shows.removeprefix("from ").split(" to below ")
        return score.score is not None and float(low) - 2.5 <= score.score <= float(high) + 2.5  # told in steps of five
    return {
        "position": found.dangers.position == id,
        "gate": found.level is not None and id in found.level.held_by,
        "status": sort == "status" and found.dangers[id].status == shows,
    }[sort]


@pytest.mark.parametrize("code", ["looks-worse", "no-longer-good"])
def test_a_counterexample_is_two_agencies_that_differ_in_one_readier_answer(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(fixtures()[code], tmp_path)
    monkeypatch.chdir(tmp_path)
    run("check", "pack", "--witnesses", "shown")
    claims = json.loads(Path("shown/tiny/claims.json").read_text())
    (claim,) = [claim for claim in claims if "before" in claim]
    before, after = (json.loads(Path("shown/tiny", claim[key]).read_text()) for key in ("before", "file"))
    changed = {
        name
        for was, now in zip(before["respondents"], after["respondents"], strict=True)
        for name in was["answers"].keys() | now["answers"].keys()
        if was["answers"].get(name) != now["answers"].get(name)
    }
    item = {"looks-worse": "paid", "no-longer-good": "asked"}[code]
    assert changed == {item}
    scored = run("score", f"shown/tiny/{claim['file']}", "--pack", "pack", "--format", "json")
    first = run("score", f"shown/tiny/{claim['before']}", "--pack", "pack", "--format", "json")
    then, was = (json.loads(done.stdout) for done in (scored, first))
    if code == "looks-worse":
        assert [each["trace"]["rules"]["ind.unpaid"]["outcome"] for each in (was, then)] == ["silent", "fires"]
    else:
        assert [each["in_place"] for each in (was, then)] == [["ask_early"], []]


def _every_form(ground: Ground) -> Iterator[Form]:
    slots = ground.spaces[0].space
    for places in product(*(range(len(slot.choices)) for slot in slots.values())):
        yield {item: Picked(place) for item, place in zip(slots, places, strict=True)}


@RELAXED
@given(packs_that_can_improve(2, 4))
def test_what_is_proven_of_a_small_pack_is_what_looking_at_every_agency_shows(pack: Pack) -> None:
    ground = Ground(program(pack))
    slots = ground.spaces[0].space.values()
    size = 1
    for slot in slots:
        size *= len(slot.choices)
    if size > LARGEST or len(ground.spaces) > 1:
        return
    engine = ReferenceEngine(ground.program.rules)
    all_found = [infer(ground.program, read_as(ground.spaces[0], form), engine) for form in _every_form(ground)]
    told = {(p.code, p.what.split()[1]) for p in rules_without_effect(ground, Origins())}
    fired = {rule for found in all_found for rule, came in found.outcomes.items() if came is True}
    assert {rule for code, rule in told if code == "never-fires"} == set(ground.program.rules) - fired
    reached = {found.level.number for found in all_found if found.level}
    told_levels = {int(p.what.split()[1]) for p in levels_out_of_reach(ground, Origins())}
    assert told_levels == {level.number for level in pack.ruleset.levels} - reached


@RELAXED
@given(st.one_of(packs_that_can_improve(), richer_packs()), st.integers(0, 2**32))
def test_a_rule_that_cannot_turn_by_its_directions_does_not_turn(pack: Pack, seed: int) -> None:
    """The typing of conditions is sound: raising one answer of a complete form turns no rule that it rules out."""
    ground, chance = Ground(program(pack)), Random(seed)
    directions, space = Directions(ground.program), ground.spaces[0]
    judged = [rule for rule in ground.program.rules if not _left_aside(ground, rule)]
    for before in chance.sample([each for each in ground.shown if each.voices is space], 20):
        for item, slot in space.space.items():
            value = slot.choices[before.form[item].place].value
            higher = [n for n, each in enumerate(slot.choices) if value is not None and (each.value or 0) > value]
            if not higher:
                continue
            after = ground.assessed(space, {**before.form, item: Picked(chance.choice(higher))})
            for rule in judged:
                was, now = before.found.outcomes[rule] is True, after.found.outcomes[rule] is True
                turns = directions.rule(rule)
                assert turns.begins or not (now and not was), rule
                assert turns.ends or not (was and not now), rule


def _left_aside(ground: Ground, rule: str) -> bool:
    """Whether a rule, or a finding it reads, reads a gap, a danger, or exactly one answer between the ends."""
    items = {fact: item for item, (facts, _) in ground.program.item_facts.items() for fact in facts}
    for test in each_test(ground.program.rules[rule]):
        sort, _, name = test.fact.partition(".")
        kept = ground.program.pack.instrument.kept_points.get(items.get(test.fact.partition("@")[0], ""), ())
        inside = [points for place, points in enumerate(kept) if test.holds(place)]
        if sort in ("gap", "danger") or (sort == "finding" and _left_aside(ground, name)):
            return True
        if sort == "answer" and len(inside) == 1 and min(kept) < inside[0] < max(kept):
            return True
    return False


def test_kinds_that_judge_are_good_or_bad_and_never_both() -> None:
    assert not set(GOOD) & set(BAD)


def test_a_question_that_the_solver_gives_up_on_is_told(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    from assessor.checking import ground as room
    from assessor.engines.solver.search import Solution

    monkeypatch.setattr(room, "solve", lambda logic: Solution("open", None))  # type: ignore[arg-type]
    monkeypatch.setattr(room, "_tried", lambda space: ())
    problems, _ = proven(tiny)
    assert {problem.code for problem in problems} >= {"not-settled"}
    told = next(problem for problem in problems if problem.code == "not-settled")
    assert str(told) == (
        "The solver gave up before this was settled: rule ind.late: fires. "
        "Make the rules it depends on simpler, or report it. [not-settled]"
    )


def test_the_same_pack_is_proven_in_the_same_way(tiny: Pack) -> None:
    first, second = proven(tiny)[1], proven(tiny)[1]
    assert [(str(w.claim), w.shown.form) for w in first.witnesses] == [
        (str(w.claim), w.shown.form) for w in second.witnesses
    ]
    assert len(PROOFS) == 15


def test_without_the_solver_check_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.engines.solver.solver_missing", lambda: "ortools does not import (no module)")
    done = run("check")
    assert done.exit_code == 0
    assert done.stderr == (
        "Proofs were not run, since the solver is not installed. Install it with: "
        "pip install 'participation-assessor[solve]'. With --no-proofs this is not said.\n"
    )
    assert run("check", "--no-proofs").stderr == ""
    required = run("check", "--proofs")
    assert (required.exit_code, "[no-solver]" in required.stderr) == (2, True)


def test_response_files_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    from assessor.loading.library import examples

    monkeypatch.setattr("assessor.engines.solver.solver_missing", lambda: "gone")
    assert run("check", str(next(iter(examples())))).stderr == ""


SARIF_SHAPE = json.loads((Path(__file__).parent / "sarif-2.1.0-shape.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", ["never-fires", "idle-item", "yaml-syntax", "duplicate-key"])
def test_problems_as_sarif_name_file_and_line(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    fixture = fixtures()[code]
    lay_out(fixture, tmp_path)
    monkeypatch.chdir(tmp_path)
    target = next(word for word in fixture["run"].split()[1:] if not word.startswith("-"))
    done = run("check", target, "--format", "sarif")
    assert done.exit_code == 1
    log = json.loads(done.stdout)
    jsonschema.validate(log, SARIF_SHAPE)
    (result,) = [each for each in log["runs"][0]["results"] if each["ruleId"] == code]
    place = result["locations"][0]["physicalLocation"]
    assert Path(place["artifactLocation"]["uri"]).exists()
    assert place["region"]["startLine"] >= 1
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == code


def test_problems_as_json_have_code_place_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(fixtures()["never-fires"], tmp_path)
    monkeypatch.chdir(tmp_path)
    (checked,) = json.loads(run("check", "pack", "--format", "json").stdout)["checked"]
    assert checked == {
        "path": "pack",
        "problems": [
            {
                "code": "never-fires",
                "what": "Rule odd can never fire, whatever is answered.",
                "remedy": "Correct its condition; other rules or routing may rule out what it asks for.",
                "file": "rules/ruleset.yaml",
                "line": 121,
            }
        ],
    }


def test_nothing_wrong_is_an_empty_run() -> None:
    log = json.loads(run("check", "--no-proofs", "--format", "sarif").stdout)
    assert log["runs"][0]["results"] == []
