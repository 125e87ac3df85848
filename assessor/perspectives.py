"""From respondents to views: what each perspective answered, and in which state every item is."""

from collections.abc import Mapping
from typing import Any

from assessor.engines.facts import Facts, fact_names
from assessor.engines.reference import Outcome, outcome
from assessor.engines.terms import Term
from assessor.model.instrument import Instrument, Item
from assessor.model.reading import NO_VIEW, Reading, Views
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Responses


def views_of(instrument: Instrument, routing: Mapping[str, Term], responses: Responses) -> Views:
    """The views of one agency; `routing` is the `only_if` of each item that has one."""
    (respondent,) = responses.respondents
    form = instrument.form(responses.form)
    chosen = instrument.items if form.items is None else {name: instrument.items[name] for name in form.items}
    asked = [item for item in chosen.values() if respondent.perspective in item.ask]
    view = {item.id: read_answer(item, respondent.answers.get(item.id), respondent.perspective) for item in asked}
    own = Facts(*_routing_facts(asked, view))
    for item in asked:
        if item.id in routing and outcome(routing[item.id], own) is False:
            view[item.id] = Reading("not_asked", view=respondent.perspective)
    return {respondent.perspective: view}


def is_asked(term: Term, instrument: Instrument, answers: Mapping[str, Any]) -> Outcome:
    """Whether an item with this `only_if` is asked of a respondent who gave these answers; undecided means asked."""
    items = list(instrument.items.values())
    view = {item.id: read_answer(item, answers.get(item.id), "") for item in items}
    return outcome(term, Facts(*_routing_facts(items, view)))


def read_answer(item: Item, value: Any, view: str) -> Reading:
    """A checked answer as a reading of `item` in `view`."""
    if value is None or value == DONT_KNOW:
        return Reading("unanswered", view=view)
    if value == DOES_NOT_APPLY:
        return Reading("does_not_apply", view=view)
    if item.kind == "tick":
        return Reading("answered", ticked=frozenset(item.positions[option] for option in value), view=view)
    if item.kind == "choice":
        return Reading("answered", item.positions[value], view=view)
    return Reading("answered", None if item.kind == "text" else value, view=view)


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
    unseen = [name for name in routing if readings[name].state == "no_view"]
    if unseen:
        said = Facts(*_routing_facts(list(instrument.items.values()), readings))
        readings.update({name: Reading("not_asked") for name in unseen if outcome(routing[name], said) is False})
    return readings


def plain_reading(item: Item, views: Views) -> Reading:
    """What `answer: ITEM` reads: the first view with an answer among those it is scored from, else the provisional one.

    Where nothing is scored, the first view that was asked. Without an answer, the state of the first view asked.
    """
    order = item.scored_from or tuple(item.ask)
    if item.provisional and item.provisional not in order:
        order = (*order, item.provisional)
    readings = [views[view][item.id] for view in order if view in views and item.id in views[view]]
    answered = next((reading for reading in readings if reading.state == "answered"), None)
    return answered or (readings[0] if readings else NO_VIEW)


def view_reading(item: Item, view: str, views: Views) -> Reading:
    """What `answer: ITEM, as: VIEW` reads."""
    return views.get(view, {}).get(item.id, NO_VIEW)
