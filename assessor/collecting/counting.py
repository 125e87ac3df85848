"""Who counts: of each person the latest answers; everybody else is set aside, and everything set aside is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from assessor.collecting.fitting import fitted, restored
from assessor.collecting.gathering import Entry, File, fits_version
from assessor.errors import Problem, nearest, problem
from assessor.model.response import Respondent, SetAside
from assessor.model.ruleset import Pack
from assessor.releasing.people import People, Place


@dataclass(frozen=True)
class Counted:
    """Who counts, under opaque ids; who is set aside; what to tell; and opaque id -> digest of those who count."""

    people: tuple[Respondent, ...]
    set_aside: tuple[SetAside, ...]
    told: tuple[Problem, ...]
    digests: dict[str, str]


def counted(files: Iterable[File], pack: Pack, people: People, release: bool) -> Counted:
    """The respondents of `files`, each in `people` or in `set_aside`; `release` says whether there is a record."""
    return _Counting(tuple(files), pack, people, release).done()


Lost = tuple[Literal["duplicate", "replaced", "other_version", "other_pack", "unreadable"], Problem]
"""Why somebody does not count, and the line that tells it."""


class _Counting:
    def __init__(self, files: tuple[File, ...], pack: Pack, people: People, release: bool) -> None:
        self.files, self.pack, self.people, self.release = files, pack, people, release
        self.entries = [entry for file in files for entry in file.entries()]
        self.latest: dict[str, Entry] = {}
        for entry in self.entries:
            if self._uncounted(entry) is None:
                before = self.latest.get(self._person(entry))
                if before is None or entry.file.head.date >= before.file.head.date:
                    self.latest[self._person(entry)] = entry
        named = people.named(map(self._place, self.latest.values()))
        self.ids = {place.person: name for place, name in named.items()}

    def done(self) -> Counted:
        counts: list[Respondent] = []
        told: list[Problem] = []
        carried = [each for file in self.files for each in file.head.set_aside]
        aside = [SetAside(reason=each.reason, respondent=self._hidden(each.respondent)) for each in carried]
        for entry in self.entries:
            lost = self._uncounted(entry) or self._outdone(entry)
            if lost is not None:
                aside.append(SetAside(reason=lost[0], respondent=self._hidden(entry.given)))
                told.append(lost[1])
            else:
                person, problems = fitted(entry, self.pack, self.release)
                counts.append(person.model_copy(update={"id": self.ids[self._person(entry)]}))
                told += problems
        digests = {name: person for person, name in self.ids.items()}
        return Counted(tuple(counts), _each_once(aside), tuple(told), digests)

    def _uncounted(self, entry: Entry) -> Lost | None:
        """Why an entry does not count, whoever else there is."""
        head, views = entry.file.head, self.pack.instrument.views
        if entry.person is None:
            return "unreadable", entry.refused(entry.wrong)
        if head.pack.id != self.pack.id:
            return "other_pack", entry.told("other-pack", found=head.pack.id, wanted=self.pack.id)
        if not fits_version(entry.file, self.pack):
            return "other_version", entry.told("later-version", found=head.pack.version, known=self.pack.version)
        if entry.person.perspective not in views:
            hint = nearest(entry.person.perspective, views)
            wrong = problem("unknown-perspective", id=entry.person.perspective, nearest=hint)
            return "unreadable", entry.refused(wrong, "perspective")
        return None

    def _outdone(self, entry: Entry) -> Lost | None:
        """Why an entry does not count: the same person stands in another place."""
        other = self.latest[self._person(entry)]
        if other is entry or entry.person is None or other.person is None:
            return None
        mine, theirs = restored(entry.person, self.pack), restored(other.person, self.pack)
        same = mine.model_copy(update={"id": theirs.id}) == theirs
        words = {"perspective": mine.perspective, "other": other.file.document.name}
        if same:
            return "duplicate", entry.told("counted-once", **words)
        return "replaced", entry.told("replaced", **words)

    def _person(self, entry: Entry) -> str:
        return self._place(entry).person

    def _place(self, entry: Entry) -> Place:
        return self._placed(entry.given)

    def _placed(self, given: dict[str, Any]) -> Place:
        name, perspective, unit = str(given["id"]), str(given.get("perspective")), given.get("unit")
        return Place(self.people.person(name, perspective), name, perspective, unit if isinstance(unit, str) else None)

    def _hidden(self, given: Any) -> Any:
        """A respondent that does not count, under an opaque id: that of the same person where they count elsewhere."""
        if not isinstance(given, dict) or given.get("id") is None:
            return given
        place = self._placed(given)
        name = self.ids.get(place.person) or self.people.named([place])[place]
        return {**given, "id": name}


def _each_once(aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    """In an order that does not depend on that of the files."""
    keyed = {(each.reason, json.dumps(each.respondent, sort_keys=True, default=str)): each for each in aside}
    return tuple(keyed[key] for key in sorted(keyed))
