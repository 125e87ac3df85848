"""Kills and races, away from pytest: one warmed-up process forks a sitting of `assessor take` for each of them.

Run as `python -m tests.answering.driver kills|races COUNT FOLDER SEED`; prints one line of JSON. It has no threads, so
forking is safe. A question that has shown on stderr acknowledges every answer before it.
"""

import json
import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assessor.answering.interview import Interview
from assessor.answering.replies import choices, typed_for
from assessor.answering.resuming import resumed
from assessor.api import load_pack
from assessor.cli import main
from assessor.engines.program import program
from assessor.errors import AssessorError
from assessor.model.instrument import Item
from assessor.model.response import OwnQuestion

PACK = load_pack("participation")
ROUTING = program(PACK).routing
VIEW = "manager"
PROMPT = b"> "
LONGEST_LIFE = 0.012
"""Seconds that a sitting lives at most after its last acknowledged answer; a save takes a few milliseconds."""
PATIENCE = 20.0


class Child:
    """A sitting in a process of its own, with pipes for stdin and stderr."""

    def __init__(self, path: Path, start: int | None = None) -> None:
        """Forks; with `start` the sitting begins only once that pipe is closed at its other end."""
        stdin_end, self.stdin = os.pipe()
        self.stderr, stderr_end = os.pipe()
        self.heard = b""
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.stdin)
            os.close(self.stderr)
            _sit(path, stdin_end, stderr_end, start)
        os.close(stdin_end)
        os.close(stderr_end)

    def type(self, line: str) -> None:
        os.write(self.stdin, line.encode() + b"\n")

    def hear(self, until: float) -> bool:
        """Reads what was said by `until`; False at its end."""
        ready, _, _ = select.select([self.stderr], [], [], max(until - time.monotonic(), 0))
        if not ready:
            return True
        more = os.read(self.stderr, 65536)
        self.heard += more
        return bool(more)

    def prompts(self) -> int:
        """How many questions have shown; each ends in a prompt at the beginning of a line."""
        return len(re.findall(rb"(?:^|\n)> ", self.heard))

    def last(self) -> bytes:
        """What the prompt that showed last asks for."""
        return re.split(rb"(?:^|\n)> ", self.heard)[-2]

    def listen(self, prompts: int) -> bool:
        """Waits for so many prompts; False where the sitting ended before."""
        until = time.monotonic() + PATIENCE
        while self.prompts() < prompts:
            if time.monotonic() > until:
                raise TimeoutError(self.heard.decode()[-500:])
            if not self.hear(until):
                return False
        return True

    def drain(self) -> None:
        """Reads to the end: what had shown before the end has shown."""
        while self.hear(time.monotonic() + PATIENCE):
            pass

    def ended(self) -> int:
        """Waits; the exit code, negative for a signal."""
        os.close(self.stdin)
        self.drain()
        os.close(self.stderr)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _sit(path: Path, stdin: int, stderr: int, start: int | None) -> None:
    """In the child: `assessor take` as it would run from a shell, and never back."""
    code = 99
    try:
        os.dup2(stdin, 0)
        os.dup2(stderr, 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if start is not None:
            os.read(start, 1)
        main(["take", "--as", VIEW, "--agency", "Riverside", "--save", str(path)], prog_name="assessor")
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 0
    finally:
        sys.stderr.flush()
        os._exit(code)


@dataclass
class Told:
    """What came of many kills or races."""

    kills: int = 0
    acknowledged: int = 0
    in_flight: int = 0
    kept_in_flight: int = 0
    corrupt: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    leftovers: int = 0
    unswept: list[str] = field(default_factory=list)
    finished: int = 0
    races: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


def loaded(path: Path) -> Interview:
    """The interview as the next sitting would go on with it."""
    return resumed(path, PACK, ROUTING, VIEW)[0]


def plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}


def state(interview: Interview) -> tuple[dict[str, Any], dict[str, Any], dict[str, str], tuple[OwnQuestion, ...]]:
    return plain(interview.answers), plain(interview.set_aside), dict(interview.notes), interview.own_questions


def some_answer(item: Item, chance: random.Random) -> Any:
    values = [value for value, _ in choices(item, PACK.instrument)]
    if item.kind == "tick":
        return [value for value in values if chance.random() < 0.5]
    if item.kind == "text":
        # It begins with a word, so that no text of one letter is taken for a key.
        return "words " + "".join(chance.choices("abc é…:#'\"\\{}-", k=chance.randint(1, 200))).strip()
    return chance.randint(0, item.highest or 0) if item.kind == "count" else chance.choice(values)


