"""Sheets as a workbook: words written as words, figures as figures, nothing that a spreadsheet would act on."""

import datetime as dt
import io
import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_formula

from assessor.language import say
from assessor.report.sheets import Cell, Chart, Figure, Sheet
from assessor.report.wording import ENDS, one_line, writable

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_CELL = 32_767
"""Characters that a cell can hold."""
LETTER = 1
OPEN_ENDS = '[<={low}]"{at_least}";[>={high}]"{at_most}";0'
INK, LIGHT, HEADER = "#1F3864", "#D9D9D9", "#E7E6E6"
LINE, HIGHEST_ROW = 15, 409
"""Points of one line, and the most that a row can have."""
ROW_OF_BARS = 24
"""Pixels that each bar of a chart takes."""


def as_workbook(sheets: Sequence[Sheet], title: str, date: dt.date) -> bytes:
    """The sheets as an xlsx file of the day `date`: the same bytes for the same sheets."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, OPTIONS)
    made = dt.datetime.combine(date, dt.time())
    book.set_properties({"title": writable(title)[:255], "created": made})
    writer = _Writer(book, title)
    for sheet in sheets:
        writer.add(sheet)
    book.close()
    return written.getvalue()


class _Writer:
    """The formats of a book, and how a sheet is written with them."""

    def __init__(self, book: Any, title: str) -> None:
        self.book, self.title = book, title
        # With the quote prefix a word stays a word even when somebody edits the cell and it begins with = or +.
        line = {"valign": "top", "bottom": 1, "bottom_color": LIGHT}
        words = {**line, "quote_prefix": True, "text_wrap": True}
        self.words = book.add_format(words)
        self.header = book.add_format(
            {**words, "bold": True, "font_color": INK, "bg_color": HEADER, "bottom_color": INK, "valign": "bottom"}
        )
        low, high = ENDS
        ends = OPEN_ENDS.format(low=low, at_least=say(ENDS[low]), high=high, at_most=say(ENDS[high]))
        self.exact, self.whole, self.ends_open, self.day = (
            book.add_format({**line, "num_format": form, "align": "left"}) for form in ("0.0", "0", ends, "yyyy-mm-dd")
        )

    def add(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name)
        last = len(sheet.columns) - 1
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
            self.put(page, 0, at, column.header, self.header)
        page.set_row(0, _height(tuple(column.header for column in sheet.columns), sheet))
        for place, row in enumerate(sheet.rows, 1):
            for at, cell in enumerate(row):
                self.put(page, place, at, cell, self.words)
            page.set_row(place, _height(row, sheet))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), last)
        self.set_up_print(page, sheet.name)
        if sheet.chart:
            page.insert_chart(len(sheet.rows) + 2, 0, self.chart(sheet, sheet.chart), {
                "description": sheet.chart.about, "object_position": 2,
            })  # fmt: skip

    def put(self, page: Any, row: int, column: int, cell: Cell, words: Any) -> None:
        """Writes one cell as what it is; never through `write`, which guesses."""
        if isinstance(cell, Figure):
            form = self.ends_open if cell.ends_open else self.whole if cell.whole else self.exact
            if cell.value is None:
                page.write_blank(row, column, None, words)
            else:
                page.write_number(row, column, cell.value, form)
        elif isinstance(cell, dt.date):
            page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), self.day)
        elif isinstance(cell, int):
            page.write_number(row, column, cell, self.whole)
        elif not cell:
            page.write_blank(row, column, None, words)
        else:
            text = writable(cell)
            page.write_string(row, column, text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…", words)

    def set_up_print(self, page: Any, name: str) -> None:
        page.set_landscape()
        page.set_paper(LETTER)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.set_header(f"&L{_plain(self.title)[:200]}")
        page.set_footer(f"&L{_plain(name)}&R&P / &N")

    def chart(self, sheet: Sheet, chart: Chart) -> Any:
        """A bar chart of a column, with the range as lines on the bars."""

        def column(at: int) -> str:
            place: str = xl_range_formula(sheet.name, 1, at, len(sheet.rows), at)
            return place

        def figures(at: int) -> list[float | None]:
            return [cell.value if isinstance(cell, Figure) else None for cell in (row[at] for row in sheet.rows)]

        bars = self.book.add_chart({"type": "bar"})
        bars.add_series({
            "name": sheet.columns[chart.scores].header,
            "categories": column(chart.names),
            "values": column(chart.scores),
            "fill": {"color": LIGHT}, "border": {"color": INK}, "gap": 60,
            "x_error_bars": {
                "type": "custom",
                "plus_values": column(chart.rises), "plus_data": figures(chart.rises),
                "minus_values": column(chart.falls), "minus_data": figures(chart.falls),
                "line": {"color": INK, "width": 1.5},
            },
        })  # fmt: skip
        bars.set_title({"name": chart.title, "name_font": {"size": 12}})
        bars.set_legend({"none": True})
        bars.set_y_axis({"reverse": True, "crossing": "max"})
        bars.set_x_axis({"min": 0, "max": 100, "major_unit": 20})
        bars.set_size({"width": 760, "height": 90 + ROW_OF_BARS * len(sheet.rows)})
        return bars


def _height(row: Sequence[Cell], sheet: Sheet) -> int:
    """Points that the longest wrapped text of a row needs; not every program works this out by itself."""
    lines = [
        sum(_wrapped(line, column.width) for line in cell.splitlines())
        for cell, column in zip(row, sheet.columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE * max([1, *lines]), HIGHEST_ROW)


@lru_cache(maxsize=4_096)
def _wrapped(line: str, width: int) -> int:
    """Lines that one line takes in a column; the same questions come back with every agency."""
    return 1 if len(line) <= width else len(textwrap.wrap(line, width))


def _plain(text: str) -> str:
    """Text of a header or footer, where & begins a command and && is shown as &.

    XlsxWriter takes &&G and &&[ for pictures all the same, so nothing that can be seen goes between.
    """
    return re.sub(r"&(?=[G\[])", "&\u200b", one_line(writable(text))).replace("&", "&&")
