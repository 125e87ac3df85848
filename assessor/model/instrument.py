"""The instrument: perspectives, scales, sections, items and forms, as the questionnaire's YAML declares them."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.migration import Migration
from assessor.model.text import Text

Sources = tuple[Id, ...]
Polarity = Literal["positive", "negative", "none"]
UNSCALED = ("choice", "tick", "count", "text")
"""Kinds of items that are answered without a shared scale."""


class Perspective(Frozen):
    """Where somebody stands who answers."""

    id: Id
    title: Text
    plural: Text
    about: Text | None = None
    protected: bool = True
    """Protected views are shown only in groups; those who answer for their office are not protected."""
    source: Sources = ()


class Scale(Frozen):
    """Labels of the whole points 0, 1, 2 … that several items share."""

    id: Id
    title: Text
    labels: tuple[Text, ...] = Field(min_length=2, max_length=11)


class Option(Frozen):
    """One answer of a choice or tick-all item; `points` only where the item is scored."""

    id: Id
    label: Text
    points: Annotated[int, Field(ge=0, le=100)] | None = None


class Item(Frozen):
    """One question: one idea, with a wording for each perspective that is asked."""

    id: Id
    kind: Id
    """A scale's id, or `choice`, `tick`, `count`, `text`."""
    ask: dict[Id, Text] = Field(min_length=1)
    why: Text
    source: Sources = ()
    dimension: Id | None = None
    polarity: Polarity = "none"
    weight: Annotated[int, Field(ge=1, le=1000)] | None = None
    scored_from: tuple[Id, ...] = ()
    provisional: Id | None = None
    """The perspective whose answer is scored while nobody in `scored_from` has answered."""
    options: tuple[Option, ...] = ()
    highest: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    """The largest count that is taken (kind `count`)."""
    only_if: Condition | None = None
    help: Text | None = None
    help_for: tuple[Id, ...] = ()
    """The perspectives that see the help; all of them where none is named."""

    def help_to(self, perspective: str) -> Text | None:
        """The help that `perspective` sees with the question."""
        return self.help if not self.help_for or perspective in self.help_for else None

    @property
    def scored(self) -> bool:
        """Whether the item feeds the score of a dimension."""
        return self.polarity != "none"

    @property
    def nominal(self) -> bool:
        """Whether its options are in no order, so that there is no answer in the middle."""
        return self.kind == "choice" and not self.scored

    @cached_property
    def positions(self) -> dict[str, int]:
        """Option id -> its place among the options, from 0."""
        return {option.id: place for place, option in enumerate(self.options)}


class Section(Frozen):
    """The items of one file, asked together."""

    section: Id
    title: Text
    about: Text | None = None
    source: Sources = ()
    items: tuple[Item, ...] = Field(min_length=1)


class Form(Frozen):
    """A choice of items; without a list, all of them."""

    id: Id
    title: Text
    about: Text | None = None
    items: tuple[Id, ...] | None = None
    """A form of some items gives dangers and where to look, no level."""


class Instrument(Frozen):
    """The questionnaire of a pack."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    introduction: Text
    source: Sources = ()
    perspectives: tuple[Perspective, ...] = Field(min_length=1)
    scales: tuple[Scale, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    forms: tuple[Form, ...] = Field(min_length=1)
    migrations: tuple[Migration, ...] = ()
    """How answers of older versions become answers of this one, step by step."""

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by id, in the order of the sections."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def scale_labels(self) -> dict[str, tuple[Text, ...]]:
        """Scale id -> its labels; a label's place is its points."""
        return {scale.id: scale.labels for scale in self.scales}

    @cached_property
    def views(self) -> dict[str, Perspective]:
        """Every perspective by id."""
        return {perspective.id: perspective for perspective in self.perspectives}

    def form(self, form_id: str) -> Form:
        """The form called `form_id`; KeyError where the instrument has none."""
        return {form.id: form for form in self.forms}[form_id]

    @cached_property
    def kept_points(self) -> dict[str, tuple[int, ...]]:
        """Item id -> points of each answer by its place, reversed where the item is negative: higher is readier."""
        kept = {}
        for item in self.items.values():
            points = () if item.nominal else self.points(item)
            kept[item.id] = tuple(max(points) - each for each in points) if item.polarity == "negative" else points
        return kept

    def points(self, item: Item) -> tuple[int, ...]:
        """Points of each answer by its place: the options' of a choice, 0, 1, 2 … of a scale; empty otherwise."""
        if item.kind == "choice":
            return tuple(option.points or 0 for option in item.options)
        return tuple(range(len(self.scale_labels.get(item.kind, ()))))
