"""The guard on random populations: whatever people do from release to release, nobody can be told apart."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.collecting import Collected, collect
from assessor.loading.library import load
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Respondent
from assessor.releasing.guard import guarded, real
from tests.conftest import TINY
from tests.pace import runs

PACK = load(str(TINY))
FEWEST = 3
RUNS = runs(20)
VALUES = {
    "asked": ("not_asked", "after", "before", "start", DONT_KNOW, DOES_NOT_APPLY),
    "heard": (0, 2, 4, DONT_KNOW),
    "words": ("More time.", "Less talk."),
}
UNITS = (None, "North", "South")
PROTECTED, OPEN = "service_user", "manager"
RELAXED = settings(deadline=None, max_examples=RUNS, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True, scope="module")
def _one_key() -> Iterator[None]:
    """Two runs that are compared give the same ids."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessor.collecting.new_key", lambda: "0" * 64)
        yield


Unit = str | None
Person = dict[str, Any]


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    return draw(st.fixed_dictionaries({}, optional={name: st.sampled_from(some) for name, some in VALUES.items()}))


@st.composite
def people(draw: st.DrawFn, first: int, most: int) -> list[Person]:
    count = draw(st.integers(0, most))
    view = st.sampled_from([PROTECTED, PROTECTED, PROTECTED, OPEN])
    return [
        {"id": f"r{first + number:08x}", "perspective": draw(view), "unit": draw(st.sampled_from(UNITS)),
         "answers": draw(answers())}
        for number in range(count)
    ]  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[list[Person]]:
    """2 to 4 populations: from each to the next some leave, move, change answers, and some join."""
    now = draw(people(0, 10))
    told = [now]
    for release in range(1, draw(st.integers(2, 4))):
        kept = []
        for person in now:
            what = draw(st.sampled_from(["stay"] * 8 + ["leave", "move", "change"]))
            changed: dict[str, dict[str, Any]] = {
                "move": {"unit": draw(st.sampled_from(UNITS))},
                "change": {"answers": draw(answers())},
            }
            kept += [] if what == "leave" else [{**person, **changed.get(what, {})}]
        now = kept + draw(people(100 * release, 6))
        told.append(now)
    return [each or [{"id": "rffffffff", "perspective": OPEN}] for each in told]


def file_of(population: Iterable[Person]) -> dict[str, Any]:
    listed = [{key: value for key, value in person.items() if value is not None} for person in population]
    return {
        "response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "A", "date": "2026-01-31", "respondents": listed,
    }  # fmt: skip


def released(history: list[list[Person]], folder: Path) -> Iterator[Collected]:
    """Every release of one record."""
    record = folder / "record.yaml"
    for population in history:
        found = collect([file_of(population)], release=record, min_view=FEWEST, pack=PACK)
        assert found.record is not None
        record.write_text(found.record, encoding="utf-8")
        yield found


def all_released(history: list[list[Person]]) -> list[Collected]:
    with TemporaryDirectory() as folder:
        return list(released(history, Path(folder)))


Cells = dict[tuple[str, str], dict[str, Any]]


def cells(found: Collected, by_unit: bool = True) -> Cells:
    """(unit, item) -> the real answers that show, by person; the units together where not `by_unit`."""
    told: Cells = {}
    for person in found.responses.respondents:
        for item, value in person.answers.items() if person.perspective == PROTECTED else ():
            if value not in (DONT_KNOW, DOES_NOT_APPLY):
                where = str(person.unit) if by_unit else "all"
                told.setdefault((where, item), {})[person.id] = value
    return {key: cell for key, cell in told.items() if len(cell) >= FEWEST}


def differing(first: dict[str, Any], second: dict[str, Any]) -> set[str]:
    return {name for name in {*first, *second} if first.get(name) != second.get(name)}


