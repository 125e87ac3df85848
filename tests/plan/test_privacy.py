"""A plan holds no free text, and nothing of what too few people of a protected view answered."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.advice.plan import plan
from assessor.api import assess
from assessor.loading.plan_file import plan_as_yaml
from assessor.report.pages import laid_out
from assessor.report.plan_page import plan_outline
from tests.pace import runs
from tests.properties.strategies import packs
from tests.views.people import agency, everyone
from tests.views.test_privacy import PARTICIPATION, pairs

SECRET = "The door code is on the fridge."


def outputs(answers: dict[str, Any], pack: Any) -> list[str]:
    result = assess(answers, pack, engine="reference")
    made = plan(result)
    return [plan_as_yaml(made), laid_out(plan_outline(made, pack), "markdown")]


@settings(deadline=None, max_examples=runs(12))
@given(pairs(PARTICIPATION))
def test_answers_in_hidden_cells_change_no_byte_of_a_plan(pair: tuple[Any, Any, int]) -> None:
    before, after, _ = pair
    assert outputs(before, PARTICIPATION) == outputs(after, PARTICIPATION)


@settings(deadline=None, max_examples=runs(12))
@given(st.data())
def test_nor_under_any_other_pack(data: st.DataObject) -> None:
    pack = data.draw(packs())
    before, after, _ = data.draw(pairs(pack))
    assert outputs(before, pack) == outputs(after, pack)


def test_a_plan_holds_no_words_of_those_who_answered() -> None:
    own = {"own_questions": [{"ask": SECRET, "answer": SECRET}], "notes": {"costs": SECRET}}
    people = [{**each, **own} for each in everyone(PARTICIPATION, "service_user", 6, "worst", change_example=SECRET)]
    managers = [{**each, **own} for each in everyone(PARTICIPATION, "manager", 1, "worst", place_other=SECRET)]
    for shared in (True, False):
        for told in outputs(agency(PARTICIPATION, people, managers, share_notes=shared), PARTICIPATION):
            assert SECRET not in told


def test_what_few_front_line_staff_say_is_in_the_way_is_not_told() -> None:
    staff = everyone(PARTICIPATION, "frontline", 5, "middle", held_back=["money"])
    managers = everyone(PARTICIPATION, "manager", 1, "middle")
    for number, views in ((4, []), (5, ["frontline"])):
        made = plan(assess(agency(PARTICIPATION, staff[:number], managers), PARTICIPATION))
        assert [each.view for each in made.barriers.said] == views
