"""What may be told of protected views: figures in steps of five, never the ends, and no small group by subtraction.

The limits of this are in docs/privacy.md.
"""

from collections.abc import Mapping

from assessor.scoring import GRID, MAX_SCORE, Score

STEP = 5 * GRID
"""Figures that rest on protected answers are told in steps of five points of 100."""

LOWEST_TOLD, HIGHEST_TOLD = STEP, MAX_SCORE - STEP
"""A figure at an end would say what everybody answered, so 5 reads "5 or less" and 95 "95 or more"."""


def stepped(score: int) -> int:
    """A score (1/10,000 points on 0..100) to the nearest step, and never at an end."""
    nearest = (score + STEP // 2) // STEP * STEP
    return min(max(nearest, LOWEST_TOLD), HIGHEST_TOLD)


def coarse(score: Score) -> Score:
    """A score in steps of five, with its range widened to steps."""
    if score.low is None or score.high is None:
        return score
    return score._replace(
        score=None if score.score is None else stepped(score.score),
        low=min(score.low // STEP * STEP, HIGHEST_TOLD),
        high=max(-(-score.high // STEP) * STEP, LOWEST_TOLD),
    )


def hidden_parts(numbers: Mapping[str, int], fewest: int) -> frozenset[str]:
    """The parts of one whole to hide, given how many people answered in each.

    Those with fewer than `fewest` people, and as many of the next smallest as it takes until the hidden ones together
    are at least `fewest`: whoever subtracts the shown parts from the whole is left with no smaller group.
    """
    hidden = {part for part, number in numbers.items() if number < fewest}
    rest = sorted((part for part in numbers if part not in hidden), key=lambda part: (numbers[part], part))
    while rest and 0 < sum(numbers[part] for part in hidden) < fewest:
        hidden.add(rest.pop(0))
    return frozenset(hidden)
