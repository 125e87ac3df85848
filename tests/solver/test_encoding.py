"""The encoding says what inference says: on random packs and answers, with everything free and everything fixed."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import choose_engine, read_responses
from assessor.checking.voices import IN_WORDS, Voices, voices
from assessor.engines.program import Program, program
from assessor.engines.solver.space import Form, Picked, Slot
from assessor.inference.infer import Inference, infer
from assessor.model.condition import STATUSES
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from assessor.perspectives import views_of
from tests.pace import runs
from tests.properties.strategies import responses
from tests.solver.packs import richer_packs

encoding_of = pytest.importorskip("assessor.engines.solver.encoding").Encoding
solve = pytest.importorskip("assessor.engines.solver.search").solve

RUNS = runs(25)
RELAXED = settings(deadline=None, max_examples=RUNS, suppress_health_check=list(HealthCheck))


def _inferred(ready: Program, response: dict[str, Any], engine: str) -> Inference:
    views = views_of(ready.pack.instrument, ready.routing, read_responses(response, ready.pack))
    return infer(ready, views, choose_engine(ready, engine))


def _form(space: Voices, answers: dict[str, Any], closed: set[str]) -> Form:
    """The point of a space of one view at which its one person gave these answers."""
    form = {}
    for item, said in space.said.items():
        (view,) = space.views
        asked = space.program.pack.instrument.items[item].ask
        value = answers.get(item) if answers.get(item) != DONT_KNOW else None
        if item in closed:
            form[item] = Picked(len(said) - 1)
        elif view not in asked:
            form[item] = Picked(0)
        elif isinstance(value, list | tuple):
            form[item] = Picked(0, frozenset(value))
        else:
            form[item] = Picked(next(place for place, each in enumerate(said) if each[view] == value))
    return form


def _agrees(encoding: Any, found: Inference, true: Any, number: Any) -> None:
    ruleset = encoding.program.pack.ruleset
    for rule in ruleset.rules:
        came = encoding.rule(rule.id)
        told = True if true(came.true) else False if true(came.false) else None
        assert told is found.outcomes[rule.id], rule.id
        if rule.then.indicator_of:
            assert true(encoding.vacuous(rule.id)) is (rule.id in found.vacuous), rule.id
    for name, score in found.scores.items():
        assert true(encoding.scores.known(name)) is (score.score is not None), name
        assert number(encoding.scores.rounded(name)) == (score.score or 0), name
    assert true(encoding.scores.known("overall")) is (found.overall.score is not None)
    for danger in ruleset.dangers:
        assert [s for s, lit in encoding.dangers.statuses(danger.id).items() if true(lit)] == [
            found.dangers[danger.id].status
        ]
        assert number(encoding.dangers.index(danger.id)) == (found.dangers[danger.id].index or 0)
    for level in ruleset.levels:
        reached = found.level is not None and found.level.number >= level.number
        assert true(encoding.level_reaches(level.number)) is reached
        proposed = found.level is not None and found.level.proposed >= level.number
        assert true(encoding.proposed_reaches(level.number)) is proposed
    for rule in ruleset.rules:
        if rule.then.caps_at is not None and rule.then.caps_at < len(ruleset.levels):
            assert true(encoding.holds(rule.id)) is (found.level is not None and rule.id in found.level.held_by)
    recommended = {each.strategy.id for each in found.called}
    for strategy in ruleset.strategies:
        assert true(encoding.recommended(strategy.id)) is (strategy.id in recommended)


def _touch_all(encoding: Any) -> None:
    """Builds everything, so that one run of the solver settles it."""
    ruleset = encoding.program.pack.ruleset
    for rule in ruleset.rules:
        encoding.rule(rule.id), encoding.vacuous(rule.id)
        if rule.then.caps_at is not None and rule.then.caps_at < len(ruleset.levels):
            encoding.holds(rule.id)
    for dimension in ruleset.dimensions:
        encoding.scores.rounded(dimension.id)
    for danger in ruleset.dangers:
        encoding.dangers.statuses(danger.id), encoding.dangers.index(danger.id)
    for level in ruleset.levels:
        encoding.level_reaches(level.number), encoding.proposed_reaches(level.number)
    for strategy in ruleset.strategies:
        encoding.recommended(strategy.id)
    for item in encoding.space:
        encoding.chosen(item)


def _sayable(space: Voices, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as the space has them: text by one text, counts by those that comparisons can tell apart."""
    (view,) = space.views
    kept = dict(answers)
    for item, value in answers.items():
        kind = space.program.pack.instrument.items[item].kind
        if kind == "text" and value not in (DONT_KNOW, DOES_NOT_APPLY):
            kept[item] = IN_WORDS
        if kind == "count" and isinstance(value, int):
            kept[item] = min(
                (n[view] for n in space.said[item] if isinstance(n[view], int)), key=lambda n: abs(n - value)
            )
    return kept


@RELAXED
@given(richer_packs(), st.data(), st.sampled_from(["reference", "rete"]))
def test_a_free_space_fixed_to_the_answers_says_what_inference_says(pack: Pack, data: Any, engine: str) -> None:
    response = data.draw(responses(pack))
    (person,) = response["respondents"]
    ready = program(pack)
    space = voices(ready, [person["perspective"]], left_open=True)
    person["answers"] = _sayable(space, person["answers"])
    found = _inferred(ready, response, engine)
    closed = {item for item, slot in space.space.items() if slot.closed and found.readings[item].state == "not_asked"}
    form = _form(space, person["answers"], closed)
    encoding = encoding_of(ready, space.space)
    _touch_all(encoding)
    for item, picked in form.items():
        choices, literals = encoding.chosen(item)
        encoding.logic.require(literals[picked.place])
        for option in set(choices[picked.place].free.values()):
            tick = encoding.tick(item, option)
            encoding.logic.require(tick if option in picked.ticked else encoding.logic.negated(tick))
    solution = solve(encoding.logic)
    assert solution.status == "best"
    _agrees(encoding, found, solution.true, solution.number)
    assert encoding.read(solution.true, space.space) == form


@RELAXED
@given(richer_packs(), st.data())
def test_a_space_without_choice_is_folded_whole(pack: Pack, data: Any) -> None:
    response = data.draw(responses(pack))
    (person,) = response["respondents"]
    person["answers"] = {
        name: value for name, value in person["answers"].items() if pack.instrument.items[name].kind != "tick"
    }
    ready = program(pack)
    space = voices(ready, [person["perspective"]], left_open=True)
    person["answers"] = _sayable(space, person["answers"])
    found = _inferred(ready, response, "reference")
    closed = {item for item, slot in space.space.items() if slot.closed and found.readings[item].state == "not_asked"}
    form = _form(space, person["answers"], closed)
    fixed = {item: Slot((slot.choices[form[item].place],)) for item, slot in space.space.items()}
    encoding = encoding_of(ready, fixed)
    _agrees(encoding, found, bool, lambda number: number.fixed)
    assert len(encoding.logic.model.proto.constraints) == 0


def test_the_statuses_of_dangers_are_in_the_order_of_their_places() -> None:
    assert STATUSES == ("low", "possible", "likely", "not_enough_known", "absent")
