"""The report in Markdown: headings, lists and tables that any editor shows, with every character taken literally."""

import re
from collections.abc import Iterable, Iterator

from assessor.report.outline import Block, Heading, Paragraph, Points, Table, outline
from assessor.report.reading import Page


def as_markdown(page: Page) -> str:
    """The page as Markdown."""
    return blocks_as_markdown(outline(page))


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Any page as Markdown."""
    return "\n".join(line for block in blocks for line in (*_laid_out(block), "")).strip() + "\n"


def _laid_out(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.depth} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield escaped(block.text)
    elif isinstance(block, Points):
        for place, (text, lines) in enumerate(block.points):
            mark = f"{block.numbers[place]}." if block.numbers else "-"
            yield f"{mark} {escaped(text)}"
            yield from (f"{' ' * len(mark)} - {escaped(line)}" for line in lines)
    else:
        yield from (escaped(block.legend), "") if block.legend else ()
        yield from _table(block)


def _table(block: Table) -> Iterator[str]:
    yield "| " + " | ".join(escaped(header) for header in block.headers) + " |"
    yield "|" + " --- |" * len(block.headers)
    for row in block.rows:
        yield "| " + " | ".join("<br>".join(map(escaped, cell.splitlines())) for cell in row) + " |"


def escaped(text: str) -> str:
    """`text` on one line with nothing in it that Markdown or HTML would act on."""
    return re.sub(r"([\\`*_{}\[\]<>#|~$&!])", r"\\\1", " ".join(text.split()))
