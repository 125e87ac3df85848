"""How far a run is, on stderr: one line that is written over on a terminal, one plain line a minute elsewhere."""

import os
import sys
import time
from typing import TextIO

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
    share = f" of {of:,} ({100 * done // of} %)" if of else ""
    speed = f", {rate:,.0f} a second" if rate else ""
    left = f", {_clock((of - done) / rate)} left" if rate and of > done else ""
    return f"{done:,}{share} rows {stage}{speed}{left}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
