"""What a reader of one assessment sees, as values: words and figures in a language, and no layout."""

from typing import NamedTuple

from assessor.model.text import Language
from assessor.report.citing import Cited
from assessor.report.grids import GridRead, MatrixRead
from assessor.report.placing import Plane, Standing
from assessor.report.views import ViewsRead


class ScoreRow(NamedTuple):
    """One dimension: its figures in words, and the same in whole points for a bar."""

    title: str
    score: str
    range: str
    answered: str
    note: str
    bar: tuple[int | None, int | None, int | None]


class DangerRead(NamedTuple):
    """One danger with the evidence in sentences."""

    title: str
    about: str
    status: str
    figures: str
    for_: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]
    id: str = ""
    span: tuple[str, str] = ("-", "-")
    """The index, and what it could still be."""


class FindingRead(NamedTuple):
    """One finding; `firm` is empty, or says that open answers could change it."""

    title: str
    because: str
    firm: str
    source: str
    basis: str
    id: str = ""
    cites: tuple[str, ...] = ()
    """Ids of the elements of the source."""


class StepRead(NamedTuple):
    """One recommendation with everything a reader needs to act and to check it."""

    rank: int
    first: bool
    section: str
    """The report's section it belongs to."""
    title: str
    first_step: str
    sign: str
    why: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    basis: str
    evidence: tuple[str, ...]
    id: str = ""
    cites: tuple[str, ...] = ()


class Page(NamedTuple):
    """The whole report."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    level: str
    level_meaning: str
    held_by: tuple[str, ...]
    overall: ScoreRow
    scores: tuple[ScoreRow, ...]
    position: tuple[str, str] | None
    dangers: tuple[DangerRead, ...]
    headings: dict[str, tuple[str, str]]
    """Section id -> its title and what it is about, from the pack."""
    profiles: tuple[tuple[str, str], ...]
    """(profile, what was found)."""
    matrices: tuple[MatrixRead, ...]
    grids: tuple[GridRead, ...]
    strengths: tuple[FindingRead, ...]
    findings: dict[str, tuple[FindingRead, ...]]
    """challenge, need, consistency -> findings, most severe first."""
    views: ViewsRead | None
    steps: tuple[StepRead, ...]
    in_place: tuple[str, ...]
    open_items: tuple[str, ...]
    own_words: tuple[tuple[str, str], ...]
    own_questions: tuple[tuple[str, str], ...]
    """(question that a respondent would have asked, their answer to it)."""
    references: tuple[str, ...]
    limits: tuple[str, ...]
    language: Language = "en"
    subject: str = ""
    """What is assessed, without the agency."""
    agency: str = ""
    standing: Standing | None = None
    plane: Plane | None = None
    document: str = ""
    """The one source, as it is cited in full."""
    sources: tuple[Cited, ...] = ()
