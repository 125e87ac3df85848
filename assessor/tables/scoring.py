"""The second stage: stretches of agencies are gathered from all parts, checked across rows, and scored."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assessor.errors import Problem
from assessor.tables.block import Fault
from assessor.tables.codebook import Codebook
from assessor.tables.folder import WorkFolder
from assessor.tables.gathering import Kept, Stretch, gathered, stretches
from assessor.tables.kernel import HEADS, Kernel
from assessor.tables.people import complete

if TYPE_CHECKING:
    import polars as pl


def score(
    folder: WorkFolder,
    parts: Sequence[Kept],
    book: Codebook,
    kernel: Kernel,
    names: Sequence[str],
    most: int,
    at: Callable[[str, int, int], None],
) -> tuple[list[str], dict[int, list[Fault]]]:
    """Files with the results, in order, and the faults found among the rows of each input."""
    results: list[str] = []
    late: defaultdict[int, list[Fault]] = defaultdict(list)
    found = list(stretches(folder, parts, most))
    of, done = sum(stretch.rows for stretch in found), 0
    for stretch in found:
        step = f"out-{stretch.number:05}"
        noted = folder.done(step) or _scored(folder, step, parts, stretch, book, kernel, names)
        results += [name for name in noted["files"] if name.endswith(".arrow")]
        for file, record, told, *rest in noted["late"]:
            late[file].append(Fault(record, Problem(*told), *rest))
        done += stretch.rows
        at("scored", done, of)
    if not results:
        nobody = kernel(_nobody(book), book.instrument.forms[0].id)
        results.append(folder.keep("out-none.arrow", nobody))
    return results, late


def _scored(
    folder: WorkFolder,
    step: str,
    parts: Sequence[Kept],
    stretch: Stretch,
    book: Codebook,
    kernel: Kernel,
    names: Sequence[str],
) -> dict[str, Any]:
    import polars as pl

    frame, late = gathered(folder, parts, stretch, book, names)
    frame = frame.select(*HEADS, *book.fields)
    forms = frame["form"].unique(maintain_order=True).to_list()
    tables = [kernel(frame.filter(pl.col("form") == form), form) for form in forms]
    files = []
    if tables:
        table = pl.concat(tables).sort("agency", maintain_order=True)
        files.append(folder.keep(f"{step}.arrow", table))
    noted = [(each.file, each.fault.record, _plain(each.fault.problem), *each.fault[2:]) for each in late]
    return folder.finish(step, {"late": noted}, *files)


def _plain(told: Problem) -> tuple[str, str, str]:
    return told.code, told.what, told.remedy


def _nobody(book: Codebook) -> "pl.DataFrame":
    """A table of no rows, for the names of the result's columns."""
    import polars as pl

    return complete(pl.DataFrame(schema=dict.fromkeys(HEADS, pl.String)), book)
