"""The columns of the result: their names, order, types and meaning, and the expression of each."""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.engines.columns.advice import Advice
from assessor.engines.columns.dialect import Dialect, Expr
from assessor.engines.columns.levels import Levels
from assessor.engines.columns.scope import Scope
from assessor.engines.columns.scores import Scores
from assessor.engines.fixed import FIRST_STEPS
from assessor.model.condition import STATUSES
from assessor.model.ruleset import Ruleset

FIRSTS = ("first", "second", "third")
assert len(FIRSTS) == FIRST_STEPS


class Column(NamedTuple):
    """One column of the result, with the pattern of its name that documents all of its sort."""

    name: str
    sort: str
    pattern: str
    meaning: str


def columns(ruleset: Ruleset, views: tuple[str, ...]) -> Iterator[Column]:
    """Every column after those that say whose row it is, in order."""
    for view in views:
        yield Column(f"views.{view}", "whole", "views.VIEW", "how many respondents of a view")
    for name in (*(f"score.{each.id}" for each in ruleset.dimensions), "overall"):
        pattern = "overall" if name == "overall" else "score.DIMENSION"
        yield Column(name, "number", pattern, "the score in points, 0 to 100; null where too little is known")
        yield Column(f"{name}.low", "number", f"{pattern}.low", "the lowest that open answers leave possible")
        yield Column(f"{name}.high", "number", f"{pattern}.high", "the highest that open answers leave possible")
        yield Column(f"{name}.rounded", "flag", f"{pattern}.rounded", "whether it is told in steps of five")
    yield Column("level", "text", "level", "the level's id; null without an overall score, or in a form of some items")
    for part, meaning in _LEVEL.items():
        yield Column(f"level.{part}", "whole", f"level.{part}", meaning)
    for rule in ruleset.rules:
        if rule.then.caps_at is not None:
            yield Column(f"held_by.{rule.id}", "flag", "held_by.GATE", "whether this gate holds the level")
    for danger in ruleset.dangers:
        name, pattern = f"danger.{danger.id}", "danger.DANGER"
        yield Column(f"{name}.status", "text", f"{pattern}.status", ", ".join(STATUSES))
        yield Column(f"{name}.index", "whole", f"{pattern}.index", "percent of the decided weight; null if none is")
        yield Column(f"{name}.low", "whole", f"{pattern}.low", "the lowest index that open signs leave possible")
        yield Column(f"{name}.high", "whole", f"{pattern}.high", "the highest index that open signs leave possible")
    yield Column("position", "text", "position", "what the dangers together say")
    for rule in ruleset.rules:
        yield Column(f"finding.{rule.id}", "flag", "finding.RULE", "true fires, false silent, null undecided")
    for strategy in ruleset.strategies:
        yield Column(f"strategy.{strategy.id}", "whole", "strategy.STRATEGY", "its rank; null where it is not called")
    for strategy in ruleset.strategies:
        yield Column(f"in_place.{strategy.id}", "flag", "in_place.STRATEGY", "whether it is in place: keep it")
    for place in FIRSTS:
        yield Column(place, "text", place, f"the strategy that is the {place} to begin with")
    yield Column("refused", "whole", "refused", "cells that are no answer or not this person's to give; read as empty")


_ENDS = {"": "", "low ": ".low", "high ": ".high"}
_LEVEL = {
    "number": "the level's number",
    "proposed": "the number that the overall score proposes",
    "low": "the lowest number that open answers leave possible",
    "high": "the highest number that open answers leave possible",
}


class Told:
    """The expression of each column of the result."""

    def __init__(self, x: Dialect, scope: Scope, scores: Scores, levels: Levels, advice: Advice) -> None:
        self.x, self.scope, self.scores, self.levels, self.advice = x, scope, scores, levels, advice

    def select(self, heads: tuple[str, ...]) -> dict[str, Expr]:
        """The whole result; `heads` are the columns that say whose row it is."""
        ruleset = self.scope.program.pack.ruleset
        found = {**{head: self.x.col(head) for head in heads}, **self._all()}
        wanted = columns(ruleset, self.scope.views)
        kinds = {"whole": self.x.whole(2**30)}
        told = {
            each.name: found[each.name].cast(kinds[each.sort]) if each.sort in kinds else found[each.name]
            for each in wanted
        }
        return {head: found[head] for head in heads} | told

    def _all(self) -> dict[str, Expr]:
        x, ruleset = self.x, self.scope.program.pack.ruleset
        found = {name: x.col(name) for name in (*(f"views.{view}" for view in self.scope.views), "refused")}
        found |= {f"finding.{rule.id}": x.col(f"finding.{rule.id}") for rule in ruleset.rules}
        for name in self.scores.names:
            found |= self._score(name)
        found["level"] = self._named("level number", {level.number: level.id for level in ruleset.levels})
        found |= {f"level.{part}": x.col(f"level {part}") for part in _LEVEL}
        found |= {f"held_by.{gate.id}": x.col(f"held {gate.id}") for gate in self.levels.gates}
        for danger in ruleset.dangers:
            name = f"danger.{danger.id}"
            found[f"{name}.status"] = self._named(name, dict(enumerate(STATUSES)))
            found |= {f"{name}.{part}": x.col(f"{part} {danger.id}") for part in ("index", "low", "high")}
        found["position"] = self._position()
        for strategy in ruleset.strategies:
            rank = x.col(f"rank {strategy.id}")
            found[f"strategy.{strategy.id}"] = x.choose(
                [(rank > 0, rank)], x.lit(None, x.whole(len(ruleset.strategies)))
            )
            has = strategy.id in self.scope.program.in_place
            found[f"in_place.{strategy.id}"] = x.col(f"in place {strategy.id}") if has else x.no()
        return found | {place: self.advice.step(number) for number, place in enumerate(FIRSTS)}

    def _score(self, name: str) -> dict[str, Expr]:
        x, shown = self.x, "overall" if name == "overall" else f"score.{name}"
        parts = {f"{shown}{end}": x.col(f"told {part}score.{name}") for part, end in _ENDS.items()}
        return parts | {f"{shown}.rounded": x.col(f"rounded {name}")}

    def _named(self, column: str, names: dict[int, str]) -> Expr:
        """The id that a number stands for."""
        cases = [(self.x.col(column) == number, name) for number, name in names.items()]
        return self.x.named(cases, [*names.values()])

    def _position(self) -> Expr:
        """The first position whose condition holds."""
        positions, terms = self.scope.program.pack.ruleset.positions, self.scope.program.positions
        yes, conditions = self.x.lit(True, self.x.flag), self.advice.findings.conditions
        cases = [(conditions.outcome(terms[each.id]) if each.when is not None else yes, each.id) for each in positions]
        return self.x.named(cases, [position.id for position in positions])
