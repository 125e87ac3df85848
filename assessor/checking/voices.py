"""The space that proofs search: every question answered in every way, everybody who is asked it saying the same.

This is "one person answers everything". Where a rule compares views, a second voice is let in: some views say one thing
and the others another. Each point of the space is an agency that can be written as a response file.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, NamedTuple

from assessor.engines.facts import fact_names
from assessor.engines.program import Program
from assessor.engines.solver.space import Choice, Form, Slot, Space
from assessor.engines.terms import each_test
from assessor.inference.choices import choice_of
from assessor.model.condition import AnswerLeaf, leaves
from assessor.model.instrument import Item
from assessor.model.reading import Reading, Views
from assessor.model.response import DOES_NOT_APPLY, Responses
from assessor.model.ruleset import Pack
from assessor.perspectives import plain_reading, read_answer

IN_WORDS = "In a few words."
PEOPLE = 3
"""So many people of a protected view say the same, since fewer may be refused by `min_view`."""

Said = Mapping[str, Any]
"""View -> what its people answer; None where they leave the question open."""


class Voices(NamedTuple):
    """A space, with what the people of each view say at each of its choices."""

    program: Program
    views: tuple[str, ...]
    space: Space
    said: Mapping[str, tuple[Said, ...]]


def voices(program: Program, views: Iterable[str], second: Iterable[str] = (), left_open: bool = False) -> Voices:
    """The space of these views, those of `second` with a voice of their own.

    A question is left open only where some rule asks for that, or everywhere with `left_open`.
    """
    views, second = tuple(views), frozenset(second)
    open_ones = _read_when_open(program.pack)
    marks = _marks(program)
    space: dict[str, Slot] = {}
    said: dict[str, tuple[Said, ...]] = {}
    for item in program.pack.instrument.items.values():
        ways = [*_ways(item, program, marks), DOES_NOT_APPLY]
        ways += [None] if left_open or item.id in open_ones else []
        space[item.id], said[item.id] = _slot(program, item, ways, views, second)
    return Voices(program, views, space, said)


def _slot(
    program: Program, item: Item, ways: list[Any], views: tuple[str, ...], second: frozenset[str]
) -> tuple[Slot, tuple[Said, ...]]:
    asked = [view for view in item.ask if view in views]
    split = bool(second) and item.kind != "tick" and 0 < len(second.intersection(asked)) < len(asked)
    pairs: Iterable[tuple[Any, Any]] = product(ways, ways) if split else ((way, way) for way in ways)
    said: list[Said] = [{view: pair[view in second] for view in asked} for pair in pairs] if asked else [{}]
    choices = [_choice(program, item, each) for each in said]
    if item.id not in program.routing:
        return Slot(tuple(choices)), tuple(said)
    closed: dict[str, Any] = dict.fromkeys(asked, DOES_NOT_APPLY)
    readings = {view: {item.id: Reading("not_asked", view=view)} for view in asked}
    nobody = plain_reading(item, readings).state == "no_view"
    choices.append(choice_of(program, item, readings, Reading("not_asked") if nobody else None))
    return Slot(tuple(choices), len(choices) - 1), (*said, closed)


def _choice(program: Program, item: Item, said: Said) -> Choice:
    kept = program.pack.instrument.kept_points[item.id]
    views = {view: {item.id: read_answer(item, value, view, kept)} for view, value in said.items()}
    choice = choice_of(program, item, views)
    if item.kind != "tick" or not any(isinstance(value, tuple) for value in said.values()):
        return choice
    named = [None, *item.ask]
    options = {
        fact: option.id
        for view in named
        for fact, option in zip(fact_names(item, view), item.options, strict=True)
        if fact in choice.known
    }
    return choice._replace(known={f: n for f, n in choice.known.items() if f not in options}, free=options)


def _ways(item: Item, program: Program, marks: Mapping[str, set[int]]) -> list[Any]:
    """Every answer to an item; of a count those that some comparison could tell apart, of tick-all one for all."""
    if item.kind == "tick":
        return [()]
    if item.kind == "text":
        return [IN_WORDS]
    if item.kind == "choice":
        return [option.id for option in item.options]
    if item.kind == "count":
        top = item.highest or 0
        return sorted(number for number in {0, top, *marks.get(item.id, ())} if 0 <= number <= top)
    return list(range(len(program.pack.instrument.points(item))))


def _marks(program: Program) -> dict[str, set[int]]:
    """Count item -> the numbers on both sides of each end of a range that some comparison of it has."""
    found: dict[str, set[int]] = {}
    for tree in (*program.rules.values(), *program.routing.values(), *program.in_place.values()):
        for test in each_test(tree):
            item = test.fact.removeprefix("answer.").partition("@")[0]
            for low, high in test.ranges:
                found.setdefault(item, set()).update((low - 1, low, high, high + 1))
    return found


def _read_when_open(pack: Pack) -> frozenset[str]:
    """The items of which some rule asks whether they were left open."""
    ruleset = pack.ruleset
    conditions = [*(rule.when for rule in ruleset.rules), *(s.in_place_when for s in ruleset.strategies)]
    read = (leaf for condition in conditions if condition is not None for leaf in leaves(condition))
    return frozenset(leaf.answer for leaf in read if isinstance(leaf, AnswerLeaf) and leaf.operator == "unanswered")


def read_as(voices: Voices, form: Form) -> Views:
    """A point of the space as the readings of its views."""
    items = voices.program.pack.instrument.items
    kept = voices.program.pack.instrument.kept_points
    views: dict[str, dict[str, Reading]] = {view: {} for view in voices.views}
    for item in items:
        for view in voices.said[item][0]:
            views[view][item] = read_answer(items[item], _answer(voices, form, item, view), view, kept[item])
    return views


def written(voices: Voices, form: Form, agency: str) -> Responses:
    """A point of the space as a response file: each view says its part, protected ones with enough people."""
    instrument = voices.program.pack.instrument
    people = []
    for view in voices.views:
        answers = {item: _answer(voices, form, item, view) for item in form if view in voices.said[item][0]}
        answers = {item: value for item, value in answers.items() if value is not None}
        count = PEOPLE if instrument.views[view].protected else 1
        numbered = [f"{view}{number}" for number in range(1, count + 1)]
        people += [{"id": name, "perspective": view, "answers": answers} for name in numbered]
    whole = {
        "response": 1, "pack": {"id": instrument.id, "version": instrument.version}, "agency": agency,
        "date": "2026-01-01", "min_view": PEOPLE, "respondents": tuple(people),
    }  # fmt: skip
    return Responses.model_validate(whole)


def _answer(voices: Voices, form: Form, item: str, view: str) -> Any:
    value = voices.said[item][form[item].place][view]
    if isinstance(value, tuple):
        options = voices.program.pack.instrument.items[item].options
        return tuple(option.id for option in options if option.id in form[item].ticked)
    return value
