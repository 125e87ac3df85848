"""A folder's names on the disk: after a rename, what makes it outlast a power cut."""

import errno
import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Returns once the disk has the folder's names; raises OSError where it says it cannot."""
    if os.name == "nt":  # folders cannot be opened there, and renames are durable by themselves
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network folders cannot; there the rename is all one can have
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
