"""Lists of what packs contain, and single entries as they are declared."""

import json
from collections.abc import Mapping
from typing import Any

from tabulate import tabulate

from assessor.api import DEFAULT_PACK, load_pack
from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.loading.library import bundled_packs, examples
from assessor.model.base import Frozen
from assessor.model.ruleset import Pack
from assessor.model.text import IN_ENGLISH


def listing(sort: str, subject: str | None, layout: str, pack_name: str | None) -> str:
    """The text or JSON that `assessor show` prints."""
    if sort == "packs":
        packs = {name: load_pack(name) for name in ([pack_name] if pack_name else bundled_packs())}
        return _packs(packs, layout)
    pack = load_pack(pack_name or DEFAULT_PACK)
    entries = _entries(sort, pack)
    if subject is None:
        return _list(entries, layout)
    if subject not in entries:
        hint = nearest(subject, entries, sort)
        raise AssessorError([problem("unknown-id", sort=sort.rstrip("s"), id=subject, nearest=hint)], USAGE)
    plain = _declared(entries[subject])
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n" if layout == "json" else _whole(plain)


def _entries(sort: str, pack: Pack) -> Mapping[str, Frozen]:
    if sort == "items":
        return pack.instrument.items
    if sort == "rules":
        return pack.ruleset.rules_by_id
    if sort == "glossary":
        return {str(term.term): term for term in pack.ruleset.glossary}
    return pack.ruleset.strategies_by_id if sort == "strategies" else pack.ruleset.sources_by_id


def _said(entry: Any) -> str:
    """The one line that names an entry."""
    for name in ("title", "wording", "meaning"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    return str(next(iter(entry.ask.values())))


def _declared(entry: Frozen) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True, context=IN_ENGLISH)


def _list(entries: Mapping[str, Any], layout: str) -> str:
    if layout == "json":
        plain = [_declared(entry) for entry in entries.values()]
        return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    rows = [(name, _said(entry)) for name, entry in entries.items()]
    return tabulate(rows, headers=("id", "what it is"), disable_numparse=True, maxcolwidths=[24, 54]) + "\n"


def _packs(packs: Mapping[str, Pack], layout: str) -> str:
    plain = [
        {
            "id": pack.id,
            "version": pack.version,
            "title": str(pack.instrument.title),
            "perspectives": list(pack.instrument.views),
            "forms": {form.id: len(form.items or pack.instrument.items) for form in pack.instrument.forms},
            "items": len(pack.instrument.items),
            "rules": len(pack.ruleset.rules),
            "strategies": len(pack.ruleset.strategies),
            "examples": [str(path) for path in examples()],
            "sha256": pack.sha256,
        }
        for pack in packs.values()
    ]
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n" if layout == "json" else "\n".join(map(_whole, plain))


def _whole(plain: Any, depth: int = 0) -> str:
    """Nested values as indented lines."""
    indent = "  " * depth
    lines = []
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain, 1):
        if isinstance(value, dict | list) and value and not _short(value):
            lines.append(f"{indent}{key}:\n{_whole(value, depth + 1)}")
        else:
            lines.append(f"{indent}{key}: {_flat(value)}\n")
    return "".join(lines)


def _short(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str | int | float) for each in value)


def _flat(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
