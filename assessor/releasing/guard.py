"""The guard: two releases laid side by side never tell what fewer than `min_view` people answered.

A cell is what the people of one perspective, in one unit, answered to one item. Once a cell was shown it only ever
grows, and by at least `min_view` people at once; until then it stands as it was shown, and what came in waits. Reports
put the units of a perspective together, so the units too small to be shown alone are guarded together, as one cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, Respondent

Unit = str | None
Cell = Mapping[str, Any]
"""Id of a respondent -> the answer."""
Cells = Mapping[Unit, Cell]
"""The cells of one item, by unit."""

NOTE_ON, OWN = "note on ", "own questions"
"""Names under which notes and own questions wait; no item can be called that, since an id has no blanks."""


@dataclass(frozen=True)
class Waiting:
    """What waits of one perspective."""

    perspective: str
    answers: int
    """Answers that wait for more of their kind."""
    more: int
    """How many more people are needed before the first of them can be shown."""
    for_good: int
    """Answers that wait beside a cell that can no longer grow, since somebody in it left or changed an answer."""
    stayed: int
    """People who left or moved, and whose answers stay where they were shown."""


@dataclass(frozen=True)
class Guarded:
    """Everybody as they may be released, and what waits."""

    respondents: tuple[Respondent, ...]
    waiting: tuple[Waiting, ...] = ()


def guarded(
    before: Iterable[Respondent], now: Iterable[Respondent], protected: Iterable[str], min_view: int, least: int
) -> Guarded:
    """`now` as it may be released after `before`; perspectives that are not protected pass as they are.

    `least` is the smallest `min_view` of any release before: a cell with so many real answers may have been shown.
    """
    last, people = tuple(before), tuple(now)
    found = [person for person in people if person.perspective not in protected]
    waiting = []
    for perspective in protected:
        view = _View(_of(last, perspective), _of(people, perspective), min_view, least)
        found += view.released()
        waiting.append(view.waiting(perspective))
    return Guarded(tuple(found), tuple(each for each in waiting if each.answers or each.for_good or each.stayed))


def _of(people: tuple[Respondent, ...], perspective: str) -> dict[str, Respondent]:
    return {person.id: person for person in people if person.perspective == perspective}


class _View:
    """One protected perspective, as last released and as collected now."""

    def __init__(self, last: dict[str, Respondent], now: dict[str, Respondent], min_view: int, least: int) -> None:
        self.last, self.now = last, now
        was, new = _cells(last.values()), _cells(now.values())
        self.lacks: dict[tuple[str, Unit], int | None] = {}
        """(item, unit) of each cell that stands as it was -> how many more people it needs; None: it cannot grow."""
        for item in {*was, *new}:
            first, then = was.get(item, {}), new.get(item, {})
            for units in _groups(first, then, least):
                lack = _lack(_together(first, units), _together(then, units), min_view)
                if lack != 0:
                    self.lacks.update({(item, unit): lack for unit in units})

    def released(self) -> list[Respondent]:
        """Those who answered, and those who left but whose answers were shown."""
        answered = [self._answered(person) for person in self.now.values()]
        left = [self._left(person) for name, person in self.last.items() if name not in self.now]
        return answered + [person for person in left if person.answers]

    def _stands(self, item: str, person: Respondent) -> bool:
        return (item, person.unit) in self.lacks

    def _answered(self, person: Respondent) -> Respondent:
        before = self.last[person.id].answers if person.id in self.last else {}
        shown = {item: value for item, value in before.items() if self._stands(item, person)}
        free = {item: value for item, value in person.answers.items() if not self._stands(item, person)}
        answers = {**free, **shown}
        held = {item: value for item, value in person.answers.items() if answers.get(item) != value}
        if answers:
            return person.model_copy(update={"answers": answers, "held": held})
        return person.model_copy(
            update={"answers": {}, "held": held | _words(person), "notes": {}, "own_questions": ()}
        )

    def _left(self, person: Respondent) -> Respondent:
        answers = {item: value for item, value in person.answers.items() if self._stands(item, person)}
        notes = {item: note for item, note in person.notes.items() if item in answers}
        return person.model_copy(update={"answers": answers, "notes": notes})

    def waiting(self, perspective: str) -> Waiting:
        """What waits, in numbers."""
        held = [
            self.lacks[item, person.unit]
            for person in map(self._answered, self.now.values())
            for item in person.held
            if self._stands(item, person)
        ]
        lacks = [lack for lack in held if lack is not None]
        stayed = sum(name not in self.now and bool(self._left(person).answers) for name, person in self.last.items())
        return Waiting(perspective, len(lacks), min(lacks, default=0), len(held) - len(lacks), stayed)


def _words(person: Respondent) -> dict[str, Any]:
    """Notes and own questions as things that wait."""
    words: dict[str, Any] = {NOTE_ON + item: note for item, note in person.notes.items()}
    if person.own_questions:
        words[OWN] = tuple(each.model_dump(exclude_none=True) for each in person.own_questions)
    return words


def _cells(people: Iterable[Respondent]) -> dict[str, dict[Unit, dict[str, Any]]]:
    cells: dict[str, dict[Unit, dict[str, Any]]] = {}
    for person in people:
        for item, value in person.answers.items():
            cells.setdefault(item, {}).setdefault(person.unit, {})[person.id] = value
    return cells


def _groups(was: Cells, now: Cells, least: int) -> Iterator[set[Unit]]:
    """The units that are judged together: each that was shown alone, and the others where all together were shown."""
    shown = [unit for unit, cell in was.items() if real(cell) >= least]
    yield from ({unit} for unit in shown)
    rest = {*was, *now} - {*shown}
    if rest and sum(map(real, was.values())) >= least:
        yield rest


def _together(cells: Cells, units: set[Unit]) -> dict[str, Any]:
    return {name: value for unit in units for name, value in cells.get(unit, {}).items()}


def _lack(was: Cell, now: Cell, min_view: int) -> int | None:
    """How many more people a shown cell needs before what is new in it may show; None where it can no longer grow."""
    if any(name not in now or now[name] != value for name, value in was.items()):
        return None
    new = {name: value for name, value in now.items() if name not in was}
    count = real(new) or len(new)
    return 0 if count == 0 else max(min_view - count, 0)


def real(cell: Cell) -> int:
    """How many answers of a cell say something: don't know and does not apply are marks."""
    return sum(value not in (DONT_KNOW, DOES_NOT_APPLY) for value in cell.values())
