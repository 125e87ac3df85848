"""What many agencies have in common: counts and quartiles, none of which shows a small group; no agency is named."""

from typing import Literal

from pydantic import Field

from assessor.model.assessment import PackUsed, Points
from assessor.model.base import Frozen, Id
from assessor.model.condition import Status
from assessor.model.text import Text


class CountTold(Frozen):
    """A number of agencies: exact where both ends are one number, else as much as may be told of it."""

    low: int
    high: int


class Quartiles(Frozen):
    """How a score is spread over the agencies that have it; None where too few do, or where it would be the end.

    Of n scores in rising order the lower quartile is the one at place n/4, the middle at n/2, the upper at 3n/4, each
    rounded up to a whole place: always a score that some agency has.
    """

    agencies: CountTold
    """Those that have the score: what a figure rests on is told with it."""
    lower: Points | None
    middle: Points | None
    upper: Points | None
    middle_low: Points | None
    """The middle if all open answers went against every agency, and if they went for every one."""
    middle_high: Points | None


class LevelCount(Frozen):
    """How many agencies are at a level."""

    level: Id
    agencies: CountTold


class CommonFinding(Frozen):
    """A challenge that at least so many agencies share."""

    id: Id
    title: Text
    agencies: CountTold
    undecided: CountTold
    """Where answers are missing that would decide it."""


class CommonStrategy(Frozen):
    """A strategy that is recommended to at least so many agencies."""

    id: Id
    title: Text
    agencies: CountTold
    first: CountTold
    """Where it is one of the first steps."""


class RankFound(Frozen):
    """Where one agency's score stands among its peers: the others that have this score."""

    score: Points
    peers: int
    below: int
    """Peers with a lower score."""
    percentile: int
    """`below` in whole percents of the peers, rounded down."""
    alike: int
    """Peers with the same score."""
    possible: tuple[int, int]
    """Peers that would be below if all open answers went against the agency and for its peers, and the other way."""
    percent: tuple[int, int]
    """95 % exact binomial interval for the share of agencies like these that score lower, from both `possible` ends."""


class Placed(Frozen):
    """The one agency that was asked for."""

    agency: str
    level: Id | None
    ranks: dict[Id, RankFound | None]
    """`overall` and each dimension -> rank; None without a score of its own or with too few peers."""


class Sector(Frozen):
    """What many agencies have in common. Below `at_least` agencies everything is withheld, also how many there are."""

    schema_: Literal["sector/1"] = Field(default="sector/1", alias="schema")
    pack: PackUsed
    at_least: int
    """The fewest agencies that anything is told of."""
    agencies: int | None
    form: Id | None = None
    dates: tuple[str, str] | None = None
    """The first and the last date of answers."""
    with_level: CountTold | None = None
    levels: tuple[LevelCount, ...] = ()
    """Of those with a level; empty where too few have one."""
    scores: dict[Id, Quartiles] = {}
    """`overall` and each dimension."""
    dangers: dict[Id, dict[Status, CountTold]] = {}
    challenges: tuple[CommonFinding, ...] = ()
    """Commonest first."""
    rarer_challenges: int = 0
    """Challenges of the pack that are not told of, since too few agencies are known to have them."""
    strategies: tuple[CommonStrategy, ...] = ()
    rarer_strategies: int = 0
    placed: Placed | None = None
