"""Every text of a pack, under a name made of ids that stays while its English changes.

The name is the path to the text: `item asked_when option before label`. Where there is no id, a place stands for it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from assessor.model.base import Frozen
from assessor.model.instrument import Instrument
from assessor.model.ruleset import Ruleset
from assessor.model.text import Wording

Half = TypeVar("Half", bound=Instrument | Ruleset)
Change = Callable[[str, Wording], Wording]
"""From the name of a text and the text to what shall stand there."""

ONE = {
    "sections": "section", "items": "item", "perspectives": "perspective", "scales": "scale", "labels": "label",
    "options": "option", "forms": "form", "dimensions": "dimension", "levels": "level", "dangers": "danger",
    "positions": "position", "rules": "rule", "groups": "group", "strategies": "strategy", "cautions": "caution",
    "sources": "source", "glossary": "term", "references": "reference", "limits": "limit", "matrices": "matrix",
    "columns": "column", "rows": "row", "grids": "grid",
}  # fmt: skip
"""A list -> what one of it is called."""

INSIDE = {"label", "option", "caution", "column", "row"}
"""What has an id only within the entry around it, and is named after that; all else is named by its own id."""


def texts(half: Instrument | Ruleset) -> dict[str, Wording]:
    """Name -> text, in the order of the pack."""
    found: dict[str, Wording] = {}

    def note(name: str, text: Wording) -> Wording:
        return found.setdefault(name, text)

    rewritten(half, note)
    return found


def rewritten(half: Half, change: Change) -> Half:
    """`half` with each text as `change` gives it; the same object where it gives back what it got."""
    new: Half = _rewritten(half, change, ("instrument",) if isinstance(half, Instrument) else ())
    return new


def _rewritten(value: Any, change: Change, path: tuple[str, ...]) -> Any:
    if isinstance(value, Wording):
        return change(" ".join(path), value)
    if isinstance(value, Frozen):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        new = {name: _rewritten(inner, change, (*path, name)) for name, inner in fields.items()}
        return value if all(new[name] is fields[name] for name in fields) else type(value).built(**new)
    if isinstance(value, tuple):
        each = tuple(_rewritten(inner, change, _entry(inner, place, path)) for place, inner in enumerate(value))
        return value if all(one is other for one, other in zip(each, value, strict=True)) else each
    if isinstance(value, dict):
        by_key = {key: _rewritten(inner, change, (*path, str(key))) for key, inner in value.items()}
        return value if all(by_key[key] is value[key] for key in value) else by_key
    return value


def _entry(entry: Any, place: int, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path of one entry of the list at `path`."""
    sort = ONE.get(path[-1], path[-1])
    return (*(path[:-1] if sort in INSIDE else ()), sort, _id(entry, place))


def _id(entry: Any, place: int) -> str:
    """What tells an entry from the others; the place of a scale's label is its points, other places count from 1."""
    if isinstance(entry, Wording):
        return str(place)
    return next((str(getattr(entry, key)) for key in ("id", "section", "term") if hasattr(entry, key)), str(place + 1))
