"""A file appears whole or not at all, and stays once it is there: written beside its place, synced, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assessor.errors import USAGE, AssessorError, problem, system_reason
from assessor.loading.synced import sync_folder


def unfinished(path: Path) -> Path:
    """Where a file is while it is being written."""
    return path.with_name(f".{path.name}.part")


@contextmanager
def whole(path: Path, mode: int | None = None) -> Iterator[Path]:
    """A place to write to that becomes `path` if all goes well; raises AssessorError where it cannot be written.

    Only one run at a time writes to a place, so that what a killed one left is written over.
    """
    beside = unfinished(path)
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise AssessorError([problem("unwritable", name=path, reason=system_reason(error))], USAGE) from None
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
