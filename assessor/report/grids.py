"""Two-way tables and grids of questions, filled in with what was answered."""

from typing import NamedTuple

from assessor.model.assessment import Assessment
from assessor.model.reported import Grid, Matrix
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import question, reply_read


class MatrixRead(NamedTuple):
    """A two-way table: rows of (title, cells), a cell being (label, ticked) pairs."""

    title: str
    section: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[tuple[str, bool], ...], ...]], ...]


class GridRead(NamedTuple):
    """Questions that belong together, with their replies."""

    title: str
    section: str
    rows: tuple[tuple[str, str], ...]


def matrix_read(matrix: Matrix, found: Assessment, pack: Pack, language: Language) -> MatrixRead:
    """A table of the source with what was ticked; cells the source leaves empty stay empty."""
    item = pack.instrument.items[matrix.item]
    ticked = found.trace.answers[item.id].value
    chosen = set(ticked) if isinstance(ticked, tuple) else set()
    rows = []
    for row in matrix.rows:
        cells = []
        for column in matrix.columns:
            inside = [o for o in item.options if matrix.cells.get(o.id) == (row.id, column.id)]
            cells.append(tuple((option.label.said_in(language), option.id in chosen) for option in inside))
        rows.append((row.title.said_in(language), tuple(cells)))
    columns = tuple(column.title.said_in(language) for column in matrix.columns)
    return MatrixRead(matrix.title.said_in(language), matrix.section, columns, tuple(rows))


def grid_read(grid: Grid, found: Assessment, pack: Pack, language: Language) -> GridRead:
    """Items shown together, with the replies."""
    rows = []
    for name in grid.items:
        item, answer = pack.instrument.items[name], found.trace.answers[name]
        rows.append((question(item, answer.view, language), reply_read(item, answer, pack, language)))
    return GridRead(grid.title.said_in(language), grid.section, tuple(rows))
