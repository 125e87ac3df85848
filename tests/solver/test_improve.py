"""The smallest change: it reaches the goal, nothing smaller does, and it never moves or tells what is hidden."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.advice.goals import is_reached
from assessor.advice.helping import effort_of, helper
from assessor.advice.improve import improve
from assessor.advice.moving import Movable, moved, moves_of
from assessor.api import Result, assess, read_responses
from assessor.cli import main
from assessor.engines.program import program
from assessor.loading.library import examples
from assessor.model.improvement import Improvement
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from tests.pace import LONG, runs
from tests.solver.packs import packs_that_can_improve, richer_packs
from tests.views.people import agency, everyone

pytest.importorskip("ortools")

RUNS = runs(25)
DEEPEST = 3 if LONG else 2
"""The largest set that brute force looks through."""
MOST_TRIED = 400
"""Combinations that brute force tries in one example; larger examples are verified, not searched."""

SEEDS = st.integers(0, 2**32).map(Random)

Made = Mapping[str, tuple[Movable, int]]


def some_agency(pack: Pack, chance: Random) -> dict[str, Any]:
    """One person, or a few of each view, who may be too few to be shown; most answer nearly everything."""
    views = list(pack.instrument.views)
    alone = chance.random() < 0.4
    counts = (
        {chance.choice(views): 1} if alone else {"manager": chance.randint(0, 2), "service_user": chance.randint(2, 4)}
    )
    people = [
        {"id": f"{view}{number}", "perspective": view, "answers": some_answers(pack, view, chance)}
        for view, count in counts.items()
        for number in range(count)
    ]
    whole = agency(pack, people, min_view=3)
    if alone:
        whole.pop("min_view")
    return whole


def some_answers(pack: Pack, view: str, chance: Random) -> dict[str, Any]:
    blank, answers = chance.choice([0.0, 0.0, 0.2]), {}
    for item in pack.instrument.items.values():
        if view not in item.ask or chance.random() < blank / 2:
            continue
        places = range(max(len(pack.instrument.points(item)), len(item.options)))
        value: Any = "Some words." if item.kind == "text" else chance.randint(0, 9)
        if item.kind == "tick":
            value = [option.id for option in item.options if chance.random() < 0.5]
        elif places:
            place = min(chance.choice(places), chance.choice(places))
            value = item.options[place].id if item.kind == "choice" else place
        answers[item.id] = chance.choice(["dont_know", "does_not_apply"]) if chance.random() < blank else value
    return answers


def some_goal(result: Result, chance: Random) -> dict[str, Any]:
    """Something that is not reached yet, where there is such a thing."""
    found, ruleset = result.assessment, result.pack.ruleset
    judged = [name for name, danger in found.dangers.all.items() if danger.status in ("possible", "likely")]
    goals: list[dict[str, Any]] = [{"clear": name} for name in judged or chance.sample(sorted(found.dangers.all), 1)]
    for name, score in found.scores.items():
        if score.score is not None and score.score < 90:
            goals += [{"raise_": (name, min(int(score.score) // 5 * 5 + chance.randint(1, 6) * 5, 95))}]
    if found.level is not None and found.level.number < len(ruleset.levels):
        goals += [{"to_level": chance.randint(found.level.number + 1, len(ruleset.levels))}] * 2
    return chance.choice(goals) if goals else {"raise_": ("one", 50)}


def _tries(result: Result, size: int) -> Iterator[Made]:
    """Every set of so many moves."""
    movable = moves_of(program(result.pack), result.responses).movable
    for some in combinations(movable, size):
        for places in product(*(each.targets for each in some)):
            yield {each.item.id: (each, place) for each, place in zip(some, places, strict=True)}


def _cost(result: Result, made: Made) -> int:
    costs = []
    for move, place in made.values():
        effort = effort_of(move.item, helper(result.pack, result.assessment, move.item))
        costs.append(effort * move.steps[move.targets.index(place)])
    return sum(costs)


def _reaches(result: Result, found: Improvement, made: Made) -> bool:
    changed = moved(program(result.pack), result.responses, made)
    return is_reached(found.goal, assess(changed, result.pack, engine="reference").assessment)


def _sizes(found: Improvement) -> list[tuple[int, int]]:
    return [(len(each.changes), each.cost) for each in found.alternatives]


@settings(max_examples=RUNS, suppress_health_check=list(HealthCheck))
@given(st.one_of(packs_that_can_improve(), packs_that_can_improve(), richer_packs()), SEEDS)
def test_nothing_smaller_reaches_the_goal(pack: Pack, chance: Random) -> None:
    result = assess(read_responses(some_agency(pack, chance), pack), pack)
    found = improve(result, **some_goal(result, chance))
    assert found.settled
    assert _sizes(found) == sorted(_sizes(found))
    sets = [frozenset(change.item for change in each.changes) for each in found.alternatives]
    assert not any(one <= other for one, other in combinations(sets, 2))
    assert found.reached is is_reached(found.goal, result.assessment)
    assert found.reached is not bool(found.alternatives or found.obstacles)
    best = _sizes(found)[0] if found.alternatives else (DEEPEST + 1, 0)
    for size in range(1, min(best[0], DEEPEST) + 1) if not found.reached else ():
        tries = list(_tries(result, size))
        if len(tries) > MOST_TRIED:
            return
        for made in tries:
            if (size, _cost(result, made)) < best:
                assert not _reaches(result, found, made), made


@settings(max_examples=RUNS, suppress_health_check=list(HealthCheck))
@given(st.one_of(packs_that_can_improve(), richer_packs()), SEEDS)
def test_only_answered_items_with_points_move_and_only_up(pack: Pack, chance: Random) -> None:
    answered = read_responses(some_agency(pack, chance), pack)
    ready = program(pack)
    for move in moves_of(ready, answered).movable:
        kept = pack.instrument.kept_points[move.item.id]
        assert move.item.scored
        assert move.item.id != "route"
        after = moved(ready, answered, {move.item.id: (move, move.targets[-1])})
        changed = 0
        for before, now in zip(answered.respondents, after.respondents, strict=True):
            assert {k: v for k, v in before.answers.items() if k != move.item.id} == {
                k: v for k, v in now.answers.items() if k != move.item.id
            }
            was, came = (person.answers.get(move.item.id) for person in (before, now))
            if was != came:
                changed += 1
                assert before.perspective in move.views
                assert kept[_place(move.item, came)] > kept[_place(move.item, was)]
        assert changed


def _place(item: Item, value: Any) -> int:
    """The place of an answer among an item's answers."""
    return item.positions[value] if isinstance(value, str) else int(value)


