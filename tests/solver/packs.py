"""Random packs with more in them: gaps between views, dangers that others clear, strategies that can be in place."""

from typing import Any

from hypothesis import strategies as st

from assessor.loading.references import Origins, check_references
from assessor.model.ruleset import Pack, Ruleset
from tests.properties.strategies import DIMENSIONS, VIEWS, conditions, packs


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


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(inner) for key, inner in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value
