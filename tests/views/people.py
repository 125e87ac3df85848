"""Agencies of many people for tests: everybody of a view at one end, with the answers a test is about."""

from typing import Any

from assessor.model.instrument import Item
from assessor.model.ruleset import Pack


def answer_at(item: Item, pack: Pack, end: str) -> Any:
    """The best, the worst or a middle answer to an item; what has no points gets its first option."""
    if item.kind == "text":
        return "In my own words."
    if item.kind == "count":
        return 3
    if item.kind == "tick":
        return [item.options[0].id]
    kept = pack.instrument.kept_points[item.id]
    if not kept:
        return item.options[0].id
    order = sorted(range(len(kept)), key=lambda place: kept[place])
    place = {"worst": order[0], "middle": order[(len(order) - 1) // 2], "best": order[-1]}[end]
    return item.options[place].id if item.kind == "choice" else place


def everyone(pack: Pack, view: str, times: int, end: str, **answers: Any) -> list[dict[str, Any]]:
    """So many people of a view who answer all they are asked at one end, but for `answers` (None leaves one out)."""
    given = {item.id: answer_at(item, pack, end) for item in pack.instrument.items.values() if view in item.ask}
    given |= {name: value for name, value in answers.items() if name in given}
    given = {name: value for name, value in given.items() if value is not None}
    return [{"id": f"{view}{number}", "perspective": view, "answers": given} for number in range(times)]


def agency(pack: Pack, *people: list[dict[str, Any]], **head: Any) -> dict[str, Any]:
    """A response file of these people."""
    return {
        "response": 1, "pack": {"id": pack.id, "version": pack.version}, "form": "full", "agency": "Some Place",
        "date": "2026-01-31", "min_view": 5, **head, "respondents": [person for group in people for person in group],
    }  # fmt: skip
