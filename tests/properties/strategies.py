"""Random packs and random answers: everything the language can say, nothing that the loader would refuse."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from assessor.loading.references import Origins, check_references
from assessor.model.instrument import Instrument
from assessor.model.ruleset import Pack, Ruleset

VIEWS = ("manager", "service_user")
WIDE_VIEWS = (*VIEWS, "board")
OPEN_VIEWS = ("board",)
"""Views of wide packs that are not protected."""
DIMENSIONS = ("one", "two", "three")
DANGERS = ("token", "coopt")
STATUSES = ("low", "possible", "likely", "not_enough_known", "absent")
EXAMPLES = [{"given": {}, "expect": "fires"}, {"given": {}, "expect": "silent"}]

KINDS = ("scale", "choice", "plain_choice", "tick", "count", "text")


def _options(draw: st.DrawFn, points: bool) -> list[dict[str, Any]]:
    count = draw(st.integers(2, 5))
    marks = draw(st.lists(st.integers(0, 4), min_size=count, max_size=count).filter(any)) if points else [None] * count
    return [
        {"id": f"o{n}", "label": f"Option {n}", **({} if mark is None else {"points": mark})}
        for n, mark in enumerate(marks)
    ]


@st.composite
def items(draw: st.DrawFn, number: int, wide: bool = False) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    if wide:
        asked = draw(st.lists(st.sampled_from(WIDE_VIEWS), min_size=1, unique=True))
    else:
        asked = draw(st.sampled_from([["manager"], ["service_user"], list(VIEWS)]))
    item: dict[str, Any] = {"id": f"i{number}", "kind": kind, "ask": dict.fromkeys(asked, f"Question {number}?")}
    item |= {"why": "Because.", "source": ("S",)}
    if kind in ("choice", "plain_choice", "tick"):
        item["options"] = _options(draw, kind == "choice")
        item["kind"] = "tick" if kind == "tick" else "choice"
    if kind == "count":
        item["highest"] = 9
    if kind in ("scale", "choice"):
        item |= {"dimension": draw(st.sampled_from(DIMENSIONS)), "weight": draw(st.integers(1, 7))}
        item |= {"polarity": draw(st.sampled_from(["positive", "negative"])), "scored_from": asked[-1:]}
        if wide:
            item["scored_from"] = draw(st.lists(st.sampled_from(asked), min_size=1, unique=True))
            item |= {"provisional": view} if (view := draw(st.sampled_from([None, *asked]))) else {}
        elif len(asked) == 2 and draw(st.booleans()):
            item["provisional"] = "manager"
    elif wide and kind == "plain_choice" and draw(st.booleans()):
        item["scored_from"] = draw(st.lists(st.sampled_from(asked), min_size=1, unique=True))
    return item


@st.composite
def answer_leaves(draw: st.DrawFn, pool: list[dict[str, Any]]) -> dict[str, Any]:
    item = draw(st.sampled_from(pool))
    view = {"as": draw(st.sampled_from(list(item["ask"])))} if draw(st.integers(0, 4)) == 0 else {}
    leaf = {"answer": item["id"], **view}
    if item["kind"] == "text" or draw(st.integers(0, 7)) == 0:
        return {**leaf, "unanswered": True}
    options = [option["id"] for option in item.get("options", ())]
    if item["kind"] == "tick":
        several = draw(st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True))
        return {**leaf, draw(st.sampled_from(["includes", "excludes"])): several}
    values = options or list(range(5))
    ordered = item["kind"] in ("scale", "count") or "points" in item.get("options", [{}])[0]
    operators = ["is", "is_not", "one_of", "none_of"] + (["at_least", "above", "at_most", "below"] * ordered)
    operator = draw(st.sampled_from(operators))
    if operator in ("one_of", "none_of"):
        return {**leaf, operator: draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True))}
    return {**leaf, operator: draw(st.sampled_from(values))}


@st.composite
def gap_leaves(draw: st.DrawFn, pool: list[dict[str, Any]]) -> dict[str, Any]:
    """How far apart two views see a dimension, or an item that both are asked."""
    shared = [item["id"] for item in pool if item.get("dimension") and len(item["ask"]) > 1]
    subject = draw(st.sampled_from([*DIMENSIONS, *shared]))
    views = next((list(item["ask"]) for item in pool if item["id"] == subject), WIDE_VIEWS)
    between = draw(st.permutations(views))[:2]
    wide = draw(st.sampled_from([0, 1, 2] if subject in shared else [0, 7.5, 20, 50]))
    leaf: dict[str, Any] = {
        "gap": subject,
        "between": between,
        draw(st.sampled_from(["at_least", "above", "at_most", "below"])): wide,
    }
    return {**leaf, **draw(st.sampled_from([{}, {"better": between[0]}, {"better": between[1]}]))}


@st.composite
def conditions(
    draw: st.DrawFn, pool: list[dict[str, Any]], lower: list[str], dangers: bool, wide: bool = False
) -> dict[str, Any]:
    tenths = st.integers(0, 1000).map(lambda tenth: tenth / 10)
    score = st.fixed_dictionaries({"score": st.sampled_from([*DIMENSIONS, "overall"])}).flatmap(
        lambda leaf: st.sampled_from(["at_least", "above", "at_most", "below"]).flatmap(
            lambda operator: tenths.map(lambda value: {**leaf, operator: value})
        )
    )
    leaf: st.SearchStrategy[Any] = st.one_of(answer_leaves(pool), answer_leaves(pool), score)
    if wide:
        leaf |= gap_leaves(pool)
    if lower:
        found = st.sampled_from(lower)
        leaf |= found.map(lambda rule: {"finding": rule}) | found.map(lambda rule: {"no_finding": rule})
    if dangers:
        leaf |= st.tuples(st.sampled_from(DANGERS), st.sampled_from(["is", "is_not"]), st.sampled_from(STATUSES)).map(
            lambda of: {"danger": of[0], of[1]: of[2]}
        )
    several = st.lists(leaf, min_size=1, max_size=3)
    joined = st.one_of(
        several.map(lambda of: {"all": of}),
        several.map(lambda of: {"any": of}),
        several.map(lambda of: {"at_least_n": [min(2, len(of)), of]}),
    )
    tree = draw(st.one_of(leaf, joined, st.lists(joined, min_size=1, max_size=2).map(lambda of: {"all": of})))
    assert isinstance(tree, dict)
    return tree


def _rule(name: str, when: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    rest = {"title": name, "because": "So.", "source": ("S",), "basis": "inference", "examples": EXAMPLES}
    return {"id": name, "when": when, "then": then, **rest}


@st.composite
def packs(draw: st.DrawFn, wide: bool = False) -> Pack:
    """A random pack; a wide one has a third view that is not protected, gaps, clearing and strategies in place."""
    pool = [draw(items(number, wide)) for number in range(draw(st.integers(3, 9)))]
    if draw(st.booleans()):
        asked = draw(st.lists(st.sampled_from(WIDE_VIEWS), min_size=1, unique=True)) if wide else VIEWS
        pool = [
            {"id": "route", "kind": "choice", "ask": dict.fromkeys(asked, "Routed?"), "why": "W", "options": [
                {"id": "o0", "label": "No"}, {"id": "o1", "label": "Yes"}]},
            *({**item, "only_if": {"answer": "route", "is": "o1"}} if draw(st.integers(0, 3)) == 0 else item
              for item in pool),
        ]  # fmt: skip
    rules, low = [], []
    for number in range(draw(st.integers(4, 9))):
        weight = draw(st.integers(1, 4))
        then = {"indicator_of": draw(st.sampled_from(DANGERS)), "weight": weight}
        rules.append(_rule(f"a{number}", draw(conditions(pool, [], False, wide)), then))
        low.append(f"a{number}")
    for number in range(draw(st.integers(0, 5))):
        then = draw(st.sampled_from([{"caps_at": 2, "severity": 4}, {"need": "n", "severity": 2}, {"strength": "one"}]))
        rules.append(_rule(f"b{number}", draw(conditions(pool, low, True, wide)), then))
    for number in range(draw(st.integers(0, 3))):
        rules.append(_rule(f"c{number}", draw(conditions(pool, [r["id"] for r in rules], True, wide)), {"caps_at": 1}))
    instrument = Instrument.model_validate(_tuples(_instrument(pool, wide)))
    plain = _ruleset(draw, rules)
    if wide:
        _widen(draw, plain, pool)
    ruleset = Ruleset.model_validate(_tuples(plain))
    problems = check_references(instrument, ruleset, Origins())
    # Few random conditions branch more than a pack may; those are no packs.
    assume(not any(each.code == "too-many-branches" for each in problems))
    assert problems == []
    return Pack.of(instrument, ruleset)


def _instrument(pool: list[dict[str, Any]], wide: bool = False) -> dict[str, Any]:
    return {
        "id": "random", "version": 1, "title": "Random", "introduction": "Random.",
        "perspectives": [{"id": view, "title": view, "plural": view, "protected": view not in OPEN_VIEWS}
                         for view in (WIDE_VIEWS if wide else VIEWS)],
        "scales": [{"id": "scale", "title": "Scale", "labels": list("abcde")}],
        "sections": [{"section": "all", "title": "All", "items": pool}],
        "forms": [{"id": "full", "title": "Full"}, {"id": "quick", "title": "Quick", "items": [pool[0]["id"]]}],
    }  # fmt: skip


def _ruleset(draw: st.DrawFn, rules: list[dict[str, Any]]) -> dict[str, Any]:
    names = [rule["id"] for rule in rules]
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    more = st.lists(st.sampled_from([*names, "token.likely"]), max_size=2, unique=True)
    strategies = [
        {"id": f"s{n}", "title": f"Strategy {n}", "group": "g", "effort": draw(st.integers(1, 3)), "first_step": "Go.",
         "sign": "See.", "source": ["S"], "basis": "inference",
         "called_by": {"primary": draw(some), "supporting": draw(more)},
         "cautions": [{"text": "Mind.", "later_while": draw(st.lists(st.sampled_from(names), max_size=1))}],
         "conflicts_with": draw(st.sampled_from([[], ["s0"]])) if n else []}
        for n in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    return {
        "ruleset": {"id": "random", "version": 1, "title": "R",
                    "source": {"title": "t", "author": "a", "cited_as": "c"}},
        "dimensions": [{"id": d, "title": d, "about": d, "weight": n + 1} for n, d in enumerate(DIMENSIONS)],
        "overall": {"title": "Overall", "needs": 1},
        "levels": [{"id": f"l{n + 1}", "number": n + 1, "from": start, "title": "L", "meaning": "M"}
                   for n, start in enumerate((0, 30, 60))],
        "dangers": [{"id": d, "title": d, "about": d, "axis": d, "known": {"indicators": 2, "share": 50},
                     "cuts": {"likely": 50, "possible": 25}, "decisive": [["a0", "a1"]], "floor": ["a2"],
                     "absent_when": "a3" if d == "token" else None} for d in DANGERS],
        "positions": [{"id": "bad", "title": "B", "meaning": "M", "when": {"danger": "token", "is": "likely"}},
                      {"id": "other", "title": "O", "meaning": "M"}],
        "sources": [{"id": "S", "section": "S", "wording": "W"}],
        "groups": [{"id": "g", "title": "G"}],
        "rules": rules,
        "strategies": strategies,
    }  # fmt: skip


def _widen(draw: st.DrawFn, ruleset: dict[str, Any], pool: list[dict[str, Any]]) -> None:
    names = [item["id"] for item in pool]
    of = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    ruleset["dangers"][1]["clearing"] = {
        "views": draw(st.lists(st.sampled_from(WIDE_VIEWS), min_size=1, unique=True)),
        "of": of,
        "at_least": draw(st.integers(1, len(of))),
        "one_of": draw(st.lists(st.sampled_from(of), max_size=2, unique=True)),
    }
    for dimension in ruleset["dimensions"]:
        dimension["needs"] = draw(st.sampled_from([0, 30, 50, 100]))
    rules = [rule["id"] for rule in ruleset["rules"]]
    for strategy in ruleset["strategies"]:
        if draw(st.booleans()):
            strategy["in_place_when"] = draw(conditions(pool, rules, True, True))


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(inner) for key, inner in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


@st.composite
def responses(draw: st.DrawFn, pack: Pack, view: str | None = None, blanks: bool = True) -> dict[str, Any]:
    """A response of one respondent of a pack, in the shape of a file."""
    view = view or draw(st.sampled_from(list(pack.instrument.views)))
    answers: dict[str, Any] = {}
    for item in pack.instrument.items.values():
        if view in item.ask:
            kept = draw(st.sampled_from(["say"] * 6 + ["leave", "dont_know", "does_not_apply"])) if blanks else "say"
            if kept != "leave":
                answers[item.id] = draw(answers_to(item, pack)) if kept == "say" else kept
    return {
        "response": 1, "pack": {"id": pack.id, "version": pack.version}, "agency": "Random", "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": view, "answers": answers}],
    }  # fmt: skip


def answers_to(item: Any, pack: Pack) -> st.SearchStrategy[Any]:
    if item.kind == "tick":
        return st.lists(st.sampled_from([option.id for option in item.options]), unique=True)
    if item.kind == "choice":
        return st.sampled_from([option.id for option in item.options])
    if item.kind == "text":
        return st.just("Some words.")
    top = item.highest if item.kind == "count" else len(pack.instrument.points(item)) - 1
    return st.integers(0, top)
