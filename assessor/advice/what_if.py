"""What if: the same answers with some of them set otherwise, so that the difference can be looked at."""

from collections.abc import Iterable
from typing import Any

from assessor.api import Result, assess
from assessor.errors import USAGE, AssessorError, Problem, nearest, problem
from assessor.loading.responses import fits, wanted_of
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Responses
from assessor.model.ruleset import Pack


def what_if(result: Result, changes: Iterable[str], *, engine: str = "auto") -> Result:
    """The assessment with `changes` made: `ITEM=VALUE` for everybody who is asked, `ITEM@VIEW=VALUE` for one view.

    Options of tick-all are parted by commas. Raises AssessorError with all that is wrong with the changes.
    """
    changed = result.responses
    problems: list[Problem] = []
    for change in changes:
        try:
            changed = _with(changed, result.pack, change)
        except AssessorError as error:
            problems += error.problems
    if problems:
        raise AssessorError(problems, USAGE)
    return assess(changed, result.pack, engine=engine)


def _with(responses: Responses, pack: Pack, change: str) -> Responses:
    name, equals, written = change.partition("=")
    name, _, view = name.strip().partition("@")
    items, views = pack.instrument.items, pack.instrument.views
    if not equals:
        raise AssessorError([problem("bad-change", change=change)], USAGE)
    if name not in items:
        raise AssessorError([problem("unknown-item", id=name, nearest=nearest(name, items, "items"))], USAGE)
    if view and view not in views:
        raise AssessorError([problem("unknown-perspective", id=view, nearest=nearest(view, views))], USAGE)
    item = items[name]
    value = _value(item, written.strip())
    if value not in (None, DONT_KNOW, DOES_NOT_APPLY) and not fits(item, value, pack):
        wanted = wanted_of(item, value, pack)
        raise AssessorError([problem("bad-answer", value=repr(written.strip()), item=name, remedy=wanted)], USAGE)
    asked = {view} & set(item.ask) if view else set(item.ask)
    if not any(person.perspective in asked for person in responses.respondents):
        raise AssessorError([problem("nobody-asked", item=name, views=", ".join(item.ask))], USAGE)
    people = tuple(
        person.model_copy(update={"answers": {**person.answers, name: value}})
        if person.perspective in asked
        else person
        for person in responses.respondents
    )
    return responses.model_copy(update={"respondents": people})


def _value(item: Item, written: str) -> Any:
    if written in (DONT_KNOW, DOES_NOT_APPLY):
        return written
    if item.kind == "tick":
        return tuple(part.strip() for part in written.split(",") if part.strip())
    if item.kind in ("choice", "text"):
        return written
    return int(written) if written.isdigit() else written
