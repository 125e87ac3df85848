"""What a plan is filled in with, by its meaning."""

from pathlib import Path
from typing import Any

import pytest

from assessor.advice.plan import plan
from assessor.api import Result, assess
from assessor.loading.library import examples
from assessor.model.plan import Champion, Plan
from assessor.model.ruleset import Pack
from assessor.report.pages import laid_out
from assessor.report.plan_page import plan_outline
from tests.conftest import TINY
from tests.sector.agencies import answers_of, responses_of

EXAMPLES = {path.stem: path for path in examples()}


def drafted(name: str) -> tuple[Plan, Result]:
    result = assess(EXAMPLES[name])
    return plan(result), result


def page(plan: Plan, result: Result, layout: str = "markdown") -> str:
    return laid_out(plan_outline(plan, result.pack), layout)


@pytest.mark.parametrize("name", EXAMPLES)
def test_there_is_one_step_for_each_recommendation_and_the_first_ones_come_first(name: str) -> None:
    made, result = drafted(name)
    found = result.assessment.recommendations
    assert {step.strategy for step in made.strategies} == {each.strategy for each in found}
    firsts = [step.first for step in made.strategies]
    assert firsts == sorted(firsts, reverse=True)
    assert [step.strategy for step in made.strategies if step.first] == [each.strategy for each in found if each.first]
    assert all(step.status == "not_started" and step.owner is None and step.due is None for step in made.strategies)


def test_what_names_the_places_where_people_are_told_at_most() -> None:
    riverside, lantern = drafted("riverside")[0].what, drafted("lantern")[0].what
    assert riverside.little_say == {
        "place_board": "told", "place_policy": "told", "place_hiring": "none", "place_employment": "told",
    }  # fmt: skip
    assert set(lantern.little_say.values()) == {"told"}
    assert len(lantern.little_say) == 8
    assert drafted("northshore")[0].what.little_say == {}
    assert (riverside.level and riverside.level.id, riverside.position) == ("starting_small", "cooptation")


def test_a_form_without_a_level_has_a_plan_without_one() -> None:
    made, result = drafted("quick-look")
    assert made.what.level is None
    assert "No level: too little is known" in page(made, result)


def test_why_repeats_reasons_by_view_and_what_does_not_fit_them() -> None:
    why = drafted("harbour")[0].why
    assert {(each.item, each.view): each.answer for each in why.said} == {
        ("reasons", "manager"): ("growth", "experience", "responsive", "power"),
        ("reasons", "board"): (),
        ("top_reason", "manager"): ("experience",),
        ("top_reason", "board"): ("funder",),
    }
    assert why.findings == ("cons.coalition", "cons.share_power")


def test_barriers_are_the_challenges_and_what_people_say() -> None:
    made, result = drafted("harbour")
    challenges = [each.id for each in result.assessment.findings if each.kind == "challenge"]
    assert [barrier.finding for barrier in made.barriers.found] == challenges
    assert {each.view: each.answer for each in made.barriers.said} == {
        "frontline": ("money",), "board": ("power", "no_changes"),
    }  # fmt: skip


def test_lack_of_resources_is_routed_to_resources_and_no_strategy_creates_any() -> None:
    made, result = drafted("lantern")
    assert made.resources.missing == ("chl.resources",)
    assert [need.strategy for need in made.resources.needs] == [step.strategy for step in made.strategies if step.first]
    told = page(made, result)
    assert "The answers say that resources are lacking: Nothing fixed is set aside" in told
    assert "No strategy creates resources." in told
    assert drafted("riverside")[0].resources.missing == ()


CHAMPIONS = {
    "nobody": ((), "No champion is named yet."),
    "blank names": ((Champion(is_service_user="yes", is_senior="yes"), Champion(name="  ")), "No champion is named"),
    "no service user": ((Champion(name="Ana", is_senior="yes"),), "is a service user; at least one should be."),
    "nobody senior": ((Champion(name="Bo", is_service_user="yes", is_senior="no"),), "is a senior person who can"),
}


@pytest.mark.parametrize("case", CHAMPIONS)
def test_a_plan_says_who_is_missing_among_the_champions(case: str) -> None:
    champions, said = CHAMPIONS[case]
    made, result = drafted("riverside")
    assert said in page(made.model_copy(update={"champions": champions}), result)


