"""Any page made of blocks, in one of the layouts that are text, or that are files to print and to edit."""

import datetime as dt
from collections.abc import Iterable

from assessor.errors import USAGE, AssessorError, problem
from assessor.model.text import Language
from assessor.report.blocks import Block

WRITERS = ("docx", "typst")
"""The libraries that may be missing."""


def laid_out(blocks: Iterable[Block], layout: str = "text", *, plain: bool = False) -> str:
    """The blocks as `text` or `markdown`; `plain` is for screen readers (text only)."""
    if layout == "markdown":
        from assessor.report.markdown import blocks_as_markdown

        return blocks_as_markdown(blocks)
    from assessor.report.text import blocks_as_text

    return blocks_as_text(blocks, plain=plain)


def filed(blocks: Iterable[Block], layout: str, title: str, date: dt.date, language: Language = "en") -> bytes:
    """The blocks as `docx` or `pdf`; raises AssessorError where the library that writes it is not installed."""
    try:
        if layout == "docx":
            from assessor.report.word import as_word

            return as_word(blocks, title, language, date)
        from assessor.report.pdf import as_pdf

        return as_pdf(blocks, title, language, date)
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in WRITERS:
            raise
        raise AssessorError([problem("no-extra", extra=layout, library=missing.name)], USAGE) from None
