"""Imagined agencies for tests: each a manager's answers, drawn by a seed."""

from random import Random
from typing import Any

from assessor.api import Result, assess, load_pack
from tests.views.people import answer_at

PACK = load_pack("participation")
ASKED = [item for item in PACK.instrument.items.values() if "manager" in item.ask and item.kind != "text"]


def answers_of(seed: int, lean: int = 0) -> dict[str, Any]:
    """A manager's answers: at an end or in the middle, here and there left open; `lean` 1 is ready, -1 is not."""
    random = Random(seed)
    ends = ["worst", "middle", "best"] + {-1: ["worst"] * 4, 0: ["middle"] * 2, 1: ["best"] * 4}[lean]
    given = {item.id: answer_at(item, PACK, random.choice(ends)) for item in ASKED}
    return {name: value for name, value in given.items() if random.random() > 0.08}


def responses_of(name: str, answers: dict[str, Any], **head: Any) -> dict[str, Any]:
    """A response file of one manager."""
    who = {"id": "m", "perspective": "manager", "answers": answers}
    pack = {"id": PACK.id, "version": PACK.version}
    return {"response": 1, "pack": pack, "agency": name, "date": "2026-01-31", **head, "respondents": [who]}


def agencies(number: int, lean: int | None = None) -> list[Result]:
    """So many agencies, of all leanings unless one is given."""
    leans = [lean if lean is not None else (0, 1, -1)[place % 3] for place in range(number)]
    return [
        assess(responses_of(f"Agency {place}", answers_of(place, leaning)), PACK, engine="reference")
        for place, leaning in enumerate(leans)
    ]
