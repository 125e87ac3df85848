"""Two-way tables and grids of questions, filled in with what was answered."""

from typing import NamedTuple

from assessor.model.assessment import AnswerRead, Assessment
from assessor.model.instrument import Item
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
    places: tuple[tuple[int, int] | None, ...] = ()
    """Of each reply, how far up its scale it stands: (place from 0, the highest place)."""


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
    rows, places = [], []
    for name in grid.items:
        item, answer = pack.instrument.items[name], found.trace.answers[name]
        rows.append((question(item, answer.view, language), reply_read(item, answer, pack, language)))
        places.append(_place(item, answer, pack))
    return GridRead(grid.title.said_in(language), grid.section, tuple(rows), tuple(places))


def _place(item: Item, answer: AnswerRead, pack: Pack) -> tuple[int, int] | None:
    """How far up a reply stands among those that count; None where there is none, or they are in no order."""
    ladder = sorted(set(pack.instrument.kept_points[item.id]))
    at = item.positions.get(answer.value) if isinstance(answer.value, str) else answer.value
    if answer.state != "answered" or not ladder or not isinstance(at, int):
        return None
    return ladder.index(pack.instrument.kept_points[item.id][at]), len(ladder) - 1
