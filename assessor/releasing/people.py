"""Opaque ids: nobody can tell from an id who it is, and the same person keeps theirs from release to release."""

import hmac
import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from assessor.releasing.record import Release

OPAQUE = re.compile(r"r(?:[0-9a-f]{8}){1,8}")
"""An id that says nothing about anybody; as `take` makes them, and as they come out here."""
STEP = 8
"""Hex digits of an id, and how many more it gets where two would be the same."""


class Place(NamedTuple):
    """One person at one place: who moves to another unit is somebody else there."""

    person: str
    """The digest of the person, from `People.person`."""
    name: str
    """The id as it was given."""
    perspective: str
    unit: str | None

    @property
    def where(self) -> tuple[str, str | None]:
        """What an id stands for."""
        return self.person, self.unit


class People:
    """The ids of everybody, with what the record knows of those released before."""

    def __init__(self, key: str, record: Release | None) -> None:
        self._key = bytes.fromhex(key)
        known = record.people if record else {}
        last = record.released.respondents if record else ()
        self._last = {person.id: (known[person.id], person) for person in last if person.id in known}
        self._ids = {(digest, person.unit): name for name, (digest, person) in self._last.items()}
        self._taken = {person.id for person in last}

    def person(self, name: str, perspective: str) -> str:
        """Who `name` is, as 64 hex digits: the same for the id that was given and the id that came out of it."""
        digest, before = self._last.get(name, ("", None))
        if before is not None and before.perspective == perspective:
            return digest
        return self._digest(perspective, name)

    def named(self, places: Iterable[Place]) -> dict[Place, str]:
        """An id for each place: the one it has, the given one if it is opaque, or one made with the key.

        Two people never get the same id, nor one person at two units, and which they get does not depend on the order.
        """
        wanted = sorted(places, key=_claim)
        for place in wanted:
            if place.where not in self._ids:
                name = next(name for name in self._candidates(place) if name not in self._taken)
                self._ids[place.where] = name
                self._taken.add(name)
        return {place: self._ids[place.where] for place in wanted}

    def _candidates(self, place: Place) -> Iterator[str]:
        if OPAQUE.fullmatch(place.name):
            yield place.name
        digest = self._digest(place.person, place.unit or "")
        yield from (f"r{digest[:length]}" for length in range(STEP, len(digest) + 1, STEP))

    def _digest(self, *parts: str) -> str:
        return hmac.new(self._key, json.dumps(parts).encode(), sha256).hexdigest()


def _claim(place: Place) -> tuple[bool, str, str, str]:
    """The order in which ids are given: who already has an opaque one comes first."""
    return OPAQUE.fullmatch(place.name) is None, place.perspective, place.unit or "", place.name
