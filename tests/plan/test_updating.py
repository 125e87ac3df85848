"""Carried over: three assessments of one agency, and that nothing typed is ever lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.advice.plan import plan
from assessor.advice.updating import update
from assessor.api import assess, load_pack
from assessor.errors import AssessorError
from assessor.loading.plan_file import plan_as_yaml, read_plan
from assessor.model.plan import Champion, Plan, Step
from tests.pace import runs
from tests.plan.people import filled_in
from tests.sector.agencies import PACK, answers_of, responses_of

FIRST = {
    "lead_named": "nobody", "budget": "none", "key_questions": "no", "staff_train": "none", "trust_info": 0,
    "challenge_ok": 0, "costs": "not_paid", "plain_words": 1, "changed_access": "nothing", "most_say": "asked",
    "place_board": "told", "asked_when": "options_set", "role_written": "nothing", "answer_back": 1, "seats": "one",
    "agenda": "staff", "same_people": "most", "how_chosen": "picked", "what_changed": "nothing",
    "reasons": ["funder"], "top_reason": "funder",
}  # fmt: skip
"""A year in which little is there."""

SECOND = {**FIRST, "asked_when": "before", "budget": "both", "same_people": "dont_know", "how_chosen": "dont_know"}
"""People are asked early now, there is money, and who is asked was not answered."""

THIRD = {**SECOND, "asked_when": "options_set", "same_people": "few", "how_chosen": "open_call", "terms": "all_three"}
"""Asking early was given up again, and other people are invited."""


def at(date: str, answers: dict[str, Any]) -> Plan:
    return plan(assess(responses_of("Some Place", answers, date=date), PACK, engine="reference"))


def step(plan: Plan, strategy: str) -> Step:
    return next(step for step in (*plan.strategies, *plan.no_longer_needed) if step.strategy == strategy)


def changed(plan: Plan, strategy: str, **fields: Any) -> Plan:
    steps = tuple(each.model_copy(update=fields) if each.strategy == strategy else each for each in plan.strategies)
    return plan.model_copy(update={"strategies": steps})


def ids(steps: tuple[Step, ...]) -> set[str | None]:
    return {step.strategy for step in steps}


def test_a_plan_is_carried_through_three_assessments() -> None:
    first = at("2026-03-01", FIRST)
    assert {"PRA-03", "PRA-05", "PRA-07"} <= ids(first.strategies)
    first = changed(first, "PRA-03", owner="Ana", due="2026-09-30", status="done", note="Began with the menu.")
    first = changed(first, "PRA-05", owner="Bo", status="started", first_step="Write half a page.")
    first = changed(first, "PRA-07", note="Ask at the drop-in.")
    own = Step(title="A tea every month", owner="Cy", status="started")
    first = first.model_copy(
        update={
            "strategies": (own, *first.strategies),
            "champions": (Champion(name="Ana", is_service_user="yes"),),
            "drafted_with_service_users": "yes",
            "what": first.what.model_copy(update={"aim": "Two seats on the board."}),
        }
    )

    second = update(at("2027-03-01", SECOND), read_plan(plan_as_yaml(first).encode()))
    early, page, few = (step(second, name) for name in ("PRA-03", "PRA-05", "PRA-07"))
    assert (early.owner, early.due, early.status, early.note) == ("Ana", "2026-09-30", "done", "Began with the menu.")
    gone = {each.strategy: (each.reason, each.left) for each in second.no_longer_needed}
    assert gone["PRA-03"] == ("in_place", "2027-03-01")
    assert gone["PRA-07"] == ("not_known", "2027-03-01")
    assert (page.owner, page.status, page.first_step, page.since) == (
        "Bo",
        "started",
        "Write half a page.",
        "2026-03-01",
    )
    assert few.note == "Ask at the drop-in."
    assert second.strategies[-1] == own
    assert (second.champions, second.drafted_with_service_users) == (first.champions, "yes")
    assert second.what.aim == "Two seats on the board."
    assert second.earlier == ("2026-03-01",)
    assert [each.reason for each in second.barriers.past if each.finding == "chl.resources"] == ["not_found"]
    stand = second.standing()
    assert ids(stand["done"]) == {"PRA-03"}
    assert {"PRA-05", None} <= ids(stand["open"])
    assert "PRA-07" in ids(stand["gone"])
    assert stand["new"] == ()

    third = update(at("2028-03-01", THIRD), read_plan(plan_as_yaml(second).encode()))
    back = step(third, "PRA-03")
    assert back in third.strategies, "called again, so it is among the steps again, with all that was typed"
    assert (back.owner, back.due, back.status, back.since) == ("Ana", "2026-09-30", "done", "2028-03-01")
    assert third.earlier == ("2026-03-01", "2027-03-01")
    renewed = next(each for each in third.no_longer_needed if each.strategy == "PRA-07")
    assert (renewed.reason, renewed.left, renewed.note) == ("in_place", "2027-03-01", "Ask at the drop-in.")
    assert ids(third.standing()["done"]) == {"PRA-03"}
    assert step(third, "PRA-05").owner == "Bo"


def test_a_step_that_is_called_for_the_first_time_is_new() -> None:
    second = at("2027-03-01", {**SECOND, "eval_design": "none"})
    told = update(second, at("2026-03-01", FIRST)).standing()["new"]
    assert "PRA-09" in ids(told)
    assert ids(told).isdisjoint(ids(at("2026-03-01", FIRST).strategies))


def test_a_step_dropped_by_people_stays_dropped_while_it_is_called() -> None:
    first = changed(at("2026-03-01", FIRST), "PRA-05", status="dropped")
    assert ids(update(at("2027-03-01", FIRST), first).standing()["dropped"]) == {"PRA-05"}


def test_what_the_first_steps_take_is_kept_while_it_is_filled_in() -> None:
    first = at("2026-03-01", FIRST)
    needs = first.resources.needs
    needs = (needs[0].model_copy(update={"money": "200"}), *needs[1:])
    first = first.model_copy(update={"resources": first.resources.model_copy(update={"needs": needs, "note": "N"})})
    later = update(at("2027-03-01", {**FIRST, "lead_named": "reports", "key_questions": "with_users"}), first)
    kept = {need.strategy: need for need in later.resources.needs}
    assert kept[needs[0].strategy].money == "200"
    assert later.resources.note == "N"
    firsts = [each.strategy for each in later.strategies if each.first]
    assert [need.strategy for need in later.resources.needs][: len(firsts)] == firsts


REFUSED = {
    "another agency": ({"agency": "Elsewhere"}, {"other-agency"}),
    "an older assessment": ({"date": "2025-12-31"}, {"older-answers"}),
    "both": ({"agency": "Elsewhere", "date": "2025-12-31"}, {"other-agency", "older-answers"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_plan_is_not_carried_over_to(case: str) -> None:
    other, codes = REFUSED[case]
    first = at("2026-03-01", FIRST)
    with pytest.raises(AssessorError) as caught:
        update(first.model_copy(update=other), first)
    assert {each.code for each in caught.value.problems} == codes


def test_a_plan_of_another_pack_is_refused() -> None:
    first = at("2026-03-01", FIRST)
    other = first.model_copy(update={"pack": first.pack.model_copy(update={"id": "other"})})
    with pytest.raises(AssessorError, match="other 1, not participation 1"):
        update(first, other)


YEARS = st.tuples(st.integers(0, 30), st.sampled_from([-1, 0, 1]))
MADE: dict[tuple[int, int, str], Plan] = {}


def some(year: tuple[int, int], date: str) -> Plan:
    """The plan of an imagined year, made once."""
    key = (*year, date)
    if key not in MADE:
        MADE[key] = at(date, answers_of(*year))
    return MADE[key]


def typed_in(plan: Plan) -> set[tuple[Any, ...]]:
    """Everything that people typed, with where it belongs."""
    steps = [*plan.strategies, *plan.no_longer_needed]
    found: list[tuple[Any, ...]] = [
        (each.strategy or each.title, name, getattr(each, name))
        for each in steps
        for name in ("title", "first_step", "sign", "owner", "due", "status", "note")
    ]
    found += [("champion", *each.model_dump().values()) for each in plan.champions]
    barriers = (*plan.barriers.found, *plan.barriers.past)
    found += [("barrier", each.finding, each.title, each.note or each.title) for each in barriers]
    needs = plan.resources.needs
    found += [(each.strategy, name, getattr(each, name)) for each in needs for name in ("people", "money", "ask")]
    found += [("plan", plan.note, plan.look_again, plan.drafted_with_service_users, plan.resources.note)]
    found += [("what", plan.what.aim, plan.what.note), ("why", plan.why.reason, plan.why.hopes, plan.why.note)]
    return {each for each in found if each[-1] not in (None, "not_started") or each[0] in ("plan", "what", "why")}


@settings(deadline=None, max_examples=runs(25))
@given(YEARS, YEARS, YEARS, st.data())
def test_updating_loses_nothing_that_was_typed_and_doing_it_twice_changes_nothing(
    one: tuple[int, int], two: tuple[int, int], three: tuple[int, int], data: st.DataObject
) -> None:
    earlier = data.draw(filled_in(some(one, "2026-01-01")))
    for year, date in ((two, "2027-01-01"), (three, "2028-01-01")):
        fresh = some(year, date)
        updated = update(fresh, earlier)
        assert typed_in(earlier) <= typed_in(updated)
        assert ids(updated.strategies) - {None} == ids(fresh.strategies), "what is called is what the answers call"
        assert ids(updated.strategies).isdisjoint(ids(updated.no_longer_needed))
        assert update(fresh, updated) == updated
        assert sum(map(len, updated.standing().values())) == len(updated.strategies) + len(updated.no_longer_needed)
        earlier = updated


@settings(deadline=None, max_examples=runs(15))
@given(YEARS, YEARS, st.data())
def test_a_plan_reads_back_the_same_to_the_byte(
    one: tuple[int, int], two: tuple[int, int], data: st.DataObject
) -> None:
    first = data.draw(filled_in(some(one, "2026-01-01")))
    for made in (first, update(some(two, "2027-01-01"), first)):
        text = plan_as_yaml(made)
        again = read_plan(text.encode(), load_pack("participation"))
        assert again == made
        assert plan_as_yaml(again) == text