def test_with_a_service_user_and_a_senior_person_nothing_is_said() -> None:
    both = (Champion(name="Ana", is_service_user="yes"), Champion(name="Bo", is_senior="yes"))
    made, result = drafted("riverside")
    told = page(made.model_copy(update={"champions": both}), result)
    assert "No champion" not in told
    assert "None of the champions" not in told


@pytest.mark.parametrize(("drafted_with", "said"), [
    ("yes", "Service users helped to draft this plan."),
    ("no", "Service users have not helped to draft this plan."),
    ("unknown", "Did service users help to draft this plan?"),
])  # fmt: skip
def test_a_plan_says_whether_service_users_drafted_it(drafted_with: str, said: str) -> None:
    made, result = drafted("riverside")
    assert said in page(made.model_copy(update={"drafted_with_service_users": drafted_with}), result)


@pytest.mark.parametrize("layout", ["text", "markdown"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_is_honest_and_cites_the_source(name: str, layout: str) -> None:
    told = " ".join(page(*drafted(name), layout).split())
    assert "it has not been validated" in told
    assert "this tool's inference" in told
    assert "Source: Grant, 2018." in told
    assert "PLN-01, " in told
    if layout == "text":
        assert max(map(len, page(*drafted(name), layout).splitlines())) <= 80


def test_blanks_are_words_for_the_ear() -> None:
    made, result = drafted("riverside")
    told = laid_out(plan_outline(made, result.pack, spoken=True), plain=True)
    assert "___" not in told
    assert "Owner: to be filled in. Due: to be filled in. Status: not started." in told


DANGEROUS = "\x1b[31mred\u202e \x07"


def test_what_people_typed_is_kept_raw_and_shown_clean() -> None:
    made, result = drafted("riverside")
    step = made.strategies[0].model_copy(update={"owner": DANGEROUS, "note": "# not a heading | cell"})
    whole = made.model_copy(
        update={
            "strategies": (step,),
            "champions": (Champion(name=DANGEROUS, role=DANGEROUS, note=DANGEROUS),),
            "note": DANGEROUS,
            "what": made.what.model_copy(update={"aim": DANGEROUS, "note": DANGEROUS}),
        }
    )
    for layout in ("text", "markdown"):
        told = page(whole, result, layout)
        assert all(character.isprintable() or character == "\n" for character in told)
        assert told.count("[31mred".replace("[", "\\[") if layout == "markdown" else "[31mred") == 7
    assert "\\# not a heading \\| cell" in page(whole, result)


def test_a_pack_without_headings_for_a_plan_has_a_plan_all_the_same(tiny: Pack) -> None:
    response: dict[str, Any] = {
        "response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "Tiny", "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": "manager", "answers": {"asked": "after", "tired": 4}}],
    }  # fmt: skip
    result = assess(response, tiny)
    told = page(plan(result), result)
    for heading in ("What?", "Why?", "Champions?", "Barriers?", "Strategies?", "Resources?"):
        assert f"## {heading}" in told
    assert "Ask early. Ask before." in told


def test_a_plan_is_made_in_the_language_asked_for() -> None:
    result = assess(EXAMPLES["riverside"])
    (first, *_), (english, *_) = plan(result, "fr").strategies, plan(result).strategies
    declared = result.pack.ruleset.strategies_by_id[first.strategy or ""]
    assert (first.strategy, first.title) == (english.strategy, declared.title.fr)
    assert first.title != english.title


def test_the_same_answers_give_the_same_plan() -> None:
    first, second = (assess(responses_of("A", answers_of(7))) for _ in range(2))
    assert plan(first) == plan(second)


def test_what_the_pack_reads_for_a_plan_must_have_options(tmp_path: Path) -> None:
    import shutil

    from assessor.api import load_pack
    from assessor.errors import AssessorError

    shutil.copytree(TINY, tmp_path / "pack")
    (rules,) = (tmp_path / "pack" / "rules").rglob("*.yaml")
    field = "plan:\n  - {id: what, title: What?, about: It., reads: [asked, words, wrods], source: [S-1]}\n"
    rules.write_text(rules.read_text(encoding="utf-8") + field, encoding="utf-8")
    with pytest.raises(AssessorError) as caught:
        load_pack(str(tmp_path / "pack"))
    told = [str(each) for each in caught.value.problems]
    assert "Item words: the plan reads it, and it has no options. Name choice or tick-all items. [bad-item]" in told[0]
    assert "There is no item wrods. Did you mean words? [unknown-id]" in told[1]
