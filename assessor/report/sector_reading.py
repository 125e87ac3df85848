"""What a reader of a sector sees, in a language and without layout; no layout computes a figure of its own."""

from typing import NamedTuple

from assessor.model.condition import STATUSES
from assessor.model.ruleset import Pack
from assessor.model.sector import CommonFinding, CommonStrategy, CountTold, Quartiles, RankFound, Sector
from assessor.model.text import Language, Wording
from assessor.report.wording import STATUS_WORDS, cleaned, figure

TITLE = "{subject}: a sector"
MADE = (
    "{count} agencies, answers from {first} to {last}. Form: {form}. Pack: {pack}, version {version}. Source: {source}."
)
FORMATIVE = (
    "The levels and scores are this tool's inference from answers; they have not been validated, and the author of the "
    "source endorses none of them."
)
SELECTION = "These are the agencies that sent answers. They need not be like those that did not."
WITHHELD = "Fewer than {fewest} agencies: nothing is told of them, so that none can be singled out."
SMALL_CELLS = (
    'No agency is named, and there is no table of ranks. A number of agencies below {fewest} reads "fewer than '
    '{fewest}"; where it could be had by subtraction, the nearest number is told only as the least it can be.'
)

FEWER = "fewer than {number}"
OR_MORE = "{number} or more"
NOT_SHOWN = "not shown"
WITH_LEVEL = "{count} of the {total} agencies have a level."
FEW_WITH_LEVEL = "Fewer than {fewest} of the {total} agencies have a level."
RANGE = "{low} to {high}"
OVERALL = "Overall"

RARER = "{count} others are known of too few agencies to be listed."
ONE_RARER = "1 other is known of too few agencies to be listed."

PLACED = "Where {agency} stands"
LEVEL_OF = "{agency} is at level {number} of {count}: {title}."
NO_LEVEL_OF = "{agency} has no level: too little is known, or the form asks only some questions."
BELOW = "{below} of {peers} ({percent} %)"
PERCENT = "{low} to {high} %"
NO_RANK = (
    "There is no rank for: {subjects}. Either {agency} has no score there, or fewer than {fewest} others have one."
)


class ScoreSpread(NamedTuple):
    """How one score is spread, in words."""

    title: str
    lower: str
    middle: str
    upper: str
    middle_range: str
    """What the middle could be once everything is answered."""
    agencies: str


class Common(NamedTuple):
    """Something that many agencies share; `other` is where it is undecided, or where it is a first step."""

    title: str
    agencies: str
    other: str


class RankRead(NamedTuple):
    """Where the agency's score stands among its peers, in words."""

    title: str
    score: str
    middle: str
    """Of the whole sector."""
    below: str
    alike: str
    possible: str
    percent: str


class PlacedRead(NamedTuple):
    """What is told of the one agency that was asked for."""

    title: str
    level: str
    ranks: tuple[RankRead, ...]
    without: str
    """Which scores have no rank; empty where all have."""


class SectorPage(NamedTuple):
    """The whole page; where everything is withheld, only the notices and the limits."""

    title: str
    notices: tuple[str, ...]
    with_level: str
    levels: tuple[tuple[str, str], ...]
    """(level, agencies)."""
    scores: tuple[ScoreSpread, ...]
    dangers: tuple[str, ...]
    statuses: tuple[tuple[str, tuple[str, ...]], ...]
    """(status, agencies for each danger)."""
    challenges: tuple[Common, ...]
    rarer_challenges: str
    strategies: tuple[Common, ...]
    rarer_strategies: str
    placed: PlacedRead | None
    limits: tuple[str, ...]


def read_sector(sector: Sector, pack: Pack, language: Language = "en") -> SectorPage:
    """The page of a sector; English stands in where a text is not translated."""
    return _Reader(sector, pack, language).page()


def count_told(count: CountTold, total: int) -> str:
    """A number of agencies, or as much as may be told of it."""
    if count.low == count.high:
        return str(count.low)
    if count.low > 0:
        return OR_MORE.format(number=count.low)
    return NOT_SHOWN if count.high >= total else FEWER.format(number=count.high + 1)


