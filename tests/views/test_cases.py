"""The stories that views were made for, each on both engines."""

from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.model.ruleset import Pack
from assessor.report import render
from tests.views.people import agency, everyone

VIEWS = ("manager", "frontline", "service_user", "board", "peer")


@pytest.fixture(params=["reference", "rete"])
def score(request: pytest.FixtureRequest, participation: Pack) -> Any:
    """Assesses people on one engine."""

    def scored(*people: list[dict[str, Any]], **head: Any) -> Result:
        return assess(agency(participation, *people, **head), participation, engine=request.param)

    return scored


def findings(result: Result) -> set[str]:
    return {finding.id for finding in result.assessment.findings}


def text(result: Result, **options: Any) -> str:
    return " ".join(render(result.assessment, result.pack, result.responses, **options).split())


def test_managers_alone_get_a_report_that_is_marked_as_one_view(score: Any, participation: Pack) -> None:
    result = score(everyone(participation, "manager", 3, "best"))
    assert result.assessment.level is not None
    assert "This is one view: how managers see it." in text(result)
    assert "partly as seen by managers only" in text(result)
    assert result.assessment.dangers["cooptation"].status != "low"
    assert not result.assessment.overall.rounded


def test_five_views_that_agree_show_no_gap(score: Any, participation: Pack) -> None:
    result = score(*(everyone(participation, view, 6, "best", peer_status="paid") for view in VIEWS))
    found = result.assessment
    assert found.level is not None
    assert (found.level.id, found.dangers.position) == ("sharing_power", "partnership")
    assert not {name for name in findings(result) if name.startswith("gap.")}
    assert all(gap.size == 0 for gap in found.gaps)
    assert "The widest gaps" not in text(result)


def test_leaders_high_and_service_users_low_is_named_on_both_axes(score: Any, participation: Pack) -> None:
    result = score(
        everyone(participation, "manager", 2, "best"),
        everyone(participation, "frontline", 6, "best"),
        everyone(participation, "service_user", 6, "worst", most_say="asked"),
    )
    found = result.assessment
    assert {"tok.seen_from_above", "coopt.safe_from_above", "gap.power", "gap.disagree"} <= findings(result)
    assert {gap.better for gap in found.gaps if gap.subject == "power"} == {"manager", "frontline"}
    assert "Managers see it better." in text(result)
    assert found.dangers["cooptation"].status in ("possible", "likely")


def test_service_users_who_see_more_than_managers_are_no_sign_of_tokenism(score: Any, participation: Pack) -> None:
    result = score(everyone(participation, "manager", 2, "worst"), everyone(participation, "service_user", 6, "best"))
    assert "gap.power" in findings(result)
    assert "tok.seen_from_above" not in findings(result)
    assert "Service users see it better." in text(result)


def test_four_service_users_are_hidden_and_counted_only(score: Any, participation: Pack) -> None:
    alone = score(everyone(participation, "manager", 1, "middle"))
    with_four = score(
        everyone(participation, "manager", 1, "middle"), everyone(participation, "service_user", 4, "worst")
    )
    assert with_four.assessment.perspectives["service_user"].items == {}
    assert with_four.assessment.perspectives["service_user"].needed == 1
    shown = {name: score.score for name, score in with_four.assessment.scores.items()}
    assert shown == {name: score.score for name, score in alone.assessment.scores.items()}
    assert "Service users: 4 answered, and 5 are needed" in text(with_four)
    assert "1 more is needed." in text(with_four)
    assert "Service users see it" not in text(with_four)


def test_one_of_ten_who_differs_reads_as_all_or_nearly_all(score: Any, participation: Pack) -> None:
    managers = everyone(participation, "manager", 1, "best")
    nine = everyone(participation, "service_user", 9, "worst")
    odd = everyone(participation, "service_user", 1, "worst", staff_ask=4)[0] | {"id": "odd"}
    unanimous = score(managers, everyone(participation, "service_user", 10, "worst"))
    differing = score(managers, nine, [odd])
    for result in (unanimous, differing):
        cell = result.assessment.perspectives["service_user"].items["staff_ask"]
        assert (cell.value, cell.points, cell.alike) == (0, 5, True)
        assert '"Never" (all or nearly all)' in text(result)
    assert differing.assessment.perspectives == unanimous.assessment.perspectives


