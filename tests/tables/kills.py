"""Kills runs at random moments and lets them go on: a process of its own, from which each run is forked."""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.tables.forking import ended, forked, ready


def killed_and_resumed(words: list[str], output: Path, wanted: bytes, seconds: float, rng: random.Random) -> list[str]:
    """What was seen of a run that is killed up to three times before it may end."""
    seen = []
    for _ in range(rng.randint(1, 3)):
        child = forked([*words, "--resume"])
        time.sleep(rng.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        seen.append("killed" if ended(child) == -signal.SIGKILL else "done")
        if output.exists() and output.read_bytes() != wanted:
            seen.append("half an output")
    if ended(forked([*words, "--resume"])) != 4:
        seen.append("did not end well")
    elif output.read_bytes() != wanted:
        seen.append("another output")
    return seen


def run() -> None:
    """`kills.py FOLDER TIMES SEED WORDS...`: prints what was seen of each as JSON."""
    ready()
    folder, times, seed, *words = sys.argv[1:]
    found = []
    for number in range(int(times)):
        rng = random.Random(f"{seed}-{number}")
        suffix = rng.choice([".csv", ".parquet", ".xlsx", ".jsonl", ".arrow"])
        whole, output = Path(folder, f"whole{suffix}"), Path(folder, f"out-{number}{suffix}")
        begun = time.monotonic()
        if ended(forked([*words, "-o", str(whole)])) != 4:
            found.append(["the first run did not end well"])
            continue
        seconds = time.monotonic() - begun
        seen = killed_and_resumed([*words, "-o", str(output)], output, whole.read_bytes(), seconds, rng)
        rejects = [Path(f"{path}.rejects.csv") for path in (whole, output)]
        same = all(path.exists() for path in rejects) and rejects[0].read_bytes() == rejects[1].read_bytes()
        left = [path.name for path in Path(folder).iterdir() if path.name.endswith((".parts", ".part"))]
        found.append([*seen, *([] if same else ["other rejects"]), *left])
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    run()
