"""Blocks as a Word document that a board can edit: real headings, lists and tables, the same bytes every time."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from assessor.model.text import Language
from assessor.report.blocks import Block, Drawn, Heading, Paragraph, Points, Rich, Table, plainly
from assessor.report.figures import BAR
from assessor.report.wording import writable

LOCALES = {"en": "en-CA", "fr": "fr-CA"}
TEXT_WIDTH = Cm(17)
BAR_WIDTH = Cm(4.4)
BAR_SPACE = "\N{FIGURE SPACE}"
"""A bar is a row of these, shaded: no picture to keep, and nothing for a screen reader to stumble over."""
DARK, LIGHT, EMPTY, HEADER = "404040", "BFBFBF", "F2F2F2", "E7E6E6"
INK = RGBColor(0x1F, 0x38, 0x64)
SIZES: dict[str, tuple[float, float]] = {
    "Normal": (10.5, 6),
    "List Bullet": (10.5, 3),
    "List Bullet 2": (10.5, 3),
    "List Number": (10.5, 3),
    "Heading 1": (18, 6),
    "Heading 2": (14, 4),
    "Heading 3": (11.5, 3),
}
"""Style -> the size of its letters and the distance below, in points."""
BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the file; the first one that a zip can hold."""


def as_word(blocks: Iterable[Block | Rich], title: str, language: Language, date: dt.date) -> bytes:
    """The blocks as a document of the day `date`: the same bytes for the same blocks."""
    page = Document()
    _set_up(page, writable(title), LOCALES[language], date)
    writer = _Writer(page)
    for block in (plain for each in blocks for plain in plainly(each)):
        writer.add(block)
    return _bytes(page)


