"""The report for a terminal: 80 columns, plain characters; or one fact a line, for screen readers."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from tabulate import tabulate

from assessor.language import N_, say, speaking
from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.outline import outline
from assessor.report.page import Page
from assessor.report.wording import NONE, one_line

WIDTH = 80
HEADER_PADDING = 2
"""What tabulate adds to a header."""
TICKED, NOT_TICKED = N_(("ticked, {label}", "not ticked, {label}"))
DEPTHS = N_(("Report: {title}", "Section: {title}", "Part: {title}"), sense="heading")


def as_text(page: Page, *, plain: bool = False, width: int = WIDTH) -> str:
    """The page as text; `plain` has no tables, no bars and one fact a line."""
    with speaking(page.language):
        return blocks_as_text(outline(page), plain=plain, width=width)


def blocks_as_text(blocks: Iterable[Block], *, plain: bool = False, width: int = WIDTH) -> str:
    """Any page as text."""
    lines = [line for block in blocks for line in (_plain(block) if plain else _laid_out(block, width))]
    return "\n".join(lines).strip() + "\n"


def _laid_out(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
        yield from _wrapped(block.text, width)
        if block.depth < 3:
            yield ("=" if block.depth == 1 else "-") * min(len(block.text), width)
    elif isinstance(block, Paragraph):
        yield from _wrapped(block.text, width)
    elif isinstance(block, Points):
        yield from _points(block, width)
    else:
        yield from _wrapped(block.legend, width) if block.legend else ()
        table, letters = _lettered(block, width)
        for line in letters:
            yield from _wrapped(line, width)
        yield from _table(table, width).splitlines()


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    for line in text.splitlines() or [""]:
        yield from textwrap.wrap(line, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [
            first.rstrip()
        ]
        first = rest


def _points(block: Points, width: int) -> Iterator[str]:
    for place, (text, lines) in enumerate(block.points):
        mark = f"{block.numbers[place]}. " if block.numbers else "- "
        indent = " " * len(mark)
        yield from _wrapped(text, width, mark, indent)
        for line in lines:
            yield from _wrapped(line, width, indent, indent)


def _table(block: Table, width: int) -> str:
    widths = _fitting(block, width)
    rows = [[_folded(cell, most) for cell, most in zip(row, widths, strict=True)] for row in block.rows]
    headers = [_folded(header, most - HEADER_PADDING) for header, most in zip(block.headers, widths, strict=True)]
    return tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)


def _lettered(block: Table, width: int) -> tuple[Table, tuple[str, ...]]:
    """The table with a letter for each header that has a word too long for its column, and what the letters stand for.

    Columns of the same limit get letters together, so that all views have one or none has.
    """
    long = [
        at and max(map(len, re.split(" |(?<=-)", header))) > most - HEADER_PADDING
        for at, (header, most) in enumerate(zip(block.headers, _fitting(block, width), strict=True))
    ]
    limits = {most for most, broken in zip(block.widths, long, strict=True) if broken and most}
    chosen = [at for at, most in enumerate(block.widths) if long[at] or (at and most in limits)]
    if not chosen or len(chosen) > len(ascii_uppercase):
        return block, ()
    letters = dict(zip(chosen, ascii_uppercase, strict=False))
    headers = tuple(letters.get(at, header) for at, header in enumerate(block.headers))
    told = (say("{letter}: {header}", letter=letter, header=block.headers[at]) for at, letter in letters.items())
    return block._replace(headers=headers), tuple(told)


def _fitting(block: Table, width: int) -> list[int]:
    """Widths that fit the page: what each column needs, then the widest made narrower."""
    needed = [
        max([len(header) + HEADER_PADDING, *(len(line) for row in block.rows for line in row[at].splitlines())])
        for at, header in enumerate(block.headers)
    ]
    fit = [min(need, most) if most else need for need, most in zip(needed, block.widths, strict=True)]
    while sum(fit) + 2 * (len(fit) - 1) > width and max(fit) > 8:
        fit[fit.index(max(fit))] -= 1
    return fit


def _folded(cell: str, most: int) -> str:
    lines = [part for line in cell.splitlines() for part in textwrap.wrap(line, max(most, 1), subsequent_indent="")]
    return "\n".join(lines)


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
        yield say(DEPTHS[block.depth - 1], sense="heading", title=block.text)
    elif isinstance(block, Paragraph):
        yield one_line(block.text)
    elif isinstance(block, Points):
        for place, (text, lines) in enumerate(block.points):
            number = block.numbers[place] if block.numbers else place + 1
            yield one_line(f"{number}. {text}")
            yield from map(one_line, lines)
    else:
        yield from _plain_rows(block)


def _plain_rows(block: Table) -> Iterator[str]:
    seen = block.drawn.column if block.drawn else None
    for row in block.rows:
        told = [
            say("{header}: {cell}", header=header, cell=_spoken(cell)) if header else _spoken(cell)
            for place, (header, cell) in enumerate(zip(block.headers, row, strict=True))
            if cell and place != seen
        ]
        yield "; ".join(told) + "."


def _spoken(cell: str) -> str:
    """A cell for the ear: marks become words."""
    if cell == NONE:
        return say("none", sense="figure")
    return "; ".join(map(_ticked, cell.splitlines()))


def _ticked(line: str) -> str:
    for box, said in (("[x] ", TICKED), ("[ ] ", NOT_TICKED)):
        if line.startswith(box):
            return say(said, label=line.removeprefix(box))
    return line
