"""Answers of an older version of a pack, brought up to the version there is; the file itself stays as it was."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessor.loading.responses import misfit
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document
from assessor.model.migration import Migration
from assessor.model.response import Responses
from assessor.model.ruleset import Pack


def brought_up(document: Document, pack: Pack) -> tuple[Document, list[str]]:
    """A response file with the pack's migrations applied, and a line for each answer that no longer fits.

    Such an answer is set aside under a name that is no item's, so that no routing ever brings it back. A file of this
    version, of a later one, or that is no response file comes back as it is.
    """
    responses, _ = shaped(Responses, document)
    if responses is None or responses.pack.id != pack.id or responses.pack.version >= pack.version:
        return document, []
    version = responses.pack.version
    told = [f"These answers began with version {version} of the questionnaire; it is now version {pack.version}."]
    people = []
    for person in document.value["respondents"]:
        migrated, aside, lines = _migrated(person, version, pack, responses.form)
        told += lines
        set_aside = {**person.get("set_aside", {}), **{f"{name}, version {version}": v for name, v in aside.items()}}
        people.append({**migrated, **({"set_aside": set_aside} if set_aside else {})})
    pack_now = {**document.value["pack"], "version": pack.version}
    return replace(document, value={**document.value, "pack": pack_now, "respondents": tuple(people)}), told


def _migrated(
    person: Mapping[str, Any], version: int, pack: Pack, form: str
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """(the person under the newest names, what is set aside under its last name, a line for each such thing)."""
    answers, notes = dict(person.get("answers", {})), dict(person.get("notes", {}))
    aside: dict[str, Any] = {}
    for step in sorted(pack.instrument.migrations, key=lambda each: each.since):
        if step.since >= version:
            answers, lost = _step(answers, step)
            aside |= lost
            notes = {step.items.get(name, name) or name: text for name, text in notes.items()}
    view = person["perspective"]
    aside |= {name: v for name, v in answers.items() if misfit(name, v, view, form, pack) is not None}
    told = [f"The answer to {name} no longer fits and is set aside." for name in aside]
    gone = [name for name in notes if name not in pack.instrument.items]
    told += [f"The note on {name} is set aside." for name in gone]
    kept = {
        "answers": {name: value for name, value in answers.items() if name not in aside},
        "notes": {name: text for name, text in notes.items() if name not in gone},
    }
    return {**person, **kept}, {**aside, **{f"note on {name}": notes[name] for name in gone}}, told


def _step(answers: dict[str, Any], step: Migration) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers under the names of the next version, and those that have none."""
    named: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for name, value in answers.items():
        new = step.items.get(name, name)
        became = value if new is None else _value(value, step.options.get(new, {}))
        if new is None or became is None:
            lost[name] = value
        else:
            named[new] = became
    return named, lost


def _value(value: Any, options: Mapping[str, str | None]) -> Any:
    """An option, point or list of options as it is called now; None where nothing is left of it."""
    if isinstance(value, tuple):
        kept = tuple(options.get(each, each) for each in value)
        return None if None in kept else kept
    new = options.get(str(value), value)
    return int(new) if isinstance(value, int) and isinstance(new, str) and new.isdigit() else new
