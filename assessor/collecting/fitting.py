"""One respondent made to fit: what is no answer any more is set aside, what waited is an answer again."""

from typing import Any

from pydantic import ValidationError

from assessor.collecting.gathering import Entry
from assessor.errors import Problem, nearest, problem
from assessor.loading.responses import fits, misfit
from assessor.model.instrument import Item
from assessor.model.response import OwnQuestion, Respondent
from assessor.model.ruleset import Pack
from assessor.releasing.guard import NOTE_ON, OWN


def restored(person: Respondent, pack: Pack) -> Respondent:
    """The respondent with everything that waited back in its place, and each answer in its one form."""
    answers, notes, own = dict(person.answers), dict(person.notes), list(person.own_questions)
    for name, value in person.held.items():
        asked = _own_questions(value) if name == OWN else []
        if asked:
            own += asked
        elif name.startswith(NOTE_ON) and isinstance(value, str):
            notes[name.removeprefix(NOTE_ON)] = value
        else:
            answers[name] = value
    back = {"answers": answers, "held": {}, "notes": notes, "own_questions": tuple(own)}
    return in_one_form(person.model_copy(update=back), pack)


def _own_questions(value: Any) -> list[OwnQuestion]:
    """Own questions that waited; none where the file was changed so that they are none."""
    try:
        return [OwnQuestion.model_validate(each) for each in value]
    except (TypeError, ValidationError):
        return []


def in_one_form(person: Respondent, pack: Pack) -> Respondent:
    """The respondent without blanks for answers, and with ticks in one order: the same answers are equal."""
    answers = {name: _one_form(name, value, pack) for name, value in person.answers.items() if value is not None}
    return person.model_copy(update={"answers": answers})


def _one_form(name: str, value: Any, pack: Pack) -> Any:
    """Ticks in the order of the options, so that the same ticks are the same answer."""
    item = pack.instrument.items.get(name)
    if item is None or item.kind != "tick" or not fits(item, value, pack):
        return value
    return tuple(sorted(value, key=lambda option: item.positions[option]))


def fitted(entry: Entry, pack: Pack, release: bool) -> tuple[Respondent, list[Problem]]:
    """The respondent of `entry` with what does not fit set aside, and a line about each such thing.

    What waited is judged anew where there is a release record, and goes on waiting where there is none.
    """
    assert entry.person is not None
    person = restored(entry.person, pack) if release else in_one_form(entry.person, pack)
    items, form = pack.instrument.items, entry.file.head.form
    answers, notes, aside, told = {}, {}, dict(person.set_aside), []
    for name, value in person.answers.items():
        wrong = misfit(name, value, person.perspective, form, pack)
        if wrong is None:
            answers[name] = value
            continue
        code, words = wrong
        found = problem(code, **words)
        aside[_free(name, aside)] = value
        told.append(
            entry.told("set-aside", "answers", name, sort="answer to", item=name, reason=found.reason,
                       remedy=found.remedy)
        )  # fmt: skip
    for name, text in person.notes.items():
        if name in items:
            notes[name] = text
            continue
        found = problem("unknown-item", id=name, nearest=nearest(name, items, "items"))
        aside[_free(NOTE_ON + name, aside)] = text
        told.append(
            entry.told("set-aside", "notes", name, sort="note on", item=name, reason=found.reason, remedy=found.remedy)
        )
    return person.model_copy(update={"answers": answers, "notes": notes, "set_aside": aside}), told


def _free(name: str, taken: dict[str, Any]) -> str:
    while name in taken:
        name += ", again"
    return name


def ordered(person: Respondent, items: dict[str, Item]) -> Respondent:
    """Everything of a respondent in the order of the questions, so that the same answers are the same bytes."""
    places = {name: place for place, name in enumerate(items)}

    def sort(things: dict[str, Any]) -> dict[str, Any]:
        return {name: things[name] for name in sorted(things, key=lambda name: (places.get(name, len(places)), name))}

    return person.model_copy(
        update={name: sort(getattr(person, name)) for name in ("answers", "held", "set_aside", "notes")}
    )
