"""From an assessment to what a person reads: first the words and figures, then a layout."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assessor.agreement import Agreement
    from assessor.model.assessment import Assessment
    from assessor.model.reason import Reason
    from assessor.model.response import Responses
    from assessor.model.ruleset import Pack
    from assessor.model.text import Language
    from assessor.report.blocks import Block
    from assessor.report.page import Page

    Agreements = Mapping[str, Mapping[str, Agreement]]

BINARY = ("xlsx", "pdf", "docx")
"""Layouts that are files of bytes; each needs the extra of its name."""

_NO_AGREEMENT: "Agreements" = MappingProxyType({})


class Assessed(Protocol):
    """An assessment with what it was made from: what `assessor.assess` returns."""

    @property
    def assessment(self) -> "Assessment":
        """What was found."""

    @property
    def pack(self) -> "Pack":
        """The pack it was found with."""

    @property
    def responses(self) -> "Responses":
        """The answers it was found in."""


def render(
    assessment: "Assessment",
    pack: "Pack",
    responses: "Responses",
    layout: str = "text",
    *,
    plain: bool = False,
    agreement: "Agreements" = _NO_AGREEMENT,
    reasons: "Mapping[str, Reason]" = MappingProxyType({}),
) -> str:
    """The report as `text`, `markdown` or `html`; `plain` is for screen readers (text only).

    `html-part` is what stands between the tags of a page, for a page of one's own. `agreement` is what
    `Result.agreement` gives, where the report is to say how far the people of a view agree; `reasons` is what
    `Result.reasons` gives, where a page is to fold the reasons in (HTML only).
    """
    from assessor.language import current
    from assessor.report.reading import read_page

    page = read_page(assessment, pack, responses, current(), agreement=agreement)
    if layout == "markdown":
        from assessor.report.markdown import as_markdown

        return as_markdown(page)
    if layout in ("html", "html-part"):
        from assessor.report.html import as_html

        return as_html(page, reasons, whole=layout == "html")
    from assessor.report.text import as_text

    return as_text(page, plain=plain)


def render_bytes(
    results: Sequence[Assessed],
    layout: str,
    *,
    agreements: "Sequence[Agreements]" = (),
    language: "Language | None" = None,
) -> bytes:
    """The reports of one agency or of several as one file: `xlsx`, `pdf` or `docx`.

    `agreements` holds what `Result.agreement` gives of each result, or nothing. `language` is the one spoken now,
    unless it is given. Raises AssessorError where the library that writes the layout is not installed.
    """
    if layout not in BINARY:
        raise ValueError(f"{layout} is none of {', '.join(BINARY)}")
    from assessor.language import current, speaking
    from assessor.report.reading import read_page

    spoken = language or current()
    pages = [
        read_page(each.assessment, each.pack, each.responses, spoken, agreement)
        for each, agreement in zip(results, agreements or [_NO_AGREEMENT] * len(results), strict=True)
    ]
    try:
        with speaking(spoken):
            return _written(results, pages, layout, spoken)
    except ModuleNotFoundError as missing:
        from assessor.errors import USAGE, AssessorError, problem

        if (missing.name or "").split(".")[0] not in _LIBRARIES:
            raise
        raise AssessorError([problem("no-extra", extra=layout, library=missing.name)], USAGE) from None


_LIBRARIES = ("xlsxwriter", "typst", "docx")


def _written(results: Sequence[Assessed], pages: "Sequence[Page]", layout: str, language: "Language") -> bytes:
    import itertools

    from assessor.report.outline import outline

    title = pages[0].title if len(pages) == 1 else results[0].pack.ruleset.ruleset.title.said_in(language)
    date = max(each.responses.day for each in results)
    if layout == "xlsx":
        from assessor.report.sheets import Case, sheets
        from assessor.report.wording import cleaned
        from assessor.report.workbook import as_workbook

        cases = [
            Case(cleaned(each.assessment.agency), each.assessment, page, each.pack)
            for each, page in zip(results, pages, strict=True)
        ]
        return as_workbook(sheets(cases, language), title, date)
    blocks: Iterator[Block] = itertools.chain.from_iterable(map(outline, pages))
    if layout == "docx":
        from assessor.report.word import as_word

        return as_word(blocks, title, language, date)
    from assessor.report.pdf import as_pdf

    return as_pdf(blocks, title, language, date)
