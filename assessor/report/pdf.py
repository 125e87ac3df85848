"""Blocks as a tagged PDF: typst lays out one fixed template, and every text reaches it as data, never as markup."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

import typst

from assessor.language import N_, say, speaking
from assessor.model.text import Language
from assessor.report.blocks import Block, Heading, Paragraph, Points, Rich, Table, plainly
from assessor.report.wording import writable

TEMPLATE = rb"""
#let report = json(bytes(sys.inputs.report))
#let (year, month, day) = report.date
#set document(title: report.title, date: datetime(year: year, month: month, day: day))
#set text(lang: report.language, region: "CA", font: "Libertinus Serif", size: 10.5pt)
#set page(
  paper: "us-letter", margin: (x: 2.2cm, top: 2.4cm, bottom: 2.2cm), numbering: "1 / 1",
  header: context if counter(page).get().first() > 1 { text(9pt, luma(80), report.title) },
)
#show heading.where(level: 1): set text(18pt)
#show heading.where(level: 2): set text(13.5pt)
#show heading.where(level: 3): set text(11pt)
#show heading: set block(above: 1.5em, below: 0.8em)
#set list(spacing: 0.75em)
#show table: set text(9.5pt)
#show table.cell.where(y: 0): strong
#set table(
  inset: (x: 4pt, y: 5pt), align: left,
  stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + luma(150) }),
)

#let lines(text) = text.split("\n").join(linebreak())
#let bar((low, score, high)) = if high != none {
  box(width: 100%, height: 8pt, stroke: 0.4pt + luma(110), {
    let from = if low == none { 0 } else { low }
    place(dx: from * 1%, rect(width: (high - from) * 1%, height: 100%, fill: luma(195)))
    if score != none { place(dy: 25%, rect(width: score * 1%, height: 50%, fill: luma(25))) }
  })
}
#let point(said) = if said.lines.len() == 0 { lines(said.text) } else {
  block(sticky: true, below: 0.75em, lines(said.text))
  list(marker: [\u{2013}], ..said.lines.map(lines))
}
#let apart(points) = if points.any(said => said.lines.len() > 0) { 1.1em } else { 0.75em }
#let cell(each) = if type(each) == str { lines(each) } else { bar(each.bar) }
#let width(each) = if each == "bar" { 3.4cm } else if each == none { auto } else { each * 1fr }

#for block in report.blocks {
  if block.kind == "heading" {
    if block.new_page { pagebreak(weak: true) }
    heading(level: block.depth, block.text)
  } else if block.kind == "paragraph" {
    par(lines(block.text))
  } else if block.kind == "list" {
    list(spacing: apart(block.points), ..block.points.map(point))
  } else if block.kind == "enum" {
    enum(spacing: apart(block.points), ..block.points.map(said => enum.item(said.number, point(said))))
  } else {
    if block.legend != "" { par(lines(block.legend)) }
    table(
      columns: block.widths.map(width),
      table.header(repeat: true, ..block.headers),
      ..block.rows.flatten().map(cell),
    )
  }
}
"""
"""Everything that is markup. Tables repeat their header row; bars stand beside the figures they draw."""

UNIVERSAL = ["ua-1"]
MARK = "\N{REPLACEMENT CHARACTER}"
MARKED = N_("Where this file has no letter for a character that somebody wrote, {mark} stands; other layouts show it.")

LONGEST_WORD = 40
"""Characters after which a word without a blank may be broken, so that it stays on the page."""


def as_pdf(blocks: Iterable[Block | Rich], title: str, language: Language, date: dt.date) -> bytes:
    """The blocks as a PDF of the day `date`: the same bytes for the same blocks."""
    laid_out: list[dict[str, Any]] = []
    for block in (plain for each in blocks for plain in plainly(each)):
        laid_out.append(_data(block, new_page=bool(laid_out)))
    report = {
        "title": writable(title),
        "language": language,
        "date": (date.year, date.month, date.day),
        "blocks": laid_out,
    }
    given = json.dumps(report, ensure_ascii=False)
    made = int(dt.datetime.combine(date, dt.time(), dt.UTC).timestamp())
    try:
        return _compiled(given, made, UNIVERSAL)
    except typst.TypstError as refused:
        # PDF/UA wants a glyph for every character, and no font here has those of every script.
        missing = _without_glyph(refused)
    if missing:
        laid_out.append({"kind": "paragraph", "text": _marked(language)})
        given = json.dumps(report, ensure_ascii=False).translate(missing)
    try:
        return _compiled(given, made, UNIVERSAL)
    except typst.TypstError:
        return _compiled(given, made, [])  # tagged all the same


def _marked(language: Language) -> str:
    with speaking(language):
        return say(MARKED, mark=MARK)


def _without_glyph(refused: typst.TypstError) -> dict[int, str]:
    """The characters that typst refuses for want of a glyph, and what stands for each; joiners just go."""
    told = re.findall(r'the text `"(.+?)"` could not be displayed', refused.diagnostic)
    text = re.sub(r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), "".join(told))
    seen = {character for character in text if not character.isascii()}
    joiners = {character for character in seen if unicodedata.category(character) in ("Cf", "Mn")}
    return {ord(character): "" if character in joiners else MARK for character in seen}


def _compiled(given: str, made: int, standards: list[Any]) -> bytes:
    return typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"report": given},
        timestamp=made,
        pdf_standards=standards,
        font_paths=_fonts(),
        ignore_system_fonts=True,
    )


def _data(block: Block, new_page: bool) -> dict[str, Any]:
    """A block as the template reads it."""
    if isinstance(block, Heading):
        begins = new_page and block.depth == 1
        return {"kind": "heading", "depth": block.depth, "text": _breakable(block.text), "new_page": begins}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": _breakable(block.text)}
    if isinstance(block, Points):
        numbers = block.numbers or range(len(block.points))
        points = [
            {"number": number, "text": _breakable(text), "lines": [*map(_breakable, lines)]}
            for number, (text, lines) in zip(numbers, block.points, strict=True)
        ]
        return {"kind": "enum" if block.numbers else "list", "points": points}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    widths: list[int | str | None] = [*table.widths]
    rows: list[list[Any]] = [[*map(_breakable, row)] for row in table.rows]
    if table.drawn:
        widths[table.drawn.column] = "bar"
        for row, figures in zip(rows, table.drawn.figures, strict=True):
            row[table.drawn.column] = {"bar": figures}
    legend = table.drawn.legend if table.drawn else table.legend
    return {"kind": "table", "legend": legend, "headers": table.headers, "widths": widths, "rows": rows}


def _breakable(text: str) -> str:
    """`text` with places to break in words that are longer than a line may be."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", "\\g<0>\u200b", writable(text))


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with typst, whatever this machine has."""
    return typst.Fonts(include_system_fonts=False)
