"""A rule: when something holds, what follows, why, where it comes from, and examples that keep it honest."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from assessor.language.unsaid import AND, joined, phrase
from assessor.model.base import Frozen, Id
from assessor.model.condition import Condition
from assessor.model.instrument import Sources
from assessor.model.text import Text

Basis = Literal["source", "presentation", "inference"]
"""Who says so: the source, or the authors of the pack. `presentation` is `source`, as the first pack wrote it."""

Severity = Annotated[int, Field(ge=0, le=4)]
Kind = Literal[
    "indicator", "counter_evidence", "challenge", "need", "note", "question", "gap", "strength", "profile", "gate"
]


class Then(Frozen):
    """What a rule concludes; exactly one conclusion."""

    indicator_of: Id | None = None
    """The rule is a sign of this danger."""
    weight: Annotated[int, Field(ge=1, le=100)] | None = None
    """How heavily an indicator weighs in the index of its danger."""
    counter_evidence_of: Id | None = None
    """The rule speaks against this danger; shown, never subtracted."""
    challenge: Id | None = None
    """The rule shows this challenge, an element of the source."""
    need: str | None = None
    """Something is missing: a word or two for what."""
    note: Text | None = None
    """A remark, such as where aim and practice do not match; never a penalty."""
    question: Text | None = None
    """A question for people to talk about."""
    gap: Text | None = None
    """Two views differ: what to do about it."""
    strength: Id | None = None
    """This dimension is strong."""
    profile: dict[Id, Id] | None = Field(default=None, min_length=1, max_length=1)
    """A type, never a rank: {profile: what was found}."""
    caps_at: Annotated[int, Field(ge=1, le=20)] | None = None
    """A gate: the level is at most this number."""
    severity: Severity = 0
    """How urgent the finding is, 0 to 4."""

    @model_validator(mode="after")
    def _one_conclusion(self) -> "Then":
        given = [key for key in CONCLUSIONS if getattr(self, key) is not None]
        if len(given) != 1:
            found = joined(given, AND) if given else phrase("none", sense="conclusion")
            raise ValueError(phrase("a rule has exactly one conclusion, not {found}", found=found))
        if (self.weight is None) != (self.indicator_of is None):
            raise ValueError(phrase("`weight` belongs to `indicator_of`, and `indicator_of` needs a `weight`"))
        return self

    @property
    def kind(self) -> Kind:
        """Which kind of finding the rule makes."""
        return next(kind for key, kind in CONCLUSIONS.items() if getattr(self, key) is not None)


CONCLUSIONS: dict[str, Kind] = {
    "indicator_of": "indicator", "counter_evidence_of": "counter_evidence", "challenge": "challenge", "need": "need",
    "note": "note", "question": "question", "gap": "gap", "strength": "strength", "profile": "profile",
    "caps_at": "gate",
}  # fmt: skip
"""What a rule can conclude -> the kind of finding it makes."""


class Given(Frozen):
    """The facts of an example; what is not given is unknown."""

    answers: dict[Id, Any] = {}
    """Item, then the answer as the agency gives it (also `dont_know`, `does_not_apply`, `not_asked`)."""
    views: dict[Id, dict[Id, Any]] = {}
    """Perspective, then item and answer, for rules that read one view or a gap."""
    scores: dict[Id, Annotated[int | float, Field(ge=0, le=100)]] = {}
    """Dimension, or `overall`, then its score."""
    findings: dict[Literal["fired", "silent"], tuple[Id, ...]] = {}
    """Other rules that `fired` or stayed `silent`."""
    dangers: dict[Id, Id] = {}
    """Danger, then its status."""


class Example(Frozen):
    """A promise about one rule, kept by `check`."""

    given: Given
    """The facts; what is not given is unknown."""
    expect: Literal["fires", "silent", "undecided"]
    """What the rule comes to on them: `fires`, `silent` or `undecided`."""


class Rule(Frozen):
    """When something holds, what follows, why, and where it comes from."""

    id: Id
    """A short name that strategies, gates and other rules use; it never changes its meaning."""
    title: Text
    """What the report says where the rule fires, as a statement without a full stop."""
    when: Condition
    """What must hold. Data, never an expression."""
    then: Then
    """What follows; exactly one conclusion."""
    because: Text
    """Why it follows, in one sentence that a reader can disagree with."""
    source: Annotated[Sources, Field(min_length=1)]
    """Elements of the source that the rule rests on; at least one."""
    basis: Basis
    """Who says so: `source`, or `inference` where the conclusion is yours."""
    examples: tuple[Example, ...] = Field(min_length=2)
    """Promises that `assessor check` runs: at least one that fires and one that stays silent, near the threshold."""
