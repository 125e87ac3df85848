"""Each target holds every question with its answers, branches as the engines do, and passes a tool's own reader."""

import csv
import json
import re
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.api import load_pack
from assessor.errors import AssessorError
from assessor.exporting import TARGETS, exported
from assessor.exporting.limesurvey import MOST, MOST_ANSWER, question_codes
from assessor.exporting.redcap import COLUMNS
from assessor.exporting.relevance import relevance
from assessor.exporting.survey import Choice, Field, Survey, survey
from assessor.model.instrument import Instrument
from assessor.perspectives import is_asked
from tests.properties.strategies import answers_to, packs

PACK = load_pack("participation")
VIEWS = list(PACK.instrument.views)
ITEMS = {view: [i for i in PACK.instrument.items.values() if view in i.ask] for view in VIEWS}


def sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(BytesIO(content), read_only=True)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("view", VIEWS)
def test_the_same_form_is_the_same_bytes(view: str, target: str) -> None:
    assert exported(PACK, view, target) == exported(PACK, view, target)


@pytest.mark.parametrize("view", VIEWS)
def test_an_xlsform_has_every_question_in_both_languages_and_converts(view: str, tmp_path: Any) -> None:
    from pyxform.xls2xform import convert

    content = exported(PACK, view, "xlsform")
    assert isinstance(content, bytes)
    rows = {row["name"]: row for row in sheet(content, "survey") if row["name"]}
    for item in ITEMS[view]:
        assert rows[item.id]["label::English (en)"] == item.ask[view].en
        assert rows[item.id]["label::Français (fr)"] == item.ask[view].fr
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    warnings: list[str] = []
    converted = convert(str(path), warnings=warnings, validate=False)
    assert warnings == []
    assert all(f'/{item.id}"' in converted.xform or f"{item.id}" in converted.xform for item in ITEMS[view])


@pytest.mark.parametrize("view", VIEWS)
def test_a_redcap_dictionary_has_18_columns_and_good_names(view: str) -> None:
    text = exported(PACK, view, "redcap", language="fr")
    assert isinstance(text, str)
    rows = list(csv.reader(StringIO(text), strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert len(COLUMNS) == 18
    names = [row[0] for row in rows[1:]]
    assert len(set(names)) == len(names)
    assert all(len(row) == 18 and re.fullmatch(r"[a-z][a-z0-9_]{0,99}", row[0]) for row in rows[1:])
    assert set(names) >= {item.id for item in ITEMS[view]}
    for row in rows[1:]:
        if row[3] in ("radio", "checkbox"):
            codes = [choice.split(",")[0].strip() for choice in row[5].split(" | ")]
            assert len(set(codes)) == len(codes) >= 4


@pytest.mark.parametrize("view", VIEWS)
def test_a_limesurvey_structure_keeps_to_its_lengths_and_orders_languages_alike(view: str) -> None:
    text = exported(PACK, view, "limesurvey")
    assert isinstance(text, str)
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter="\t", quoting=csv.QUOTE_NONE))
    questions = [row for row in rows if row["class"] == "Q"]
    assert all(len(row["name"]) <= MOST and row["name"].isalnum() for row in questions)
    assert all(len(row["name"]) <= MOST_ANSWER and row["name"].isalnum() for row in rows if row["class"] in ("A", "SQ"))
    english, french = (
        [(row["id"], row["class"], row["type/scale"], row["name"] if row["class"] != "G" else "") for row in rows
         if row["language"] == language and row["class"] != "SL"]
        for language in ("en", "fr")
    )  # fmt: skip
    assert english == french
    assert len({row["name"] for row in questions}) == len(questions) / 2


def test_two_questions_with_one_code_are_told() -> None:
    item = PACK.instrument.items["costs"]
    twins = tuple(item.model_copy(update={"id": name}) for name in ("what_changed", "what.changed"))
    section = PACK.instrument.sections[0].model_copy(update={"items": twins})
    instrument = PACK.instrument.model_copy(update={"sections": (section,)})
    with pytest.raises(AssessorError, match=r"what_changed and what\.changed would both have the code whatchanged"):
        question_codes(survey(Instrument.model_validate(instrument.model_dump(by_alias=True)), "manager"))


@pytest.mark.parametrize("view", VIEWS)
def test_a_fhir_questionnaire_is_r4_with_unique_link_ids_and_translations(view: str) -> None:
    from fhirclient.models.questionnaire import Questionnaire

    text = exported(PACK, view, "fhir")
    assert isinstance(text, str)
    plain = json.loads(text)
    assert Questionnaire(plain).as_json() == _without_extensions(plain), "the R4 models refuse what they do not know"

    def items(inside: Any) -> Any:
        for each in inside.get("item", ()):
            yield each
            yield from items(each)

    ids = [item["linkId"] for item in items(plain)]
    assert len(set(ids)) == len(ids)
    assert set(ids) >= {item.id for item in ITEMS[view]}
    for item in items(plain):
        assert item["_text"]["extension"][0]["extension"][0] == {"url": "lang", "valueCode": "fr"}
        for when in item.get("enableWhen", ()):
            assert when["question"] in ids


def _without_extensions(value: Any) -> Any:
    """Extensions of primitives (`_text`) are not kept by the models."""
    if isinstance(value, dict):
        return {key: _without_extensions(inner) for key, inner in value.items() if not key.startswith("_")}
    return [_without_extensions(inner) for inner in value] if isinstance(value, list) else value


def test_branches_read_only_what_the_same_form_asks() -> None:
    manager = survey(PACK.instrument, "manager")
    assert relevance(manager.field("peer_control").only_if, manager, _python)
    peer = survey(PACK.instrument, "peer")
    assert relevance(peer.field("peer_control").only_if, peer, _python) == "", "a peer is not asked about peer_status"


def _python(field: Field, choices: tuple[Choice, ...]) -> str:
    """The comparison in a dialect that a test can run."""
    wanted = [choice.id for choice in choices]
    if field.kind == "many":
        return f"(given({field.id!r}) in (None, 'dont_know') or set(given({field.id!r})) & set({wanted!r}) != set())"
    return f"(given({field.id!r}) in (None, 'dont_know') or str(given({field.id!r})) in {wanted!r})"


@given(st.data())
def test_an_expression_asks_just_what_the_engines_ask(data: st.DataObject) -> None:
    pack = data.draw(packs())
    view = data.draw(st.sampled_from(list(pack.instrument.views)))
    found: Survey = survey(pack.instrument, view)
    answers: dict[str, Any] = {}
    for field in found.fields:
        kept = data.draw(st.sampled_from(["say", "say", "leave", "dont_know", "does_not_apply"]))
        if kept != "leave":
            answers[field.id] = data.draw(answers_to(field.item, pack)) if kept == "say" else kept
    for field in found.fields:
        if field.only_if is None:
            continue
        expression = relevance(field.only_if, found, _python)
        asked = eval(expression, {"given": answers.get, "set": set, "str": str}) if expression else True
        assert asked == (is_asked(field.only_if, pack.instrument, answers) is not False), expression
