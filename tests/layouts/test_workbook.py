"""The workbook: words are words, figures are figures, and nothing in it is alive."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.loading.library import examples
from assessor.model.ruleset import Pack
from assessor.report import render_bytes
from assessor.report.wording import cleaned, writable
from tests.layouts.nasty import NASTY, agency_of
from tests.layouts.programs import opened, pdf_says

openpyxl: Any = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
EXAMPLES = {path.stem: path for path in examples()}
SHEETS = [
    "Summary", "Dimensions", "Views", "Gaps", "Dangers", "Findings", "Recommendations", "Answers", "Sources and limits",
]  # fmt: skip


def written(*results: Result) -> bytes:
    return render_bytes(results, "xlsx")


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: Any) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_what_people_write_stays_a_word(text: str, participation: Pack) -> None:
    content = written(assess(agency_of(text, participation)))
    found = list(cells(read(content)))
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    said = {as_shown(cell.value) for cell in found if cell.data_type == "s"}
    assert as_shown(writable(cleaned(text))) in said
    parts = zipfile.ZipFile(io.BytesIO(content))
    for name in parts.namelist():
        xml = parts.read(name).decode("utf-8")
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in xml
            assert "<f " not in xml
            assert "hyperlink" not in xml
        assert "externalLink" not in name
        assert "TargetMode" not in xml


def as_shown(text: str) -> str:
    """A text as a reader of the file sees it: openpyxl keeps the escapes of the format."""
    return re.sub("_x005F_", "_", text).replace("_x000D_", "\r")


def test_words_stay_words_when_somebody_edits_them(participation: Pack) -> None:
    book = read(written(assess(agency_of("=1+1", participation))))
    living = [cell for cell in cells(book) if str(cell.value).startswith("=")]
    assert living
    assert all(cell.quotePrefix if hasattr(cell, "quotePrefix") else cell.style_array.quotePrefix for cell in living)


def test_the_header_and_footer_of_the_print_take_no_commands(participation: Pack) -> None:
    sheet = read(written(assess(agency_of("&G&[Path]", participation))))["Summary"]
    assert sheet.oddHeader.left.text.endswith("&&\u200bG&&\u200b[Path]")


def test_the_sheets_and_their_columns_are_the_same_for_one_agency_and_for_many() -> None:
    one = assess(EXAMPLES["harbour"])
    many = [assess(EXAMPLES[name]) for name in ("harbour", "lantern", "riverside")]
    single, several = read(written(one)), read(written(*many))
    assert single.sheetnames == several.sheetnames == SHEETS
    for name in SHEETS[1:]:
        assert headers(single[name]) == headers(several[name])
    assert [row[0] for row in several["Summary"].iter_rows(min_row=2, max_row=4, values_only=True)] == [
        result.assessment.agency for result in many
    ]


def headers(sheet: Any) -> tuple[Any, ...]:
    return next(iter(sheet.iter_rows(max_row=1, values_only=True)))


def test_agreement_has_a_sheet_where_it_is_asked_for() -> None:
    pytest.importorskip("pingouin")
    result = assess(EXAMPLES["harbour"])
    book = read(render_bytes([result], "xlsx", agreements=[result.agreement()]))
    assert "Agreement" in book.sheetnames
    people = [row[3] for row in book["Agreement"].iter_rows(min_row=2, values_only=True) if row[2]]
    assert people
    assert all(isinstance(number, int) for number in people)


def test_figures_are_numbers_and_those_in_steps_say_so() -> None:
    result = assess(EXAMPLES["harbour"])
    sheet = read(written(result))["Dimensions"]
    found = result.assessment
    for row, score in zip(sheet.iter_rows(min_row=2), (found.overall, *found.scores.values()), strict=False):
        assert [cell.value for cell in row[2:5]] == [score.score, score.low, score.high]
        steps = '[<=5]"5 or less";[>=95]"95 or more";0'
        assert row[2].number_format == (steps if score.rounded else "0.0")
        if score.score is not None and score.low is not None and score.high is not None:
            assert row[5].value == pytest.approx(score.score - score.low, abs=0.11)
            assert row[6].value == pytest.approx(score.high - score.score, abs=0.11)


def test_a_single_agency_has_a_chart_of_its_dimensions_with_words_for_it() -> None:
    content = written(assess(EXAMPLES["riverside"]))
    parts = zipfile.ZipFile(io.BytesIO(content))
    (chart,) = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    xml = parts.read(chart).decode()
    assert "<c:f>Dimensions!$C$2:$C$12</c:f>" in xml
    assert "<c:plus><c:numRef><c:f>Dimensions!$G$2:$G$12</c:f>" in xml
    assert "<c:minus><c:numRef><c:f>Dimensions!$F$2:$F$12</c:f>" in xml
    drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Bars of the score of each dimension' in drawing


def test_every_sheet_can_be_filtered_read_from_the_top_and_printed() -> None:
    for sheet in read(written(assess(EXAMPLES["harbour"]))):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.right.text == "&P / &N"


def test_the_date_is_that_of_the_answers() -> None:
    result = assess(EXAMPLES["riverside"])
    about = read(written(result)).properties
    assert about.created == about.modified == dt.datetime.combine(result.responses.day, dt.time())
    assert result.assessment.agency in about.title


def test_answers_show_each_view_with_its_number_and_nothing_hidden() -> None:
    result = assess(EXAMPLES["harbour"])
    rows = list(read(written(result))["Answers"].iter_rows(min_row=2, values_only=True))
    cells_shown = {(row[2], row[4], row[5]) for row in rows if row[5]}
    titles = {view.id: view.plural.en for view in result.pack.instrument.perspectives}
    wanted = {
        (item, titles[name][0].upper() + titles[name][1:], cell.number)
        for name, view in result.assessment.perspectives.items()
        for item, cell in view.items.items()
    }
    assert cells_shown == wanted
    assert not [row for row in rows if row[4] == "Peer workers"]


def test_several_hundred_agencies_are_one_workbook_of_the_same_shape() -> None:
    result = assess(EXAMPLES["riverside"])
    book = openpyxl.load_workbook(io.BytesIO(written(*[result] * 200)), read_only=True)
    assert book.sheetnames == SHEETS
    assert book["Summary"].max_row == 201


def test_it_opens_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(written(*(assess(EXAMPLES[name]) for name in ("harbour", "riverside"))))
    text = pdf_says(opened(path), "pdftotext", "-layout")
    assert "Harbour Neighbourhood House" in text
    assert "Err:" not in text
