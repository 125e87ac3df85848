"""From respondents to views: what each perspective answered, and in which state every item is."""

from collections.abc import Mapping
from typing import Any

from assessor.engines.facts import Facts, fact_names
from assessor.engines.reference import Outcome, outcome
from assessor.engines.terms import Term
from assessor.model.instrument import Instrument, Item
from assessor.model.reading import NO_VIEW, Reading, Views
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Respondent, Responses
from assessor.pooling import across, pooled
from assessor.scoring import GRID


def views_of(instrument: Instrument, routing: Mapping[str, Term], responses: Responses) -> Views:
    """The views of one agency, in the instrument's order; `routing` is the `only_if` of each item that has one."""
    views = {}
    for view, people in by_view(instrument, routing, responses).items():
        if len(people) == 1 and least(instrument, view, responses) == 1:
            views[view] = people[0]
        else:
            views[view] = pooled_view(instrument, people, least(instrument, view, responses))
    return views


def by_view(
    instrument: Instrument, routing: Mapping[str, Term], responses: Responses
) -> dict[str, list[dict[str, Reading]]]:
    """View -> what each person of it answered, item by item."""
    form = instrument.form(responses.form)
    chosen = instrument.items if form.items is None else {name: instrument.items[name] for name in form.items}
    found: dict[str, list[dict[str, Reading]]] = {}
    for view in instrument.views:
        asked = [item for item in chosen.values() if view in item.ask]
        people = [person for person in responses.counted if person.perspective == view]
        if people:
            found[view] = [_answered(instrument, routing, asked, person) for person in people]
    return found


def _answered(
    instrument: Instrument, routing: Mapping[str, Term], asked: list[Item], person: Respondent
) -> dict[str, Reading]:
    """What one person answered of the items they were asked."""
    kept = instrument.kept_points
    view = {
        item.id: read_answer(item, person.answers.get(item.id), person.perspective, kept[item.id]) for item in asked
    }
    own = Facts(*_routing_facts(asked, view))
    for item in asked:
        if item.id in routing and outcome(routing[item.id], own) is False:
            view[item.id] = Reading("not_asked", view=person.perspective)
    return view


def pooled_view(instrument: Instrument, people: list[dict[str, Reading]], fewest: int) -> dict[str, Reading]:
    """One reading an item from those of several people of a view."""
    kept = instrument.kept_points
    return {
        name: pooled(instrument.items[name], [person[name] for person in people], kept[name], fewest)
        for name in people[0]
    }


def least(instrument: Instrument, view: str, responses: Responses) -> int:
    """How many people of a view must have answered an item before it is read; one where a view is not protected."""
    return responses.fewest if instrument.views[view].protected else 1


def is_asked(term: Term, instrument: Instrument, answers: Mapping[str, Any]) -> Outcome:
    """Whether an item with this `only_if` is asked of a respondent who gave these answers; undecided means asked."""
    items = list(instrument.items.values())
    view = {item.id: read_answer(item, answers.get(item.id), "") for item in items}
    return outcome(term, Facts(*_routing_facts(items, view)))


def read_answer(item: Item, value: Any, view: str, kept: tuple[int, ...] = ()) -> Reading:
    """A checked answer as a reading of `item` in `view`; `kept` are its points by place, higher is readier."""
    if value is None or value == DONT_KNOW:
        return Reading("unanswered", view=view)
    if value == DOES_NOT_APPLY:
        return Reading("does_not_apply", view=view)
    if item.kind == "tick":
        return Reading("answered", ticked=frozenset(item.positions[option] for option in value), view=view, number=1)
    if item.kind == "text":
        return Reading("answered", view=view, number=1)
    place = item.positions[value] if item.kind == "choice" else value
    return Reading("answered", place, None, view, GRID * kept[place] if kept else None, 1)


def _routing_facts(items: list[Item], view: Mapping[str, Reading]) -> tuple[dict[str, int], frozenset[str]]:
    known: dict[str, int] = {}
    inapplicable: set[str] = set()
    for item in items:
        state_facts(fact_names(item), view[item.id], known, inapplicable)
    return known, frozenset(inapplicable)


def state_facts(names: tuple[str, ...], reading: Reading, known: dict[str, int], inapplicable: set[str]) -> None:
    """Adds the facts called `names` that one reading gives."""
    if reading.place is not None:
        known[names[0]] = reading.place
    elif reading.ticked is not None:
        known.update({name: int(place in reading.ticked) for place, name in enumerate(names)})
    elif reading.state in ("does_not_apply", "not_asked"):
        inapplicable.update(names)


def agency_readings(instrument: Instrument, routing: Mapping[str, Term], views: Views) -> dict[str, Reading]:
    """What rules and scores read of each item.

    An item that nobody was asked is not asked at all where what the agency said closes its routing: who has no peer
    workers has no peer worker who could answer.
    """
    readings = {item.id: plain_reading(item, views) for item in instrument.items.values()}
    unseen = [name for name in routing if readings[name].state in ("no_view", "hidden")]
    if unseen:
        said = Facts(*_routing_facts(list(instrument.items.values()), readings))
        readings.update({name: Reading("not_asked") for name in unseen if outcome(routing[name], said) is False})
    return readings


def plain_reading(item: Item, views: Views) -> Reading:
    """What `answer: ITEM` and scores read: the views it is scored from, or else the provisional one.

    The answer is that of the first of these views that gave one; the value is the mean of all of them. Where nothing
    is scored, the first view that was asked. Without an answer, the state of the first view asked.
    """
    answered = answering(item, views)
    if answered:
        return across(answered) if item.scored_from else answered[0]
    order = (*(item.scored_from or tuple(item.ask)), item.provisional or "")
    return next((views[view][item.id] for view in order if item.id in views.get(view, {})), NO_VIEW)


def answering(item: Item, views: Views) -> tuple[Reading, ...]:
    """The answers that make up the agency's reading of an item, view by view; empty where there is none."""
    for order in (item.scored_from or tuple(item.ask), (item.provisional,) if item.provisional else ()):
        readings = [views[view][item.id] for view in order if item.id in views.get(view, {})]
        answered = tuple(reading for reading in readings if reading.state == "answered")
        if answered:
            return answered
    return ()


def view_reading(item: Item, view: str, views: Views) -> Reading:
    """What `answer: ITEM, as: VIEW` reads."""
    return views.get(view, {}).get(item.id, NO_VIEW)
