"""Faults of every kind that editing a pack by hand can bring, made one at a time in the plain values of a pack."""

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Change = Callable[[Any], None]
"""Makes one fault in the plain values of a pack."""

FLIPPED = {
    "at_least": "at_most", "at_most": "at_least", "above": "below", "below": "above", "is": "is_not", "is_not": "is",
    "one_of": "none_of", "none_of": "one_of", "includes": "excludes", "excludes": "includes",
}  # fmt: skip
LINKS = ("primary", "worded", "supporting")


def every_fault(plain: Any) -> dict[str, list[tuple[str, Change]]]:
    """Kind -> (where, the change that makes it), for every place of the pack where it can be made."""
    return {
        "threshold moved": list(_thresholds(plain)),
        "operator flipped": list(_operators(plain)),
        "polarity reversed": list(_polarities(plain)),
        "strategy unlinked": list(_links(plain)),
        "item dropped": list(_items(plain)),
        "weight changed": list(_weights(plain)),
        "source removed": list(_sources(plain)),
        "example removed": list(_examples(plain)),
    }


def some_faults(plain: Any, each: int, seed: int) -> list[tuple[str, str, Any]]:
    """(kind, where, the plain values with the fault), so many of each kind."""
    chance, made = Random(seed), []
    for kind, faults in every_fault(plain).items():
        for where, change in chance.sample(faults, min(each, len(faults))):
            changed = copy.deepcopy(plain)
            change(changed)
            made.append((kind, where, changed))
    return made


def _conditions(plain: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """(where, path) of every condition of rules and strategies."""
    for place, rule in enumerate(plain["ruleset"]["rules"]):
        yield rule["id"], ("ruleset", "rules", place, "when")
    for place, strategy in enumerate(plain["ruleset"]["strategies"]):
        if "in_place_when" in strategy:
            yield f"{strategy['id']} in place", ("ruleset", "strategies", place, "in_place_when")


def _leaves(condition: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for key in ("all", "any"):
        if key in condition:
            for place, part in enumerate(condition[key]):
                yield from _leaves(part, (*path, key, place))
            return
    if "at_least_n" in condition:
        for place, part in enumerate(condition["at_least_n"][1]):
            yield from _leaves(part, (*path, "at_least_n", 1, place))
        return
    yield condition, path


def _at(plain: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        plain = plain[key]
    return plain


def _all_leaves(plain: Any) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    for where, path in _conditions(plain):
        for leaf, at in _leaves(_at(plain, path), path):
            yield where, leaf, at


def _set(path: tuple[Any, ...], key: Any, value: Any) -> Change:
    def change(plain: Any) -> None:
        _at(plain, path)[key] = value

    return change


def _thresholds(plain: Any) -> Iterator[tuple[str, Change]]:
    for where, leaf, path in _all_leaves(plain):
        for key in ("at_least", "at_most", "above", "below"):
            if isinstance(leaf.get(key), int | float):
                by = 5 if "score" in leaf or leaf.get("gap") in _dimensions(plain) else 1
                for value in (leaf[key] - by, leaf[key] + by):
                    if 0 <= value <= (100 if by == 5 else 4):
                        yield f"{where}: {key} {leaf[key]} to {value}", _set(path, key, value)


def _dimensions(plain: Any) -> list[str]:
    return [dimension["id"] for dimension in plain["ruleset"]["dimensions"]]


def _operators(plain: Any) -> Iterator[tuple[str, Change]]:
    for where, leaf, path in _all_leaves(plain):
        for key in FLIPPED.keys() & leaf.keys():
            yield f"{where}: {key}", _renamed(path, key)


def _renamed(path: tuple[Any, ...], key: str) -> Change:
    def change(plain: Any) -> None:
        leaf = _at(plain, path)
        leaf[FLIPPED[key]] = leaf.pop(key)

    return change


def _all_items(plain: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for place, section in enumerate(plain["instrument"]["sections"]):
        for number, item in enumerate(section["items"]):
            yield item, ("instrument", "sections", place, "items", number)


def _polarities(plain: Any) -> Iterator[tuple[str, Change]]:
    turned = {"positive": "negative", "negative": "positive"}
    for item, path in _all_items(plain):
        if item.get("polarity") in turned:
            yield item["id"], _set(path, "polarity", turned[item["polarity"]])


def _removed(path: tuple[Any, ...], place: int) -> Change:
    def change(plain: Any) -> None:
        del _at(plain, path)[place]

    return change


def _links(plain: Any) -> Iterator[tuple[str, Change]]:
    for number, strategy in enumerate(plain["ruleset"]["strategies"]):
        for sort in LINKS:
            for place, link in enumerate(strategy["called_by"].get(sort, ())):
                path = ("ruleset", "strategies", number, "called_by", sort)
                yield f"{strategy['id']} from {link}", _removed(path, place)


def _items(plain: Any) -> Iterator[tuple[str, Change]]:
    for item, path in _all_items(plain):
        yield item["id"], _removed(path[:-1], path[-1])


def _weights(plain: Any) -> Iterator[tuple[str, Change]]:
    places = [(item["id"], item, path) for item, path in _all_items(plain)]
    for key, inner in (("rules", ("then",)), ("dimensions", ())):
        for number, each in enumerate(plain["ruleset"][key]):
            path = ("ruleset", key, number, *inner)
            places.append((each["id"], _at(plain, path), path))
    for where, holder, path in places:
        if "weight" in holder:
            for weight in (holder["weight"] - 1, holder["weight"] + 1):
                if weight >= 1:
                    yield f"{where}: {holder['weight']} to {weight}", _set(path, "weight", weight)


def _sources(plain: Any) -> Iterator[tuple[str, Change]]:
    for place, element in enumerate(plain["ruleset"]["sources"]):
        yield element["id"], _removed(("ruleset", "sources"), place)
    for number, rule in enumerate(plain["ruleset"]["rules"]):
        for place, element in enumerate(rule["source"] if len(rule["source"]) > 1 else ()):
            yield f"{rule['id']} citing {element}", _removed(("ruleset", "rules", number, "source"), place)


def _examples(plain: Any) -> Iterator[tuple[str, Change]]:
    for number, rule in enumerate(plain["ruleset"]["rules"]):
        for place in range(len(rule["examples"])):
            yield f"{rule['id']}, example {place + 1}", _removed(("ruleset", "rules", number, "examples"), place)
