"""CLIPS through clipspy: a template and a fact for each stratum, a rule for each rule, fired ids in a global.

Of the ways tried (facts as text, findings as facts, a Python function that rules call) this was the fastest.
"""

import clips

from assessor.engines.facts import Facts
from assessor.engines.program import Program
from assessor.engines.reference import Fired
from assessor.engines.strata import Stratum
from assessor.engines.terms import Term, facts_of
from benchmarks.trees import UNKNOWN, Notation, short_names


def _between(name: str, low: int, high: int | None) -> str:
    if high is None:
        return f"(>= ?{name} {low})"
    return f"(= ?{name} {low})" if low == high else f"(<= {low} ?{name} {high})"


NOTATION = Notation[str](_between, lambda parts: f"(and {' '.join(parts)})", lambda parts: f"(or {' '.join(parts)})")


class ClipsEngine:
    """Rules compiled once; an agency is a reset, a fact and a run for each stratum."""

    name = "clipspy"

    def __init__(self, program: Program) -> None:
        self._environment = clips.Environment()
        self._environment.build("(defglobal ?*fired* = (create$))")
        self._rules: list[str] = []
        self._templates = {
            stratum: self._compiled(place, stratum, program.rules) for place, stratum in enumerate(program.strata)
        }
        self._fired = self._environment.find_global("fired")

    def _compiled(
        self, place: int, stratum: Stratum, terms: dict[str, Term]
    ) -> tuple[clips.Template, list[tuple[str, str]]]:
        names = short_names(stratum, terms)
        slots = " ".join(f"(slot {name} (type INTEGER) (default {UNKNOWN}))" for name in names.values())
        self._environment.build(f"(deftemplate s{place} {slots})")
        for rule in stratum.rules:
            pattern = f"(s{place} {_pattern(terms[rule.id], names)})"
            number = len(self._rules)
            self._environment.build(f"(defrule r{number} {pattern} => (bind ?*fired* ?*fired* {number}))")
            self._rules.append(rule.id)
        return self._environment.find_template(f"s{place}"), list(names.items())

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Which rules of `stratum` fire."""
        template, names = self._templates[stratum]
        known = facts.known
        self._environment.reset()
        template.assert_fact(**{name: known[fact] for fact, name in names if fact in known})
        self._environment.run()
        return Fired(frozenset([self._rules[number] for number in self._fired.value]), frozenset())


def _pattern(tree: Term, names: dict[str, str]) -> str:
    """A slot for each fact that is read; the last one is matched only where the condition holds."""
    slots = [f"({names[fact]} ?{names[fact]})" for fact in sorted(facts_of(tree))]
    return f"{' '.join(slots)[:-1]}&:{NOTATION.write(tree, names)})"
