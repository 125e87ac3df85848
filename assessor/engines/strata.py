"""The order rules run in: a rule comes after the findings and dangers it reads; a circle is an error with its path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessor.model.condition import DangerLeaf, FindingLeaf, NoFindingLeaf, leaves
from assessor.model.rule import Rule
from assessor.model.ruleset import Danger, Ruleset


@dataclass(frozen=True, slots=True, eq=False)
class Stratum:
    """Rules that can run together, and the dangers that are settled once they have."""

    rules: tuple[Rule, ...]
    dangers: tuple[Danger, ...]


class Circle(Exception):
    """Rules or dangers depend on each other; `path` begins and ends with the same id."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        super().__init__(" -> ".join(path))


def strata(ruleset: Ruleset) -> tuple[Stratum, ...]:
    """Rules and dangers by stratum, lowest first; raises Circle where there is no order."""
    depth = _depths(dependencies(ruleset))
    rule_depth = [(rule, depth["rule " + rule.id]) for rule in ruleset.rules]
    danger_depth = [(danger, depth["danger " + danger.id]) for danger in ruleset.dangers]
    top = max((d for _, d in [*rule_depth, *danger_depth]), default=-1)
    return tuple(
        Stratum(
            tuple(rule for rule, at in rule_depth if at == level),
            tuple(danger for danger, at in danger_depth if at == level),
        )
        for level in range(top + 1)
    )


def dependencies(ruleset: Ruleset) -> dict[str, tuple[str, ...]]:
    """`rule ID` and `danger ID` -> what must be settled before it, in the same words."""
    graph: dict[str, tuple[str, ...]] = {}
    for rule in ruleset.rules:
        graph["rule " + rule.id] = tuple(_reads(rule))
    for danger in ruleset.dangers:
        graph["danger " + danger.id] = tuple("rule " + rule for rule in rules_of(danger, ruleset))
    return graph


def rules_of(danger: Danger, ruleset: Ruleset) -> tuple[str, ...]:
    """The rules a danger's status depends on."""
    named = [rule.id for rule in ruleset.rules if rule.then.indicator_of == danger.id]
    named += [rule for pair in danger.decisive for rule in pair] + list(danger.floor)
    named += [danger.absent_when] if danger.absent_when else []
    return tuple(dict.fromkeys(named))


def _reads(rule: Rule) -> Iterable[str]:
    for leaf in leaves(rule.when):
        if isinstance(leaf, FindingLeaf):
            yield "rule " + leaf.finding
        elif isinstance(leaf, NoFindingLeaf):
            yield "rule " + leaf.no_finding
        elif isinstance(leaf, DangerLeaf):
            yield "danger " + leaf.danger


def _depths(graph: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many rules must run before each node; iterative, so long chains do no harm."""
    depth: dict[str, int] = {}
    for start in graph:
        trail = [start]
        while trail:
            node = trail[-1]
            waiting = next((n for n in graph.get(node, ()) if n in graph and n not in depth), None)
            if waiting is None:
                trail.pop()
                below = [depth[n] for n in graph.get(node, ()) if n in depth]
                depth[node] = max(below, default=-1) + (1 if node.startswith("rule ") else 0)
                depth[node] = max(depth[node], 0)
            elif waiting in trail:
                names = [name.split(" ", 1)[1] for name in (*trail[trail.index(waiting) :], waiting)]
                raise Circle(tuple(names))
            else:
                trail.append(waiting)
    return depth