@RELAXED
@given(histories())
def test_between_any_two_releases_nobody_or_enough_people_differ(history: list[list[Person]]) -> None:
    for by_unit in (True, False):
        shown = [cells(found, by_unit) for found in all_released(history)]
        for place, first in enumerate(shown):
            for second in shown[place + 1 :]:
                for key in first.keys() & second.keys():
                    count = len(differing(first[key], second[key]))
                    assert count == 0 or count >= FEWEST, key


@RELAXED
@given(histories(), st.data())
def test_what_one_joiner_answered_shows_only_among_enough_new_ones(history: list[list[Person]], data: Any) -> None:
    before = {person["id"] for population in history[:-1] for person in population}
    joiners = [person for person in history[-1] if person["id"] not in before and person["perspective"] == PROTECTED]
    if not joiners:
        return
    joiner = data.draw(st.sampled_from(joiners))
    others = {name: data.draw(st.sampled_from(VALUES[name])) for name in joiner["answers"]}
    turned = [{**person, "answers": others} if person is joiner else person for person in history[-1]]
    told, twin = all_released(history), all_released([*history[:-1], turned])
    last, here, there = cells(told[-2]), cells(told[-1]), cells(twin[-1])
    for key in {*here, *there}:
        changed = differing(here.get(key, {}), there.get(key, {}))
        group = {*here.get(key, {}), *there.get(key, {})} - {*last.get(key, {})}
        assert not changed or (joiner["id"] in group and len(group) >= FEWEST), key


@RELAXED
@given(histories())
def test_nothing_is_lost(history: list[list[Person]]) -> None:
    for population, found in zip(history, all_released(history), strict=True):
        kept = [
            (person.perspective, person.unit, item, value)
            for person in found.responses.respondents
            for things in (person.answers, person.held, person.set_aside)
            for item, value in things.items()
        ]
        for person in population:
            for item, value in person.get("answers", {}).items():
                assert (person["perspective"], person.get("unit"), item, value) in kept
        assert found.responses.set_aside == ()


@RELAXED
@given(histories(), st.randoms(use_true_random=False))
def test_the_same_people_collected_again_give_the_same_bytes(history: list[list[Person]], chance: Any) -> None:
    told = all_released([*history, history[-1], chance.sample(history[-1], len(history[-1]))])
    assert told[-1].text == told[-2].text == told[-3].text
    assert told[-1].record == told[-3].record


@RELAXED
@given(histories())
def test_going_on_from_the_written_file_is_one_more_release(history: list[list[Person]]) -> None:
    """Those who left are in it, as they stood, and what waits is judged again."""
    with TemporaryDirectory() as folder:
        *_, last = released(history, Path(folder))
        again = collect([last.text.encode()], release=Path(folder) / "record.yaml", pack=PACK)
    for by_unit in (True, False):
        first, second = cells(last, by_unit), cells(again, by_unit)
        assert first.keys() <= second.keys()
        assert all(len(differing(first[key], second[key])) not in range(1, FEWEST) for key in first)


# The rule, case by case


def person(number: int, answer: Any, unit: Unit = None, item: str = "asked", view: str = PROTECTED) -> Respondent:
    name, answers = f"r{number:08x}", {} if answer is None else {item: answer}
    return Respondent(id=name, perspective=view, unit=unit, answers=answers)


