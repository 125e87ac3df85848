"""Canonical JSON back into models, fast: its own writer validated it, so nothing is validated again.

Building validators for every model of a pack takes longer than reading the pack; this walks the models' annotations
instead, and gives each value the shape that validation would have given it.
"""

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from assessor.model import condition
from assessor.model.base import Frozen
from assessor.model.ruleset import Pack
from assessor.model.text import Wording

Shaper = Callable[[Any], Any]


def thawed(plain: dict[str, Any]) -> Pack:
    """The pack in the plain values of its canonical JSON; KeyError or TypeError where they are not of a pack."""
    pack = _model(Pack)(plain)
    assert isinstance(pack, Pack)
    return pack


@cache
def _model(model: type[Frozen]) -> Shaper:
    fields = model.model_fields.items()
    by_key = {info.alias or name: (name, _shaper(_annotation(model, name, info))) for name, info in fields}
    required = {info.alias or name for name, info in fields if info.is_required()}
    # In the order of declaration, so that the pack is written again as it was.
    blank = {name: None if info.is_required() else info.get_default() for name, info in fields}

    def shape(plain: dict[str, Any]) -> Frozen:
        if not required <= plain.keys():
            raise KeyError(f"a part of {model.__name__} is missing")
        values = blank.copy()
        for key, value in plain.items():
            name, shaped = by_key[key]
            values[name] = shaped(value)
        return model.built(**values)

    return shape


def _annotation(model: type[Frozen], name: str, info: Any) -> Any:
    """A field's annotation; conditions refer to themselves, so theirs is named here."""
    return {"all": _CONDITIONS, "any": _CONDITIONS, "at_least_n": tuple[int, _CONDITIONS]}.get(
        name if model in (condition.AllOf, condition.AnyOf, condition.AtLeastN) else "", info.annotation
    )


_CONDITIONS = tuple[condition.Condition, ...]


@cache
def _shaper(annotation: Any) -> Shaper:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shaper(inside[0])
    if annotation is Wording:
        return _wording
    if origin in (Union, UnionType):
        return _union(inside)
    if origin is tuple and inside[1:] == (...,):
        each = _shaper(inside[0])
        return lambda plain: tuple([each(value) for value in plain])
    if origin is tuple:
        shapers = [_shaper(part) for part in inside]
        return lambda plain: tuple([shape(value) for shape, value in zip(shapers, plain, strict=True)])
    if origin is dict:
        of = _shaper(inside[1])
        return lambda plain: {key: of(value) for key, value in plain.items()}
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return _model(annotation)
    return _tuples


def _union(members: tuple[Any, ...]) -> Shaper:
    some = [member for member in members if member is not NoneType]
    if len(some) == 1:
        inner = _shaper(some[0])
        return lambda plain: None if plain is None else inner(plain)
    if any(get_args(member) and get_args(member)[0] is condition.AllOf for member in some):
        return _condition
    return _tuples


def _condition(plain: Any) -> Any:
    return None if plain is None else _model(condition.form_of(plain))(plain)


def _wording(plain: Any) -> Wording:
    return Wording.built(en=plain, fr=None) if isinstance(plain, str) else Wording.built(en=plain["en"], fr=plain["fr"])


def _tuples(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple([_tuples(value) for value in plain])
    return {key: _tuples(value) for key, value in plain.items()} if isinstance(plain, dict) else plain
