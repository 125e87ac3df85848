"""From an assessment to what a person reads: first the words and figures, then a layout."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.agreement import Agreement
    from assessor.model.assessment import Assessment
    from assessor.model.reason import Reason
    from assessor.model.response import Responses
    from assessor.model.ruleset import Pack


def render(
    assessment: "Assessment",
    pack: "Pack",
    responses: "Responses",
    layout: str = "text",
    *,
    plain: bool = False,
    agreement: "Mapping[str, Mapping[str, Agreement]]" = MappingProxyType({}),
    reasons: "Mapping[str, Reason]" = MappingProxyType({}),
) -> str:
    """The report as `text`, `markdown` or `html`; `plain` is for screen readers (text only).

    `html-part` is what stands between the tags of a page, for a page of one's own. `agreement` is what
    `Result.agreement` gives, where the report is to say how far the people of a view agree; `reasons` is what
    `Result.reasons` gives, where a page is to fold the reasons in (HTML only).
    """
    from assessor.report.reading import read_page

    page = read_page(assessment, pack, responses, agreement=agreement)
    if layout == "markdown":
        from assessor.report.markdown import as_markdown

        return as_markdown(page)
    if layout in ("html", "html-part"):
        from assessor.report.html import as_html

        return as_html(page, reasons, whole=layout == "html")
    from assessor.report.text import as_text

    return as_text(page, plain=plain)
