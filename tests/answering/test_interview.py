"""However somebody moves through the questions, the answers are those they gave last, and none is ever lost."""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessor.answering.interview import Interview
from assessor.engines.program import program
from assessor.loading.library import load
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from tests.pace import runs
from tests.properties.strategies import answers_to, packs

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
RELAXED = settings(deadline=None, suppress_health_check=SLOW, max_examples=runs(15))
PARTICIPATION = load("participation")
ROUTER, CLOSED, OPENED = "role", "none", "some"

Step = tuple[str, Any]
WORDLESS = ("back", "skip", "review", "dont_know", "does_not_apply")


def begun(pack: Pack, view: str, form: str = "full") -> Interview:
    return Interview(pack.instrument, program(pack).routing, view, form).start()


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pack, str]:
    pack = draw(st.one_of(packs(), st.just(PARTICIPATION)))
    view = draw(st.sampled_from(list(pack.instrument.views)))
    assume(any(view in item.ask for item in pack.instrument.items.values()))
    return pack, view


@st.composite
def moved(draw: st.DrawFn, here: Interview, pack: Pack) -> tuple[Interview, Step]:
    """One step that a person could take, and where it leads."""
    names = [item.id for item in here.asked]
    kinds = ["go_to"] if here.item is None else ["answer", "answer", "answer", "go_to", "note", *WORDLESS]
    kind = draw(st.sampled_from([*kinds, "back"]))
    if kind == "answer" and here.item is not None:
        value = draw(answers_to(here.item, pack))
        return here.answer(value), (kind, value)
    if kind in ("go_to", "note"):
        word = draw(st.sampled_from([*names, "nothing"]) if kind == "go_to" else st.sampled_from(["", " ", "A note."]))
        return getattr(here, kind)(word), (kind, word)
    return getattr(here, kind)(), (kind, None)


def given_by(step: Step) -> Any:
    """The answer that a step gives; None for a step that only moves."""
    return {"answer": step[1], "dont_know": DONT_KNOW, "does_not_apply": DOES_NOT_APPLY}.get(step[0])


def walked(pack: Pack, view: str, data: Any, most: int = 25) -> tuple[Interview, dict[str, Any], list[Interview]]:
    """(where a random walk ends, the last value given to every item, every stop on the way)."""
    here, last, stops = begun(pack, view), {}, []
    for _ in range(data.draw(st.integers(0, most))):
        stops.append(here)
        at = here.at
        here, step = data.draw(moved(here, pack))
        value = given_by(step)
        if value is not None and at is not None:
            last[at] = value
    return here, last, [*stops, here]


def straight(start: Interview, last: Mapping[str, Any]) -> Interview:
    """The same answers given in order, each question once."""
    here = start
    while here.at is not None:
        here = here.answer(last[here.at]) if here.at in last else here.skip()
    return here


@RELAXED
@given(cases(), st.data())
def test_any_way_through_ends_in_the_answers_given_directly_in_order(case: tuple[Pack, str], data: Any) -> None:
    end, last, _ = walked(*case, data)
    assert dict(end.answers) == dict(straight(begun(*case), last).answers)


@RELAXED
@given(cases(), st.data())
def test_no_answer_is_ever_lost_and_none_is_in_two_places(case: tuple[Pack, str], data: Any) -> None:
    end, last, stops = walked(*case, data)
    assert {**end.set_aside, **end.answers} == last
    for stop in stops:
        assert not set(stop.answers) & set(stop.set_aside)


@RELAXED
@given(cases(), st.data())
def test_only_what_is_asked_counts_as_answered(case: tuple[Pack, str], data: Any) -> None:
    for stop in walked(*case, data)[2]:
        asked = [item.id for item in stop.asked]
        assert set(stop.answers) <= set(asked)
        assert [item.id for item in stop.open_items] == [name for name in asked if name not in stop.answers]
        assert stop.at is None or stop.at in asked


@RELAXED
@given(cases(), st.data())
def test_the_number_and_the_section_are_those_of_the_question(case: tuple[Pack, str], data: Any) -> None:
    for stop in walked(*case, data, most=8)[2]:
        asked = [item.id for item in stop.asked]
        number, count = stop.number
        assert count == len(asked)
        assert number == (count if stop.at is None else asked.index(stop.at) + 1)
        if stop.at is not None:
            section, place, sections = stop.section_of(stop.at)
            assert stop.at in {item.id for item in section.items}
            assert stop.sections[place - 1] == section
            assert sections == len(stop.sections)


