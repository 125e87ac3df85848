"""A second pack, and not a line of Python for it: its content holds, and everything that is generic takes it."""

import difflib
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import textstat
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from assessor.api import assess, load_pack
from assessor.checking import check
from assessor.cli import main
from assessor.loading.library import examples
from assessor.model.citations import citations
from assessor.model.ruleset import Pack

PACK = load_pack("plain_language")
EXAMPLES = sorted(examples("plain_language"))
ITEMS_PER_FORM = {"manager": (20, 30), "writer": (10, 15), "reader": (10, 15)}
HIGHEST_GRADE = {"manager": 10.0, "writer": 10.0, "reader": 6.5}
LONGEST_QUOTATION = 25
"""Words; what is longer is no short quotation."""


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, list(words), prog_name="assessor", input=stdin)


def asked(view: str) -> dict[str, str]:
    return {item.id: str(item.ask[view]) for item in PACK.instrument.items.values() if view in item.ask}


@pytest.mark.parametrize("view", ITEMS_PER_FORM)
def test_a_form_has_the_right_length_and_short_plain_questions(view: str) -> None:
    least, most = ITEMS_PER_FORM[view]
    questions = asked(view)
    assert least <= len(questions) <= most
    for name, wording in questions.items():
        assert len(wording.split()) <= 20, name
        assert textstat.flesch_kincaid_grade(wording) <= HIGHEST_GRADE[view], name
        assert "/" not in wording, name
    for (one, first), (other, second) in combinations(questions.items(), 2):
        assert difflib.SequenceMatcher(None, first, second).ratio() < 0.9, (one, other)


def test_readers_meet_no_acronyms() -> None:
    for item in PACK.instrument.items.values():
        if "reader" in item.ask:
            shown = [item.ask["reader"], *(option.label for option in item.options), item.help_to("reader")]
            assert not re.findall(r"\b[A-Z]{2,}\b", " ".join(map(str, filter(None, shown)))), item.id


def test_findings_and_reasons_are_short_and_whole() -> None:
    titles = [str(rule.title) for rule in PACK.ruleset.rules]
    titles += [str(strategy.title) for strategy in PACK.ruleset.strategies]
    assert len(set(titles)) == len(titles)
    for rule in PACK.ruleset.rules:
        assert len(str(rule.title)) <= 80, rule.id
        assert not str(rule.title).endswith("."), rule.id
        assert str(rule.because).endswith("."), rule.id
        assert len(str(rule.because).split()) <= 30, rule.id


def test_the_linter_finds_nothing() -> None:
    assert check(PACK) == ()


def test_every_element_names_its_document_and_place_in_few_words() -> None:
    documents = {reference.id: reference for reference in PACK.ruleset.references}
    for element in PACK.ruleset.sources:
        assert element.place, element.id
        supporting = [name for name, each in documents.items() if element.id in each.supports]
        assert len(supporting) == 1, element.id
        for quoted in re.findall(r'"([^"]*)"', str(element.wording)):
            assert len(quoted.split()) <= LONGEST_QUOTATION, element.id
            assert element.id.startswith(("PWA", "PLG")), "only what is in the public domain is quoted"
        assert len(str(element.wording).split()) <= 30, element.id


def test_no_rule_pretends_to_stand_in_the_documents() -> None:
    """The documents ask for things to be done; signs, gates and thresholds are ours."""
    assert {rule.basis for rule in PACK.ruleset.rules} == {"inference"}
    assert {strategy.basis for strategy in PACK.ruleset.strategies} == {"source", "inference"}
    assert all(not strategy.called_by.worded for strategy in PACK.ruleset.strategies)


def test_it_says_nothing_of_the_first_pack() -> None:
    told = json.dumps(json.loads(PACK.canonical()))
    assert not re.findall(r"service user|peer support|participation in|tokenism|cooptation", told, re.I)
    for path in EXAMPLES:
        for words in (["score", str(path)], ["explain", str(path), "level"], ["explain", str(path), "try_out"]):
            shown = run(*words)
            assert shown.exit_code == 0
            assert not re.findall(r"service user|peer work|presentation|tokenism|cooptation", shown.stdout, re.I)


CAME = {
    "elm-county": ("begun", "likely", "not_enough_known", "lip_service", ["try_out", "answer_back"]),
    "harbour-transit": ("begun", "possible", "likely", "excluded", ["name_person", "formats_ready", "answer_back"]),
    "clearwater": ("proven", "low", "low", "clear", []),
}