def step(here: Interview, asked: bytes, chance: random.Random) -> tuple[list[str], Interview]:
    """(lines to type, where they lead): an answer, an own question where `asked` asks for one, or a step back."""
    if here.at is None and b"something we should have asked" in asked and chance.random() < 0.8:
        return ["Why this?"], here.ask_own("Why this?")
    if here.at is None and b"Your answer, in one line" in asked:
        return ["So."], here.answer_own("So.")
    if here.at is None:
        return ["b"], here.back()
    if chance.random() < 0.15:
        return ["b"], here.back()
    if chance.random() < 0.1:
        return ["d"], here.dont_know()
    assert here.item is not None
    value = some_answer(here.item, chance)
    typed = typed_for(here.item, value, PACK.instrument)
    return [typed], here.answer(value)


def kill_once(path: Path, chance: random.Random, told: Told) -> bool:
    """One sitting that goes on with `path` and is killed at a random moment; whether the file can be gone on with."""
    child = Child(path)
    if not child.listen(1):
        told.faults.append(child.heard.decode()[-300:])
        child.ended()
        return False
    told.unswept += [left.name for left in path.parent.glob(f".{path.name}.*.part")]
    here = loaded(path)
    reached = [here]
    for _ in range(chance.randint(0, 3)):
        lines, here = step(here, child.last(), chance)
        reached.append(here)
        child.type(lines[0])
        child.listen(len(reached))
    lines, after = step(here, child.last(), chance)
    reached.append(after)
    child.type(lines[0])
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(child.pid, signal.SIGKILL)
    if child.ended() != -signal.SIGKILL:
        told.faults.append("it ended before it was killed")
    told.kills += 1
    return compare(path, reached, min(child.prompts(), len(reached)) - 1, told)


def compare(path: Path, reached: list[Interview], shown: int, told: Told) -> bool:
    """The file is what stood when the last question showed, or one answer further; False where it is full or bad."""
    told.acknowledged += shown
    told.leftovers += any(path.parent.glob(f".{path.name}.*.part"))
    try:
        now = loaded(path)
    except AssessorError as error:
        told.corrupt.append(str(error))
        return False
    found = state(now)
    possible = [state(each) for each in reached[shown : shown + 2]]
    if len(possible) == 2 and possible[0] != possible[1]:
        told.in_flight += 1
        told.kept_in_flight += found == possible[1]
    if found not in possible:
        everything, wanted = {**found[1], **found[0]}, {**possible[0][1], **possible[0][0]}
        changing = reached[shown].at
        missing = [name for name, value in wanted.items() if name != changing and everything.get(name) != value]
        (told.lost if missing else told.foreign).append(f"{missing or found}")
    told.finished += not now.open_items
    return bool(now.open_items)


def kills(count: int, folder: Path, seed: int) -> Told:
    """Sittings killed one after another; each file goes on until its questionnaire is full, then another begins."""
    told, chance, number = Told(), random.Random(seed), 0
    while told.kills < count and len(told.faults) < 10:
        path = folder / f"answers-{number}.yaml"
        if not kill_once(path, chance, told):
            number += 1
    return told


def race_once(path: Path, told: Told) -> None:
    """Two sittings begin on one file at once: one asks, the other is told who has it and ends with 2."""
    start, gate = os.pipe()
    first = Child(path, start)
    second = Child(path, start)
    os.close(start)
    _open_gate(gate)
    both = [first, second]
    asks = [child.listen(1) for child in both]
    if sorted(asks) != [False, True]:
        told.faults.append(f"{asks} asked")
    codes = []
    for child, asked in zip(both, asks, strict=True):
        if asked:
            child.type("q")
        codes.append((asked, child.ended()))
        if not asked and b"is open in another terminal" not in child.heard:
            told.faults.append(child.heard.decode()[-300:])
    if sorted(codes) != [(False, 2), (True, 0)]:
        told.faults.append(f"exit codes {codes}")
    try:
        loaded(path)
    except AssessorError as error:
        told.corrupt.append(str(error))
    told.races += 1


def _open_gate(gate: int) -> None:
    os.write(gate, b"go")
    os.close(gate)


def races(count: int, folder: Path, seed: int) -> Told:
    """Races, half of them on a file that is there already."""
    told = Told()
    for number in range(count):
        race_once(folder / f"race-{seed}-{number // 2}.yaml", told)
    return told


if __name__ == "__main__":
    what, count, folder, seed = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    began = time.monotonic()
    outcome = {"kills": kills, "races": races}[what](count, folder, seed)
    outcome.seconds = round(time.monotonic() - began, 1)
    sys.stdout.write(json.dumps(vars(outcome)) + "\n")
