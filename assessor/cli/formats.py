"""In which format to write: as asked for, or as the name of the output file says."""

from collections.abc import Mapping
from pathlib import Path

from assessor.errors import USAGE, AssessorError, problem


def format_of(asked: str | None, output: str | None, endings: Mapping[str, str]) -> str:
    """The format asked for, else that of the ending of `output`, else the first of `endings` (ending -> format)."""
    if asked is not None:
        return asked
    if output is None or output == "-":
        return next(iter(endings.values()))
    found = endings.get(Path(output).suffix.lower())
    if found is None:
        listed = ", ".join(endings)
        raise AssessorError([problem("unknown-format", name=output, endings=listed)], USAGE)
    return found
