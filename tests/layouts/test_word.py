"""The Word document: real headings, lists and tables, and nothing in it that is alive."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.loading.library import examples
from assessor.model.ruleset import Pack
from assessor.report import render_bytes
from assessor.report.blocks import Heading, Paragraph, Points, Table
from assessor.report.wording import cleaned
from tests.layouts.nasty import NASTY, agency_of
from tests.layouts.programs import opened, pdf_says

docx: Any = pytest.importorskip("docx")
from assessor.report.word import BAR_SPACE, as_word  # noqa: E402

EXAMPLES = {path.stem: path for path in examples()}
DAY = dt.date(2026, 3, 31)


def written(*results: Result) -> bytes:
    return render_bytes(results, "docx")


def read(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_what_people_write_is_text_and_nothing_else(text: str, participation: Pack) -> None:
    content = written(assess(agency_of(text, participation)))
    said = "\n".join(paragraph.text for paragraph in read(content).paragraphs)
    assert cleaned(text) in said
    parts = zipfile.ZipFile(io.BytesIO(content))
    xml = "".join(parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels")))
    assert set(re.findall('w:instr="([^"]*)"', xml)) == {"PAGE", "NUMPAGES"}
    for alive in ("<w:hyperlink", "<w:instrText", "<w:object", "<w:altChunk", "<w:subDoc", "TargetMode"):
        assert alive not in re.sub(r"<w:t[ >].*?</w:t>|<w:lsdException[^>]*>", "", xml, flags=re.S)


def test_headings_lists_and_tables_are_real() -> None:
    page = read(written(assess(EXAMPLES["harbour"])))
    styles = {paragraph.style.name for paragraph in page.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Bullet 2", "List Number", "Normal"} == styles
    for table in page.tables:
        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [
            at == 0 for at in range(len(table.rows))
        ]


def test_lists_count_as_the_report_does() -> None:
    numbers = (1, 2, 3, 7, 8, 20)
    page = read(as_word([Points(tuple((str(n), ()) for n in numbers), numbers)], "t", "en", DAY))
    lists = page.part.numbering_part.element
    told: list[int] = []
    count: dict[int, int] = {}
    for paragraph in page.paragraphs:
        name = paragraph._p.pPr.numPr.numId.val
        start = lists.num_having_numId(name).lvlOverride_lst[0].startOverride.val
        count[name] = count.get(name, start - 1) + 1
        told.append(count[name])
    assert tuple(told) == numbers


def test_bars_are_shaded_spaces_and_the_figures_stand_beside_them() -> None:
    page = read(written(assess(EXAMPLES["riverside"])))
    row = page.tables[0].rows[1]
    assert [cell.text.strip(BAR_SPACE) for cell in row.cells] == ["Overall", "42.1", "29.6 to 59.8", "", "40 of 66"]
    grounds = [shade.get(docx.oxml.ns.qn("w:fill")) for shade in row.cells[3]._tc.xpath(".//w:r//w:shd")]
    assert grounds == ["404040", "BFBFBF", "F2F2F2"]


def test_title_language_and_date_are_those_of_the_answers() -> None:
    result = assess(EXAMPLES["riverside"])
    page = read(written(result))
    about = page.core_properties
    assert about.created == about.modified == dt.datetime(2026, 3, 31, tzinfo=about.created.tzinfo)
    assert (about.author, about.last_modified_by, about.comments, about.revision) == ("", "", "", 1)
    assert (about.title.endswith(result.assessment.agency), about.language) == (True, "en-CA")
    french = read(as_word([Paragraph("Bonjour")], "Un plan", "fr", DAY))
    spoken = french.styles.element.xpath("//w:docDefaults//w:lang")[0]
    assert spoken.get(docx.oxml.ns.qn("w:val")) == "fr-CA"


def test_no_part_carries_the_time_of_writing() -> None:
    parts = zipfile.ZipFile(io.BytesIO(written(assess(EXAMPLES["riverside"])))).infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert not [part for part in parts if "thumbnail" in part.filename]


def test_any_blocks_can_be_laid_out() -> None:
    blocks = (
        Heading("A plan", 1),
        Paragraph("Halves \ud800 of characters"),
        Table(("What", "Who"), (("a\nb", "c"),), (None, 12)),
        Table(("Only",), (), (None,)),
        Heading("Another", 1),
    )
    page = read(as_word(blocks, "t\udfff", "en", DAY))
    first, second = (each for each in page.paragraphs if each.style.name == "Heading 1")
    assert (first.paragraph_format.page_break_before, second.paragraph_format.page_break_before) == (False, True)
    assert page.tables[0].rows[1].cells[0].text == "a\nb"


def test_it_opens_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(written(*(assess(EXAMPLES[name]) for name in ("harbour", "riverside"))))
    shown = pdf_says(opened(path), "pdftotext", "-layout")
    assert "Harbour Neighbourhood House" in shown
    assert "1 / " in shown
