"""How long somebody waits between an answer and the next question: the save with its syncs, and all around it."""

import os
import pty
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from assessor.answering.conversation import Conversation
from assessor.answering.interview import Interview
from assessor.answering.session import save
from assessor.api import load_pack
from assessor.engines.program import program
from assessor.model.ruleset import Pack

MOST_MS = 50.0
"""The target: nobody should notice that every answer is saved."""
ROUNDS = 5
HEAD = {"agency": "Riverside", "date": "2026-01-31", "respondent": "r1"}
WAIT = 20.0


@dataclass(frozen=True)
class Saving:
    """Milliseconds from an accepted answer to the next question shown."""

    answers: int
    median_ms: float
    slow_ms: float
    """One in twenty takes longer."""
    save_ms: float
    """What of it is the save alone, at the median."""
    terminal_ms: float
    """The same as a person sees it, in a process of its own with a terminal."""

    @property
    def met(self) -> bool:
        """Whether both medians are under the target."""
        return max(self.median_ms, self.terminal_ms) < MOST_MS

    def __str__(self) -> str:
        return (
            f"answer to next question, {self.answers} answers: median {self.median_ms:.1f} ms "
            f"(save {self.save_ms:.1f} ms), 95 of 100 under {self.slow_ms:.1f} ms; "
            f"in a terminal {self.terminal_ms:.1f} ms; "
            f"target under {MOST_MS:.0f} ms: {'met' if self.met else 'missed'}"
        )


def saving(pack: Pack, perspective: str = "manager", rounds: int = ROUNDS, folder: Path | None = None) -> Saving:
    """Measures whole interviews with files in `folder`; the current folder where none is named.

    A temporary folder is often in memory, where a sync costs nothing; this one should be on the disk that is meant.
    """
    with tempfile.TemporaryDirectory(dir=folder or Path.cwd(), prefix=".saving-") as name:
        waits: list[float] = []
        saves: list[float] = []
        for number in range(rounds):
            path = Path(name) / f"{number}.yaml"
            _interview(pack, perspective, path, waits, saves)
        seen = _in_a_terminal(pack.id, perspective, Path(name) / "terminal.yaml")
    slow = quantiles(waits, n=20)[-1]
    return Saving(len(waits), 1000 * median(waits), 1000 * slow, 1000 * median(saves), 1000 * median(seen))


def _interview(pack: Pack, perspective: str, path: Path, waits: list[float], saves: list[float]) -> None:
    """One whole interview, every question answered with 1; adds the time of each answer and of each save."""
    accepted: list[float] = []

    def read(prompt: str) -> str | None:
        now = time.perf_counter()
        waits.extend(now - then for then in accepted)
        accepted.clear()
        if talk.interview.item is None:
            return None
        accepted.append(time.perf_counter())
        return "1"

    def keep(interview: Interview) -> None:
        began = time.perf_counter()
        save(path, interview, HEAD)
        saves.append(time.perf_counter() - began)

    start = Interview(pack.instrument, program(pack).routing, perspective, "full").start()
    with Path(os.devnull).open("w", encoding="utf-8") as sink:
        talk = Conversation(pack, start, read, lambda line: print(line, file=sink), keep)
        talk.run()


def _in_a_terminal(pack: str, perspective: str, path: Path) -> list[float]:
    """Seconds between Enter and the next prompt in `assessor take`, in a real terminal."""
    with _taking(pack, perspective, path) as terminal:
        shown = _until_prompt(terminal)
        waits = []
        while b"Check your answers" not in shown:
            began = time.perf_counter()
            os.write(terminal, b"1\n")
            shown = _until_prompt(terminal)
            waits.append(time.perf_counter() - began)
        return waits


@contextmanager
def _taking(pack: str, perspective: str, path: Path) -> Iterator[int]:
    """The terminal of a process that asks; ended with q."""
    process, terminal = pty.fork()
    if process == 0:
        words = ["take", pack, "--lang", "en", "--as", perspective, "--agency", HEAD["agency"], "--save", str(path)]
        sources = str(Path(__file__).parent.parent)
        os.execve(sys.executable, [sys.executable, "-m", "assessor", *words], {**os.environ, "PYTHONPATH": sources})
    try:
        yield terminal
        os.write(terminal, b"q\n")
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def _until_prompt(terminal: int) -> bytes:
    shown, until = b"", time.monotonic() + WAIT
    while not re.search(rb"\n> $", shown):
        if time.monotonic() > until:
            raise TimeoutError(shown.decode(errors="replace"))
        shown += os.read(terminal, 65536)
    return shown


if __name__ == "__main__":
    result = saving(load_pack())
    print(result)
    raise SystemExit(not result.met)