@pytest.mark.parametrize("engine", ["rete", "reference"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_out_as_its_story_says(path: Path, engine: str) -> None:
    found = assess(path, engine=engine).assessment
    level, lip_service, excluded, position, first = CAME[path.stem]
    assert found.level is not None
    assert found.level.id == level
    assert (found.dangers["lip_service"].status, found.dangers["excluded"].status) == (lip_service, excluded)
    assert found.dangers.position == position
    steps = [step.strategy for step in found.recommendations if step.first]
    assert steps[: len(first)] == first


def everything(pack: Pack) -> list[str]:
    ruleset = pack.ruleset
    named: list[Any] = [ruleset.dimensions, ruleset.dangers, ruleset.rules, ruleset.strategies, ruleset.sources]
    return ["level", "overall", *(each.id for entries in named for each in entries), *pack.instrument.items]


def test_everything_can_be_explained_in_words() -> None:
    for path in EXAMPLES:
        result = assess(path)
        for subject in everything(PACK):
            assert all(says.strip() for _, says in result.explain(subject).lines()), subject


def test_a_strategy_is_stated_in_what_its_source_is_called() -> None:
    shown = run("explain", str(EXAMPLES[-1]), "formats_ready").stdout
    assert "The strategy is stated in the public documents; see its links for theirs." in " ".join(shown.split())


@pytest.mark.parametrize("view", ITEMS_PER_FORM)
@pytest.mark.parametrize("form", ["full", "quick"])
def test_it_is_printed_for_every_perspective(view: str, form: str) -> None:
    paper = run("form", "plain_language", "--as", view, "--form", form)
    assert paper.exit_code == 0
    chosen = PACK.instrument.form(form).items
    shown = re.findall(r"`(\w+)`$", paper.stdout, re.M)
    assert shown == [name for name in asked(view) if chosen is None or name in chosen]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("view", ITEMS_PER_FORM)
def test_it_is_taken_in_the_terminal_and_scored(
    view: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    replies = "1\n" * len(asked(view)) + "\nf\n"
    words = ["take", "plain_language", "--as", view, "--agency", "Elm", "--save", "a.yaml", "--lang", language]
    taken = run(*words, stdin=replies)
    assert taken.exit_code == 0, taken.output
    answers = YAML(typ="safe", pure=True).load(Path("a.yaml"))
    assert answers["pack"] == {"id": "plain_language", "version": 1}
    assert len(answers["respondents"][0]["answers"]) >= len(asked(view)) - 3
    assert run("score", "a.yaml").stdout.startswith("Plain language and accessible communication: Elm\n")


def test_single_files_are_collected_into_the_same_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    whole = YAML(typ="safe", pure=True).load(next(path for path in EXAMPLES if path.stem == "harbour-transit"))
    head = {key: value for key, value in whole.items() if key not in ("respondents", "min_view")}
    names = []
    for person in whole["respondents"]:
        names.append(f"{person['id']}.json")
        Path(names[-1]).write_text(json.dumps({**head, "date": str(head["date"]), "respondents": [person]}))
    collected = run("collect", *names, "-o", "all.yaml", "--release", "record.yaml")
    assert collected.exit_code == 0, collected.stderr
    kept = next(path for path in EXAMPLES if path.stem == "harbour-transit")
    assert run("score", "all.yaml").stdout == run("score", str(kept)).stdout


def test_the_quick_form_shows_dangers_and_no_level() -> None:
    answers = {"policy": "public", "owner": "nobody", "training": "none", "undone": 3, "tested": "none"}
    answers |= {"changed": "nothing", "formats": "none", "person_help": "nobody", "asked_when": "never"}
    person = {"id": "r1", "perspective": "manager", "answers": answers}
    given = {"response": 1, "pack": {"id": "plain_language", "version": 1}, "form": "quick", "agency": "A"}
    found = assess({**given, "date": "2026-01-31", "respondents": [person]}).assessment
    assert found.level is None
    assert found.dangers["lip_service"].status == "likely"


def test_every_perspective_cites_and_every_sort_is_there() -> None:
    sorts = {sort for sort, _, elements in citations(PACK.instrument, PACK.ruleset) if elements}
    assert sorts >= {"instrument", "item", "rule", "dimensions", "levels", "dangers", "strategy", "plan"}
    assert {rule.then.kind for rule in PACK.ruleset.rules} == {
        "indicator", "counter_evidence", "challenge", "need", "note", "question", "gap", "strength", "profile", "gate",
    }  # fmt: skip


def test_a_plan_is_made_of_it() -> None:
    planned = run("plan", str(EXAMPLES[1]))
    assert planned.exit_code == 0
    assert "Source: PLG-5, PLG-5a, PLG-5b, ISO-54 (public documents)" in planned.stdout


@pytest.mark.parametrize("layout", ["html", "fhir", "redcap", "limesurvey"])
def test_it_is_handed_out_for_browsers_and_survey_tools(layout: str, tmp_path: Path) -> None:
    target = tmp_path / "form"
    assert run("form", "plain_language", "--as", "reader", "--to", layout, "-o", str(target)).exit_code == 0
    assert "understood" in target.read_text(encoding="utf-8")


def test_it_is_compared_scored_again_and_asked_what_if() -> None:
    path = str(EXAMPLES[1])
    assert "Nothing changed." in run("compare", path, path).stdout
    assert run("rescore", path, "--pack", "plain_language").exit_code == 0
    what_if = run("score", path, "--set", "tested=all").stdout
    assert re.search(r"Trying out and learning +7\.1 +50\.0 +better", what_if)
    assert run("score", path, "--format", "html").stdout.lower().startswith("<!doctype html>")
