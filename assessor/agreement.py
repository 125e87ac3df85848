"""How far the people of one view agree on one dimension: spread, r_wg, ICC and alpha, and how they are told in public.

Exact figures come from plain numbers; `agreement` tells them so coarsely that one person's answers do not show. Each
figure, its reference and its limits: docs/agreement.md. ICC and alpha need the extra `stats`.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from math import floor, isqrt, sqrt
from statistics import mean, variance
from typing import Any, NamedTuple, TypeVar

from assessor.language import N_, number, say

T = TypeVar("T")

PEOPLE = 5
"""Fewest people for spread, r_wg and ICC: below it a figure shows single people, and r_wg hangs on each of them."""
ITEMS = 3
"""Fewest items for ICC and alpha: a variance between two items, or one covariance, says next to nothing."""
ALPHA_PEOPLE = 10
"""Fewest complete people for alpha: still few, but below it alpha is mostly chance."""
ALIKE = Fraction(1, 10)
"""Up to this share of the variance of random answers, ICC and alpha would show who differs: they are not told."""
CAP = Fraction(9, 10)
"""Above it a figure is told as "0.9 or more", so that all of one mind and nearly all read the same."""
LOW, HIGH = N_(("0 or less", "0.9 or more"))
STEP, LEAST = 5, 10
"""Mean and spread are told in steps of so many points; the least spread told is "10 or less"."""

BANDS = (Fraction(3, 10), Fraction(1, 2), Fraction(7, 10), CAP)
WORDS = N_(("lack", "weak", "moderate", "strong", "very strong"), sense="agreement")
"""Highest r_wg of each word, after LeBreton and Senter (2008); what is above the last has the last word."""

FEW_PEOPLE = N_("too few people answered: at least {n} are needed")
FEW_COMPLETE = N_("too few people answered every item: at least {n} are needed")
FEW_ITEMS = N_("too few items: at least {n} are needed")
TOO_ALIKE = N_("the answers differ too little between people")
FORMATIVE = N_("the items are not meant to measure one thing")
NO_STATS = N_("not installed: install participation-assessor[stats]")
"""Why there is no figure; what a figure says is said in the language spoken when it is made."""

Answers = Sequence[Sequence[int | None]]
"""For each person the points of each item, turned round already where the item is negative; None is missing."""
Rows = Sequence[Sequence[Fraction]]
"""For each person one value an item, nothing missing."""


class Spread(NamedTuple):
    """The people's own scores on 0..100: how many people, their mean, their sample variance (n-1)."""

    n: int
    mean: Fraction
    variance: Fraction

    @property
    def sd(self) -> float:
        return sqrt(self.variance)


class Icc(NamedTuple):
    """ICC(2,1), of one person's answers, and ICC(2,k), of the mean of all k people."""

    single: float
    average: float


class Figure(NamedTuple):
    """One figure as it may be shown: its value and how it reads, or the reason why there is none."""

    value: float | None = None
    told: str = ""
    reason: str = ""


class Agreement(NamedTuple):
    """What may be shown of how far `n` people agree. `word` is that of r_wg; None where r_wg is."""

    n: int
    mean: Figure
    spread: Figure
    r_wg: Figure
    word: str | None
    icc: Figure
    icc_average: Figure
    alpha: Figure


def counted(answers: Answers) -> list[Sequence[int | None]]:
    """The people who answered at least half of the items."""
    return [row for row in answers if 2 * sum(point is not None for point in row) >= max(1, len(row))]


def spread(answers: Answers, tops: Sequence[int]) -> Spread | None:
    """Mean and variance of the people's own scores; None for fewer than two people.

    A score is the sum of points over the sum of tops, both over the items that this person answered.
    """
    known = [[(p, top) for p, top in zip(row, tops, strict=True) if p is not None] for row in counted(answers)]
    scores = [Fraction(100 * sum(p for p, _ in pairs), sum(top for _, top in pairs)) for pairs in known]
    return Spread(len(scores), mean(scores), variance(scores)) if len(scores) > 1 else None


def variance_ratio(points: Sequence[int], options: int, step: Fraction = Fraction(1)) -> Fraction:
    """The sample variance (n-1) over that of random answers, (A²-1)/12: A options, all equally likely, `step` apart."""
    if options < 2:
        raise ValueError("an item has at least two options")
    return variance([Fraction(point) / step for point in points]) / Fraction(options**2 - 1, 12)


def r_wg(points: Sequence[int], options: int, step: Fraction = Fraction(1)) -> Fraction:
    """Agreement on one item: 1 less the variance ratio, and 0 where that is negative (James et al., 1984)."""
    return r_wg_j([variance_ratio(points, options, step)])


def r_wg_j(ratios: Sequence[Fraction]) -> Fraction:
    """Agreement on J items from their variance ratios; 0 where people differ as random answers do, or more."""
    agreed = len(ratios) * (1 - mean(ratios))
    return agreed / (agreed + mean(ratios)) if agreed > 0 else Fraction(0)


def item_ratios(answers: Answers, tops: Sequence[int], option_counts: Sequence[int]) -> list[Fraction]:
    """The variance ratio of each item that enough of the counted people answered; the other items are left out."""
    columns = [[p for p in column if p is not None] for column in zip(*counted(answers), strict=True)]
    items = zip(columns, tops, option_counts, strict=True) if columns else ()
    return [variance_ratio(ps, a, Fraction(top, a - 1)) for ps, top, a in items if len(ps) >= PEOPLE]


