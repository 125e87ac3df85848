"""A response file read and checked against its pack: every answer fits its question, or every problem is told."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, nearest, problem
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, Path_
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Respondent, Responses
from assessor.model.ruleset import Pack

KNOWN_VERSION = 1


def pack_named(document: Document) -> str:
    """The id of the pack a response file belongs to; raises AssessorError where the file is no response file."""
    problems = list(document.problems) or _head(document)
    if problems:
        raise AssessorError(problems, BAD_RESPONSES)
    pack = document.value.get("pack")
    found = pack.get("id") if isinstance(pack, dict) else None
    if not isinstance(found, str):
        key = "pack" if not isinstance(pack, dict) else "pack.id"
        raise AssessorError([problem("missing-key", file=document.name, line=1, key=key)], BAD_RESPONSES)
    return found


def _head(document: Document) -> list[Problem]:
    value = document.value
    if not isinstance(value, dict) or "response" not in value:
        return [problem("no-response-version", file=document.name, line=1)]
    version = value["response"]
    if isinstance(version, int) and not isinstance(version, bool) and version > KNOWN_VERSION:
        line = document.line(("response",))
        return [problem("newer-response", file=document.name, line=line, version=version, known=KNOWN_VERSION)]
    return []


def checked_responses(document: Document, pack: Pack) -> Responses:
    """The responses in `document`; raises AssessorError with all that is wrong."""
    found = pack_named(document)
    if found != pack.id:
        line = document.line(("pack", "id"))
        wrong = problem("wrong-pack", file=document.name, line=line, found=found, wanted=pack.id)
        raise AssessorError([wrong], BAD_RESPONSES)
    responses, problems = shaped(Responses, document)
    if responses is not None:
        problems = list(_Check(document, pack, responses).problems())
    if problems or responses is None:
        raise AssessorError(problems, BAD_RESPONSES)
    return responses


class _Check:
    def __init__(self, document: Document, pack: Pack, responses: Responses) -> None:
        self.document, self.responses, self.pack = document, responses, pack
        self.instrument = pack.instrument

    def _told(self, code: str, path: Path_, **words: object) -> Problem:
        return problem(code, file=self.document.name, line=self.document.line(path), **words)

    def problems(self) -> Iterator[Problem]:
        responses = self.responses
        if responses.pack.version > self.pack.version:
            path = ("pack", "version")
            yield self._told("newer-pack", path, found=responses.pack.version, known=self.pack.version)
        forms = {form.id: form for form in self.instrument.forms}
        if responses.form not in forms:
            yield self._told("unknown-form", ("form",), id=responses.form, nearest=nearest(responses.form, forms))
        try:
            dt.date.fromisoformat(responses.date)
        except ValueError:
            yield self._told("bad-date", ("date",), value=responses.date)
        seen: set[str] = set()
        for place, respondent in enumerate(responses.respondents):
            if respondent.id in seen:
                yield self._told("same-respondent", ("respondents", place, "id"), id=respondent.id)
            seen.add(respondent.id)
            yield from self._respondent(respondent, ("respondents", place))

    def _respondent(self, respondent: Respondent, path: Path_) -> Iterator[Problem]:
        views, items = self.instrument.views, self.instrument.items
        if respondent.perspective not in views:
            hint = nearest(respondent.perspective, views)
            yield self._told("unknown-perspective", (*path, "perspective"), id=respondent.perspective, nearest=hint)
        for name, value in respondent.answers.items():
            found = misfit(name, value, respondent.perspective, self.responses.form, self.pack)
            if found is not None:
                code, words = found
                yield self._told(code, (*path, "answers", name), **words)
        for name in respondent.notes:
            if name not in items:
                hint = nearest(name, items, "items")
                yield self._told("unknown-item", (*path, "notes", name), id=name, nearest=hint)


def misfit(name: str, value: Any, perspective: str, form: str, pack: Pack) -> tuple[str, dict[str, Any]] | None:
    """(code, words) of the message that tells why `value` is no answer to the item `name`; None where it is one.

    It must be asked of `perspective`, belong to `form`, and fit its question. A perspective or form that the pack does
    not have is told elsewhere.
    """
    items = pack.instrument.items
    listed = next((each.items for each in pack.instrument.forms if each.id == form), None)
    item = items.get(name)
    if item is None:
        return "unknown-item", {"id": name, "nearest": nearest(name, items, "items")}
    if perspective in pack.instrument.views and perspective not in item.ask:
        return "not-asked-of", {"item": name, "perspective": perspective}
    if listed is not None and name not in listed:
        return "not-in-form", {"item": name, "form": form}
    if isinstance(value, str) and not value.strip():
        return "blank-answer", {"item": name}
    if value not in (None, DONT_KNOW, DOES_NOT_APPLY) and not fits(item, value, pack):
        return "bad-answer", {"value": _shown(value), "item": name, "remedy": wanted_of(item, value, pack)}
    return None


def fits(item: Item, value: Any, pack: Pack) -> bool:
    """Whether `value` is an answer to `item`: of its kind, within its range, among its options."""
    if item.kind == "text":
        return isinstance(value, str) and len(value) <= 20_000
    if item.kind == "choice":
        return isinstance(value, str) and value in item.positions
    if item.kind == "tick":
        ticked = isinstance(value, tuple) and all(isinstance(v, str) and v in item.positions for v in value)
        return ticked and len(set(value)) == len(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return False
    top = item.highest if item.kind == "count" else len(pack.instrument.points(item)) - 1
    return 0 <= value <= (top or 0)


def wanted_of(item: Item, value: Any, pack: Pack) -> str:
    """A sentence that says what a right answer is, for somebody who answered `value`."""
    if item.kind == "text":
        return "Write text of at most 20,000 characters."
    if item.kind == "choice":
        return nearest(value, item.positions)
    if item.kind == "tick":
        wrong = [v for v in value if v not in item.positions] if isinstance(value, tuple) else []
        options = ", ".join(item.positions)
        return nearest(wrong[0], item.positions) if wrong else f"Write a list of different ones of: {options}."
    top = item.highest if item.kind == "count" else len(pack.instrument.points(item)) - 1
    return f"Write a whole number from 0 to {top}."


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"a list of {len(value)}" if isinstance(value, tuple) else repr(value) if value != "" else "nothing"
