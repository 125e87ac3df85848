"""The questionnaire as survey tools need it: fields with short codes, in every language, and when each is asked.

Codes are those that tables of answers are read with: a choice's number from 1, a scale's points from 0, -8 for "don't
know" and -9 for "does not apply".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor.engines.terms import Term, term
from assessor.model.instrument import Instrument, Item
from assessor.model.text import Language, Wording

DONT_KNOW_CODE, DOES_NOT_APPLY_CODE = "-8", "-9"
DONT_KNOW = Wording(en="I don't know", fr="Je ne sais pas")
DOES_NOT_APPLY = Wording(en="Does not apply here", fr="Ne s'applique pas ici")
NONE_OF_THESE = Wording(en="None of these", fr="Rien de tout cela")
AGENCY = Wording(en="Name of the organisation", fr="Nom de l'organisation")
NO_NAMES = Wording(en="Please write no names.", fr="N'écrivez aucun nom, s'il vous plaît.")

Kind = Literal["one", "many", "count", "text"]


@dataclass(frozen=True)
class Choice:
    """One answer to choose from: its id here, its code in tables, its label."""

    id: str
    code: str
    label: Wording


@dataclass(frozen=True)
class Field:
    """One question of a form for one perspective."""

    item: Item
    kind: Kind
    ask: Wording
    help: Wording | None
    choices: tuple[Choice, ...]
    only_if: Term | None
    highest: int | None = None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    @property
    def nothing(self) -> Choice | None:
        """The option by which the pack itself says that none applies; the form then adds no second one."""
        return next((choice for choice in self.choices if choice.label.en == NONE_OF_THESE.en), None)


@dataclass(frozen=True)
class Part:
    """The questions of one section."""

    id: str
    title: Wording
    about: Wording | None
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Survey:
    """A form of a pack for one perspective, in the languages its texts are written in."""

    pack: str
    version: int
    perspective: str
    form: str
    title: Wording
    introduction: Wording
    languages: tuple[Language, ...]
    parts: tuple[Part, ...]

    @property
    def fields(self) -> Iterator[Field]:
        """Every question, in order."""
        for part in self.parts:
            yield from part.fields

    def field(self, item: str) -> Field:
        """The question of an item; StopIteration where it is not asked."""
        return next(field for field in self.fields if field.id == item)


def survey(instrument: Instrument, perspective: str, form: str = "full") -> Survey:
    """The form of `instrument` for one perspective; KeyError where it has no such form."""
    chosen = instrument.form(form).items
    parts = []
    for section in instrument.sections:
        asked = [i for i in section.items if perspective in i.ask and (chosen is None or i.id in chosen)]
        if asked:
            fields = tuple(_field(item, perspective, instrument) for item in asked)
            parts.append(Part(section.section, section.title, section.about, fields))
    languages: tuple[Language, ...] = ("en", "fr") if instrument.title.fr else ("en",)
    return Survey(
        instrument.id, instrument.version, perspective, form, instrument.title, instrument.introduction, languages,
        tuple(parts),
    )  # fmt: skip


def _field(item: Item, perspective: str, instrument: Instrument) -> Field:
    kind: Kind = "many" if item.kind == "tick" else "one"
    if item.kind in ("count", "text"):
        kind = "count" if item.kind == "count" else "text"
    routed = None if item.only_if is None else term(item.only_if, instrument)
    return Field(item, kind, item.ask[perspective], item.help_to(perspective), _choices(item, instrument), routed,
                 item.highest)  # fmt: skip


def _choices(item: Item, instrument: Instrument) -> tuple[Choice, ...]:
    if item.options:
        return tuple(Choice(o.id, str(place), o.label) for place, o in enumerate(item.options, 1))
    labels = instrument.scale_labels.get(item.kind, ())
    return tuple(Choice(str(point), str(point), label) for point, label in enumerate(labels))
