"""The PDF: tagged, with a title, a language and bookmarks; no answer is ever markup."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.loading.library import examples
from assessor.model.ruleset import Pack
from assessor.report import render_bytes
from assessor.report.blocks import Drawn, Heading, Lead, Paragraph, Points, Table
from assessor.report.wording import cleaned
from tests.layouts.nasty import NASTY, agency_of
from tests.layouts.programs import pdf_says

typst: Any = pytest.importorskip("typst")
from assessor.report import pdf  # noqa: E402
from assessor.report.pdf import TEMPLATE, as_pdf  # noqa: E402

EXAMPLES = {path.stem: path for path in examples()}
DAY = dt.date(2026, 3, 31)
UNIVERSAL = b"pdfuaid:part>1"


def written(*results: Result) -> bytes:
    return render_bytes(results, "pdf")


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_what_people_write_reaches_typst_as_data_only(
    text: str, participation: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_, sources = typst.compile, []

    def listen(source: bytes, **options: Any) -> bytes:
        sources.append(source)
        made: bytes = compile_(source, **options)
        return made

    monkeypatch.setattr(typst, "compile", listen)
    assert written(assess(agency_of(text, participation))).startswith(b"%PDF")
    assert set(sources) == {TEMPLATE}


def test_what_people_write_can_be_read_as_they_wrote_it(participation: Pack, tmp_path: Path) -> None:
    written_so = {sort: text for sort, text in NASTY.items() if sort not in TURNED}
    answers = agency_of("Some Place", participation)
    answers["respondents"][0]["own_questions"] = [{"ask": text[:2000]} for text in written_so.values()]
    path = tmp_path / "report.pdf"
    path.write_bytes(written(assess(answers)))
    shown = "".join(pdf_says(path, "pdftotext", "-raw").replace("\u200b", "").split())
    for sort, text in written_so.items():
        for line in cleaned(text[:2000]).split("\n"):
            assert "".join(line.split()) in shown, sort


TURNED = ("scripts", "direction", "combined", "pictures", "long word", "long text")
"""What pdftotext puts in another order, or breaks over pages."""


def test_an_example_is_a_tagged_universal_pdf_with_title_language_and_bookmarks() -> None:
    content = written(assess(EXAMPLES["harbour"]))
    for wanted in (UNIVERSAL, b"/MarkInfo<</Marked true", b"/StructTreeRoot", b"/Lang(en-CA)", b"/Outlines"):
        assert wanted in content
    assert b'<rdf:li xml:lang="x-default">Service user participation and peer support: Harbour' in content
    assert b"<xmp:CreateDate>2026-05-29T00:00:00Z" in content
    assert b"/JavaScript" not in content


def test_the_structure_has_headings_lists_and_tables_with_headers(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(written(assess(EXAMPLES["riverside"])))
    assert "Tagged:          yes" in pdf_says(path, "pdfinfo")
    structure = pdf_says(path, "pdfinfo", "-struct-text")
    for part in ("H1 ", "H2 ", "H3 ", "LI (block)", "THead", "/Scope /Column", "TD:"):
        assert part in structure
    pages = pdf_says(path, "pdftotext", "-layout").split("\f")
    assert re.search(r"1 ?/ ?8$", pages[0].strip())


def test_characters_without_a_font_are_marked_and_the_reader_is_told(participation: Pack, tmp_path: Path) -> None:
    content = written(assess(agency_of(NASTY["scripts"] + NASTY["pictures"], participation)))
    assert UNIVERSAL in content
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    shown = pdf_says(path, "pdftotext")
    for word in ("���", "العربية", "Ελληνικά", "Жизнь", "other layouts show it"):
        assert word in shown


def test_what_is_not_universal_is_tagged_all_the_same() -> None:
    content = as_pdf([Heading("One", 1), Heading("Three", 3)], "t", "en", DAY)
    assert UNIVERSAL not in content
    assert b"/StructTreeRoot" in content


BLOCKS = (
    Heading("A plan", 1),
    Paragraph("Two\nlines."),
    Points((("One", ("more",)), ("Two", ()))),
    Points((("Four", ()), ("Nine", ("more",))), (4, 9)),
    Table(
        ("What", "Bar"),
        (("a", ""), ("b", "")),
        (None, None),
        "no",
        drawn=Drawn(1, ((10, 20, 30), (None,) * 3), "Drawn."),
    ),
    Table(("Only",), (), (None,)),
)


def test_any_blocks_can_be_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(as_pdf(BLOCKS, "Un plan", "fr", DAY))
    assert b"/Lang(fr-CA)" in path.read_bytes()
    assert UNIVERSAL in path.read_bytes()
    shown = pdf_says(path, "pdftotext", "-layout")
    assert "4. Four" in shown
    assert "9. Nine" in shown
    assert "Drawn." in shown


def test_a_richer_block_stands_as_what_it_says_plainly() -> None:
    plain = (Points((("Step", ()),)),)
    assert as_pdf([Lead("Level", "Three", "So far.", plain)], "t", "en", DAY) == as_pdf([*plain], "t", "en", DAY)


def test_halves_of_characters_do_not_stop_a_report() -> None:
    assert as_pdf([Paragraph("a\ud800b\x00c")], "t\udfff", "en", DAY).startswith(b"%PDF")


def test_several_agencies_begin_on_pages_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(written(*(assess(EXAMPLES[name]) for name in ("quick-look", "riverside"))))
    pages = pdf_says(path, "pdftotext", "-layout").split("\f")
    assert [page for page in pages if page.strip().startswith("Service user participation and peer support:")]
    assert sum("Answers of 2026" in page for page in pages) == 2


def test_the_template_is_given_json_that_says_everything() -> None:
    data = [pdf._data(block, new_page=False) for block in BLOCKS]
    assert json.loads(json.dumps(data))[4]["rows"][0][1] == {"bar": [10, 20, 30]}
