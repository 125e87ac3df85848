"""The questionnaire as one HTML file: filled in by hand or keyboard in any browser, without a network, saved as a file.

The file asks one section at a time, keeps the answers in the browser until they are saved, and ends with a response
file that `assessor score` takes as it is. Printed, or without scripts, it is a paper form.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from assessor.engines.facts import answer_fact, option_fact
from assessor.engines.terms import Joined, Term, term
from assessor.exporting.survey import NONE_OF_THESE
from assessor.language import N_, say, speaking
from assessor.model.instrument import Instrument, Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.html import environment, template_text
from assessor.report.wording import cited, question

MINUTES_FOR_TEN = 5
"""How long ten questions take."""

WORDS = N_({
    "for": "For: {who}.",
    "minutes": "{count} questions, about {minutes} minutes. You can stop at any time. You can leave any question open.",
    "kept": (
        "Your answers stay in this browser, on this device, until you save them as a file or erase them. Nothing is "
        "sent anywhere. On a device that others use, save the file and erase the answers before you go."
    ),
    "print": "You can also print this page and answer on paper.",
    "agency": "Name of the organisation",
    "date": "Date:",
    "begin": "Begin",
    "go_on": "Go on with your answers",
    "erase": "Erase all answers from this browser",
    "erased": "All answers are erased from this browser.",
    "sure": "Erase all your answers? Answers that you saved as a file stay there.",
    "section": "Section {number} of {count}: {title}",
    "question": "Question {number} of {count}",
    "back": "Back",
    "next": "Continue",
    "why": "Why we ask",
    "note": "Add a note or an example",
    "note_label": "Your note. Please write no names.",
    "words": "Your answer in words. Please write no names.",
    "count": "A whole number from 0 to {highest}",
    "dont_know": "I don't know",
    "does_not_apply": "Does not apply here",
    "none": "None of these",
    "all": "Tick all that apply.",
    "take_back": "Take my answer back",
    "routed": "On paper: leave this out if an earlier answer says that it does not arise.",
    "own": "Is there something we should have asked?",
    "own_about": "Write a question of your own, and your answer if you like. It is passed on, and not scored.",
    "own_question": "Your question",
    "own_numbered": "Your question {number}",
    "own_answer": "Your answer",
    "own_more": "Add another question",
    "check": "Check your answers",
    "open": "not answered",
    "open_count": "{count} questions are still open. That is fine.",
    "open_one": "1 question is still open. That is fine.",
    "open_none": "Every question has an answer.",
    "change": "Change",
    "change_this": "Change: {question}",
    "save": "Save my answers as a file",
    "saved": "The file {name} was saved where your browser puts downloads. Pass it on as you were told.",
    "again": "You can change answers and save again. The newer file counts.",
    "bad_count": "This must be a whole number from 0 to {highest}.",
    "no_storage": "This browser cannot keep answers. Save the file before you close the page.",
    "source": "Source: {source}",
}, sense="form")  # fmt: skip
"""What the form says besides the questionnaire."""


def web_form(pack: Pack, perspective: str, form: str = "full", language: Language = "en", agency: str = "") -> str:
    """The form as HTML; KeyError where the instrument has no such perspective or form."""
    data, words = _data(pack, perspective, form, language), _words(language)
    style, script = template_text("form.css"), template_text("form.js")
    return (
        environment()
        .get_template("form.html.j2")
        .render(
            form=data,
            words=words,
            agency=agency,
            language=language,
            style=style,
            script=script,
            policy=_policy(style, script),
            facts=_inlined({**_facts(data), "words": words}),
        )
    )


def _words(language: Language) -> dict[str, str]:
    """What the form says, with its {placeholders} still to be filled."""
    with speaking(language):
        return {
            name: say(message, sense="form", **{each: f"{{{each}}}" for each in re.findall(r"\{(\w+)\}", message)})
            for name, message in WORDS.items()
        }


def _policy(style: str, script: str) -> str:
    """What a browser may run for this page: this very style and script, and nothing from anywhere else."""
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _inlined(value: Any) -> str:
    """JSON that can stand inside a script element: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(pack: Pack, perspective: str, form: str, language: Language) -> dict[str, Any]:
    """Everything the page shows, in the order it is asked."""
    instrument, view = pack.instrument, pack.instrument.views[perspective]
    chosen = instrument.form(form).items
    sections: list[dict[str, Any]] = []
    number = 0
    for section in instrument.sections:
        asked = [i for i in section.items if perspective in i.ask and (chosen is None or i.id in chosen)]
        if not asked:
            continue
        items = []
        for item in asked:
            number += 1
            items.append({"number": number, **_item(item, pack, perspective, language)})
        about = section.about.said_in(language) if section.about else ""
        sections.append(
            {"id": section.section, "title": section.title.said_in(language), "about": about, "items": items}
        )
    minutes = max(MINUTES_FOR_TEN, round(number * MINUTES_FOR_TEN / 10 / 5) * 5)
    return {
        "pack": pack.id,
        "version": pack.version,
        "form": form,
        "perspective": perspective,
        "title": instrument.title.said_in(language),
        "introduction": instrument.introduction.said_in(language),
        "who": view.title.said_in(language),
        "about": view.about.said_in(language) if view.about else "",
        "count": number,
        "minutes": minutes,
        "sections": sections,
    }


def _item(item: Item, pack: Pack, perspective: str, language: Language) -> dict[str, Any]:
    help_text = item.help_to(perspective)
    return {
        "id": item.id,
        "kind": item.kind if item.kind in ("tick", "count", "text") else "one",
        "ask": question(item, perspective, language),
        "help": help_text.said_in(language) if help_text else "",
        "why": item.why.said_in(language),
        "sources": [cited(element, pack) for element in item.source],
        "highest": item.highest,
        "options": _options(item, pack.instrument, language),
        "only_if": _routing(item, pack.instrument),
        "places": list(item.positions),
    }


def _options(item: Item, instrument: Instrument, language: Language) -> list[dict[str, Any]]:
    """The answers to choose from: an option's id, or a point of a scale."""
    if item.options:
        return [
            {
                "value": option.id,
                "label": option.label.said_in(language),
                "alone": item.kind == "tick" and option.label.en == NONE_OF_THESE.en,
            }
            for option in item.options
        ]
    labels = instrument.scale_labels.get(item.kind, ())
    return [{"value": point, "label": label.said_in(language), "alone": False} for point, label in enumerate(labels)]


def _routing(item: Item, instrument: Instrument) -> Any:
    """When an item is asked, for the script: the same tests on ranges that every engine runs; None for always."""
    if item.only_if is None:
        return None
    named = {answer_fact(each.id): {"item": each.id} for each in instrument.items.values()}
    for each in instrument.items.values():
        named |= {option_fact(each.id, o.id): {"item": each.id, "option": o.id} for o in each.options}

    def plain(tree: Term) -> Any:
        if isinstance(tree, Joined):
            return {"how": tree.how, "least": tree.least, "parts": [plain(part) for part in tree.parts]}
        return {**named[tree.fact], "ranges": tree.ranges}

    return plain(term(item.only_if, instrument))


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    """What the script needs: which items there are, how they are answered, and when they are asked."""
    keys = ("id", "kind", "number", "ask", "only_if", "places", "highest")
    items = [{key: item[key] for key in keys} for section in data["sections"] for item in section["items"]]
    head = {key: data[key] for key in ("pack", "version", "form", "perspective", "title")}
    return {**head, "items": items, "markers": [DONT_KNOW, DOES_NOT_APPLY]}