def rule(before: list[Respondent], now: list[Respondent]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(answers that show, answers that wait), by person."""
    found = guarded(before, now, [PROTECTED], FEWEST, FEWEST).respondents
    return (
        {each.id[-1]: value for each in found for value in each.answers.values()},
        {each.id[-1]: value for each in found for value in each.held.values()},
    )


SHOWN = [person(1, "after"), person(2, "after"), person(3, "before")]
AS_SHOWN = {"1": "after", "2": "after", "3": "before"}


def test_too_few_new_answers_wait_and_enough_do_not() -> None:
    new = [person(number, "start") for number in (4, 5, 6)]
    assert rule(SHOWN, SHOWN + new[:2]) == (AS_SHOWN, {"4": "start", "5": "start"})
    assert rule(SHOWN, SHOWN + new) == ({**AS_SHOWN, "4": "start", "5": "start", "6": "start"}, {})


def test_who_left_stays_as_shown_and_nobody_follows() -> None:
    new = [person(number, "start") for number in (4, 5, 6)]
    assert rule(SHOWN, SHOWN[1:] + new) == (AS_SHOWN, {"4": "start", "5": "start", "6": "start"})


def test_who_changed_stays_as_shown_and_the_change_waits() -> None:
    assert rule(SHOWN, [person(1, "start"), *SHOWN[1:]]) == (AS_SHOWN, {"1": "start"})
    assert rule(SHOWN, [person(1, None), *SHOWN[1:]]) == (AS_SHOWN, {})


def test_who_moved_to_another_unit_has_left() -> None:
    assert rule(SHOWN, [person(9, "after", "North"), *SHOWN[1:]]) == (AS_SHOWN, {"9": "after"})


def test_what_was_never_shown_is_released_as_it_is() -> None:
    assert rule(SHOWN[:2], [person(1, "start"), person(4, "start")]) == ({"1": "start", "4": "start"}, {})


def test_marks_come_along_and_alone_they_wait_for_enough() -> None:
    marks = [person(number, DONT_KNOW) for number in (4, 5, 6)]
    new = [person(number, "start") for number in (7, 8, 9)]
    assert rule(SHOWN, SHOWN + marks[:2])[1] == {"4": DONT_KNOW, "5": DONT_KNOW}
    assert rule(SHOWN, SHOWN + marks)[1] == {}
    assert rule(SHOWN, SHOWN + marks[:1] + new)[1] == {}
    assert rule(SHOWN, SHOWN + marks + new[:1])[1] == {"4": DONT_KNOW, "5": DONT_KNOW, "6": DONT_KNOW, "7": "start"}


def test_units_too_small_to_show_alone_are_guarded_together() -> None:
    """A report puts the units together, so one more in a small unit would show there."""
    small = [person(1, "after", "North"), person(2, "after", "North"), person(3, "before", "South")]
    assert rule(small, [*small, person(4, "start", "North")])[1] == {"4": "start"}
    more = [person(4, "start", "North"), person(5, "start", "South"), person(6, "start", "West")]
    assert rule(small, small + more)[1] == {}


def test_one_unit_grows_while_another_waits() -> None:
    north = [person(number, "after", "North") for number in (1, 2, 3)]
    south = [person(number, "after", "South") for number in (4, 5, 6)]
    new = [person(number, "start", "North") for number in (7, 8, 9)]
    assert rule(north + south, north + south + new + [person(10, "start", "South")])[1] == {"a": "start"}


def test_a_perspective_that_is_not_protected_passes_as_it_is() -> None:
    before = [person(number, "after", view=OPEN) for number in (1, 2, 3)]
    assert rule(before, [person(1, "start", view=OPEN)]) == ({"1": "start"}, {})


def test_a_cell_shown_when_fewer_were_enough_was_shown() -> None:
    found = guarded(SHOWN, [*SHOWN, person(4, "start")], [PROTECTED], 5, FEWEST)
    assert {each.id[-1]: each.held for each in found.respondents if each.held} == {"4": {"asked": "start"}}
    assert (found.waiting[0].answers, found.waiting[0].more) == (1, 4)


def test_what_waits_is_counted() -> None:
    now = [person(1, "start"), SHOWN[1], person(7, 2, item="heard")]
    found = guarded([*SHOWN, *[person(n, 2, item="heard") for n in (4, 5, 6)]], now, [PROTECTED], FEWEST, FEWEST)
    (waiting,) = found.waiting
    assert (waiting.answers, waiting.for_good, waiting.stayed) == (0, 2, 4)


def test_marks_are_no_real_answers() -> None:
    assert real({"a": DONT_KNOW, "b": DOES_NOT_APPLY, "c": 0, "d": ()}) == 2
