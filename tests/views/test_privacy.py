"""What too few people answered shows nowhere: whatever they answered, every output is the same to the byte."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.api import Result, assess, load_pack
from assessor.engines.program import program
from assessor.model.ruleset import Pack
from assessor.perspectives import views_of
from assessor.report import render
from tests.pace import runs
from tests.properties.strategies import answers_to, packs
from tests.views.people import agency, everyone

PARTICIPATION = load_pack("participation")
SUBJECTS = ("level", "overall", "culture", "power", "tokenism", "cooptation", "gap.trust", "MODE-03", "staff_ask")


@st.composite
def people(draw: st.DrawFn, pack: Pack, most: int = 9) -> list[dict[str, Any]]:
    """Some people of each view, who answer at an end or the middle and differ here and there."""
    found = []
    for view in pack.instrument.views:
        for number in range(draw(st.integers(0, most))):
            person = everyone(pack, view, 1, draw(st.sampled_from(["worst", "middle", "best"])))[0]
            answers = dict(person["answers"])
            for name in draw(st.lists(st.sampled_from(sorted(answers)), max_size=6, unique=True)) if answers else ():
                own = answers_to(pack.instrument.items[name], pack)
                answers[name] = draw(own | st.sampled_from(["dont_know", "does_not_apply"]))
                if draw(st.integers(0, 3)) == 0:
                    del answers[name]
            unit = draw(st.sampled_from([None, "North", "South", "East"]))
            found.append({**person, "id": f"{view}{number}", "answers": answers, **({"unit": unit} if unit else {})})
    return found or everyone(pack, next(iter(pack.instrument.views)), 1, "middle")


def outputs(result: Result, subjects: tuple[str, ...]) -> list[str]:
    """Everything that commands print of an agency, in every format."""
    told: dict[str, Any] = {"agreement": result.agreement()}
    reports = [
        render(result.assessment, result.pack, result.responses, layout, plain=plain, **told)
        for layout, plain in (("text", False), ("text", True), ("markdown", False))
    ]
    reports.append(render(result.assessment, result.pack, result.responses, "html", reasons=result.reasons(), **told))
    reasons = [json.dumps(list(result.explain(subject).lines())) for subject in subjects]
    return [result.to_json(), *reports, *reasons]


def hidden_cells(pack: Pack, responses: Any) -> set[tuple[str, str]]:
    """(view, item) of every cell that is hidden; items that route others are left out (docs/privacy.md)."""
    ready = program(pack)
    routing = {fact.split(".")[1] for fact in ready.routing_facts}
    views = views_of(pack.instrument, ready.routing, responses)
    return {
        (view, name)
        for view, readings in views.items()
        for name, reading in readings.items()
        if reading.state == "hidden" and name not in routing
    }


@st.composite
def pairs(draw: st.DrawFn, pack: Pack) -> tuple[dict[str, Any], dict[str, Any], int]:
    """An agency, the same agency with other answers in hidden cells, and how many answers differ."""
    head = {"min_view": draw(st.integers(3, 7))}
    before = agency(pack, draw(people(pack)), **head)
    hidden = hidden_cells(pack, assess(before, pack, engine="reference").responses)
    changed, differ = [], 0
    for person in before["respondents"]:
        answers = dict(person["answers"])
        for name, value in person["answers"].items():
            marked = value in ("dont_know", "does_not_apply")
            if (person["perspective"], name) in hidden and not marked and draw(st.booleans()):
                answers[name] = draw(answers_to(pack.instrument.items[name], pack))
                differ += answers[name] != value
        changed.append({**person, "answers": answers})
    return before, {**before, "respondents": changed}, differ


@settings(deadline=None, max_examples=runs(12))
@given(pairs(PARTICIPATION))
def test_answers_in_hidden_cells_change_no_byte_of_any_output(pair: tuple[Any, Any, int]) -> None:
    before, after, _ = pair
    assert outputs(assess(before, PARTICIPATION), SUBJECTS) == outputs(assess(after, PARTICIPATION), SUBJECTS)


@settings(deadline=None, max_examples=runs(30))
@given(st.data())
def test_nor_under_any_other_pack(data: st.DataObject) -> None:
    pack = data.draw(packs())
    before, after, _ = data.draw(pairs(pack))
    subjects = ("level", "token", *(rule.id for rule in pack.ruleset.rules))
    first, second = (assess(each, pack, engine="reference") for each in (before, after))
    assert outputs(first, subjects) == outputs(second, subjects)


def test_the_property_above_meets_hidden_cells_that_differ() -> None:
    """A property that never meets its case would hold of anything."""
    before = agency(PARTICIPATION, everyone(PARTICIPATION, "service_user", 4, "worst"))
    after = agency(PARTICIPATION, everyone(PARTICIPATION, "service_user", 4, "best"))
    assert before != after
    assert len(hidden_cells(PARTICIPATION, assess(before, PARTICIPATION).responses)) == 15
    assert outputs(assess(before, PARTICIPATION), SUBJECTS) == outputs(assess(after, PARTICIPATION), SUBJECTS)


def test_a_shown_cell_does_change_what_is_told() -> None:
    before = agency(PARTICIPATION, everyone(PARTICIPATION, "service_user", 5, "worst"))
    after = agency(PARTICIPATION, everyone(PARTICIPATION, "service_user", 5, "best"))
    assert assess(before, PARTICIPATION).to_json() != assess(after, PARTICIPATION).to_json()


@settings(deadline=None, max_examples=runs(12))
@given(st.data())
def test_the_order_of_people_changes_nothing(data: st.DataObject) -> None:
    some = data.draw(people(PARTICIPATION, most=4))
    shuffled = data.draw(st.permutations(some))
    first, second = (assess(agency(PARTICIPATION, each), PARTICIPATION) for each in (some, shuffled))
    assert first.to_json() == second.to_json()


@settings(deadline=None, max_examples=runs(12))
@given(st.data())
def test_every_protected_figure_is_in_steps_and_never_at_an_end(data: st.DataObject) -> None:
    found = assess(agency(PARTICIPATION, data.draw(people(PARTICIPATION))), PARTICIPATION).assessment
    scores = [score for view in found.perspectives.values() for score in view.scores.values()]
    scores += [score for views in found.units.values() for part in views.values() for score in part.values()]
    for score in (*scores, *found.scores.values(), found.overall):
        if score.rounded and score.low is not None:
            assert score.high is not None
            assert score.low <= 95
            assert score.high >= 5
            assert score.low % 5 == score.high % 5 == 0
            assert score.score is None or (score.low <= score.score <= score.high and 5 <= score.score <= 95)
    for view, each in found.perspectives.items():
        if PARTICIPATION.instrument.views[view].protected:
            assert all(cell.number >= each.fewest for cell in each.items.values())
            assert all(cell.points is None or cell.points % 5 == 0 for cell in each.items.values())