def test_a_board_of_two_answers_for_its_office(score: Any, participation: Pack) -> None:
    low, high = (everyone(participation, "board", 1, end)[0] | {"id": end} for end in ("worst", "best"))
    view = score([low, high]).assessment.perspectives["board"]
    assert (view.fewest, view.hidden) == (1, ())
    assert view.items["challenge_ok"].points == 50
    assert not view.scores["leadership"].rounded


def test_thirty_staff_do_not_drown_five_service_users(score: Any, participation: Pack) -> None:
    item = "most_say"
    five = everyone(participation, "service_user", 5, "worst")
    for managers in (1, 30):
        result = score(everyone(participation, "manager", managers, "best"), five)
        answer = result.assessment.trace.answers[item]
        assert (answer.view, answer.value) == ("service_user", "none")
        few = score(everyone(participation, "manager", 1, "best"), five)
        assert result.assessment.scores["power"].score == few.assessment.scores["power"].score


def test_free_text_of_protected_views_needs_consent(score: Any, participation: Pack) -> None:
    own = {"own_questions": [{"ask": "Who closed the kitchen?", "answer": "Nobody told us."}]}
    people = everyone(participation, "service_user", 5, "middle", change_example="The door code.")
    people = [{**person, **own, "notes": {"costs": "Bus fare."}} for person in people]
    managers = everyone(participation, "manager", 1, "middle", place_other="A choir.")
    kept = text(score(managers, people))
    assert "A choir." in kept
    for words in ("The door code.", "Bus fare.", "Who closed the kitchen?", "Nobody told us."):
        assert words not in kept
        assert words in text(score(managers, people, share_notes=True))
    few = text(score(managers, people[:4], share_notes=True))
    assert "Bus fare." not in few


def test_an_unprotected_figure_stays_exact_and_a_protected_one_is_in_steps(score: Any, participation: Pack) -> None:
    mixed = everyone(participation, "service_user", 5, "middle") + [
        person | {"id": f"best{place}"}
        for place, person in enumerate(everyone(participation, "service_user", 2, "best"))
    ]
    found = score(everyone(participation, "manager", 3, "middle"), mixed).assessment
    assert found.scores["access"].rounded
    assert found.overall.rounded
    assert not found.scores["breadth"].rounded
    for view in found.perspectives["service_user"].scores.values():
        assert view.score is None or view.score % 5 == 0
    for each in (*found.scores.values(), found.overall):
        assert not each.rounded or all(part is None or part % 5 == 0 for part in (each.score, each.low, each.high))


def test_parts_of_the_organisation_hide_what_subtraction_would_show(score: Any, participation: Pack) -> None:
    def part(name: str, times: int, end: str) -> list[dict[str, Any]]:
        people = everyone(participation, "service_user", times, end)
        return [{**person, "id": f"{name}{person['id']}", "unit": name} for person in people]

    alone = score(part("North", 7, "best"), part("South", 6, "worst"), part("East", 8, "middle")).assessment.units
    assert {name: set(views) for name, views in alone.items()} == {
        name: {"service_user"} for name in ("North", "South", "East")
    }
    with_few = score(part("North", 7, "best"), part("South", 6, "worst"), part("East", 2, "middle")).assessment.units
    assert with_few["East"] == {}, "too few"
    assert with_few["South"] == {}, "else the whole less North and South would be East"
    assert set(with_few["North"]) == {"service_user"}


def test_a_person_of_whom_everything_is_held_does_not_count_yet(score: Any, participation: Pack) -> None:
    people = everyone(participation, "service_user", 5, "worst")
    held = everyone(participation, "service_user", 1, "best")[0]
    waiting = {"id": "new", "perspective": "service_user", "held": held["answers"]}
    managers = everyone(participation, "manager", 1, "best")
    assert score(managers, people, [waiting]).to_json() == score(managers, people).to_json()
