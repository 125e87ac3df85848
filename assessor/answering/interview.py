"""The interview as a value: what is asked now, what an answer changes, where back leads; no input, no output.

Every step returns a new Interview. Items appear and disappear by their `only_if`; answers that a changed routing makes
moot are set aside, and come back when the routing does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assessor.engines.terms import Term
from assessor.model.instrument import Instrument, Item, Section
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW, OwnQuestion
from assessor.perspectives import is_asked


@dataclass(frozen=True)
class Interview:
    """Where somebody stands in answering. `at` is the item that is asked now; None once every item was passed."""

    instrument: Instrument
    routing: Mapping[str, Term]
    perspective: str
    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    set_aside: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    at: str | None = None
    own_questions: tuple[OwnQuestion, ...] = ()
    """What the person would have asked, with their answers; never routed, never scored."""

    @property
    def asked(self) -> tuple[Item, ...]:
        """The items asked of this perspective in this form, as routing stands now, in order."""
        return tuple(item for item in self._form_items() if self._open(item))

    def _form_items(self) -> tuple[Item, ...]:
        chosen = self.instrument.form(self.form).items
        return tuple(
            item
            for item in self.instrument.items.values()
            if self.perspective in item.ask and (chosen is None or item.id in chosen)
        )

    def _open(self, item: Item) -> bool:
        term = self.routing.get(item.id)
        return term is None or is_asked(term, self.instrument, self.answers) is not False

    @property
    def item(self) -> Item | None:
        """The item that is asked now."""
        return self.instrument.items[self.at] if self.at else None

    @property
    def number(self) -> tuple[int, int]:
        """(number of the item that is asked now, how many are asked)."""
        names = [item.id for item in self.asked]
        return (names.index(self.at) + 1 if self.at in names else len(names)), len(names)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have an item which is asked."""
        names = {item.id for item in self.asked}
        return tuple(s for s in self.instrument.sections if any(item.id in names for item in s.items))

    def section_of(self, name: str) -> tuple[Section, int, int]:
        """(section of an item, its number, how many sections are asked)."""
        sections = self.sections
        place = next(n for n, section in enumerate(sections) if any(item.id == name for item in section.items))
        return sections[place], place + 1, len(sections)

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Items asked and not yet answered; don't know and does not apply are answers here."""
        return tuple(item for item in self.asked if item.id not in self.answers)

    def start(self) -> "Interview":
        """At the first item that has no answer; at the end where all have one."""
        return replace(self, at=next((item.id for item in self.open_items), None))

    def answer(self, value: Any) -> "Interview":
        """Takes `value` for the item that is asked now, and goes on to the next."""
        if self.at is None:
            return self
        answers = {**self.answers, self.at: value}
        return replace(self, answers=answers)._routed()._next()

    def dont_know(self) -> "Interview":
        """Answers that one does not know."""
        return self.answer(DONT_KNOW)

    def does_not_apply(self) -> "Interview":
        """Answers that the question does not apply."""
        return self.answer(DOES_NOT_APPLY)

    def skip(self) -> "Interview":
        """Goes on without changing the answer there is, or leaving it open."""
        return self._next()

    def back(self) -> "Interview":
        """Goes to the item before; stays at the first."""
        names = [item.id for item in self.asked]
        if not names:
            return self
        place = names.index(self.at) if self.at in names else len(names)
        return replace(self, at=names[max(place - 1, 0)])

    def go_to(self, name: str) -> "Interview":
        """Goes to an item that is asked; stays where it is not."""
        return replace(self, at=name) if name in {item.id for item in self.asked} else self

    def review(self) -> "Interview":
        """Goes to the end, where the answers are checked."""
        return replace(self, at=None)

    def note(self, text: str) -> "Interview":
        """Keeps a note on the item that is asked now; an empty one removes it."""
        if self.at is None:
            return self
        notes = {name: note for name, note in self.notes.items() if name != self.at}
        return replace(self, notes={**notes, self.at: text} if text.strip() else notes)

    def ask_own(self, text: str) -> "Interview":
        """Adds a question of one's own, with no answer yet."""
        return replace(self, own_questions=(*self.own_questions, OwnQuestion(ask=text)))

    def answer_own(self, text: str) -> "Interview":
        """Answers the own question that was added last; nothing where there is none."""
        if not self.own_questions:
            return self
        last = OwnQuestion(ask=self.own_questions[-1].ask, answer=text)
        return replace(self, own_questions=(*self.own_questions[:-1], last))

    def remove_own(self, question: OwnQuestion) -> "Interview":
        """Without that question of one's own."""
        return replace(self, own_questions=tuple(own for own in self.own_questions if own is not question))

    def as_form(self, form: str) -> "Interview":
        """The same answers in another form, so that a short form can go on as the full one."""
        return replace(self, form=form)._routed().start()

    def _next(self) -> "Interview":
        """The next item in order that is asked."""
        names = [item.id for item in self._form_items()]
        asked = {item.id for item in self.asked}
        after = names[names.index(self.at) + 1 :] if self.at in names else []
        return replace(self, at=next((name for name in after if name in asked), None))

    def _routed(self) -> "Interview":
        """Answers of items that are not asked any more are set aside; those that are asked again come back.

        Answers that come or go can be what others are routed by, so this repeats until nothing moves.
        """
        asked = {item.id for item in self.asked}
        moot = {name: value for name, value in self.answers.items() if name not in asked}
        again = {n: v for n, v in self.set_aside.items() if n in asked and n not in self.answers}
        if not moot and not again:
            return self
        answers = {**{n: v for n, v in self.answers.items() if n not in moot}, **again}
        aside = {**{n: v for n, v in self.set_aside.items() if n not in again}, **moot}
        return replace(self, answers=answers, set_aside=aside)._routed()
