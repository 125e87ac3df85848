"""How little was missing for a rule to fire: the fewest comparisons that would have to come out otherwise."""

from typing import Any, NamedTuple

from assessor.engines.terms import Shape, shape
from assessor.model.assessment import RuleTrace
from assessor.model.rule import Rule


class Missing(NamedTuple):
    """The fewest comparisons, by their number from the left, that would have to be true and are not.

    Compared by how many are false, then by how many are unknown: what is only unknown may be true already.
    """

    false: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """How far away: (comparisons that are false, comparisons that are unknown)."""
        return len(self.false), len(self.unknown)

    def __add__(self, other: Any) -> "Missing":
        return Missing((*self.false, *other.false), (*self.unknown, *other.unknown))


def missing(rule: Rule, trace: RuleTrace) -> Missing:
    """What `rule` lacked, given how each of its comparisons came out; nothing where it fired."""
    return _missing(shape(rule.when), tuple(leaf.outcome for leaf in trace.leaves))


def _missing(joined: Shape, outcomes: tuple[str, ...]) -> Missing:
    if isinstance(joined, int):
        came = outcomes[joined]
        if came == "true":
            return Missing()
        return Missing(unknown=(joined,)) if came == "unknown" else Missing(false=(joined,))
    least, parts = joined
    nearest = sorted((_missing(part, outcomes) for part in parts), key=lambda each: each.size)[:least]
    total = Missing()
    for each in nearest:
        total = total + each
    return total