def _set_up(page: Page, title: str, locale: str, date: dt.date) -> None:
    about, made = page.core_properties, dt.datetime.combine(date, dt.time())
    about.title, about.language, about.created, about.modified = title[:255], locale, made, made
    about.author = about.last_modified_by = about.comments = ""
    about.revision = 1
    parts = page.part.package.rels
    for name in [name for name, part in parts.items() if part.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del parts[name]  # a picture of the empty template
    for spoken in (*page.styles.element.iter(qn("w:lang")), *page.settings.element.iter(qn("w:themeFontLang"))):
        spoken.set(qn("w:val"), locale)
    _styles(page)
    section = page.sections[0]
    section.left_margin = section.right_margin = Emu((int(section.page_width or 0) - TEXT_WIDTH) // 2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header.paragraphs[0].text = title
    footer = section.footer.paragraphs[0]
    for part in ("PAGE", " / ", "NUMPAGES"):
        if part.isupper():
            footer._p.append(_made("w:fldSimple", instr=part))
        else:
            footer.add_run(part)


def _styles(page: Page) -> None:
    """Fonts, sizes and distances, set in the styles so that whoever edits the document can change them in one place."""
    for name, (size, below) in SIZES.items():
        style = page.styles[name]
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(below)
        for together in style.element.findall(f".//{qn('w:contextualSpacing')}"):
            together.getparent().remove(together)
        if name.startswith("Heading"):
            style.font.color.rgb = INK
    page.styles["Normal"].font.name = "Calibri"


class _Writer:
    """A document that blocks are added to.

    It looks up once what python-docx looks up for every paragraph, styles and the end of the body, so that a report of
    many agencies takes seconds.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.begun = page, False
        self.styles = {name: page.styles[name].style_id for name in (*SIZES, "Table Grid")}
        self.end: Any = page.element.body.sectPr
        self.lists = page.part.numbering_part.element
        style = page.styles["List Number"].element.pPr.numPr.numId.val
        self.counted = self.lists.num_having_numId(style).abstractNumId.val

    def add(self, block: Block) -> None:
        if isinstance(block, Heading):
            line = self.line(block.text, f"Heading {block.depth}")
            line.paragraph_format.page_break_before = block.depth == 1 and self.begun
        elif isinstance(block, Paragraph):
            self.line(block.text)
        elif isinstance(block, Points):
            self.points(block)
        else:
            legend = block.drawn.legend if block.drawn else block.legend
            if legend:
                self.line(legend).paragraph_format.keep_with_next = True
            _table(self.page, block)
            self.line("").paragraph_format.space_after = Pt(0)
        self.begun = True

    def line(self, text: str, style: str = "") -> Line:
        paragraph = OxmlElement("w:p")
        self.end.addprevious(paragraph)
        line = Line(paragraph, self.page._body)
        line.add_run(writable(text))
        if style:
            line._p.style = self.styles[style]
        return line

    def points(self, block: Points) -> None:
        numbering = self.numbering(block.numbers)
        for text, lines in block.points:
            line = self.line(text, "List Number" if block.numbers else "List Bullet")
            line.paragraph_format.keep_with_next = bool(lines)
            if block.numbers:
                place = line._p.get_or_add_pPr().get_or_add_numPr()
                place.get_or_add_ilvl().val = 0
                place.get_or_add_numId().val = next(numbering)
            for each in lines:
                self.line(each, "List Bullet 2")

    def numbering(self, numbers: tuple[int, ...]) -> Iterator[int]:
        """The list of the document that each number belongs to: a new one wherever the count jumps."""
        for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
            counted = [number for _, number in run]
            new = self.lists.add_num(self.counted)
            new.add_lvlOverride(ilvl=0).add_startOverride(counted[0])
            yield from [new.numId] * len(counted)


def _table(page: Page, block: Table) -> None:
    table = page.add_table(len(block.rows) + 1, len(block.headers), "Table Grid")
    table.autofit = False
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(_made("w:cantSplit"))
        if at == 0:
            properties.append(_made("w:tblHeader"))
        words = block.rows[at - 1] if at else block.headers
        for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = widths[place]
            if at and block.drawn and place == block.drawn.column:
                _bar(cell, block.drawn, at - 1)
                continue
            run = _filled(cell).add_run(writable(text))
            if at == 0:
                run.bold = True
                cell._tc.get_or_add_tcPr().append(_shade(HEADER))


def _filled(cell: _Cell) -> Line:
    """The paragraph of a cell, without the space that running text has below."""
    line: Line = cell.paragraphs[0]
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)
    return line


def _bar(cell: _Cell, bars: Drawn, row: int) -> None:
    """Spaces on a dark ground up to the score, on a light one where it could still be, on a pale one elsewhere."""
    low, score, high = bars.figures[row]
    line = _filled(cell)
    if high is None:
        return
    score, low = score or 0, low or 0
    ends = [(score, DARK), (low, EMPTY), (high, LIGHT), (100, EMPTY)]
    done = 0
    for end, ground in ends:
        spaces = end * BAR // 100 - done
        if spaces > 0:
            run = line.add_run(BAR_SPACE * spaces)
            run.font.size = Pt(8)
            run._r.get_or_add_rPr().append(_shade(ground))
            done += spaces


def _widths(block: Table) -> list[int]:
    """Widths of the columns: a bar has its own; the others share by what is known, or by their longest line or word."""
    bar = block.drawn.column if block.drawn else None
    shares = []
    for at, most in enumerate(block.widths):
        cells = [row[at] for row in (block.headers, *block.rows)]
        word = max(len(part) for cell in cells for part in cell.split() or [""])
        line = max(len(part) for cell in cells for part in cell.splitlines() or [""])
        shares.append(0 if at == bar else max(most or min(line, 40), min(word, 20)) + 3)
    left = TEXT_WIDTH - (0 if bar is None else BAR_WIDTH)
    return [BAR_WIDTH if at == bar else left * share // sum(shares) for at, share in enumerate(shares)]


def _shade(ground: str) -> Any:
    return _made("w:shd", val="clear", color="auto", fill=ground)


def _made(tag: str, **values: str) -> Any:
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _bytes(page: Page) -> bytes:
    """The file, with the same date on every part instead of the time of writing."""
    written, fixed = io.BytesIO(), io.BytesIO()
    page.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            new = zipfile.ZipInfo(part.filename, BEGINNING)
            new.compress_type, new.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(new, parts.read(part.filename))
    return fixed.getvalue()
