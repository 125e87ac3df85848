"""The readiness level: the band of the overall score, held back by the gates that fire (weakest link, no average)."""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.engines.reference import Outcome
from assessor.model.rule import Rule
from assessor.model.ruleset import Ruleset
from assessor.scoring import GRID, Score


class Reached(NamedTuple):
    """A level by number; `held_by` are the gates that hold it below what the score proposes."""

    number: int
    proposed: int
    held_by: tuple[str, ...]
    low: int
    high: int


def band(ruleset: Ruleset, score: int) -> int:
    """The number of the level whose band holds `score` (1/10,000 points)."""
    return max(level.number for level in ruleset.levels if score >= level.start * GRID)


def reached(
    ruleset: Ruleset, overall: Score, outcomes: Mapping[str, Outcome], ranged: Mapping[str, Outcome]
) -> Reached | None:
    """The level of an agency; None without an overall score.

    `low` is the band of the lowest score still possible with every gate that fires or could; `high` the band of the
    highest with only the gates that fire whatever the open answers turn out to be.
    """
    if overall.score is None or overall.low is None or overall.high is None:
        return None
    gates = [rule for rule in ruleset.rules if rule.then.caps_at is not None]
    proposed = band(ruleset, overall.score)
    number = min([proposed, *(_cap(gate) for gate in gates if outcomes[gate.id] is True)])
    holding = tuple(g.id for g in gates if outcomes[g.id] is True and number == _cap(g) < proposed)
    low = min([band(ruleset, overall.low), *(_cap(gate) for gate in gates if ranged[gate.id] is not False)])
    high = min([band(ruleset, overall.high), *(_cap(gate) for gate in gates if ranged[gate.id] is True)])
    return Reached(number, proposed, holding, min(low, number), max(high, number))


def _cap(gate: Rule) -> int:
    assert gate.then.caps_at is not None
    return gate.then.caps_at


def gates_in_the_way(ruleset: Ruleset, outcomes: Mapping[str, Outcome], proposed: int | None) -> frozenset[str]:
    """Gates that fire and hold the level, or would once lower ones are lifted."""
    return frozenset(
        rule.id
        for rule in ruleset.rules
        if rule.then.caps_at is not None
        and outcomes[rule.id] is True
        and (proposed is None or rule.then.caps_at < proposed)
    )
