"""Rules beside each other: none says only what another says already, and none always comes with its opposite."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from assessor.checking.ground import Claim, Ground, Question, missing
from assessor.engines.solver.encoding import Encoding
from assessor.errors import Problem
from assessor.inference.infer import Inference
from assessor.loading.references import Origins
from assessor.model.condition import ScoreLeaf, leaves
from assessor.model.rule import Rule


def rules_that_add_nothing(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Rules that fire only where another with the same conclusion fires too."""
    rules = ground.program.pack.ruleset.rules
    for one, other in permutations(rules, 2):
        if conclusion(one) == conclusion(other):
            yield from _always_with(ground, origins, one, other, "adds-nothing")


def conclusion(rule: Rule) -> tuple[str, Any]:
    """What a rule concludes: the kind, and about what."""
    then = rule.then
    target: Any = (
        then.indicator_of or then.counter_evidence_of or then.challenge or then.need or then.strength or then.caps_at
    )
    if then.profile:
        target = tuple(then.profile.items())
    return then.kind, target or str(then.note or then.question or then.gap)


def contradictions(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Rules that fire only together with one that says the opposite."""
    rules = ground.program.pack.ruleset.rules
    for one, other in permutations(rules, 2):
        if opposite(one, other) or opposite(other, one):
            yield from _always_with(ground, origins, one, other, "contradiction")


def opposite(one: Rule, other: Rule) -> bool:
    """Whether a reader would take one rule for the denial of the other.

    A sign of a danger and evidence against the same danger weigh against each other. A dimension that is a strength and
    a challenge, need or gate that reads the score of the same dimension say good and bad of one figure. Other kinds
    stand side by side: profiles are types, and notes, questions and gaps ask and do not judge.
    """
    if one.then.indicator_of is not None:
        return one.then.indicator_of == other.then.counter_evidence_of
    if one.then.strength is not None and other.then.kind in ("challenge", "need", "gate"):
        return any(isinstance(leaf, ScoreLeaf) and leaf.score == one.then.strength for leaf in leaves(other.when))
    return False


def _always_with(ground: Ground, origins: Origins, one: Rule, other: Rule, code: str) -> Iterator[Problem]:
    """A problem where `one` fires in no agency without `other`; where it fires nowhere at all, that is told already."""

    def holds(found: Inference) -> bool:
        return found.outcomes[one.id] is True and found.outcomes[other.id] is not True

    def literal(encoding: Encoding) -> Any:
        without = encoding.logic.negated(encoding.rule(other.id).true)
        return encoding.logic.every((encoding.rule(one.id).true, without))

    if any(each.found.outcomes[one.id] is True for each in ground.shown):
        where = origins.at("rule", one.id, "when")
        claim = Claim("rule", one.id, f"fires without {other.id}")
        yield from missing(ground, claim, Question(holds, literal), where, code, rule=one.id, other=other.id)
