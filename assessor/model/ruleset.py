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
    title: Text
    about: Text
    weight: Annotated[int, Field(ge=1, le=1000)]
    needs: Percent = 50
    """Percent of the items that apply which must have a value, else there is no score."""
    reflective: bool = False
    """Whether its items are all signs of one thing, so that alpha says something; not so for a checklist."""
    source: Sources = ()


class Overall(Frozen):
    """The weighted mean of the dimensions."""

    title: Text
    about: Text | None = None
    needs: Annotated[int, Field(ge=1)]
    """How many dimensions must have a score."""


class Level(Frozen):
    """A band of the overall score."""

    id: Id
    number: Annotated[int, Field(ge=1, le=20)]
    start: Percent = Field(alias="from")
    title: Text
    meaning: Text
    source: Sources = ()


class Known(Frozen):
    """How much must be known before a danger is judged."""

    indicators: Annotated[int, Field(ge=1)]
    share: Percent


class Cuts(Frozen):
    """Where the index of a danger begins to be possible, and likely."""

    likely: Percent
    possible: Percent


class Clearing(Frozen):
    """Whose answers, to which items, a danger needs before it may be called low."""

    views: tuple[Id, ...] = Field(min_length=1)
    at_least: Annotated[int, Field(ge=1)]
    of: tuple[Id, ...] = Field(min_length=1)
    one_of: tuple[Id, ...] = ()


class Danger(Frozen):
    """A declared danger: its indicators are the rules whose `then` names it."""

    id: Id
    title: Text
    about: Text
    axis: Text
    known: Known
    cuts: Cuts
    decisive: tuple[tuple[Id, ...], ...] = ()
    floor: tuple[Id, ...] = ()
    clearing: Clearing | None = None
    absent_when: Id | None = None
    source: Sources = ()


class Position(Frozen):
    """Where the dangers together place an agency; the first whose condition holds, the last without one."""

    id: Id
    title: Text
    meaning: Text
    when: Condition | None = None
    source: Sources = ()


class About(Frozen):
    """The head of a ruleset."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    source: SourceDocument


Count = Annotated[int, Field(ge=0)]


class Census(Frozen):
    """How much of everything a pack says it holds; `check` counts, so that nothing is lost unseen."""

    items: Count | None = None
    wordings: Count | None = None
    """One for each perspective that an item asks."""
    options: Count | None = None
    labels: Count | None = None
    rules: Count | None = None
    examples: Count | None = None
    strategies: Count | None = None
    links: Count | None = None
    """From findings to strategies."""
    cautions: Count | None = None
    sources: Count | None = None
    references: Count | None = None
    evidence: Count | None = None
    terms: Count | None = None


class Ruleset(Frozen):
    """All that a pack infers from answers."""

    ruleset: About
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    overall: Overall
    levels: tuple[Level, ...] = Field(min_length=1)
    dangers: tuple[Danger, ...] = ()
    positions: tuple[Position, ...] = ()
    rules: tuple[Rule, ...] = ()
    groups: tuple[Group, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    sources: tuple[SourceElement, ...] = ()
    glossary: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    plan: tuple[PlanField, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    limits: tuple[Limit, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    grids: tuple[Grid, ...] = ()
    census: Census | None = None

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
