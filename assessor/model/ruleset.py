"""The ruleset of a pack: scores, levels, dangers, and everything else its rules' YAML declares, joined."""

import json
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field

from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Instrument, Sources
from assessor.model.reported import (
    Evidence,
    Grid,
    Limit,
    Matrix,
    PlanField,
    Reference,
    ReportSection,
    SourceDocument,
    SourceElement,
    Term,
)
from assessor.model.rule import Rule
from assessor.model.strategy import Group, Strategy
from assessor.model.text import IN_ENGLISH, Text

Percent = Annotated[int, Field(ge=0, le=100)]


class Dimension(Frozen):
    """What a score is made of, and how much it weighs in the overall score."""

    id: Id
    """The name that items and rules use; it never changes its meaning."""
    title: Text
    """What is scored."""
    about: Text
    """What a high score means, in one sentence."""
    weight: Annotated[int, Field(ge=1, le=1000)]
    """How much it weighs in the overall score, a whole number."""
    needs: Percent = 50
    """Percent of the items that apply which must have a value, else there is no score."""
    reflective: bool = False
    """Whether its items are all signs of one thing, so that alpha says something; not so for a checklist."""
    source: Sources = ()
    """Elements of the source that the dimension rests on."""


class Overall(Frozen):
    """The weighted mean of the dimensions."""

    title: Text
    """What the overall score is called."""
    about: Text | None = None
    """What it is, in one sentence."""
    needs: Annotated[int, Field(ge=1)]
    """How many dimensions must have a score."""


class Level(Frozen):
    """A band of the overall score."""

    id: Id
    """The name of the level; it never changes its meaning."""
    number: Annotated[int, Field(ge=1, le=20)]
    """Its number; levels count up from 1."""
    start: Percent = Field(alias="from")
    """The overall score, 0 to 100, from which it is proposed; the first starts at 0."""
    title: Text
    """What reports call it."""
    meaning: Text
    """What it means, and what to do at it."""
    source: Sources = ()
    """Elements of the source that the level rests on."""


class Known(Frozen):
    """How much must be known before a danger is judged."""

    indicators: Annotated[int, Field(ge=1)]
    """How many indicators must be decided."""
    share: Percent
    """Percent of the weight of all indicators that must be decided."""


class Cuts(Frozen):
    """Where the index of a danger begins to be possible, and likely."""

    likely: Percent
    """From this index on the danger is likely."""
    possible: Percent
    """From this index on it is possible."""


class Clearing(Frozen):
    """Whose answers, to which items, a danger needs before it may be called low."""

    views: tuple[Id, ...] = Field(min_length=1)
    """Whose answers."""
    at_least: Annotated[int, Field(ge=1)]
    """How many of the items must have an answer."""
    of: tuple[Id, ...] = Field(min_length=1)
    """The items."""
    one_of: tuple[Id, ...] = ()
    """At least one of these must be among them."""


class Danger(Frozen):
    """A declared danger: its indicators are the rules whose `then` names it."""

    id: Id
    """The name that rules use; it never changes its meaning."""
    title: Text
    """What reports call it."""
    about: Text
    """What it is, in a sentence or two."""
    axis: Text
    """What it is a lack of, in one word."""
    known: Known
    """How much must be known before it is judged."""
    cuts: Cuts
    """Where its index begins to be possible, and likely."""
    decisive: tuple[tuple[Id, ...], ...] = ()
    """Sets of indicators that together make it likely, whatever else is known."""
    floor: tuple[Id, ...] = ()
    """Indicators of which one is enough for it never to be called low."""
    clearing: Clearing | None = None
    """Whose answers it needs before it may be called low."""
    absent_when: Id | None = None
    """The rule that, where it fires, says that there is nothing yet that the danger could befall."""
    source: Sources = ()
    """Elements of the source that the danger rests on."""


class Position(Frozen):
    """Where the dangers together place an agency; the first whose condition holds, the last without one."""

    id: Id
    """The name of the position."""
    title: Text
    """What reports call it."""
    meaning: Text
    """What it means, and what to do."""
    when: Condition | None = None
    """What must hold; the last position has none."""
    source: Sources = ()
    """Elements of the source that it rests on."""


class About(Frozen):
    """The head of a ruleset."""

    id: Id
    """The pack's name, as in instrument.yaml."""
    version: Annotated[int, Field(ge=1)]
    """The pack's version, as in instrument.yaml."""
    title: Text
    """What reports are headed with."""
    source: SourceDocument
    """What the pack draws on."""


Count = Annotated[int, Field(ge=0)]


