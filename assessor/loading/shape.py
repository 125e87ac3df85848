"""From a document's plain values to a frozen model, with every mismatch told by file and line."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessor.errors import Problem, nearest, problem
from assessor.loading.strict_yaml import Document, Path_
from assessor.model.day import NotADay

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "int_type": "a whole number", "int_from_float": "a whole number", "string_type": "text", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list", "dict_type": "a mapping of keys", "model_type": "keys",
    "model_attributes_type": "keys",
}  # fmt: skip


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
        hint = nearest(key, _keys_of(model))
        if not hint.startswith("Did"):
            hint = "Remove it, or correct its spelling."
        return problem("unknown-key", file=document.name, line=document.line(where), key=key, nearest=hint)
    line, name = document.line(place), ".".join(map(str, place[len(path) :])) or "this"
    if kind == "missing":
        key = str(error["loc"][-1])
        return problem("missing-key", file=document.name, line=line, key=key)
    if kind in _WANTED:
        found = _named(error["input"])
        return problem("wrong-type", file=document.name, line=line, place=name, wanted=_WANTED[kind], found=found)
    if isinstance(error.get("ctx", {}).get("error"), NotADay):
        return problem("bad-date", file=document.name, line=line, value=error["input"])
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"]) if kind == "literal_error" else []
    if words:
        found, hint = _named(error["input"]), nearest(error["input"], words)
        return problem("bad-word", file=document.name, line=line, place=name, found=found, nearest=hint)
    reason = str(error.get("ctx", {}).get("error") or error["msg"])
    reason = reason[:1].lower() + reason[1:]
    return problem("bad-value", file=document.name, line=line, place=name, reason=reason)


def _within(value: Any, path: Path_, location: tuple[Any, ...]) -> Path_:
    """`location` without the names that only tell which form of a union was tried."""
    place, here = path, _at(value, path)
    for step in location:
        inside = isinstance(here, dict) and step in here
        if inside or (isinstance(here, tuple) and isinstance(step, int) and step < len(here)):
            place, here = (*place, step), here[step]
    return place


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "keys"
    if isinstance(value, tuple):
        return "a list"
    return f"the text {value!r}" if isinstance(value, str) else f"the number {value}"


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
