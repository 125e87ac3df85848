"""The bundled questionnaire and rules as content: lengths, plain words, no two alike, nothing that can be left out."""

import difflib
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import combinations
from typing import Any

import pytest
import textstat

from assessor.checking import check
from assessor.checking.census import miscounted
from assessor.checking.coverage import uncited_elements
from assessor.loading.kept import thawed
from assessor.loading.references import Origins
from assessor.model.ruleset import Pack

ITEMS_PER_FORM = {
    "manager": (45, 55),
    "frontline": (20, 30),
    "service_user": (10, 15),
    "board": (12, 20),
    "peer": (15, 25),
}
CITING = ("source", "supports", "elements")
HIGHEST_GRADE = {"service_user": 6.0, "manager": 10.0}
MOST_WORDS = {"service_user": 20, "manager": 35, "frontline": 35, "board": 35, "peer": 35}


def asked(pack: Pack, view: str) -> dict[str, str]:
    return {item.id: str(item.ask[view]) for item in pack.instrument.items.values() if view in item.ask}


@pytest.mark.parametrize("view", ITEMS_PER_FORM)
def test_a_form_is_neither_too_long_nor_too_short(view: str, participation: Pack) -> None:
    least, most = ITEMS_PER_FORM[view]
    assert least <= len(asked(participation, view)) <= most


def test_the_quick_form_has_twelve_items_that_a_manager_is_asked(participation: Pack) -> None:
    items = participation.instrument.form("quick").items
    assert items is not None
    assert len(items) == 12
    assert set(items) <= asked(participation, "manager").keys()


@pytest.mark.parametrize("view", MOST_WORDS)
def test_questions_are_short(view: str, participation: Pack) -> None:
    for name, wording in asked(participation, view).items():
        assert len(wording.split()) <= MOST_WORDS[view], name


@pytest.mark.parametrize("view", HIGHEST_GRADE)
def test_questions_are_easy_to_read(view: str, participation: Pack) -> None:
    for name, wording in asked(participation, view).items():
        assert textstat.flesch_kincaid_grade(wording) <= HIGHEST_GRADE[view], name


def test_service_users_meet_no_acronyms(participation: Pack) -> None:
    items = participation.instrument.items
    for name, wording in asked(participation, "service_user").items():
        shown = [
            wording,
            *(str(option.label) for option in items[name].options),
            str(items[name].help_to("service_user")),
        ]
        assert not re.findall(r"\b[A-Z]{2,}\b", " ".join(shown)), name


def test_no_wording_offers_two_things_with_a_slash(participation: Pack) -> None:
    for view in participation.instrument.views:
        for name, wording in asked(participation, view).items():
            assert "/" not in wording, name


@pytest.mark.parametrize("view", ITEMS_PER_FORM)
def test_no_two_questions_read_alike(view: str, participation: Pack) -> None:
    for (one, first), (other, second) in combinations(asked(participation, view).items(), 2):
        if not (one.startswith("place_") and other.startswith("place_")):
            assert difflib.SequenceMatcher(None, first, second).ratio() < 0.9, (one, other)


def test_titles_of_findings_and_strategies_are_all_different(participation: Pack) -> None:
    for entries in (participation.ruleset.rules, participation.ruleset.strategies):
        titles = [str(entry.title) for entry in entries]
        assert len(set(titles)) == len(titles)


def test_findings_and_reasons_are_short_and_whole(participation: Pack) -> None:
    for rule in participation.ruleset.rules:
        assert len(str(rule.title)) <= 80, rule.id
        assert not str(rule.title).endswith("."), rule.id
        assert str(rule.because).endswith("."), rule.id
        assert len(str(rule.because).split()) <= 30, rule.id


def test_the_source_has_its_156_elements_and_each_is_cited(participation: Pack) -> None:
    assert len(participation.ruleset.sources) == 156
    assert check(participation) == ()


def _changed(pack: Pack, plain: Any) -> Pack:
    """A pack of changed plain values, under a fingerprint of its own."""
    return thawed({**plain, "sha256": sha256(json.dumps(plain).encode()).hexdigest()})


