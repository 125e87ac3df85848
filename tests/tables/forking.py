"""Runs that cost no start: forked from a process in which everything is imported and nothing was used yet.

As a program it is a server: for each line of JSON {folder, words} on stdin it runs one command within limits of time
and memory, and answers with how it ended.
"""

import importlib
import json
import os
import resource
import sys
from pathlib import Path

from assessor.cli import main

LIBRARIES = (
    "polars", "pyarrow", "pyarrow.parquet", "xlsxwriter", "openpyxl", "defusedxml", "filelock", "assessor.api",
    "assessor.tables.batch", "assessor.tables.one_by_one", "assessor.tables.progress", "assessor.tables.record",
)  # fmt: skip
SECONDS, SPACE = 10, 8 << 30


def ready() -> None:
    """Imports all that a run needs."""
    for name in LIBRARIES:
        importlib.import_module(name)


def forked(words: list[str], folder: str | None = None) -> int:
    """Starts a run, in `folder` within limits; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        told = os.open(os.devnull, os.O_WRONLY)
        if folder is not None:
            os.chdir(folder)
            told = os.open("told", os.O_WRONLY | os.O_CREAT)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        os.dup2(told, 1)
        os.dup2(told, 2)
        main(words, prog_name="assessor")
    except SystemExit as end:
        if folder is not None:
            sys.stderr.flush()
            peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
            Path("peak").write_text(peak.split()[1])
        os._exit(int(end.code or 0))
    finally:
        os._exit(99)


def ended(child: int) -> int:
    """How a run ended: its exit code, or minus the signal."""
    status = os.waitpid(child, 0)[1]
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


if __name__ == "__main__":
    ready()
    for line in sys.stdin:
        asked = json.loads(line)
        print(ended(forked(asked["words"], asked["folder"])), flush=True)  # noqa: T201
