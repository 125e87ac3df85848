"""Random packs with more in them: gaps, dangers that others clear, strategies in place; and some that can improve."""

from typing import Any

from hypothesis import strategies as st

from assessor.loading.references import Origins, check_references
from assessor.model.instrument import Instrument
from assessor.model.ruleset import Pack, Ruleset
from tests.properties.strategies import (
    DANGERS,
    DIMENSIONS,
    VIEWS,
    _instrument,
    _rule,
    _ruleset,
    _tuples,
    conditions,
    packs,
)


@st.composite
def richer_packs(draw: st.DrawFn) -> Pack:
    pack = draw(packs())
    plain = pack.ruleset.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    items = [item for item in pack.instrument.items.values() if set(VIEWS) <= set(item.ask)]
    compared = [item.id for item in items if item.scored] + list(DIMENSIONS)
    for number in range(draw(st.integers(0, 2))):
        leaf = {"gap": draw(st.sampled_from(compared)), "between": VIEWS, "at_least": draw(st.sampled_from([0, 1, 2]))}
        if draw(st.booleans()):
            leaf["better"] = draw(st.sampled_from(VIEWS))
        rule = {**plain["rules"][0], "id": f"g{number}", "when": {"any": (leaf, plain["rules"][0]["when"])}}
        plain["rules"] = (*plain["rules"], rule)
    if draw(st.booleans()):
        names = tuple(pack.instrument.items)
        of = tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)))
        clearing: dict[str, Any] = {"views": ("service_user",), "at_least": 1, "of": of}
        if draw(st.booleans()):
            clearing["one_of"] = of[:1]
        plain["dangers"] = (plain["dangers"][0], {**plain["dangers"][1], "clearing": clearing})
    pool = [item.model_dump(mode="python", by_alias=True, exclude_none=True) for item in pack.instrument.items.values()]
    for strategy in plain.get("strategies", ()):
        if draw(st.booleans()):
            strategy["in_place_when"] = draw(conditions(pool, [], False).map(_tuples))
    ruleset = Ruleset.model_validate(plain)
    assert check_references(pack.instrument, ruleset, Origins()) == []
    return Pack.of(pack.instrument, ruleset)


@st.composite
def _scored_items(draw: st.DrawFn, number: int) -> dict[str, Any]:
    asked = draw(st.sampled_from([list(VIEWS), ["manager"], ["service_user"]]))
    polarity = draw(st.sampled_from(["positive", "positive", "negative"]))
    item: dict[str, Any] = {
        "id": f"i{number}", "kind": "scale", "ask": dict.fromkeys(asked, f"Question {number}?"), "why": "Because.",
        "source": ("S",), "dimension": draw(st.sampled_from(DIMENSIONS[:2])), "weight": draw(st.integers(1, 3)),
        "polarity": polarity, "scored_from": draw(st.sampled_from([asked, asked[-1:]])),
    }  # fmt: skip
    if draw(st.booleans()):
        marks = draw(st.lists(st.integers(0, 4), min_size=3, max_size=4).filter(any))
        options = [{"id": f"o{n}", "label": f"Option {n}", "points": mark} for n, mark in enumerate(marks)]
        item |= {"kind": "choice", "options": options}
    return item


@st.composite
def packs_that_can_improve(draw: st.DrawFn, fewest: int = 4, most: int = 6) -> Pack:
    """Packs of a few scored items whose signs and gates mostly give way to readier answers."""
    pool = [draw(_scored_items(number)) for number in range(draw(st.integers(fewest, most)))]
    rules = []
    for number in range(draw(st.integers(4, 6))):
        then = {"indicator_of": draw(st.sampled_from(DANGERS)), "weight": draw(st.integers(1, 4))}
        rules.append(
            _rule(
                f"a{number}",
                draw(st.one_of(_signs(pool), _signs(pool), _signs(pool), conditions(pool, [], False))),
                then,
            )
        )
    low = [rule["id"] for rule in rules]
    for number in range(draw(st.integers(0, 2))):
        when = draw(st.one_of(_weak_scores(), st.sampled_from(low).map(lambda name: {"finding": name}), _signs(pool)))
        rules.append(_rule(f"b{number}", when, {"caps_at": draw(st.integers(1, 2)), "severity": 4}))
    plain = _tuples(_ruleset(draw, rules))
    if draw(st.booleans()):
        clearing = {"views": ("service_user",), "at_least": 1, "of": (pool[0]["id"],)}
        plain["dangers"] = (plain["dangers"][0], {**plain["dangers"][1], "clearing": clearing})
    instrument = Instrument.model_validate(_tuples(_instrument(pool)))
    ruleset = Ruleset.model_validate(plain)
    assert check_references(instrument, ruleset, Origins()) == []
    return Pack.of(instrument, ruleset)


@st.composite
def _signs(draw: st.DrawFn, pool: list[dict[str, Any]]) -> dict[str, Any]:
    """An answer at the less ready end."""
    item = draw(st.sampled_from(pool))
    if item["kind"] == "choice":
        worst = sorted(item["options"], key=lambda option: option["points"])
        worst = worst if item["polarity"] == "positive" else worst[::-1]
        return {"answer": item["id"], "one_of": [worst[0]["id"], *([worst[1]["id"]] if draw(st.booleans()) else [])]}
    place = draw(st.integers(0, 2))
    return {"answer": item["id"], **({"at_most": place} if item["polarity"] == "positive" else {"at_least": 4 - place})}


def _weak_scores() -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(st.sampled_from([*DIMENSIONS, "overall"]), st.integers(2, 8)).map(
        lambda of: {"score": of[0], "below": of[1] * 10}
    )
