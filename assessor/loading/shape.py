"""From a document's plain values to a frozen model, with every mismatch told by file and line."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessor.errors import Problem, nearest, problem
from assessor.language import N_
from assessor.language.unsaid import Inside, Unsaid, filled, phrase, quoted
from assessor.loading.strict_yaml import Document, Path_
from assessor.model.day import NotADay

Model = TypeVar("Model", bound=BaseModel)

_WANTED = N_({
    "int_type": "a whole number", "int_from_float": "a whole number", "string_type": "text", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list", "dict_type": "a mapping of keys", "model_type": "keys",
    "model_attributes_type": "keys",
})  # fmt: skip

_REASONS = N_((
    "Input should be {expected}",
    "Input should be greater than or equal to {ge}",
    "Input should be less than or equal to {le}",
    "Input should be a finite number",
    "String should match pattern '{pattern}'",
    "String should have at least {min_length} character",
    "String should have at most {max_length} characters",
    "Tuple should have at least {min_length} item after validation, not {actual_length}",
    "Tuple should have at least {min_length} items after validation, not {actual_length}",
    "Tuple should have at most {max_length} items after validation, not {actual_length}",
    "Dictionary should have at least {min_length} item after validation, not {actual_length}",
    "Dictionary should have at most {max_length} item after validation, not more",
))  # fmt: skip
"""Reasons that pydantic gives, and that we can say in French as well."""


def shaped(model: type[Model], document: Document, path: Path_ = ()) -> tuple[Model | None, list[Problem]]:
    """The part of `document` at `path` as a `model`, or all that is wrong with it."""
    try:
        return model.model_validate(_at(document.value, path)), []
    except ValidationError as error:
        found = [_told(dict(each), document, path, model) for each in error.errors(include_url=False)]
        return None, list(dict.fromkeys(found))


def _at(value: Any, path: Path_) -> Any:
    for step in path:
        value = value[step]
    return value


def _told(error: dict[str, Any], document: Document, path: Path_, model: type[BaseModel]) -> Problem:
    kind = error["type"]
    place = _within(document.value, path, error["loc"])
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        where = (*place, key) if (*place, key) in document.lines else place
        hint = nearest(key, _keys_of(model), otherwise=phrase("Remove it, or correct its spelling."))
        return problem("unknown-key", file=document.name, line=document.line(where), key=key, nearest=hint)
    line, name = document.line(place), ".".join(map(str, place[len(path) :])) or phrase("this")
    if kind == "missing":
        key = str(error["loc"][-1])
        return problem("missing-key", file=document.name, line=line, key=key)
    if kind in _WANTED:
        wanted, found = phrase(_WANTED[kind]), _named(error["input"])
        return problem("wrong-type", file=document.name, line=line, place=name, wanted=wanted, found=found)
    if isinstance(error.get("ctx", {}).get("error"), NotADay):
        return problem("bad-date", file=document.name, line=line, value=error["input"])
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"]) if kind == "literal_error" else []
    if words:
        found, hint = _named(error["input"]), nearest(error["input"], words)
        return problem("bad-word", file=document.name, line=line, place=name, found=found, nearest=hint)
    return problem("bad-value", file=document.name, line=line, place=name, reason=_reason(error))


def _reason(error: dict[str, Any]) -> Unsaid:
    """Why a value was refused: as our own models say it, or as pydantic does."""
    words = error.get("ctx", {})
    if "error" in words:
        told = words["error"].args[0]
        return Inside(told if isinstance(told, Unsaid) else quoted(told))
    own = next((each for each in _REASONS if _filled(each, words) == error["msg"]), None)
    return Inside(filled(own, words) if own else quoted(error["msg"]))


def _filled(message: str, words: dict[str, Any]) -> str | None:
    try:
        return message.format(**words)
    except KeyError:
        return None


def _within(value: Any, path: Path_, location: tuple[Any, ...]) -> Path_:
    """`location` without the names that only tell which form of a union was tried."""
    place, here = path, _at(value, path)
    for step in location:
        inside = isinstance(here, dict) and step in here
        if inside or (isinstance(here, tuple) and isinstance(step, int) and step < len(here)):
            place, here = (*place, step), here[step]
    return place


def _named(value: Any) -> Unsaid | str:
    if value is None:
        return phrase("nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return phrase("keys")
    if isinstance(value, tuple):
        return phrase("a list")
    if isinstance(value, str):
        return phrase("the text {text}", text=repr(value))
    return phrase("the number {number}", number=value)


def _keys_of(model: type[BaseModel], seen: set[type] | None = None) -> list[str]:
    """The keys of `model` and of every model inside it, as they are written."""
    seen = seen if seen is not None else set()
    if model in seen:
        return []
    seen.add(model)
    names = []
    for name, info in model.model_fields.items():
        names.append(info.alias or name)
        for inner in _models_in(info.annotation):
            names += _keys_of(inner, seen)
    return names


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]
