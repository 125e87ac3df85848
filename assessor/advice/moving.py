"""Which answers may become readier, what each move makes of an item, and the answers with such moves made.

An item moves where rules and scores read it: everybody in those views who answers less than the new answer comes to
give it, and whoever answers more keeps theirs. Nobody else moves: who left the question open, whose view is hidden, or
who is not read. So nothing depends on what may not be shown.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from assessor.engines.program import Program
from assessor.engines.solver.space import Choice, Slot, Space
from assessor.inference.choices import choice_of
from assessor.model.instrument import Item
from assessor.model.reading import Reading, Views
from assessor.model.response import Respondent, Responses
from assessor.perspectives import agency_readings, answering, by_view, least, views_of
from assessor.pooling import pooled
from assessor.scoring import GRID


class Movable(NamedTuple):
    """An item that may move: from one place to each of some readier ones, in the views it is read from."""

    item: Item
    views: tuple[str, ...]
    now: int
    targets: tuple[int, ...]
    steps: tuple[int, ...]
    """Points moved, for each target."""


class Moves(NamedTuple):
    """Everything that may move of one agency, and the space of all moves; what does not move stands in one way."""

    movable: tuple[Movable, ...]
    space: Space


def moves_of(program: Program, responses: Responses) -> Moves:
    """What may move: answered items with points that route nothing, each to readier answers only."""
    instrument = program.pack.instrument
    views = views_of(instrument, program.routing, responses)
    readings = agency_readings(instrument, program.routing, views)
    people = by_view(instrument, program.routing, responses)
    routing = {name for name, (facts, _) in program.item_facts.items() if program.routing_facts.intersection(facts)}
    movable: list[Movable] = []
    space: dict[str, Slot] = {}
    for name, item in instrument.items.items():
        seen = {view: {name: read[name]} for view, read in views.items() if name in read}
        stays = choice_of(program, item, seen, readings[name])
        space[name] = Slot((stays,))
        move = None if name in routing or readings[name].state != "answered" else _movable(program, item, seen)
        if move is not None:
            movable.append(move)
            fewest = {view: least(instrument, view, responses) for view in move.views}
            moved = (_moved_choice(program, move, place, seen, people, fewest) for place in move.targets)
            space[name] = Slot((stays, *moved))
    return Moves(tuple(movable), space)


def _movable(program: Program, item: Item, seen: Views) -> Movable | None:
    """How an item may move: up from the least ready middle answer of the views it is read from."""
    kept = program.pack.instrument.kept_points[item.id]
    answers = answering(item, seen)
    places = [reading.place for reading in answers if reading.place is not None]
    if not item.scored or not places:
        return None
    now = min(places, key=lambda place: kept[place])
    targets = sorted((place for place in range(len(kept)) if kept[place] > kept[now]), key=lambda p: (kept[p], p))
    if not targets:
        return None
    views = tuple(reading.view for reading in answers if reading.view)
    return Movable(item, views, now, tuple(targets), tuple(kept[place] - kept[now] for place in targets))


def _moved_choice(
    program: Program,
    move: Movable,
    place: int,
    seen: Views,
    people: Mapping[str, list[dict[str, Reading]]],
    fewest: Mapping[str, int],
) -> Choice:
    item, kept = move.item, program.pack.instrument.kept_points[move.item.id]
    after = {view: dict(read) for view, read in seen.items()}
    for view in move.views:
        readings = [_raised(person[item.id], place, kept) for person in people[view]]
        alone = len(readings) == 1 and fewest[view] == 1
        after[view][item.id] = readings[0] if alone else pooled(item, readings, kept, fewest[view])
    return choice_of(program, item, after)


def _raised(reading: Reading, place: int, kept: tuple[int, ...]) -> Reading:
    """One person's reading once they answer at least what stands at `place`."""
    if reading.place is None or kept[reading.place] >= kept[place]:
        return reading
    return reading._replace(place=place, value=GRID * kept[place])


def moved(program: Program, responses: Responses, made: Mapping[str, tuple[Movable, int]]) -> Responses:
    """The answers with moves made: item -> (how it may move, the new place)."""
    instrument = program.pack.instrument
    people = by_view(instrument, program.routing, responses)
    upcoming = {view: iter(readings) for view, readings in people.items()}
    respondents = []
    for person in responses.respondents:
        readings = next(upcoming[person.perspective])
        respondents.append(_with_moves(person, readings, made, instrument.kept_points))
    return responses.model_copy(update={"respondents": tuple(respondents)})


def _with_moves(
    person: Respondent,
    readings: Mapping[str, Reading],
    made: Mapping[str, tuple[Movable, int]],
    kept: Mapping[str, tuple[int, ...]],
) -> Respondent:
    answers: dict[str, Any] = dict(person.answers)
    for name, (move, place) in made.items():
        here = readings[name].place if name in readings and person.perspective in move.views else None
        if here is not None and kept[name][here] < kept[name][place]:
            answers[name] = answer_at(move.item, place)
    return person.model_copy(update={"answers": answers})


def answer_at(item: Item, place: int) -> int | str:
    """An answer by its place, as a person writes it."""
    return item.options[place].id if item.kind == "choice" else place
