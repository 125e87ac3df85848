"""What every message says: a stable code, what is wrong, and what to do about it; filled in by `errors.problem`."""

from assessor.language import N_
from assessor.messages.answers import ANSWERS
from assessor.messages.definitions import DEFINITIONS
from assessor.messages.tables import TABLES

SORTS = N_(
    (
        "item", "option", "answer", "perspective", "form", "section", "dimension", "item or dimension", "level",
        "danger", "status", "rule", "finding", "strategy", "group", "source", "source element", "kind", "row", "column",
        "term", "levels", "dangers", "dimensions", "positions", "glossary", "references", "evidence", "plan",
        "sections", "limits", "matrices", "grids", "answer to", "note on",
    ),
    sense="sort",
)  # fmt: skip
"""What a message may call the thing it is about, in its word `sort`."""

CATALOGUE = {**DEFINITIONS, **ANSWERS, **TABLES}

SYSTEM = N_((
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "No space left on device",
    "Read-only file system", "Input/output error", "File exists", "File name too long", "Disk quota exceeded",
    "Operation not permitted", "Too many open files", "the disk takes no more",
))  # fmt: skip
"""Reasons for which files are not read or written, and that we can say in French as well."""
