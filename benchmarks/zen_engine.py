"""zen-engine: a decision for each stratum, whose expression node gives a list with one truth value a rule.

Decisions come from a loader: only so does the library keep them compiled (`create_decision` took 5 times as long an
agency). A list was faster than a key for each rule, and than decision tables.
"""

from itertools import compress
from typing import Any

import zen

from assessor.engines.facts import Facts
from assessor.engines.program import Program
from assessor.engines.reference import Fired
from assessor.engines.strata import Stratum
from assessor.engines.terms import Term
from benchmarks.trees import UNKNOWN, Notation, short_names


def _between(name: str, low: int, high: int | None) -> str:
    if high is None:
        return f"{name} >= {low}"
    return f"{name} == {low}" if low == high else f"{name} in [{low}..{high}]"


NOTATION = Notation[str](_between, lambda parts: f"({' and '.join(parts)})", lambda parts: f"({' or '.join(parts)})")


class ZenEngine:
    """Decisions compiled once; an agency is one evaluation for each stratum."""

    name = "zen-engine"

    def __init__(self, program: Program) -> None:
        names = [short_names(stratum, program.rules) for stratum in program.strata]
        decisions = {
            f"s{place}": _decision(stratum, program.rules, names[place]) for place, stratum in enumerate(program.strata)
        }
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": decisions}})
        self._strata = {
            stratum: (f"s{place}", list(names[place].items()), [rule.id for rule in stratum.rules])
            for place, stratum in enumerate(program.strata)
        }

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Which rules of `stratum` fire."""
        key, names, rules = self._strata[stratum]
        known = facts.known
        told = self._engine.evaluate(key, {name: known.get(fact, UNKNOWN) for fact, name in names})
        return Fired(frozenset(compress(rules, told["result"]["fired"])), frozenset())


def _decision(stratum: Stratum, terms: dict[str, Term], names: dict[str, str]) -> dict[str, Any]:
    """A decision graph: input, one expression node, output."""
    truths = ", ".join(NOTATION.write(terms[rule.id], names) for rule in stratum.rules)
    expression = {"id": "fired", "key": "fired", "value": f"[{truths}]"}
    return {
        "nodes": [
            _node("input", "inputNode"),
            _node("rules", "expressionNode", {"expressions": [expression]}),
            _node("output", "outputNode"),
        ],
        "edges": [_edge("input", "rules"), _edge("rules", "output")],
    }


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
