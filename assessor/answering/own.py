"""Questions of one's own: asked for once after the last question, and gone through again from the check page.

Each line is kept before the next one shows. What a step leads to is told as one word: on, back or quit.
"""

from collections.abc import Callable
from typing import Literal

from assessor.answering.interview import Interview
from assessor.answering.keys import FINISH, command_of

MOST = 100
LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 20_000
ASK = "Is there something we should have asked? Type your question, or press Enter to go on."
ANSWER = "Your answer, in one line (Enter leaves it open):"
KEEP = "Press Enter to keep this question, or type remove."

Ended = Literal["on", "back", "quit"]


class OwnQuestions:
    """One going through: `read` gives a line (None at the end of input), `say` says a paragraph, `keep` saves."""

    def __init__(
        self, read: Callable[[str], str | None], say: Callable[[str], None], keep: Callable[[Interview], None]
    ) -> None:
        self._read, self._say, self._keep = read, say, keep

    def add(self, interview: Interview) -> Ended:
        """Asks for questions, and for the answer to each, until Enter."""
        while len(interview.own_questions) < MOST:
            self._say(ASK)
            typed = self._line(LONGEST_QUESTION)
            command = command_of(typed or "")
            if typed is None or command == "quit":
                return "quit"
            if command == "back":
                return "back"
            if command in ("keys", "why", "note"):
                continue
            if command is not None or typed.strip().lower() in ("", *FINISH):
                return "on"
            interview = self._kept(interview.ask_own(typed.strip()))
            self._say(ANSWER)
            answer = self._line(LONGEST_ANSWER)
            if answer is None or command_of(answer) == "quit":
                return "quit"
            if answer.strip() and command_of(answer) is None:
                interview = self._kept(interview.answer_own(answer.strip()))
        return "on"

    def again(self, interview: Interview) -> Ended:
        """Shows each question there is, to keep or to remove, and then asks for more."""
        for own in interview.own_questions:
            self._say(f"{own.ask} {own.answer or 'Not answered.'}")
            self._say(KEEP)
            typed = self._read("> ")
            if typed is None or command_of(typed) == "quit":
                return "quit"
            if typed.strip().lower() == "remove":
                interview = self._kept(interview.remove_own(own))
                self._say("It is removed.")
        return self.add(interview)

    def _line(self, longest: int) -> str | None:
        """A line that is short enough to be kept."""
        while True:
            typed = self._read("> ")
            if typed is None or len(typed) <= longest:
                return typed
            self._say(f"That is longer than {longest:,} characters. Please shorten it.")

    def _kept(self, interview: Interview) -> Interview:
        self._keep(interview)
        return interview
