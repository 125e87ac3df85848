"""The questionnaire as a FHIR R4 Questionnaire: one group a section, unique linkIds, translations in extensions."""

import json
from typing import Any

from assessor.engines.facts import answer_fact, option_fact
from assessor.engines.terms import Joined, Term, Test
from assessor.exporting.survey import AGENCY, DOES_NOT_APPLY, DONT_KNOW, NONE_OF_THESE, Choice, Field, Survey
from assessor.model.text import Wording

BASE = "urn:assessor"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
KINDS = {"one": "choice", "many": "choice", "count": "integer", "text": "text"}
MARKERS = (("dont_know", DONT_KNOW), ("does_not_apply", DOES_NOT_APPLY))
NONE = "none_of_these"


def fhir(survey: Survey) -> str:
    """The Questionnaire as JSON; options are codings whose codes are the ids of options, or points of a scale."""
    name = f"{survey.pack}-{survey.perspective}-{survey.form}"
    groups = [
        {
            "linkId": f"section.{part.id}",
            "type": "group",
            **_text(part.title, survey),
            "item": [_question(field, survey) for field in part.fields],
        }
        for part in survey.parts
    ]
    head = {
        "resourceType": "Questionnaire",
        "id": name.replace("_", "-"),
        "url": f"{BASE}:{name}",
        "version": str(survey.version),
        "name": name.replace("-", "_").title().replace("_", ""),
        "title": str(survey.title),
        "status": "draft",
        "subjectType": ["Organization"],
        "language": "en",
        "description": str(survey.introduction),
        "item": [{"linkId": "agency", "type": "string", "required": True, **_text(AGENCY, survey)}, *groups],
    }
    return json.dumps(head, ensure_ascii=False, indent=2) + "\n"


def _text(text: Wording, survey: Survey, key: str = "text") -> dict[str, Any]:
    told: dict[str, Any] = {key: str(text)}
    if "fr" in survey.languages and text.fr:
        parts = [{"url": "lang", "valueCode": "fr"}, {"url": "content", "valueString": text.fr}]
        told[f"_{key}"] = {"extension": [{"url": TRANSLATION, "extension": parts}]}
    return told


def _question(field: Field, survey: Survey) -> dict[str, Any]:
    item: dict[str, Any] = {
        "linkId": field.id,
        "type": KINDS[field.kind],
        "required": False,
        **_text(field.ask, survey),
    }
    if field.kind == "many":
        item["repeats"] = True
    if field.kind in ("one", "many"):
        extra = [(NONE, NONE_OF_THESE)] if field.kind == "many" and not field.nothing else []
        coded = [*((choice.id, choice.label) for choice in field.choices), *extra, *MARKERS]
        item["answerOption"] = [{"valueCoding": _coding(field, code, label, survey)} for code, label in coded]
    if field.help:
        item["item"] = [{"linkId": f"{field.id}.help", "type": "display", **_text(field.help, survey)}]
    return {**item, **_enabled(field.only_if, survey)}


def _coding(field: Field, code: str, label: Wording, survey: Survey) -> dict[str, Any]:
    return {"system": f"{BASE}:{field.id}", "code": code, **_text(label, survey, "display")}


def _enabled(routed: Term | None, survey: Survey) -> dict[str, Any]:
    """When a question is asked. FHIR joins with one `all` or `any` only; what needs more is always asked."""
    if routed is None:
        return {}
    tests = [routed] if isinstance(routed, Test) else [part for part in routed.parts if isinstance(part, Test)]
    several = isinstance(routed, Joined) and (routed.how != "any" or len(tests) < len(routed.parts))
    if several and not (isinstance(routed, Joined) and len(routed.parts) == len(tests) == 1):
        return {}
    whens = [when for test in tests for when in _whens(test, survey)]
    return {"enableWhen": whens, "enableBehavior": "any"} if whens else {}


def _whens(test: Test, survey: Survey) -> list[dict[str, Any]]:
    """One comparison: open, not known, or one of the answers that satisfy it."""
    for field in survey.fields:
        choices = _satisfying(test, field)
        if choices is not None:
            whens = [{"question": field.id, "operator": "exists", "answerBoolean": False}]
            for code in ("dont_know", *(choice.id for choice in choices)):
                coding = {"system": f"{BASE}:{field.id}", "code": code}
                whens.append({"question": field.id, "operator": "=", "answerCoding": coding})
            return whens
    return []


def _satisfying(test: Test, field: Field) -> tuple[Choice, ...] | None:
    """The answers of `field` that satisfy a test; None where it does not read this field."""
    if test.fact == answer_fact(field.id):
        return tuple(choice for place, choice in enumerate(field.choices) if test.holds(place))
    named = tuple(choice for choice in field.choices if test.fact == option_fact(field.id, choice.id))
    return named if named and test.holds(1) else None
