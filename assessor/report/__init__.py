"""From an assessment to what a person reads: first the words and figures, then a layout."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.agreement import Agreement
    from assessor.model.assessment import Assessment
    from assessor.model.response import Responses
    from assessor.model.ruleset import Pack
    from assessor.report.outline import Block


def render(
    assessment: "Assessment",
    pack: "Pack",
    responses: "Responses",
    layout: str = "text",
    *,
    plain: bool = False,
    agreement: "Mapping[str, Mapping[str, Agreement]]" = MappingProxyType({}),
) -> str:
    """The report in one of the layouts `text` and `markdown`; `plain` is for screen readers (text only).

    `agreement` is what `Result.agreement` gives, where the report is to say how far the people of a view agree.
    """
    from assessor.report.reading import read_page

    page = read_page(assessment, pack, responses, agreement=agreement)
    if layout == "markdown":
        from assessor.report.markdown import as_markdown

        return as_markdown(page)
    from assessor.report.text import as_text

    return as_text(page, plain=plain)


def laid_out(blocks: "Iterable[Block]", layout: str = "text", *, plain: bool = False) -> str:
    """Any blocks in one of the layouts `text` and `markdown`."""
    if layout == "markdown":
        from assessor.report.markdown import blocks_as_markdown

        return blocks_as_markdown(blocks)
    from assessor.report.text import blocks_as_text

    return blocks_as_text(blocks, plain=plain)
