"""The examples of rules are run: what each gives is read as facts, and the rule must come out as it promises."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assessor.engines.facts import Facts, fact_names, gap_fact, unanswered_fact
from assessor.engines.program import Program, program
from assessor.engines.reference import outcome
from assessor.errors import Problem, nearest, problem
from assessor.inference.gaps import every_gap
from assessor.language.unsaid import Unsaid, joined, phrase
from assessor.loading.references import Origins
from assessor.model.condition import STATUSES
from assessor.model.instrument import Item
from assessor.model.reading import Reading
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.rule import Example, Given
from assessor.model.ruleset import Pack
from assessor.perspectives import read_answer, state_facts
from assessor.scoring import GRID

NOT_ASKED = "not_asked"
TOLD = {True: "fires", False: "silent", None: "undecided"}


def failing_examples(pack: Pack, origins: Origins) -> Iterator[Problem]:
    """A problem for each example that names something unknown or comes out otherwise."""
    ready = program(pack)
    for rule in pack.ruleset.rules:
        for number, example in enumerate(rule.examples, 1):
            where = origins.at("rule", rule.id, "examples", number - 1)
            words: dict[str, Any] = {**where, "number": number, "rule": rule.id, "expected": example.expect}
            wrong = _unknown(example, pack)
            if wrong:
                yield problem("example-fails", **words, outcome=phrase("not run"), remedy=wrong)
                continue
            came = TOLD[outcome(ready.rules[rule.id], given_facts(example.given, ready))]
            if came != example.expect:
                remedy = phrase("Correct the example or the rule.")
                yield problem("example-fails", **words, outcome=came, remedy=remedy)


def given_facts(given: Given, ready: Program) -> Facts:
    """The facts of an example; nothing is computed, what is not given is unknown."""
    items = ready.pack.instrument.items
    known: dict[str, int] = {}
    inapplicable: set[str] = set()
    for view, answers in [(None, given.answers), *given.views.items()]:
        for name, value in answers.items():
            reading = _given_reading(items[name], value, view or "", ready)
            state_facts(fact_names(items[name], view), reading, known, inapplicable)
            known[unanswered_fact(name, view)] = int(reading.state == "unanswered")
    known.update({f"score.{name}": int(Decimal(str(score)) * GRID) for name, score in given.scores.items()})
    known.update({f"finding.{rule}": 1 for rule in given.findings.get("fired", ())})
    known.update({f"finding.{rule}": 0 for rule in given.findings.get("silent", ())})
    known.update({f"danger.{name}": STATUSES.index(status) for name, status in given.dangers.items()})
    views = {
        view: {name: _given_reading(items[name], value, view, ready) for name, value in answers.items()}
        for view, answers in given.views.items()
    }
    known.update({gap_fact(gap.subject, gap.between): gap.size for gap in every_gap(ready, views)})
    return Facts(known, frozenset(inapplicable))


def _given_reading(item: Item, value: Any, view: str, ready: Program) -> Reading:
    if value == NOT_ASKED and NOT_ASKED not in item.positions:
        return Reading("not_asked")
    return read_answer(item, value, view, ready.pack.instrument.kept_points[item.id])


def _unknown(example: Example, pack: Pack) -> Unsaid | None:
    """What the example names that does not exist; None where all of it does."""
    given, items, ruleset = example.given, pack.instrument.items, pack.ruleset
    dimensions = [*(dimension.id for dimension in ruleset.dimensions), "overall"]
    named: list[tuple[str, Any, Any]] = [("perspective", view, pack.instrument.views) for view in given.views]
    for answers in (given.answers, *given.views.values()):
        named += [("item", name, items) for name in answers]
        for name, value in answers.items():
            named += [("answer", option, items[name].positions) for option in _options(items.get(name), value)]
    named += [("dimension", name, dimensions) for name in given.scores]
    named += [("rule", rule, ruleset.rules_by_id) for rules in given.findings.values() for rule in rules]
    named += [("danger", name, [danger.id for danger in ruleset.dangers]) for name in given.dangers]
    named += [("status", status, STATUSES) for status in given.dangers.values()]
    unknown = [
        problem("unknown-id", sort=sort, id=name, nearest=nearest(name, known))
        for sort, name, known in named
        if name not in known
    ]
    return joined(part for each in unknown for part in (each.said, each.cure)) if unknown else None


def _options(item: Any, value: Any) -> tuple[str, ...]:
    if item is None or not item.options or value in (DONT_KNOW, DOES_NOT_APPLY, NOT_ASKED):
        return ()
    return value if isinstance(value, tuple) else (value,)
