"""A rule: when something holds, what follows, why, where it comes from, and examples that keep it honest."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from assessor.language.unsaid import AND, joined, phrase
from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Sources
from assessor.model.text import Text

Basis = Literal["presentation", "inference"]
Severity = Annotated[int, Field(ge=0, le=4)]
Kind = Literal[
    "indicator", "counter_evidence", "challenge", "need", "note", "question", "gap", "strength", "profile", "gate"
]


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
            found = joined(given, AND) if given else phrase("none", sense="conclusion")
            raise ValueError(phrase("a rule has exactly one conclusion, not {found}", found=found))
        if (self.weight is None) != (self.indicator_of is None):
            raise ValueError(phrase("`weight` belongs to `indicator_of`, and `indicator_of` needs a `weight`"))
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
