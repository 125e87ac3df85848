"""The conversation: one question at a time, in lines of plain text, saved before the next one shows.

It reads lines from `read` (None at the end of input) and says lines through `say`; where those go is not its business.
"""

import textwrap
from collections.abc import Callable
from unicodedata import category

from assessor.answering.interview import Interview
from assessor.answering.keys import FINISH, OWN, command_of, letters, numbers_in, spoken
from assessor.answering.own import OwnQuestions
from assessor.answering.replies import LONGEST, Refused, choices, reply_to, too_long
from assessor.language import Language, count, say, speaking
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from assessor.report.wording import cited, question

MINUTES_FOR_TEN = 5
"""How long ten questions take; the quick form of 12 takes about five minutes."""

MOST_LISTED = 12
"""How many open questions the check page lists by number."""


def safe(text: str) -> str:
    """Text without control, escape and direction-changing characters; spaces that do not break stay."""
    kept = (
        ch if ch.isprintable() or ch == "\n" or category(ch) == "Zs" else "\N{REPLACEMENT CHARACTER}" for ch in text
    )
    return "".join(kept)


class Conversation:
    """Leads one person through an interview; `keep` saves it and returns only once it is safe."""

    def __init__(
        self,
        pack: Pack,
        interview: Interview,
        read: Callable[[str], str | None],
        say: Callable[[str], None],
        keep: Callable[[Interview], None],
        width: int = 80,
        language: Language = "en",
    ) -> None:
        self.pack, self.interview, self.language = pack, interview, language
        self._read, self._say, self._keep = read, say, keep
        self.width = max(width, 20)
        self._section = ""
        self._changing = False
        """Whether this question was chosen on the check page, which then shows again."""
        self._own = OwnQuestions(read, self.say, self._accept)
        self._own_due, self._own_asked = False, False

    def introduce(self, place: str) -> None:
        """Says who asks, how long it takes, that stopping is fine, and where the answers are."""
        instrument, asked = self.pack.instrument, len(self.interview.asked)
        self.say(instrument.title.said_in(self.language))
        self.say(instrument.introduction.said_in(self.language))
        minutes = max(MINUTES_FOR_TEN, round(asked * MINUTES_FOR_TEN / 10 / 5) * 5)
        with speaking(self.language):
            self.say(
                say(
                    "{questions} questions, about {minutes} minutes. You can stop at any time with {quit} and go on "
                    "later.",
                    questions=asked,
                    minutes=minutes,
                    **letters(),
                )
            )
            self.say(say("Your answers are kept in {place}", place=place))
            self._keys()

    def welcome(self, place: str) -> None:
        """Says to somebody who comes back how much is there, and where."""
        with speaking(self.language):
            self.say(
                count(
                    "Welcome back. 1 answer is in {place}. {keys} tells the keys.",
                    "Welcome back. {n} answers are in {place}. {keys} tells the keys.",
                    len(self.interview.answers),
                    place=place,
                    **letters(),
                )
            )

    def _keys(self) -> None:
        """Says what can be typed."""
        self.say(say("Type the number of your answer and press Enter. Besides numbers:"))
        for key, does in spoken():
            self.say(say("{key}: {does}", key=key, does=does), rest="  ")

    def run(self) -> bool:
        """Asks until everything is answered and checked; False where the person stopped before."""
        with speaking(self.language):
            while True:
                more = self._ask() if self.interview.item else self._asks_own() if self._own_due else self._check()
                if more is not None:
                    return more

    def say(self, text: str, first: str = "", rest: str = "") -> None:
        """One paragraph, folded to the width."""
        for line in safe(text).splitlines() or [""]:
            lines = textwrap.wrap(
                line, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
            )
            for folded in lines or [""]:
                self._say(folded)

    def _ask(self) -> bool | None:
        item = self.interview.item
        assert item is not None
        self._show(item)
        while self.interview.item is item:
            typed = self._read("> ")
            if typed is None:
                return False
            if not typed.strip():
                self.say(say("Type an answer, {skip} to skip, or {keys} for the keys.", **letters()))
                continue
            stop = self._take(item, typed)
            if stop is not None:
                return stop
        return None

    def _show(self, item: Item) -> None:
        number, asked = self.interview.number
        section, place, sections = self.interview.section_of(item.id)
        self._say("")
        title = section.title.said_in(self.language)
        self.say(
            say(
                "Question {number} of {questions}, section {place} of {sections}: {title}",
                number=number,
                questions=asked,
                place=place,
                sections=sections,
                title=title,
            )
        )
        if section.section != self._section and section.about:
            self.say(section.about.said_in(self.language))
        self._section = section.section
        self._say("")
        self.say(question(item, self.interview.perspective, self.language))
        help_text = item.help_to(self.interview.perspective)
        if help_text:
            self.say(help_text.said_in(self.language))
        for place, (_, label) in enumerate(choices(item, self.pack.instrument), 1):
            mark = f"{place}. "
            self.say(label.said_in(self.language), mark, " " * len(mark))
        self.say(self._how(item))
        if item.id in self.interview.answers:
            self.say(say("Your answer so far: {answer}. Press {skip} to keep it.", answer=self.told(item), **letters()))

    def _how(self, item: Item) -> str:
        if item.kind == "tick":
            return say("Type the numbers of all that apply with spaces between, 0 for none of them.")
        if item.kind == "count":
            return say("Type a whole number from 0 to {top}.", top=item.highest)
        if item.kind == "text":
            return say(
                "Type your answer in one line, or {skip} to skip. Please write no names. A key alone is taken as the "
                "key.",
                **letters(),
            )
        return say("Type one number.")

    def told(self, item: Item) -> str:
        """The answer there is, in words."""
        value = self.interview.answers.get(item.id)
        if value is None:
            return say("not answered")
        if value == DONT_KNOW:
            return say("don't know")
        if value == DOES_NOT_APPLY:
            return say("does not apply")
        labels = dict(choices(item, self.pack.instrument))
        if item.kind == "tick":
            return "; ".join(labels[each].said_in(self.language) for each in value) or say("none of them")
        return labels[value].said_in(self.language) if labels else str(value)

    def _take(self, item: Item, typed: str) -> bool | None:
        """Does what was typed; True or False ends the conversation."""
        command = command_of(typed)
        if command == "quit":
            return False
        if command in ("back", "skip", "review"):
            self._changing = self._changing and command == "skip"
            self.interview = self._led(getattr(self.interview, command)())
            if self.interview.item is item:
                self.say(say("This is the first question."))
        elif command in ("dont_know", "does_not_apply"):
            self._accept(self._led(getattr(self.interview, command)()))
            self.say(say("Noted: {answer}. {back} goes back.", answer=self.told(item), **letters()))
        elif command == "why":
            self._why(item)
        elif command == "keys":
            self._keys()
        elif command == "note":
            self._note()
        else:
            value = reply_to(item, typed, self.pack.instrument)
            if isinstance(value, Refused):
                self.say(value.says)
            else:
                self._accept(self._led(self.interview.answer(value)))
        passed = self.interview.item is None and command != "review" and not self._changing
        self._own_due = passed and not self._own_asked
        return None

    def _asks_own(self) -> bool | None:
        """Once, between the last question and the check page."""
        self._own_due, self._own_asked = False, True
        self._say("")
        ended = self._own.add(self.interview)
        if ended == "back":
            self.interview = self.interview.back()
        return False if ended == "quit" else None

    def _led(self, after: Interview) -> Interview:
        """Back to the check page after one change there, or first to what that change newly asks."""
        if not self._changing:
            return after
        before = {item.id for item in self.interview.asked}
        new = next((item.id for item in after.open_items if item.id not in before), None)
        return after.go_to(new) if new else after.review()

    def _accept(self, interview: Interview) -> None:
        """Saved first, shown after: an answer that was taken cannot be lost."""
        self._keep(interview)
        self.interview = interview

    def _why(self, item: Item) -> None:
        self.say(say("Why we ask: {why}", why=item.why.said_in(self.language)))
        for element in item.source:
            self.say(say("Source: {source}", source=cited(element, self.pack, self.language)), rest="  ")

    def _note(self) -> None:
        before = self.interview.notes.get(self.interview.at or "")
        if before:
            self.say(say("Your note so far: {note}", note=before))
        text = self._read(say("Note, in one line (empty removes it): "))
        if text is None:
            return
        if len(text) > LONGEST:
            self.say(too_long(LONGEST))
            return
        self._accept(self.interview.note(text))
        self.say(say("Noted.") if text.strip() else say("No note is kept."))

    def _check(self) -> bool | None:
        """The check-your-answers page; a number goes to that question."""
        asked = self.interview.asked
        self._say("")
        self.say(say("Check your answers"))
        for section in self.interview.sections:
            self._say("")
            self.say(section.title.said_in(self.language))
            for number, item in enumerate(asked, 1):
                if item in section.items:
                    mark = f"{number}. "
                    wording = question(item, self.interview.perspective, self.language)
                    self.say(f"{wording} {self.told(item)}.", mark, " " * len(mark))
        for own in self.interview.own_questions:
            self._say("")
            self.say(say("Your own question: {question}", question=own.ask))
            self.say(own.answer or say("Not answered."))
        self._say("")
        self._left(asked)
        if self.interview.own_questions:
            self.say(say("Type {own} to change your own questions.", **letters()))
        else:
            self.say(say("Type {own} to add a question of your own.", **letters()))
        self.say(
            say(
                "Type a number to change that answer, {finish} to finish, {back} to go back, or {quit} to save and "
                "quit.",
                **letters(),
            )
        )
        return self._checked(asked)

    def _left(self, asked: tuple[Item, ...]) -> None:
        """Says which questions are open."""
        left = [str(number) for number, item in enumerate(asked, 1) if item in self.interview.open_items]
        if not left:
            return
        which = ", ".join(left) if len(left) <= MOST_LISTED else say("the first is {number}", number=left[0])
        self.say(
            count(
                "{n} question is still open ({which}); that is fine.",
                "{n} questions are still open ({which}); that is fine.",
                len(left),
                which=which,
            )
        )

    def _checked(self, asked: tuple[Item, ...]) -> bool | None:
        while True:
            typed = self._read("> ")
            if typed is None or command_of(typed) == "quit":
                return False
            if typed.strip().lower() in FINISH:
                self._changing = False
                return True
            if command_of(typed) == "back":
                self.interview, self._changing = self.interview.back(), False
                return None
            if typed.strip().lower() in OWN:
                return False if self._own.again(self.interview) == "quit" else None
            numbers = numbers_in(typed)
            if numbers and len(numbers) == 1 and 1 <= numbers[0] <= len(asked):
                self.interview, self._changing = self.interview.go_to(asked[numbers[0] - 1].id), True
                return None
            self.say(
                say(
                    "Type a number from 1 to {last}, {finish} to finish, {back}, or {quit}.",
                    last=len(asked),
                    **letters(),
                )
            )
