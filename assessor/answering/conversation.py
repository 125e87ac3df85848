"""The conversation: one question at a time, in lines of plain text, saved before the next one shows.

It reads lines from `read` (None at the end of input) and says lines through `say`; where those go is not its business.
"""

import textwrap
from collections.abc import Callable
from unicodedata import category

from assessor.answering.interview import Interview
from assessor.answering.keys import FINISH, SPOKEN, command_of, numbers_in
from assessor.answering.own import OwnQuestions
from assessor.answering.replies import LONGEST, Refused, choices, reply_to
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from assessor.model.text import Language
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
        instrument, count = self.pack.instrument, len(self.interview.asked)
        self.say(instrument.title.said_in(self.language))
        self.say(instrument.introduction.said_in(self.language))
        minutes = max(MINUTES_FOR_TEN, round(count * MINUTES_FOR_TEN / 10 / 5) * 5)
        self.say(f"{count} questions, about {minutes} minutes. You can stop at any time with q and go on later.")
        self.say(f"Your answers are kept in {place}")
        self.keys()

    def keys(self) -> None:
        """Says what can be typed."""
        self.say("Type the number of your answer and press Enter. Besides numbers:")
        for key, meaning in SPOKEN:
            self.say(f"{key}: {meaning}", rest="  ")

    def run(self) -> bool:
        """Asks until everything is answered and checked; False where the person stopped before."""
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
                self.say("Type an answer, s to skip, or h for the keys.")
                continue
            stop = self._take(item, typed)
            if stop is not None:
                return stop
        return None

    def _show(self, item: Item) -> None:
        number, count = self.interview.number
        section, place, sections = self.interview.section_of(item.id)
        self._say("")
        title = section.title.said_in(self.language)
        self.say(f"Question {number} of {count}, section {place} of {sections}: {title}")
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
            self.say(f"Your answer so far: {self.told(item)}. Press s to keep it.")

    def _how(self, item: Item) -> str:
        if item.kind == "tick":
            return "Type the numbers of all that apply with spaces between, 0 for none of them."
        if item.kind == "count":
            return f"Type a whole number from 0 to {item.highest}."
        if item.kind == "text":
            return "Type your answer in one line, or s to skip. Please write no names. A key alone is taken as the key."
        return "Type one number."

    def told(self, item: Item) -> str:
        """The answer there is, in words."""
        value = self.interview.answers.get(item.id)
        if value is None:
            return "not answered"
        if value == DONT_KNOW:
            return "don't know"
        if value == DOES_NOT_APPLY:
            return "does not apply"
        labels = dict(choices(item, self.pack.instrument))
        if item.kind == "tick":
            return "; ".join(labels[each].said_in(self.language) for each in value) or "none of them"
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
                self.say("This is the first question.")
        elif command in ("dont_know", "does_not_apply"):
            self._accept(self._led(getattr(self.interview, command)()))
            self.say(f"Noted: {self.told(item)}. b goes back.")
        elif command == "why":
            self._why(item)
        elif command == "keys":
            self.keys()
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
        self.say(f"Why we ask: {item.why.said_in(self.language)}")
        for element in item.source:
            self.say(f"Source: {cited(element, self.pack, self.language)}", rest="  ")

    def _note(self) -> None:
        before = self.interview.notes.get(self.interview.at or "")
        if before:
            self.say(f"Your note so far: {before}")
        text = self._read("Note, in one line (empty removes it): ")
        if text is None:
            return
        if len(text) > LONGEST:
            self.say(f"That is longer than {LONGEST:,} characters. Please shorten it.")
            return
        self._accept(self.interview.note(text))
        self.say("Noted." if text.strip() else "No note is kept.")

    def _check(self) -> bool | None:
        """The check-your-answers page; a number goes to that question."""
        asked = self.interview.asked
        self._say("")
        self.say("Check your answers")
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
            self.say(f"Your own question: {own.ask}")
            self.say(own.answer or "Not answered.")
        left = [str(number) for number, item in enumerate(asked, 1) if item in self.interview.open_items]
        self._say("")
        if left:
            words = "1 question is" if len(left) == 1 else f"{len(left)} questions are"
            which = ", ".join(left) if len(left) <= MOST_LISTED else f"the first is {left[0]}"
            self.say(f"{words} still open ({which}); that is fine.")
        what = "change your own questions" if self.interview.own_questions else "add a question of your own"
        self.say(f"Type own to {what}.")
        self.say("Type a number to change that answer, f to finish, b to go back, or q to save and quit.")
        return self._checked(asked)

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
            if typed.strip().lower() == "own":
                return False if self._own.again(self.interview) == "quit" else None
            numbers = numbers_in(typed)
            if numbers and len(numbers) == 1 and 1 <= numbers[0] <= len(asked):
                self.interview, self._changing = self.interview.go_to(asked[numbers[0] - 1].id), True
                return None
            self.say(f"Type a number from 1 to {len(asked)}, f to finish, b, or q.")
