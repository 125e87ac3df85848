"""The ruleset: scores, levels, dangers, rules, strategies and the source, as the rules' YAML declares them."""

import json
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Instrument, Sources
from assessor.model.text import Text

Basis = Literal["presentation", "inference"]
Severity = Annotated[int, Field(ge=0, le=4)]
Percent = Annotated[int, Field(ge=0, le=100)]
Kind = Literal[
    "indicator", "counter_evidence", "challenge", "need", "note", "question", "gap", "strength", "profile", "gate"
]


class Dimension(Frozen):
    """What a score is made of, and how much it weighs in the overall score."""

    id: Id
    title: Text
    about: Text
    weight: Annotated[int, Field(ge=1, le=1000)]
    needs: Percent = 50
    """Percent of the items that apply which must have a value, else there is no score."""
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


class Then(Frozen):
    """What a rule concludes; exactly one conclusion."""

    indicator_of: Id | None = None
    weight: Annotated[int, Field(ge=1, le=100)] | None = None
    counter_evidence_of: Id | None = None
    challenge: Id | None = None
    need: str | None = None
    note: Text | None = None
    question: Text | None = None
    gap: Text | None = None
    strength: Id | None = None
    profile: dict[Id, Id] | None = Field(default=None, min_length=1, max_length=1)
    caps_at: Annotated[int, Field(ge=1, le=20)] | None = None
    severity: Severity = 0

    @model_validator(mode="after")
    def _one_conclusion(self) -> "Then":
        given = [key for key in _KINDS if getattr(self, key) is not None]
        if len(given) != 1:
            raise ValueError(f"a rule has exactly one conclusion, not {' and '.join(given) or 'none'}")
        if (self.weight is None) != (self.indicator_of is None):
            raise ValueError("`weight` belongs to `indicator_of`, and `indicator_of` needs a `weight`")
        return self

    @property
    def kind(self) -> Kind:
        """Which kind of finding the rule makes."""
        return next(kind for key, kind in _KINDS.items() if getattr(self, key) is not None)


_KINDS: dict[str, Kind] = {
    "indicator_of": "indicator", "counter_evidence_of": "counter_evidence", "challenge": "challenge", "need": "need",
    "note": "note", "question": "question", "gap": "gap", "strength": "strength", "profile": "profile",
    "caps_at": "gate",
}  # fmt: skip


class Given(Frozen):
    """The facts of an example; what is not given is unknown."""

    answers: dict[Id, Any] = {}
    views: dict[Id, dict[Id, Any]] = {}
    scores: dict[Id, Annotated[int | float, Field(ge=0, le=100)]] = {}
    findings: dict[Literal["fired", "silent"], tuple[Id, ...]] = {}
    dangers: dict[Id, Id] = {}


class Example(Frozen):
    """A promise about one rule, kept by `check`."""

    given: Given
    expect: Literal["fires", "silent", "undecided"]


class Rule(Frozen):
    """When something holds, what follows, why, and where it comes from."""

    id: Id
    title: Text
    when: Condition
    then: Then
    because: Text
    source: Annotated[Sources, Field(min_length=1)]
    basis: Basis
    examples: tuple[Example, ...] = Field(min_length=2)


class CalledBy(Frozen):
    """Which findings (rules, or `danger.status`) call a strategy."""

    primary: tuple[Id, ...] = ()
    worded: tuple[Id, ...] = ()
    """Linked by the source's own wording."""
    supporting: tuple[Id, ...] = ()
    """Adds weight; alone it never recommends."""


class Caution(Frozen):
    """A warning shown with a strategy; while one of `later_while` holds, the strategy comes behind the rest."""

    text: Text
    later_while: tuple[Id, ...] = ()


class Strategy(Frozen):
    """One thing the source recommends, made into a first step."""

    id: Id
    title: Text
    group: Id
    option: bool = False
    """Printed with a question mark in the source: offered, never ordered."""
    effort: Annotated[int, Field(ge=1, le=3)]
    first_step: Text
    sign: Text
    called_by: CalledBy
    cautions: tuple[Caution, ...] = ()
    pairs_with: tuple[Id, ...] = ()
    conflicts_with: tuple[Id, ...] = ()
    in_place_when: Condition | None = None
    source: Annotated[Sources, Field(min_length=1)]
    basis: Basis


class Group(Frozen):
    """A heading over strategies."""

    id: Id
    title: Text
    about: Text | None = None
    source: Sources = ()


class SourceElement(Frozen):
    """One citable line of the source."""

    id: Id
    section: str
    wording: str
    place: str | None = None


class Term(Frozen):
    """An entry of the glossary."""

    term: Text
    meaning: Text
    source: Sources = ()


class Reference(Frozen):
    """A publication, shown where an element it supports is cited."""

    id: Id
    text: str
    supports: Sources = ()
    note: Text | None = None
    source: Sources = ()


class Evidence(Frozen):
    """A statement from research, shown beside strategies and only under its condition."""

    id: Id
    use: Literal["why", "outcome", "measure"]
    text: Text
    beside: tuple[Id, ...] = ()
    shown_when: Condition | None = None
    source: Annotated[Sources, Field(min_length=1)]


class PlanField(Frozen):
    """One heading of the plan."""

    id: Id
    title: Text
    about: Text
    source: Sources = ()


class ReportSection(Frozen):
    """One heading of the report, in the order of the source's agenda."""

    id: Id
    title: Text
    about: Text | None = None
    source: Sources = ()


class Limit(Frozen):
    """What the instrument cannot do, said in every report."""

    text: Text
    source: Sources = ()


class Heading(Frozen):
    """A row or column of a matrix."""

    id: Id
    title: Text


class Matrix(Frozen):
    """A two-way table of the source, into which the options of a tick-all item fall."""

    id: Id
    title: Text
    item: Id
    section: Id
    columns: tuple[Heading, ...] = Field(min_length=1)
    rows: tuple[Heading, ...] = Field(min_length=1)
    cells: dict[Id, tuple[Id, Id]]
    """Option id -> (row, column); a cell that no option falls into stays empty."""
    source: Sources = ()


class Grid(Frozen):
    """Items that are shown together, one row each."""

    id: Id
    title: Text
    items: tuple[Id, ...] = Field(min_length=1)
    section: Id
    source: Sources = ()


class SourceDocument(Frozen):
    """The one source a pack draws on."""

    title: str
    author: str
    affiliation: str | None = None
    presented_to: str | None = None
    date: str | None = None
    cited_as: str
    elements: Sources = ()


class About(Frozen):
    """The head of a ruleset."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    source: SourceDocument


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
    """Of the canonical JSON of instrument and ruleset, not of file bytes."""

    @classmethod
    def of(cls, instrument: Instrument, ruleset: Ruleset) -> "Pack":
        """A pack with its fingerprint."""
        whole = cls.model_construct(instrument=instrument, ruleset=ruleset)
        return cls(instrument=instrument, ruleset=ruleset, sha256=sha256(whole.canonical().encode()).hexdigest())

    def canonical(self) -> str:
        """The pack as JSON with sorted keys and nothing that is only a default: what the fingerprint is of."""
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"sha256"})
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pack) and self.sha256 == other.sha256

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.instrument.id

    @property
    def version(self) -> int:
        """The pack's version; counts up whenever a meaning changes."""
        return self.instrument.version