def _uncited(value: Any, element: str) -> Any:
    """Plain values of a pack in which nothing cites `element`."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if (key, inner) != ("challenge", element)}
        return {
            key: _uncited(inner, element)
            if key not in CITING or isinstance(inner, dict)
            else [each for each in inner if each != element]
            for key, inner in kept.items()
        }
    return [_uncited(inner, element) for inner in value] if isinstance(value, list) else value


def test_check_finds_out_each_element_that_is_no_longer_cited(participation: Pack) -> None:
    plain = json.loads(participation.canonical())
    plain["ruleset"]["rules"] = [{**rule, "examples": []} for rule in plain["ruleset"]["rules"]]
    for element in participation.ruleset.sources:
        changed = _changed(participation, _uncited(plain, element.id))
        told = [found.what.split()[6] for found in uncited_elements(changed, Origins())]
        assert told == [element.id]


def _with(model: Any, **changes: Any) -> Any:
    """`model` with other values, and nothing remembered of the old ones."""
    return type(model).built(**{**{name: getattr(model, name) for name in type(model).model_fields}, **changes})


def _each_left_out(values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    return (values[:place] + values[place + 1 :] for place in range(len(values)))


def _each_changed(values: tuple[Any, ...], change: Callable[[Any], Iterator[Any]]) -> Iterator[tuple[Any, ...]]:
    for place, value in enumerate(values):
        for changed in change(value):
            yield (*values[:place], changed, *values[place + 1 :])


def _fewer_links(strategy: Any) -> Iterator[Any]:
    for name in ("primary", "worded", "supporting"):
        for kept in _each_left_out(getattr(strategy.called_by, name)):
            yield _with(strategy, called_by=_with(strategy.called_by, **{name: kept}))


def _fewer_wordings(section: Any) -> Iterator[Any]:
    def without(item: Any) -> Iterator[Any]:
        return (_with(item, ask={v: w for v, w in item.ask.items() if v != view}) for view in item.ask)

    return (_with(section, items=items) for items in _each_changed(section.items, without))


def _fewer_examples(rule: Any) -> Iterator[Any]:
    return (_with(rule, examples=kept) for kept in _each_left_out(rule.examples))


def _removals(pack: Pack) -> dict[str, Iterator[Pack]]:
    """What is removed -> the pack without each one of it in turn."""
    rules, instrument = pack.ruleset, pack.instrument
    return {
        "source": (_with(pack, ruleset=_with(rules, sources=kept)) for kept in _each_left_out(rules.sources)),
        "link": (
            _with(pack, ruleset=_with(rules, strategies=kept)) for kept in _each_changed(rules.strategies, _fewer_links)
        ),
        "wording": (
            _with(pack, instrument=_with(instrument, sections=kept))
            for kept in _each_changed(instrument.sections, _fewer_wordings)
        ),
        "example": (
            _with(pack, ruleset=_with(rules, rules=kept)) for kept in _each_changed(rules.rules, _fewer_examples)
        ),
    }


@pytest.mark.parametrize("what", ["source", "link", "wording", "example"])
def test_check_finds_out_each_one_that_is_removed(what: str, participation: Pack) -> None:
    count = 0
    for changed in _removals(participation)[what]:
        assert [found.code for found in miscounted(changed, Origins())] == ["miscounted"]
        count += 1
    census = participation.ruleset.census
    assert census is not None
    assert count == getattr(census, f"{what}s")


def test_check_finds_out_each_example_that_is_turned_round(participation: Pack) -> None:
    turned = {"fires": "silent", "silent": "fires", "undecided": "fires"}
    rules = tuple(
        rule.model_copy(
            update={"examples": tuple(e.model_copy(update={"expect": turned[e.expect]}) for e in rule.examples)}
        )
        for rule in participation.ruleset.rules
    )
    ruleset = participation.ruleset.model_copy(update={"rules": rules})
    changed = Pack.model_construct(instrument=participation.instrument, ruleset=ruleset, sha256="turned")
    found = [problem for problem in check(changed) if problem.code == "example-fails"]
    assert len(found) == sum(len(rule.examples) for rule in rules)
