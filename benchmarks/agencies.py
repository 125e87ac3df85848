"""Agencies to measure with: answers as somebody would give them, some left out, the same for the same seed."""

from collections.abc import Iterator
from random import Random

from assessor.api import read_responses
from assessor.engines.program import program
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Responses
from assessor.model.ruleset import Pack
from assessor.perspectives import is_asked

SEED = 20_261_123
DATE = "2026-01-15"
MISSING, UNSURE, ELSEWHERE = 0.05, 0.06, 0.03
"""How often a question is skipped, answered with don't know, and said not to apply."""

Answer = int | str | list[str]


def agencies(pack: Pack, count: int, perspective: str | None = None, seed: int = SEED) -> list[Responses]:
    """`count` agencies answered in the full form from `perspective`; without one, from each in turn."""
    views = [perspective] if perspective else list(pack.instrument.views)
    return [_agency(pack, views[number % len(views)], number, Random(f"{seed}-{number}")) for number in range(count)]


def _agency(pack: Pack, perspective: str, number: int, chance: Random) -> Responses:
    return read_responses(
        {
            "response": 1,
            "pack": {"id": pack.id, "version": pack.version},
            "agency": f"Agency {number}",
            "date": DATE,
            "respondents": [
                {"id": "r1", "perspective": perspective, "answers": dict(_answers(pack, perspective, chance))}
            ],
        },
        pack,
    )


def _answers(pack: Pack, perspective: str, chance: Random) -> Iterator[tuple[str, Answer]]:
    """Answers that hang together: an agency that is strong on one question is likely to be on the next."""
    routing = program(pack).routing
    strength = chance.random()
    given: dict[str, Answer] = {}
    for item in pack.instrument.items.values():
        asked = item.id not in routing or is_asked(routing[item.id], pack.instrument, given) is not False
        if perspective in item.ask and asked and chance.random() >= MISSING:
            given[item.id] = _answer(pack, item, strength, chance)
            yield item.id, given[item.id]


def _answer(pack: Pack, item: Item, strength: float, chance: Random) -> Answer:
    draw = chance.random()
    if draw < UNSURE + ELSEWHERE:
        return DONT_KNOW if draw < UNSURE else DOES_NOT_APPLY
    if item.kind == "text":
        return "We meet every month, and minutes go to everybody."
    if item.kind == "tick":
        return [option.id for option in item.options if chance.random() < 0.2 + strength / 2]
    if item.kind == "count":
        return chance.randint(0, item.highest or 0)
    points = pack.instrument.points(item)
    place = _place(points, 1 - strength if item.polarity == "negative" else strength, chance)
    return item.options[place].id if item.kind == "choice" else place


def _place(points: tuple[int, ...], strength: float, chance: Random) -> int:
    """The place of the answer whose points come nearest to a draw around `strength`."""
    wanted = max(points) * chance.gauss(strength, 0.3)
    nearest = min(abs(each - wanted) for each in points)
    return chance.choice([place for place, each in enumerate(points) if abs(each - wanted) == nearest])
