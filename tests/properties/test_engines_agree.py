"""On random packs and random answers, both engines say the same to the last byte, in whatever order things stand."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import assess, read_responses
from assessor.engines.facts import Facts
from assessor.engines.program import program
from assessor.engines.reference import Fired, ReferenceEngine, combine, outcome, ranged
from assessor.engines.rete import ReteEngine
from assessor.engines.strata import Stratum
from assessor.inference.infer import EnginesDisagreeError, infer
from assessor.model.ruleset import Pack
from assessor.perspectives import views_of
from tests.pace import runs
from tests.properties.strategies import packs, responses

RUNS = runs(40)
RELAXED = settings(
    deadline=None, max_examples=RUNS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@RELAXED
@given(packs(), st.data())
def test_rete_says_what_the_reference_says(pack: Pack, data: Any) -> None:
    for _ in range(3):
        answered = read_responses(data.draw(responses(pack)), pack)
        reference = assess(answered, pack, engine="reference").to_json()
        assert assess(answered, pack, engine="rete").to_json() == reference


@RELAXED
@given(packs(), st.data())
def test_rete_fires_just_the_rules_that_the_reference_fires_stratum_by_stratum(pack: Pack, data: Any) -> None:
    ready = program(pack)
    rete, reference = ReteEngine(ready.strata, ready.rules), ReferenceEngine(ready.rules)
    views = views_of(pack.instrument, ready.routing, read_responses(data.draw(responses(pack)), pack))
    facts = infer(ready, views, reference).facts
    for stratum in ready.strata:
        wanted, came = reference.run(stratum, facts), rete.run(stratum, facts)
        assert came.fired == wanted.fired
        assert came.silent <= wanted.silent


@pytest.mark.parametrize("fault", ["misses", "invents"])
def test_an_engine_that_misses_or_invents_a_finding_is_found_out(tiny: Pack, fault: str) -> None:
    class Faulty(ReferenceEngine):
        def run(self, stratum: Stratum, facts: Facts) -> Fired:
            came = super().run(stratum, facts)
            changed = frozenset() if fault == "misses" else frozenset(rule.id for rule in stratum.rules)
            return Fired(changed, came.silent)

    ready = program(tiny)
    answers = {"asked": "after", "heard": 4}
    response = {"response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "A", "date": "2026-01-31"}
    person = {"id": "r", "perspective": "manager", "answers": answers}
    views = views_of(tiny.instrument, ready.routing, read_responses({**response, "respondents": [person]}, tiny))
    with pytest.raises(EnginesDisagreeError):
        infer(ready, views, Faulty(ready.rules))


@RELAXED
@given(packs(), st.data(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_of_rules_changes_nothing_inferred(pack: Pack, data: Any, random: Any) -> None:
    response = data.draw(responses(pack))
    first = assess(read_responses(response, pack), pack).assessment
    answers = list(response["respondents"][0]["answers"].items())
    random.shuffle(answers)
    response["respondents"][0]["answers"] = dict(answers)
    rules = list(pack.ruleset.rules)
    random.shuffle(rules)
    shuffled = Pack.of(pack.instrument, pack.ruleset.model_copy(update={"rules": tuple(rules)}))
    second = assess(read_responses(response, shuffled), shuffled).assessment
    assert (first.scores, first.overall, first.level and first.level.number) == (
        second.scores, second.overall, second.level and second.level.number
    )  # fmt: skip
    assert {finding.id for finding in first.findings} == {finding.id for finding in second.findings}
    assert [step.strategy for step in first.recommendations] == [step.strategy for step in second.recommendations]
    assert {n: (d.index, d.status) for n, d in first.dangers.all.items()} == {
        n: (d.index, d.status) for n, d in second.dangers.all.items()
    }


@RELAXED
@given(packs(), st.data())
def test_leaves_joined_by_shape_say_what_the_whole_condition_says(pack: Pack, data: Any) -> None:
    ready = program(pack)
    views = views_of(pack.instrument, ready.routing, read_responses(data.draw(responses(pack)), pack))
    found = infer(ready, views, ReferenceEngine(ready.rules))
    for rule in pack.ruleset.rules:
        leaves = [outcome(term, found.facts) for _, term in ready.leaf_terms[rule.id]]
        assert combine(ready.shapes[rule.id], leaves) is outcome(ready.rules[rule.id], found.facts)
        assert ranged(ready.rules[rule.id], {}, found.facts) is found.outcomes[rule.id]


@RELAXED
@given(packs(), st.data())
def test_every_figure_lies_in_its_range_and_every_level_between_low_and_high(pack: Pack, data: Any) -> None:
    found = assess(read_responses(data.draw(responses(pack)), pack), pack).assessment
    for score in (*found.scores.values(), found.overall):
        if score.score is not None and score.low is not None and score.high is not None:
            assert 0 <= score.low <= score.score <= score.high <= 100
        assert score.answered <= score.asked <= score.applies
    for danger in found.dangers.all.values():
        if danger.index is not None and danger.low is not None and danger.high is not None:
            assert 0 <= danger.low <= danger.index <= danger.high <= 100
    if found.level is not None:
        assert found.level.low <= found.level.number <= found.level.high
        assert found.level.number <= found.level.proposed


@RELAXED
@given(packs(), st.data())
def test_answering_what_was_open_stays_within_the_ranges(pack: Pack, data: Any) -> None:
    """What the ranges promise: whatever the open answers turn out to be, scores and level stay inside."""
    response = data.draw(responses(pack, "manager"))
    before = assess(read_responses(response, pack), pack).assessment
    full = data.draw(responses(pack, "manager", blanks=False))["respondents"][0]["answers"]
    answers = response["respondents"][0]["answers"]
    for name, value in full.items():
        if answers.get(name) in (None, "dont_know") and name != "route":
            answers[name] = value
    after = assess(read_responses(response, pack), pack).assessment
    for name, score in after.scores.items():
        was = before.scores[name]
        if score.score is not None and was.low is not None and was.high is not None and was.applies == score.applies:
            assert was.low <= score.score <= was.high