def complete(answers: Answers, tops: Sequence[int]) -> Rows:
    """The people who answered every item, each item on 0..1."""
    rows = ([Fraction(p, top) for p, top in zip(row, tops, strict=True) if p is not None] for row in answers)
    return [row for row in rows if row and len(row) == len(tops)]


@contextmanager
def _pingouin() -> Iterator[tuple[Any, Any]]:
    """Pandas and pingouin; it takes seconds to import them, so only where they are used.

    Pingouin also computes tests and intervals that nobody asked for here: it divides by zero where people agree
    perfectly, and calls pandas in ways that pandas is giving up. What it warns of inside itself is not for our callers.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"pingouin\.")
        import pandas
        import pingouin

        yield pandas, pingouin


def icc2k(rows: Rows) -> Icc | None:
    """ICC(2,1) and ICC(2,k) of Shrout and Fleiss (1979), items as targets and people as judges; None if undefined."""
    if len({value for row in rows for value in row}) < 2:
        return None
    long = [(item, person, float(value)) for person, row in enumerate(rows) for item, value in enumerate(row)]
    with _pingouin() as (pandas, pingouin):
        table = pandas.DataFrame(long, columns=["item", "person", "value"])
        found = pingouin.intraclass_corr(table, targets="item", raters="person", ratings="value")
        kinds = dict(zip(found["Type"], found["ICC"], strict=True))
    names = ("ICC(A,1)", "ICC(A,k)") if "ICC(A,1)" in kinds else ("ICC2", "ICC2k")  # as older ones call them
    return Icc(float(kinds[names[0]]), float(kinds[names[1]]))


def cronbach_alpha(rows: Rows) -> float | None:
    """Alpha of the items, each on its 0..1; None if undefined, where everybody has the same total."""
    if len({sum(row) for row in rows}) < 2:
        return None
    with _pingouin() as (pandas, pingouin):
        found, _ = pingouin.cronbach_alpha(pandas.DataFrame([[float(value) for value in row] for row in rows]))
    return float(found)


def word(exact: Fraction) -> str:
    """The word for an r_wg."""
    place = next((place for place, highest in enumerate(BANDS) if exact <= highest), len(BANDS))
    return say(WORDS[place], sense="agreement")


def tenths(exact: Fraction | float) -> Figure:
    """A figure to one decimal, rounded half up, held between "0 or less" and "0.9 or more"."""
    if isinstance(exact, float):  # its last digits depend on the machine
        exact = Fraction(f"{max(exact, -1.0):.9f}")
    if exact <= 0:
        return Figure(0.0, say(LOW))
    if exact > CAP:
        return Figure(float(CAP), say(HIGH))
    value = floor(10 * exact + Fraction(1, 2)) / 10
    return Figure(value, number(value, 1))


def agreement(answers: Answers, tops: Sequence[int], option_counts: Sequence[int], reflective: bool) -> Agreement:
    """What may be shown of how far these people agree on the items of one dimension.

    Alpha is for dimensions declared reflective: whose items are all signs of one thing.
    """
    found = spread(answers, tops)
    ratios = item_ratios(answers, tops, option_counts)
    exact = r_wg_j(ratios) if ratios else None
    alike = bool(ratios) and mean(ratios) <= ALIKE
    rows = complete(answers, tops)
    mean_, sd = _points(found)
    return Agreement(
        len(counted(answers)),
        mean_,
        sd,
        Figure(reason=say(FEW_PEOPLE, n=PEOPLE)) if exact is None else tenths(exact),
        None if exact is None else word(exact),
        *_icc(rows, _withheld(rows, len(tops), alike, PEOPLE)),
        _alpha(rows, _withheld(rows, len(tops), alike, ALPHA_PEOPLE) if reflective else say(FORMATIVE)),
    )


def _points(found: Spread | None) -> tuple[Figure, Figure]:
    if found is None or found.n < PEOPLE:
        return (Figure(reason=say(FEW_PEOPLE, n=PEOPLE)),) * 2
    middle = STEP * floor(found.mean / STEP + Fraction(1, 2))
    sd = STEP * ((isqrt(floor(4 * found.variance / STEP**2)) + 1) // 2)  # half up, without a root's rounding
    told = Figure(float(sd), str(sd)) if sd > LEAST else Figure(float(LEAST), say("{points} or less", points=LEAST))
    return Figure(float(middle), str(middle)), told


def _withheld(rows: Rows, items: int, alike: bool, people: int) -> str:
    if items < ITEMS:
        return say(FEW_ITEMS, n=ITEMS)
    if len(rows) < people:
        return say(FEW_COMPLETE, n=people)
    return say(TOO_ALIKE) if alike else ""


def _icc(rows: Rows, withheld: str) -> tuple[Figure, Figure]:
    found, reason = _tried(icc2k, rows, withheld)
    if found is None:
        return (Figure(reason=reason),) * 2
    single = tenths(found.single)
    # Where the figure of one person is not above 0, the formula for the mean may give anything, even more than 1.
    return single, single if single.told == say(LOW) else tenths(found.average)


def _alpha(rows: Rows, withheld: str) -> Figure:
    found, reason = _tried(cronbach_alpha, rows, withheld)
    return Figure(reason=reason) if found is None else tenths(found)


def _tried(measure: Callable[[Rows], T | None], rows: Rows, withheld: str) -> tuple[T | None, str]:
    try:
        return (None, withheld) if withheld else (measure(rows), say(TOO_ALIKE))
    except ModuleNotFoundError:
        return None, say(NO_STATS)
