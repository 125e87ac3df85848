"""Whether a change is more than other people answering would make by chance.

A dimension's score is about the mean of its views, each counting once, so the variance of that mean is the mean of
s²/n over the views, divided by their number. A change counts where it is larger than 1.96 times the standard error of
the difference of two such means (independent groups, about 95 %). It is told in words only: the figures behind it would
say more of single people than docs/privacy.md allows.
"""

from fractions import Fraction
from math import sqrt

from assessor.agreement import PEOPLE, spread
from assessor.engines.program import program
from assessor.model.response import Responses
from assessor.model.ruleset import Pack
from assessor.perspectives import by_view, views_of

SURE = 1.96


def margin(pack: Pack, responses: Responses, dimension: str) -> Fraction | None:
    """The variance of the score of a dimension as a mean of people; None where too few answered to say."""
    if responses.personal:
        return None
    ready = program(pack)
    instrument = pack.instrument
    views = views_of(instrument, ready.routing, responses)
    people = by_view(instrument, ready.routing, responses)
    variances = []
    for view, readings in views.items():
        shown = [
            each
            for each in ready.scored[dimension]
            if view in (*each.item.scored_from, each.item.provisional)
            and each.item.id in readings
            and readings[each.item.id].state == "answered"
        ]
        if not shown:
            continue
        kept = [instrument.kept_points[each.item.id] for each in shown]
        answers = [
            [
                None if (place := person[each.item.id].place) is None else points[place]
                for each, points in zip(shown, kept, strict=True)
            ]
            for person in people[view]
        ]
        found = spread(answers, [each.top for each in shown])
        if found is None or found.n < PEOPLE:
            return None
        variances.append(found.variance / found.n)
    return sum(variances, Fraction(0)) / len(variances) ** 2 if variances else None


def beyond_chance(change: float, before: Fraction, after: Fraction) -> bool:
    """Whether a change of so many points is larger than chance would make it."""
    return abs(change) > SURE * sqrt(before + after)