@RELAXED
@given(cases(), st.data())
def test_back_and_skip_are_each_others_reverse(case: tuple[Pack, str], data: Any) -> None:
    end, _, _ = walked(*case, data)
    names = [item.id for item in end.asked]
    if end.at is not None:
        assert end.skip().back() == end
        assert end.back().at == names[max(names.index(end.at) - 1, 0)]
    elif names:
        assert end.back().at == names[-1]


@RELAXED
@given(cases(), st.data())
def test_a_step_leaves_the_interview_it_came_from_alone(case: tuple[Pack, str], data: Any) -> None:
    here = begun(*case)
    for _ in range(6):
        before = replace(here, answers=dict(here.answers), set_aside=dict(here.set_aside), notes=dict(here.notes))
        there, _ = data.draw(moved(here, case[0]))
        assert here == before
        here = there


@RELAXED
@given(cases(), st.data())
def test_a_quick_one_goes_on_as_the_full_one_with_its_answers(case: tuple[Pack, str], data: Any) -> None:
    pack, view = case
    quick, last = begun(pack, view, "quick"), {}
    while quick.item is not None:
        last[quick.item.id] = data.draw(answers_to(quick.item, pack))
        quick = quick.answer(last[quick.item.id])
    full = quick.as_form("full")
    assert {**full.set_aside, **full.answers} == last
    assert full.at not in last
    assert dict(full.answers) == dict(straight(begun(pack, view), last).answers)


@RELAXED
@given(cases(), st.data())
def test_there_and_back_between_forms_changes_nothing(case: tuple[Pack, str], data: Any) -> None:
    end, last, _ = walked(*case, data)
    quick = end.as_form("quick")
    assert set(quick.answers) <= {item.id for item in quick.asked}
    assert {**quick.set_aside, **quick.answers} == last
    full = quick.as_form("full")
    assert (dict(full.answers), dict(full.set_aside)) == (dict(end.answers), dict(end.set_aside))


def test_an_answer_that_routing_closes_is_set_aside_and_comes_back(tiny: Pack) -> None:
    here = begun(tiny, "manager").answer(OPENED).go_to("paid").answer(4)
    assert here.answers["paid"] == 4
    closed = here.go_to(ROUTER).answer(CLOSED)
    assert "paid" not in closed.answers
    assert dict(closed.set_aside) == {"paid": 4}
    assert "paid" not in {item.id for item in closed.asked}
    assert closed.go_to("paid") == closed
    opened = closed.go_to(ROUTER).answer(OPENED)
    assert opened.answers["paid"] == 4
    assert dict(opened.set_aside) == {}


def test_what_is_not_known_of_the_routing_leaves_the_question_open(tiny: Pack) -> None:
    here = begun(tiny, "manager")
    assert "paid" in {item.id for item in here.asked}
    assert "paid" in {item.id for item in here.dont_know().asked}


def test_closing_and_opening_keeps_the_question_at_its_place(tiny: Pack) -> None:
    here = begun(tiny, "manager").answer(CLOSED).go_to("tired")
    assert here.number == (4, 7)
    assert here.skip().at == "ways"
    assert begun(tiny, "manager").answer(OPENED).go_to("tired").skip().at == "paid"


def test_notes_stay_with_their_question_and_an_empty_one_goes(tiny: Pack) -> None:
    here = begun(tiny, "manager").note("First.").skip().note("Second.")
    assert dict(here.notes) == {"role": "First.", "asked": "Second."}
    assert dict(here.note("  ").notes) == {"role": "First."}
    assert here.review().note("Nowhere.") == here.review()


def test_own_questions_are_added_answered_and_removed_one_by_one(tiny: Pack) -> None:
    here = begun(tiny, "manager").review()
    assert here.answer_own("Nobody.") == here
    two = here.ask_own("Who?").answer_own("We.").ask_own("Who?")
    assert [(own.ask, own.answer) for own in two.own_questions] == [("Who?", "We."), ("Who?", None)]
    assert two.remove_own(two.own_questions[1]).own_questions == two.own_questions[:1]
    assert two.go_to("role").answer("none").as_form("quick").own_questions == two.own_questions


def test_answers_given_at_the_end_go_nowhere(tiny: Pack) -> None:
    end = begun(tiny, "manager").review()
    assert end.answer(1) == end
    assert end.item is None


@pytest.mark.parametrize("change", [lambda here: setattr(here, "at", None), lambda here: setattr(here, "form", "x")])
def test_nothing_in_it_can_be_set(tiny: Pack, change: Callable[[Interview], None]) -> None:
    with pytest.raises(FrozenInstanceError):
        change(begun(tiny, "manager"))
