"""The report in Markdown: headings, lists and tables that any editor shows, with every character taken literally."""

import re
from collections.abc import Iterable, Iterator

from assessor.language import speaking
from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.outline import outline
from assessor.report.page import Page
from assessor.report.wording import one_line


def as_markdown(page: Page) -> str:
    """The page as Markdown."""
    with speaking(page.language):
        return blocks_as_markdown(outline(page))


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Any page as Markdown."""
    return "\n".join(line for block in blocks for line in (*_laid_out(block), "")).strip() + "\n"


def _laid_out(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.depth} {line(block.text)}"
    elif isinstance(block, Paragraph):
        yield line(block.text)
    elif isinstance(block, Points):
        for place, (text, lines) in enumerate(block.points):
            mark = f"{block.numbers[place]}." if block.numbers else "-"
            yield f"{mark} {line(text)}"
            yield from (f"{' ' * len(mark)} - {line(each)}" for each in lines)
    else:
        yield from (line(block.legend), "") if block.legend else ()
        yield from _table(block)


def _table(block: Table) -> Iterator[str]:
    yield "| " + " | ".join(escaped(header) for header in block.headers) + " |"
    yield "|" + " --- |" * len(block.headers)
    for row in block.rows:
        yield "| " + " | ".join("<br>".join(map(escaped, cell.splitlines())) for cell in row) + " |"


def escaped(text: str) -> str:
    """`text` on one line with nothing in it that Markdown or HTML would act on, nor turn into a link by itself."""
    taken = re.sub(r"([\\`*_{}\[\]<>#|~$&!@^])", r"\\\1", one_line(text))
    return re.sub(r"(?<=/)/|(?<=www)\.", r"\\\g<0>", taken, flags=re.IGNORECASE)


def line(text: str) -> str:
    """`escaped`, for text that begins a line, where a dash or a number would begin a list."""
    return re.sub(r"^([-+=:]|\d+(?=[.)]))", _first_escaped, escaped(text))


def _first_escaped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
