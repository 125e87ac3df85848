"""How far a run is, on stderr: one line that is written over on a terminal, one plain line a minute elsewhere."""

import os
import sys
import time
from typing import TextIO

from assessor.language import N_, number, say

STAGES = N_({
    "read": ("{done} rows read", "{done} of {of} ({share} %) rows read"),
    "scored": ("{done} rows scored", "{done} of {of} ({share} %) rows scored"),
    "written": ("{done} rows written", "{done} of {of} ({share} %) rows written"),
})  # fmt: skip
"""What is said of a stage: where it is not known how many rows there are, and where it is."""

EVERY_MINUTE, FOUR_A_SECOND = 60.0, 0.25


class Progress:
    """Hears a run and tells the rate and the time left."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._stage, self._begun, self._told, self._width = "", 0.0, time.monotonic(), 0

    def say(self, line: str) -> None:
        """A line that stays."""
        self._wipe()
        self._stream.write(line + "\n")
        self._stream.flush()

    def at(self, stage: str, done: int, of: int) -> None:
        """So many rows of so many are through a stage."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._begun = stage, now
        if now - self._told < (FOUR_A_SECOND if self._live else EVERY_MINUTE):
            return
        self._told = now
        line = told(stage, done, of, now - self._begun)
        if self._live:
            self._stream.write(f"\r{line:<{self._width}}")
            self._width = len(line)
            self._stream.flush()
        else:
            self.say(line)

    def _wipe(self) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._width = 0

    def close(self) -> None:
        """Leaves nothing half written on the terminal."""
        self._wipe()
        self._stream.flush()


def told(stage: str, done: int, of: int, seconds: float) -> str:
    """The line: rows, rate, time left."""
    rate = done / seconds if seconds > 0 else 0.0
    all_known = bool(of)
    parts = [
        say(
            STAGES[stage][all_known],
            done=number(done), of=number(of), share=100 * done // of if of else 0,
        )
    ]  # fmt: skip
    if rate:
        parts.append(say("{rate} a second", rate=number(rate)))
        if of > done:
            minutes, rest = divmod(round((of - done) / rate), 60)
            long = say("{minutes} min {seconds} s left", minutes=minutes, seconds=rest)
            parts.append(long if minutes else say("{seconds} s left", seconds=rest))
    return ", ".join(parts)
