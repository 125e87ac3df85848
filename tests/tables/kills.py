"""Kills runs at random moments and lets them go on: a process of its own, from which each run is forked.

Everything is imported here before and nothing of it used, so that a run costs no start and a fork loses no thread.
"""

import importlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from assessor.cli import main

LIBRARIES = (
    "polars", "pyarrow", "pyarrow.parquet", "xlsxwriter", "openpyxl", "filelock", "assessor.tables.batch",
    "assessor.tables.one_by_one", "assessor.tables.progress",
)  # fmt: skip


def forked(words: list[str]) -> int:
    """Starts a run; its process id."""
    child = os.fork()
    if child:
        return child
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    try:
        main(words, prog_name="assessor")
    except SystemExit as end:
        os._exit(int(end.code or 0))
    finally:
        os._exit(99)


def ended(child: int) -> int:
    """How a run ended: its exit code, or minus the signal."""
    status = os.waitpid(child, 0)[1]
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


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
    if output.read_bytes() != wanted:
        seen.append("another output")
    return seen


def run() -> None:
    """`kills.py FOLDER TIMES SEED WORDS...`: prints what was seen of each as JSON."""
    for name in LIBRARIES:
        importlib.import_module(name)
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
        rejects = [path.with_name(f"{path.name}.rejects.csv").read_bytes() for path in (whole, output)]
        left = [path.name for path in Path(folder).iterdir() if path.name.endswith((".parts", ".part"))]
        found.append([*seen, *(["other rejects"] if len(set(rejects)) > 1 else []), *left])
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    run()