@pytest.mark.parametrize("hidden", ["worst", "best"])
def test_hidden_answers_neither_move_nor_matter(hidden: str, participation: Pack) -> None:
    managers = everyone(participation, "manager", 1, "middle")
    four = everyone(participation, "service_user", 4, hidden)
    result = assess(read_responses(agency(participation, managers, four), participation), participation)
    views = {view for move in moves_of(program(participation), result.responses).movable for view in move.views}
    assert views == {"manager"}
    other = everyone(participation, "service_user", 4, "middle")
    unlike = assess(read_responses(agency(participation, managers, other), participation), participation)
    for goal in ({}, {"clear": "tokenism"}, {"raise_": ("power", 60)}):
        assert improve(result, **goal) == improve(unlike, **goal)


def test_people_who_say_less_come_up_and_people_who_say_more_stay(participation: Pack) -> None:
    low = everyone(participation, "service_user", 3, "worst")
    high = everyone(participation, "service_user", 2, "best")
    people = low + [{**person, "id": f"high{n}"} for n, person in enumerate(high)]
    answered = read_responses(agency(participation, people), participation)
    move = next(m for m in moves_of(program(participation), answered).movable if m.item.id == "safe_disagree")
    after = moved(program(participation), answered, {"safe_disagree": (move, 2)})
    assert [person.answers["safe_disagree"] for person in after.respondents] == [2, 2, 2, 4, 4]


def test_what_only_others_can_say_is_told_as_a_practice_and_to_be_asked_again(participation: Pack) -> None:
    harbour = assess(next(path for path in examples() if path.stem == "harbour"))
    found = improve(harbour)
    (change,) = found.alternatives[0].changes
    assert (change.item, change.ask_again) == ("safe_disagree", ("service_user",))
    assert (change.strategy, change.source) == ("PRA-05", ("PRA-05",))
    run = CliRunner().invoke(main, ["improve", str(next(p for p in examples() if p.stem == "harbour"))])
    told = " ".join(run.stdout.split())
    assert "Work on what this is about: Think of telling a manager here that you do not agree." in told
    assert 'Answered now "Mostly no", wanted "Yes and no".' in told
    assert "Then ask service users again: only they can say whether it is so." in told
    assert "Proven: no other way takes fewer answers, or as many at a lower cost, than the first." in told