class Census(Frozen):
    """How much of everything a pack says it holds; `check` counts, so that nothing is lost unseen."""

    items: Count | None = None
    """Questions."""
    wordings: Count | None = None
    """One for each perspective that an item asks."""
    options: Count | None = None
    """Options of choice and tick-all items."""
    labels: Count | None = None
    """Labels of scales."""
    rules: Count | None = None
    """Rules."""
    examples: Count | None = None
    """Examples of rules."""
    strategies: Count | None = None
    """Strategies."""
    links: Count | None = None
    """From findings to strategies."""
    weights: Count | None = None
    """The sum of the weights of items, indicators and dimensions."""
    negative: Count | None = None
    """Items that count reversed."""
    citations: Count | None = None
    """Of elements of the source, by all that can cite."""
    cautions: Count | None = None
    """Cautions of strategies."""
    sources: Count | None = None
    """Elements of the source."""
    references: Count | None = None
    """Publications."""
    evidence: Count | None = None
    """Statements from research."""
    terms: Count | None = None
    """Entries of the glossary."""


class Ruleset(Frozen):
    """All that a pack infers from answers."""

    ruleset: About
    """The head: what the ruleset is, and the source it draws on."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    """What is scored, on 0 to 100."""
    overall: Overall
    """The overall score."""
    levels: tuple[Level, ...] = Field(min_length=1)
    """Bands of the overall score, from the lowest up."""
    dangers: tuple[Danger, ...] = ()
    """What can go wrong behind good scores; signs of it are rules."""
    positions: tuple[Position, ...] = ()
    """Where the dangers together place an agency; the first that holds."""
    rules: tuple[Rule, ...] = ()
    """When something holds, what follows, why, and where it comes from."""
    groups: tuple[Group, ...] = ()
    """Headings over strategies."""
    strategies: tuple[Strategy, ...] = ()
    """What the source recommends, made into first steps."""
    sources: tuple[SourceElement, ...] = ()
    """The elements of the source; each must be cited somewhere."""
    glossary: tuple[Term, ...] = ()
    """Words that a reader of the report meets."""
    references: tuple[Reference, ...] = ()
    """Publications behind the source."""
    evidence: tuple[Evidence, ...] = ()
    """Statements from research, shown beside strategies."""
    plan: tuple[PlanField, ...] = ()
    """The headings of a plan."""
    sections: tuple[ReportSection, ...] = ()
    """Headings of the report."""
    limits: tuple[Limit, ...] = ()
    """What the instrument cannot do, said in every report."""
    matrices: tuple[Matrix, ...] = ()
    """Two-way tables of the source."""
    grids: tuple[Grid, ...] = ()
    """Questions that are shown together."""
    census: Census | None = None
    """How much of everything there is; `assessor check` counts."""

    @cached_property
    def rules_by_id(self) -> dict[str, Rule]:
        """Every rule by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def strategies_by_id(self) -> dict[str, Strategy]:
        """Every strategy by id, in catalogue order."""
        return {strategy.id: strategy for strategy in self.strategies}

    @cached_property
    def sources_by_id(self) -> dict[str, SourceElement]:
        """Every element of the source by id."""
        return {element.id: element for element in self.sources}


class Pack(Frozen):
    """One instrument with its ruleset, and the fingerprint of both."""

    instrument: Instrument
    ruleset: Ruleset
    sha256: str = ""
    """Of the canonical JSON of instrument and ruleset, not of file bytes; translations do not change it."""

    @classmethod
    def of(cls, instrument: Instrument, ruleset: Ruleset) -> "Pack":
        """A pack with its fingerprint."""
        whole = cls.model_construct(instrument=instrument, ruleset=ruleset)
        return cls(instrument=instrument, ruleset=ruleset, sha256=sha256(whole.canonical().encode()).hexdigest())

    def canonical(self) -> str:
        """What the pack means, as JSON: every text in English, nothing that is only a default, keys as declared.

        The order of keys stays because that of `ask` has a meaning.
        """
        return json.dumps(self._plain(IN_ENGLISH), separators=(",", ":"), ensure_ascii=False)

    def kept(self) -> str:
        """The whole pack as JSON: with its translations and its fingerprint."""
        return json.dumps({**self._plain(None), "sha256": self.sha256}, separators=(",", ":"), ensure_ascii=False)

    def _plain(self, context: dict[str, str] | None) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"sha256"}, context=context)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pack) or self.sha256 != other.sha256:
            return False
        return self.instrument == other.instrument and self.ruleset == other.ruleset

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.instrument.id

    @property
    def version(self) -> int:
        """The pack's version; counts up whenever a meaning changes."""
        return self.instrument.version
