"""Any page made of blocks, in one of the layouts that are text."""

from collections.abc import Iterable

from assessor.report.blocks import Block


def laid_out(blocks: Iterable[Block], layout: str = "text", *, plain: bool = False) -> str:
    """The blocks as `text` or `markdown`; `plain` is for screen readers (text only)."""
    if layout == "markdown":
        from assessor.report.markdown import blocks_as_markdown

        return blocks_as_markdown(blocks)
    from assessor.report.text import blocks_as_text

    return blocks_as_text(blocks, plain=plain)
