"""Every question is asked for something, every scale reaches its ends, every threshold parts scores that there are."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from assessor.checking.ground import Claim, Ground, Question, missing
from assessor.engines.solver.encoding import Encoding
from assessor.engines.terms import each_test
from assessor.errors import Problem, problem
from assessor.inference.infer import Inference
from assessor.loading.references import Origins
from assessor.model.condition import AnswerLeaf, GapLeaf, leaves
from assessor.model.ruleset import Pack
from assessor.scoring import GRID, MAX_SCORE


def idle_items(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Items that nothing reads: no score, rule, routing, strategy, evidence, danger, table or plan.

    Free text is listed in the report in people's own words. Any other item that is asked only to be looked at says so
    itself, with `descriptive: true`; where something reads it after all, that is a problem too.
    """
    read = items_read(ground.program.pack)
    for item in ground.program.pack.instrument.items.values():
        where = origins.at("item", item.id)
        if item.id not in read and item.kind != "text" and not item.descriptive:
            yield problem("idle-item", **where, item=item.id)
        elif item.id in read and item.descriptive:
            yield problem("not-descriptive", **where, item=item.id)


def items_read(pack: Pack) -> frozenset[str]:
    """The items that anything but a list of all answers reads."""
    instrument, ruleset = pack.instrument, pack.ruleset
    conditions: list[Any] = [rule.when for rule in ruleset.rules]
    conditions += [strategy.in_place_when for strategy in ruleset.strategies]
    conditions += [evidence.shown_when for evidence in ruleset.evidence]
    conditions += [item.only_if for item in instrument.items.values()]
    read = {item.id for item in instrument.items.values() if item.scored}
    for condition in conditions:
        for leaf in leaves(condition) if condition is not None else ():
            if isinstance(leaf, AnswerLeaf | GapLeaf):
                read.add(leaf.answer if isinstance(leaf, AnswerLeaf) else leaf.gap)
    read.update(item for danger in ruleset.dangers if danger.clearing for item in danger.clearing.of)
    read.update(matrix.item for matrix in ruleset.matrices)
    read.update(item for grid in ruleset.grids for item in grid.items)
    return frozenset(read)


def short_scales(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Items with no answer that counts nothing, so that 0 (or 100) is promised and cannot be reached.

    Points are whole numbers from 0 and an item counts at most its most points, so a score lies in 0 to 100 whatever is
    answered; this holds its ends.
    """
    kept = ground.program.pack.instrument.kept_points
    for dimension, items in ground.program.scored.items():
        for scored in items:
            points = kept[scored.item.id]
            for end, wanted in ((0, min(points) > 0), (100, max(points) < scored.top)):
                if wanted:
                    where = origins.at("item", scored.item.id, "options")
                    yield problem("short-scale", **where, item=scored.item.id, dimension=dimension, end=end)


def idle_thresholds(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Thresholds of one score between which no agency's score lies, so that they part nothing."""
    for name, cuts in _cuts(ground).items():
        placed = sorted(cuts.items())
        for (low, _), (high, (sort, holder, key)) in pairwise(placed):
            where = origins.at(sort, holder, key)
            claim = Claim("score", name, f"from {low / GRID:g} to below {high / GRID:g}")
            words = {"low": f"{low / GRID:g}", "high": f"{high / GRID:g}", "score": name}
            yield from missing(ground, claim, _between(name, low, high), where, "idle-threshold", **words)


def _cuts(ground: Ground) -> dict[str, dict[int, tuple[str, str, str]]]:
    """Score -> the numbers at which some comparison of it changes, each with who compares."""
    program, found = ground.program, dict[str, dict[int, tuple[str, str, str]]]()
    holders = [("rule", name, "when", term) for name, term in program.rules.items()]
    holders += [("strategy", name, "in_place_when", term) for name, term in program.in_place.items()]
    for sort, holder, key, term in holders:
        for test in each_test(term):
            if test.fact.startswith("score."):
                cuts = found.setdefault(test.fact.removeprefix("score."), {})
                ends = {end for low, high in test.ranges for end in (low, high + 1) if 0 < end <= MAX_SCORE}
                cuts.update({end: (sort, holder, key) for end in ends if end not in cuts})
    return found


def _between(name: str, low: int, high: int) -> Question:
    def holds(found: Inference) -> bool:
        score = found.overall.score if name == "overall" else found.scores[name].score
        return score is not None and low <= score < high

    def literal(encoding: Encoding) -> Any:
        below = encoding.logic.negated(encoding.scores.reaches(name, high))
        return encoding.logic.every((encoding.scores.known(name), encoding.scores.reaches(name, low), below))

    return Question(holds, literal)
