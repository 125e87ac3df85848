"""Synthetic people with answers to everything they are asked, and the same people in our own columns."""

import csv
import io
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.model.instrument import Instrument, Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.text import Language
from tests.conftest import TINY

TEXTS = ("Fine.", 'He said "no"; we went on, slowly', "One line\nand another", "Un été à l'école", "=1+1", "50 %")
AGENCIES = ("Alpha", "Bêta, the home", "Gamma; and sons")

FRENCH = {
    "Is there a role?": "Y a-t-il un rôle\u00a0?",
    "Is there a role for you?": "Y a-t-il un rôle pour vous\u00a0?",
    "When are people asked?": "Quand les gens sont-ils consultés\u00a0?",
    "When are you asked?": "Quand vous consulte-t-on\u00a0?",
    "Are people heard?": "Les gens sont-ils écoutés\u00a0?",
    "Are you heard?": "Êtes-vous écouté ou écoutée\u00a0?",
    "Are people asked too often?": "Consulte-t-on les gens trop souvent\u00a0?",
    "Are you asked too often?": "Vous consulte-t-on trop souvent\u00a0?",
    "Are people paid?": "Les gens sont-ils payés\u00a0?",
    "Which ways are there?": "De quelles façons peut-on s'exprimer\u00a0?",
    "How many people take part?": "Combien de personnes participent\u00a0?",
    "Anything else?": "Autre chose\u00a0?",
    "Anything else you want to say?": "Voulez-vous ajouter quelque chose\u00a0?",
    "label: No}": "label: {en: No, fr: Non}}",
    'label: "Yes"}': 'label: {en: "Yes", fr: Oui}}',
    "label: Not asked}": "label: {en: Not asked, fr: Jamais}}",
    "label: After}": "label: {en: After, fr: Après}}",
    "label: Before}": "label: {en: Before, fr: Avant}}",
    "label: From the start}": 'label: {en: "From the start, always", fr: "Dès le début, toujours"}}',
    "label: Phone}": "label: {en: Phone, fr: Téléphone}}",
    "label: Paper}": 'label: {en: "Phone, paper & pen", fr: "Téléphone, papier et crayon"}}',
    "label: Visit}": "label: {en: Visit us, fr: Visite chez nous}}",
    "[never, rarely, sometimes, often, always]": (
        "[{en: never, fr: jamais}, {en: rarely, fr: rarement}, {en: sometimes, fr: parfois}, {en: often, fr: souvent},"
        " {en: always, fr: toujours}]"
    ),
}


def bilingual(folder: Path) -> Path:
    """The tiny pack with French, and with options whose labels hold commas and other labels."""
    pack = folder / "bilingual"
    shutil.copytree(TINY, pack)
    for path in (pack / "questionnaires").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for english, french in FRENCH.items():
            new = french if ":" in english or "[" in english else f'{{en: "{english}", fr: "{french}"}}'
            text = text.replace(f"{english}", new)
        path.write_text(text, encoding="utf-8")
    return pack


@dataclass(frozen=True)
class Person:
    """Somebody who answered; a tick item's answer is a tuple of ids, a code is its name."""

    id: str
    agency: str
    perspective: str
    answers: dict[str, Any]


def somebody(instrument: Instrument, number: int, view: str, seed: int, coded: bool = True) -> Person:
    """A person with random answers; without codes where `coded` is false."""
    rng = random.Random(f"{seed}-{number}-{view}")
    answers = {}
    for item in instrument.items.values():
        if view in item.ask:
            answers[item.id] = answer(item, instrument, rng, coded)
    return Person(f"r{number}", rng.choice(AGENCIES), view, answers)


def answer(item: Item, instrument: Instrument, rng: random.Random, coded: bool) -> Any:
    """A random answer, none, or a code."""
    chance = rng.random()
    if chance < 0.1:
        return None
    if chance < 0.2 and coded and item.kind not in ("count", "text"):
        return DONT_KNOW if chance < 0.15 else DOES_NOT_APPLY
    if item.kind == "text":
        return rng.choice(TEXTS)
    if item.kind == "count":
        return rng.randrange((item.highest or 1) + 1)
    if item.kind == "choice":
        return rng.choice(item.options).id
    if item.kind == "tick":
        ticked = tuple(option.id for option in item.options if rng.random() < 0.4)
        return ticked or (() if own_none(item) is None else (own_none(item),))
    return rng.randrange(len(instrument.points(item)))


def own_none(item: Item) -> str | None:
    """The option that says what a box "None of these" would, so that a form has no such box besides."""
    return next((option.id for option in item.options if option.label.en == "None of these"), None)


def crowd(instrument: Instrument, number: int, seed: int = 1, coded: bool = True) -> list[Person]:
    """So many people, of all perspectives in turn."""
    views = list(instrument.views)
    return [somebody(instrument, n, views[n % len(views)], seed, coded) for n in range(1, number + 1)]


def directly(people: Sequence[Person], instrument: Instrument) -> bytes:
    """The same people in our own columns."""
    rows = []
    for person in people:
        row = {"agency": person.agency, "perspective": person.perspective, "respondent": person.id}
        for name, value in person.answers.items():
            item = instrument.items[name]
            if item.kind == "tick" and isinstance(value, tuple):
                row |= {f"{name}.{option.id}": str(int(option.id in value)) for option in item.options}
            elif item.kind == "tick":
                row |= {f"{name}.{option.id}": value or "" for option in item.options}
            else:
                row[name] = "" if value is None else str(value)
        rows.append(row)
    columns = dict.fromkeys(name for row in rows for name in row)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def said(item: Item, instrument: Instrument, language: Language) -> dict[str, str]:
    """Answer, as text -> its label."""
    if item.options:
        return {option.id: option.label.said_in(language) for option in item.options}
    labels = instrument.scale_labels.get(item.kind, ())
    return {str(point): label.said_in(language) for point, label in enumerate(labels)}