def test_where_no_answer_helps_what_is_in_the_way_is_named(participation: Pack) -> None:
    riverside = assess(next(path for path in examples() if path.stem == "riverside"))
    found = improve(riverside, to_level="sharing_power")
    assert (found.reached, found.alternatives, found.settled) == (False, (), True)
    told = {(each.sort, each.id): each.liftable for each in found.obstacles}
    assert told["gate", "gate.cooptation_open"] is told["clearing", "cooptation"] is False
    assert told["gate", "gate.renewal"] is told["score", "overall"] is True
    gates = {each.id for each in found.obstacles if each.sort == "gate"}
    fired = {finding.id for finding in riverside.assessment.findings}
    assert gates <= fired


def test_a_score_with_too_few_answers_is_told_as_unknown(participation: Pack) -> None:
    one = {"id": "r1", "perspective": "manager", "answers": {"most_say": "told"}}
    result = assess(read_responses({**agency(participation, [one]), "min_view": 5}, participation), participation)
    found = improve(result, raise_=("culture", 50))
    assert [(each.sort, each.id, each.liftable) for each in found.obstacles] == [
        ("known", "culture", False), ("score", "culture", False)
    ]  # fmt: skip


def test_a_goal_that_is_reached_needs_no_change(participation: Pack) -> None:
    riverside = assess(next(path for path in examples() if path.stem == "riverside"))
    found = improve(riverside, to_level=2)
    assert (found.reached, found.alternatives, found.obstacles) == (True, (), ())
    best = assess(read_responses(agency(participation, everyone(participation, "manager", 1, "best")), participation))
    assert best.assessment.level is not None
    assert improve(best, to_level=best.assessment.level.number).reached


def test_of_equal_ways_the_items_that_come_first_win(participation: Pack) -> None:
    places = [
        item.id for item in participation.instrument.items.values() if item.id.startswith("place_") and item.scored
    ]
    answers = dict.fromkeys(places, "asked") | {"committee_share": "some"}
    person = {"id": "r1", "perspective": "manager", "answers": answers}
    whole = {**agency(participation, [person]), "min_view": None}
    whole.pop("min_view")
    result = assess(read_responses(whole, participation), participation)
    found = improve(result, raise_=("breadth", 65), most=2)
    assert [[change.item for change in each.changes] for each in found.alternatives] == [
        [places[0], "committee_share"], [places[1], "committee_share"]
    ]  # fmt: skip


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_same_question_has_the_same_answer_to_the_byte(seed: str) -> None:
    path = str(next(path for path in examples() if path.stem == "harbour"))
    command = [sys.executable, "-m", "assessor", "improve", path, "--format", "json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    found = improve(assess(path))
    assert done.stdout.decode("utf-8") == found.model_dump_json(indent=2, by_alias=True) + "\n"


@pytest.mark.parametrize("layout", ["text", "markdown", "json"])
@pytest.mark.parametrize("name", sorted(path.stem for path in examples()))
def test_every_example_has_a_page_in_every_layout(name: str, layout: str) -> None:
    path = str(next(path for path in examples() if path.stem == name))
    done = CliRunner().invoke(main, ["improve", path, "--clear", "tokenism", "--format", layout])
    assert done.exit_code == 0, done.output
    if layout == "text":
        assert max(map(len, done.stdout.splitlines())) <= 80
    if layout == "json":
        assert Improvement.model_validate_json(done.stdout).goal.id == "tokenism"


def test_a_score_to_reach_is_written_with_a_colon() -> None:
    path = str(next(iter(examples())))
    done = CliRunner().invoke(main, ["improve", path, "--raise", "power"])
    assert (done.exit_code, "Write DIMENSION:SCORE, such as power:60." in done.stderr) == (2, True)


def test_without_the_solver_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessor.advice.improve.solver_missing", lambda: "ortools does not import (no module)")
    done = CliRunner().invoke(main, ["improve", str(next(iter(examples())))])
    assert done.exit_code == 2
    assert done.stderr == (
        "The solver is not there: ortools does not import (no module). "
        "Install it with: pip install 'participation-assessor[solve]'. [no-solver]\n"
    )
