"""The condition language of rules: what is read, how it is compared, how comparisons are joined.

Each class mirrors one form of the YAML, so a condition reads back exactly as its author wrote it. There is no
negation: every operator has its complement, and nothing fires because something is missing.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from assessor.language.unsaid import AND, joined, phrase
from assessor.model.base import Frozen, Id

Status = Literal["low", "possible", "likely", "not_enough_known", "absent"]
"""What can be said of a danger, from least to most known trouble; see `STATUSES` for the order."""

STATUSES: tuple[Status, ...] = ("low", "possible", "likely", "not_enough_known", "absent")

Scalar = int | float | str
OPERATORS = (
    "is", "is_not", "one_of", "none_of", "at_least", "above", "at_most", "below", "includes", "excludes", "unanswered",
)  # fmt: skip


class Leaf(Frozen):
    """A comparison of one thing that was read; exactly one operator is set."""

    is_: Scalar | None = Field(default=None, alias="is")
    """Equal to this."""
    is_not: Scalar | None = None
    """Anything but this."""
    one_of: tuple[Scalar, ...] | None = Field(default=None, min_length=1)
    """One of these."""
    none_of: tuple[Scalar, ...] | None = Field(default=None, min_length=1)
    """None of these."""
    at_least: Scalar | None = None
    """This or more."""
    above: Scalar | None = None
    """More than this."""
    at_most: Scalar | None = None
    """This or less."""
    below: Scalar | None = None
    """Less than this."""

    @model_validator(mode="after")
    def _one_operator(self) -> "Leaf":
        given = [name for name in OPERATORS if getattr(self, _field(name), None) is not None]
        if len(given) != 1:
            found = joined(given, AND) if given else phrase("none", sense="operator")
            raise ValueError(phrase("a comparison has exactly one operator, not {found}", found=found))
        return self

    @property
    def operator(self) -> str:
        """The name of the operator that is set, as it is written in YAML."""
        return next(name for name in OPERATORS if getattr(self, _field(name), None) is not None)

    @property
    def operand(self) -> Any:
        """What the operator compares with, as it was written."""
        return getattr(self, _field(self.operator))


def _field(operator: str) -> str:
    return "is_" if operator == "is" else operator


class AnswerLeaf(Leaf):
    """Reads the answer to an item; `as` names one view instead of the views the item is scored from."""

    answer: Id
    """The item whose answer is read: an option's id, or whole points or counts."""
    as_: Id | None = Field(default=None, alias="as")
    """The one perspective whose answer is read."""
    includes: str | tuple[str, ...] | None = None
    """One of these was ticked."""
    excludes: str | tuple[str, ...] | None = None
    """None of these was ticked."""
    unanswered: Literal[True] | None = None
    """True where the question was asked and left open."""


class ScoreLeaf(Leaf):
    """Reads the score of a dimension, or `overall`, on 0..100."""

    score: Id
    """The dimension, or `overall`."""


class DangerLeaf(Leaf):
    """Reads the status of a danger."""

    danger: Id
    """The danger; compare with low, possible, likely, not_enough_known or absent."""


class GapLeaf(Leaf):
    """Reads how far two views of an item or of a dimension are apart (points of the item, or 0..100).

    A dimension is compared over the items that both answered, at least three.
    """

    gap: Id
    """The item or dimension."""
    between: tuple[Id, Id]
    """The two perspectives."""
    better: Id | None = None
    """Counts only how much better this one of the two sees it; without it, how far apart they are."""


class FindingLeaf(Frozen):
    """True if a rule of a lower stratum fired."""

    finding: Id
    """The rule."""


class NoFindingLeaf(Frozen):
    """True if a rule of a lower stratum stayed silent."""

    no_finding: Id
    """The rule."""


class AllOf(Frozen):
    """True when every part is."""

    all: tuple["Condition", ...] = Field(min_length=1)
    """The parts."""


class AnyOf(Frozen):
    """True when one part is."""

    any: tuple["Condition", ...] = Field(min_length=1)
    """The parts."""


class AtLeastN(Frozen):
    """True when at least `n` parts are: `at_least_n: [n, [parts]]`."""

    at_least_n: tuple[Annotated[int, Field(ge=1)], tuple["Condition", ...]]
    """How many, then the parts: [2, [{answer: ...}, {answer: ...}, {answer: ...}]]."""


_FORMS: dict[str, type[Frozen]] = {
    "answer": AnswerLeaf, "score": ScoreLeaf, "danger": DangerLeaf, "gap": GapLeaf, "finding": FindingLeaf,
    "no_finding": NoFindingLeaf, "all": AllOf, "any": AnyOf, "at_least_n": AtLeastN,
}  # fmt: skip


def _form_of(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in _FORMS if key in value), None)
    return next((key for key, form in _FORMS.items() if isinstance(value, form)), None)


def form_of(plain: dict[str, Any]) -> type[Frozen]:
    """The form that the keys of a written condition choose; KeyError where they choose none."""
    return _FORMS[str(_form_of(plain))]


Condition = Annotated[
    Annotated[AnswerLeaf, Tag("answer")]
    | Annotated[ScoreLeaf, Tag("score")]
    | Annotated[DangerLeaf, Tag("danger")]
    | Annotated[GapLeaf, Tag("gap")]
    | Annotated[FindingLeaf, Tag("finding")]
    | Annotated[NoFindingLeaf, Tag("no_finding")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeastN, Tag("at_least_n")],
    Discriminator(
        _form_of,
        custom_error_type="no_condition",
        custom_error_message="a condition reads answer, score, danger, gap, finding or no_finding, "
        "or joins all, any or at_least_n",
    ),
]
"""Any of the forms above."""


def parts(condition: Any) -> tuple[Any, ...]:
    """The conditions that `condition` joins; empty for a leaf."""
    if isinstance(condition, AllOf):
        return condition.all
    if isinstance(condition, AnyOf):
        return condition.any
    if isinstance(condition, AtLeastN):
        return condition.at_least_n[1]
    return ()


def leaves(condition: Any) -> Iterator[Any]:
    """Every leaf of `condition`, left to right; the order the trace keeps."""
    inner = parts(condition)
    if not inner:
        yield condition
    for part in inner:
        yield from leaves(part)
