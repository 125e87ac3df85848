"""business-rules: a variable for each fact, a rule with one action for each rule, all run in one call a stratum."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import BaseVariables, numeric_rule_variable

from assessor.engines.facts import Facts
from assessor.engines.program import Program
from assessor.engines.reference import Fired
from assessor.engines.strata import Stratum
from assessor.engines.terms import Term
from benchmarks.trees import UNKNOWN, Notation, short_names

Condition = dict[str, Any]
NOT_KNOWN = Decimal(UNKNOWN)


def _between(name: str, low: int, high: int | None) -> Condition:
    if low == high:
        return _compared(name, "equal_to", low)
    least = _compared(name, "greater_than_or_equal_to", low)
    return least if high is None else {"all": [_compared(name, "less_than_or_equal_to", high), least]}


def _compared(name: str, operator: str, number: int) -> Condition:
    return {"name": name, "operator": operator, "value": Decimal(number)}


NOTATION = Notation[Condition](_between, lambda parts: {"all": parts}, lambda parts: {"any": parts})


class Told(BaseActions):  # type: ignore[misc]
    """The one thing rules do: tell that they fired."""

    def __init__(self) -> None:
        self.fired: list[str] = []

    @rule_action(params={"rule": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def fire(self, rule: str) -> None:
        """Takes down the id of a rule."""
        self.fired.append(rule)


class Variables(BaseVariables):  # type: ignore[misc]
    """What one agency's facts are read through; each stratum has a subclass with its variables."""

    def __init__(self, known: dict[str, Decimal]) -> None:
        self.known = known


def _variables(names: dict[str, str]) -> type[Variables]:
    return type("StratumVariables", (Variables,), {name: _variable(fact) for fact, name in names.items()})


def _variable(fact: str) -> Callable[[Variables], Decimal]:
    def read(variables: Variables) -> Decimal:
        return variables.known.get(fact, NOT_KNOWN)

    variable: Callable[[Variables], Decimal] = numeric_rule_variable(read)
    return variable


class BusinessEngine:
    """Rules and variables made once; an agency is one `run_all` for each stratum."""

    name = "business-rules"

    def __init__(self, program: Program) -> None:
        self._made = {stratum: _made(stratum, program.rules) for stratum in program.strata}

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """Which rules of `stratum` fire."""
        rules, variables, read = self._made[stratum]
        told = Told()
        known = {fact: Decimal(facts.known[fact]) for fact in read if fact in facts.known}
        run_all(rules, variables(known), told)
        return Fired(frozenset(told.fired), frozenset())


def _made(stratum: Stratum, terms: dict[str, Term]) -> tuple[list[Condition], type[Variables], tuple[str, ...]]:
    names = short_names(stratum, terms)
    rules = [
        {
            "conditions": NOTATION.write(terms[rule.id], names),
            "actions": [{"name": "fire", "params": {"rule": rule.id}}],
        }
        for rule in stratum.rules
    ]
    return rules, _variables(names), tuple(names)
