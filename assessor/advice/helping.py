"""Which strategy helps to make an answer readier, and what that costs.

First come strategies that are in place by this very answer, then those that a finding on it calls (a finding that holds
before one that does not, a strong link before a supporting one), then those called by a finding on the score it is part
of. Among equals, what the assessment recommends comes first, in its order, then the order of the catalogue.
"""

from collections.abc import Iterator
from typing import Any

from assessor.model.assessment import Assessment
from assessor.model.condition import AnswerLeaf, GapLeaf, ScoreLeaf, leaves
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.model.strategy import Strategy

MOST_EFFORT = 3


def helper(pack: Pack, found: Assessment, item: Item) -> Strategy | None:
    """The strategy that helps most with `item`; None where the pack has none for it."""
    ranks = {step.strategy: step.rank for step in found.recommendations}
    best: tuple[int, int, int] | None = None
    chosen: Strategy | None = None
    for place, strategy in enumerate(pack.ruleset.strategies):
        nearness = min(_nearness(pack, found, item, strategy), default=None)
        if nearness is not None:
            order = (nearness, ranks.get(strategy.id, len(ranks) + 1), place)
            if best is None or order < best:
                best, chosen = order, strategy
    return chosen


def effort_of(item: Item, strategy: Strategy | None) -> int:
    """The effort of the strategy that helps; without one, what the item weighs, at most 3: it asks as much again."""
    return strategy.effort if strategy else min(item.weight or 1, MOST_EFFORT)


def _nearness(pack: Pack, found: Assessment, item: Item, strategy: Strategy) -> Iterator[int]:
    if strategy.in_place_when is not None and item.id in _items(strategy.in_place_when):
        yield 0
    fired = {finding.id for finding in found.findings}
    links = strategy.called_by
    for called, strong in (((*links.primary, *links.worded), True), (links.supporting, False)):
        for name in called:
            rule = pack.ruleset.rules_by_id.get(name)
            if rule is not None and item.id in _items(rule.when):
                yield (1 if strong else 3) + (name not in fired)
            elif rule is not None and strong and item.dimension in _scores(rule.when):
                yield 5 + (name not in fired)


def _items(condition: Any) -> set[str]:
    return {
        leaf.answer if isinstance(leaf, AnswerLeaf) else leaf.gap
        for leaf in leaves(condition)
        if isinstance(leaf, AnswerLeaf | GapLeaf)
    }


def _scores(condition: Any) -> set[str | None]:
    return {leaf.score for leaf in leaves(condition) if isinstance(leaf, ScoreLeaf)}
