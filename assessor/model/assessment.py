"""What an assessment says: plain frozen data with the date of the answers, never of now, and no engine's name."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from assessor.model.base import Frozen, Id
from assessor.model.condition import Status
from assessor.model.instrument import Sources
from assessor.model.reading import State
from assessor.model.rule import Basis, Kind, Severity
from assessor.model.text import Text

Points = Annotated[float, Field(ge=0, le=100)]
"""On 0..100 with at most four decimals; higher is readier."""

Told = Literal["fires", "silent", "undecided"]
Met = int | float | str | tuple[str, ...]


class PackUsed(Frozen):
    """The pack an assessment was made with."""

    id: Id
    version: int
    sha256: str


class ScoreFound(Frozen):
    """A score with the range that open answers leave; None where too little is known, or nothing applies."""

    score: Points | None
    low: Points | None
    high: Points | None
    answered: int
    """Items with an answer."""
    asked: int
    """Items that were put to somebody and apply."""
    applies: int
    """Items that apply, asked of somebody or not yet."""
    as_seen_by: tuple[Id, ...] = ()
    """Views that stood in for those the items are meant to be scored from."""
    rounded: bool = False
    """Whether the figures are in steps of five, 5 to 95, since they rest on answers of protected views."""


class LevelFound(Frozen):
    """The readiness level: proposed by the overall score, capped by gates, with the range still possible."""

    id: Id
    number: int
    proposed: int
    held_by: tuple[Id, ...]
    low: int
    high: int


class Sign(Frozen):
    """One rule as evidence on a danger; `missing` names the answers it waits for and who could give them."""

    rule: Id
    weight: int
    missing: dict[Id, tuple[Id, ...]] = {}


class EvidenceFound(Frozen):
    """Evidence on a danger. Counter-evidence is shown (weight 0), never subtracted."""

    for_: tuple[Sign, ...] = Field(alias="for")
    against: tuple[Sign, ...]
    missing: tuple[Sign, ...]


class DangerFound(Frozen):
    """A danger: an index and a status, never a probability. Index and range are whole percents of the weight."""

    index: int | None
    low: int | None
    high: int | None
    status: Status
    evidence: EvidenceFound


class DangersFound(Frozen):
    """Each danger by id, and the position they give together."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, DangerFound]
    position: Id | None = None

    def __getitem__(self, danger: str) -> DangerFound:
        return self.all[danger]

    @property
    def all(self) -> dict[str, DangerFound]:
        """Danger id -> what was found, in the pack's order."""
        return self.__pydantic_extra__


class FindingFound(Frozen):
    """A rule that fired. `firm`: answers still open could not undo it."""

    id: Id
    kind: Kind
    severity: Severity
    title: Text
    because: Text
    firm: bool
    source: Sources
    basis: Basis


class Recommended(Frozen):
    """A strategy that findings called. `first`: one of the at most three to begin with."""

    rank: int
    first: bool
    strategy: Id
    title: Text
    first_step: Text
    sign: Text
    called_by: tuple[str, ...]
    cautions: tuple[Text, ...]
    source: Sources
    basis: Basis


class AnswerRead(Frozen):
    """What rules and scores read of an item."""

    state: State
    value: Met | None = None
    """The middle answer where several people answered; of tick-all, what more than half of them ticked."""
    view: Id | None = None
    number: int = 0
    """How many people of that view answered."""


class CellFound(Frozen):
    """One item as one view answered it, where it may be shown."""

    number: int
    """People who answered."""
    value: Met | None
    """The middle answer, or the common one where they are alike; None for free text."""
    points: Points | None
    """The mean on 0..100, higher is readier; in steps of five for a protected view; None where nothing has points."""
    alike: bool
    """All or nearly all of a protected view gave the same answer, or stand at one end; which of these is not told."""


class ViewFound(Frozen):
    """What the people of one perspective said together; nothing of what too few of them answered."""

    respondents: int
    fewest: int
    """People who must have answered an item before it is shown; 1 where the view is not protected."""
    hidden: tuple[Id, ...]
    """Items that this view was asked and too few answered."""
    scores: dict[Id, ScoreFound]
    """Dimension -> score from this view's answers alone, for the dimensions it is asked about."""
    items: dict[Id, CellFound]

    @property
    def needed(self) -> int:
        """How many more people must answer before anything of this view can be shown."""
        return max(self.fewest - self.respondents, 0)


class GapFound(Frozen):
    """How far apart two views see an item or a dimension."""

    subject: Id
    between: tuple[Id, Id]
    size: Annotated[float, Field(ge=0)]
    """Points of the item between middle answers; 0..100 for a dimension, over the items that both answered."""
    percent: Annotated[int, Field(ge=0, le=100)]
    """`size` in percent of the widest it could be; gaps are listed widest first."""
    better: Id | None
    """Who sees it better; None where both see it alike."""


class LeafTrace(Frozen):
    """One comparison: the value it met, None where there was none to meet."""

    met: Met | None
    outcome: Literal["true", "false", "unknown"]


class RuleTrace(Frozen):
    """What became of one rule; leaves in the order of its condition."""

    outcome: Told
    firm: bool
    leaves: tuple[LeafTrace, ...]


class Trace(Frozen):
    """Everything the conclusions rest on: each answer read, each rule's outcome."""

    answers: dict[Id, AnswerRead]
    rules: dict[Id, RuleTrace]


class Assessment(Frozen):
    """The result for one agency. Formative and not validated; the source endorses no score."""

    schema_: Literal["assessment/1"] = Field(default="assessment/1", alias="schema")
    agency: str
    date: str
    form: Id
    pack: PackUsed
    views: dict[Id, int]
    """Perspective -> how many respondents."""
    perspectives: dict[Id, ViewFound] = {}
    """What each view said; empty for a file of one person."""
    units: dict[str, dict[Id, dict[Id, ScoreFound]]] = {}
    """Part of the organisation -> view -> dimension -> score, where it may be shown."""
    gaps: tuple[GapFound, ...] = ()
    """How far views are apart, widest first, where some rule compares them."""
    scores: dict[Id, ScoreFound]
    overall: ScoreFound
    level: LevelFound | None
    """None where there is no overall score, or the form has not all items."""
    dangers: DangersFound
    profiles: dict[Id, tuple[Id, ...]]
    findings: tuple[FindingFound, ...]
    recommendations: tuple[Recommended, ...]
    in_place: tuple[Id, ...]
    """Strategies that are in place already: keep them."""
    evidence: tuple[Id, ...]
    """Statements from research whose condition holds here, so that they may be shown."""
    trace: Trace