class _Reader:
    def __init__(self, sector: Sector, pack: Pack, language: Language) -> None:
        self.sector, self.ruleset, self.language = sector, pack.ruleset, language
        self.titles = {
            "overall": OVERALL,
            **{dimension.id: self.say(dimension.title) for dimension in pack.ruleset.dimensions},
        }

    def say(self, text: Wording) -> str:
        return text.said_in(self.language)

    def told(self, count: CountTold, of: int | None = None) -> str:
        return count_told(count, of or self.sector.agencies or 0)

    def page(self) -> SectorPage:
        sector, dangers = self.sector, self.ruleset.dangers
        return SectorPage(
            title=TITLE.format(subject=self.say(self.ruleset.ruleset.title)),
            notices=self.notices(),
            with_level=self.with_level(),
            levels=self.levels(),
            scores=tuple(self.spread(self.titles[name], each) for name, each in sector.scores.items()),
            dangers=tuple(self.say(danger.title) for danger in dangers) if sector.dangers else (),
            statuses=tuple(
                (STATUS_WORDS[status], tuple(self.told(sector.dangers[danger.id][status]) for danger in dangers))
                for status in STATUSES
                if sector.dangers
            ),
            challenges=tuple(map(self.challenge, sector.challenges)),
            rarer_challenges=_rarer(sector.rarer_challenges),
            strategies=tuple(map(self.strategy, sector.strategies)),
            rarer_strategies=_rarer(sector.rarer_strategies),
            placed=self.placed(),
            limits=tuple(self.say(limit.text) for limit in self.ruleset.limits),
        )

    def notices(self) -> tuple[str, ...]:
        sector, source = self.sector, self.ruleset.ruleset.source
        if sector.agencies is None or sector.dates is None:
            return (WITHHELD.format(fewest=sector.at_least),)
        first, last = sector.dates
        made = MADE.format(
            count=sector.agencies,
            first=first,
            last=last,
            form=sector.form,
            pack=sector.pack.id,
            version=sector.pack.version,
            source=source.cited_as,
        )
        return made, FORMATIVE, SELECTION, SMALL_CELLS.format(fewest=sector.at_least)

    def levels(self) -> tuple[tuple[str, str], ...]:
        titles = {level.id: f"{level.number}. {self.say(level.title)}" for level in self.ruleset.levels}
        of = self.sector.with_level.low if self.sector.with_level else None
        return tuple((titles[each.level], self.told(each.agencies, of)) for each in self.sector.levels)

    def with_level(self) -> str:
        found, total = self.sector.with_level, self.sector.agencies
        if found is None:
            return ""
        template = WITH_LEVEL if found.low == found.high else FEW_WITH_LEVEL
        return template.format(count=found.low, total=total, fewest=self.sector.at_least)

    def spread(self, title: str, found: Quartiles) -> ScoreSpread:
        between = ""
        if found.middle is not None:
            between = RANGE.format(low=figure(found.middle_low), high=figure(found.middle_high))
        lower, middle, upper = map(figure, (found.lower, found.middle, found.upper))
        return ScoreSpread(title, lower, middle, upper, between, self.told(found.agencies))

    def challenge(self, found: CommonFinding) -> Common:
        return Common(self.say(found.title), self.told(found.agencies), self.told(found.undecided))

    def strategy(self, found: CommonStrategy) -> Common:
        return Common(self.say(found.title), self.told(found.agencies), self.told(found.first))

    def placed(self) -> PlacedRead | None:
        placed = self.sector.placed
        if placed is None:
            return None
        agency, levels = cleaned(placed.agency), self.ruleset.levels
        level = next((each for each in levels if each.id == placed.level), None)
        said = NO_LEVEL_OF.format(agency=agency)
        if level is not None:
            title = self.say(level.title)
            said = LEVEL_OF.format(agency=agency, number=level.number, count=len(levels), title=title)
        without = [self.titles[name] for name, rank in placed.ranks.items() if rank is None]
        words = {"subjects": "; ".join(without), "agency": agency, "fewest": self.sector.at_least}
        return PlacedRead(
            PLACED.format(agency=agency),
            said,
            tuple(self.rank(name, rank) for name, rank in placed.ranks.items() if rank is not None),
            NO_RANK.format(**words) if without else "",
        )

    def rank(self, name: str, rank: RankFound) -> RankRead:
        return RankRead(
            self.titles[name],
            figure(rank.score),
            figure(self.sector.scores[name].middle),
            BELOW.format(below=rank.below, peers=rank.peers, percent=rank.percentile),
            str(rank.alike),
            RANGE.format(low=rank.possible[0], high=rank.possible[1]),
            PERCENT.format(low=rank.percent[0], high=rank.percent[1]),
        )


def _rarer(count: int) -> str:
    if count == 0:
        return ""
    return ONE_RARER if count == 1 else RARER.format(count=count)
