"""The columns of a row that are no answers: whose it is, of which agency and view, from when and in which form."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from assessor.errors import Problem, nearest, problem
from assessor.language.unsaid import phrase
from assessor.tables.block import RECORD
from assessor.tables.codebook import ROLES, Codebook
from assessor.tables.coding import Wrong, text_of
from assessor.tables.layout import Filled, Layout

if TYPE_CHECKING:
    import polars as pl

LONGEST = {"agency": 200, "unit": 200, "respondent": 100}
DEFAULT_FORM = "full"

HeadFaults = list[tuple[str, Wrong]]
"""(what the file calls the column, what is wrong there)."""


def heads_of(raw: "pl.DataFrame", layout: Layout, book: Codebook, filled: Filled) -> "tuple[pl.DataFrame, HeadFaults]":
    """The record number and these columns as text, filled where the file has none; and what is wrong with them."""
    import polars as pl

    found: dict[str, pl.Series] = {}
    wrong: HeadFaults = []
    for role in ROLES:
        header = layout.roles.get(role)
        given = {"agency": filled.agency, "perspective": filled.perspective, "form": filled.form}.get(role)
        if header is None:
            text = given or (DEFAULT_FORM if role == "form" else None)
            found[role] = pl.repeat(text, raw.height, dtype=pl.String, eager=True).alias(role)
            continue
        texts = text_of(raw[header])
        if role == "form":
            texts = texts.fill_null(given or DEFAULT_FORM)
        wrong += [(header, each) for each in _checked(role, texts, layout, book)]
        found[role] = texts.alias(role)
    return raw.select(RECORD).with_columns(*found.values()), wrong


def _checked(role: str, texts: "pl.Series", layout: Layout, book: Codebook) -> Iterable[Wrong]:
    needed = role in ("agency", "perspective") or (role == "respondent" and layout.lengthwise)
    if needed and texts.null_count():
        blank = problem("blank-cell", column=role)
        yield from (Wrong(row, "", blank) for row in texts.is_null().arg_true().to_list())
    if role in LONGEST:
        yield from _names(role, texts)
        return
    tell = {"perspective": _view(book), "form": _form(book), "date": _date}[role]
    told = {text: tell(text) for text in texts.unique().to_list() if text is not None}
    bad = [text for text, each in told.items() if each is not None]
    if bad:
        for row in texts.is_in(bad).fill_null(False).arg_true().to_list():
            each = told[texts[row]]
            if each is not None:
                yield Wrong(row, texts[row], each)


def _names(role: str, texts: "pl.Series") -> Iterable[Wrong]:
    most = LONGEST[role]
    bad = texts.str.len_chars() > most
    if role == "respondent":
        bad |= texts.str.contains(r"\s")
    bad |= texts.str.contains("\0", literal=True)
    for row in bad.fill_null(False).arg_true().to_list():
        blanks = phrase("at most {most} characters and no blanks", most=most)
        reason = blanks if role == "respondent" else phrase("at most {most} characters", most=most)
        yield Wrong(row, texts[row], problem("bad-name", column=role, wanted=reason))


def _view(book: Codebook) -> Callable[[str], Problem | None]:
    views = book.instrument.views
    return lambda text: None if text in views else problem("unknown-perspective", id=text, nearest=nearest(text, views))


def _form(book: Codebook) -> Callable[[str], Problem | None]:
    forms = [form.id for form in book.instrument.forms]
    return lambda text: None if text in forms else problem("unknown-form", id=text, nearest=nearest(text, forms))


def _date(text: str) -> Problem | None:
    try:
        dt.date.fromisoformat(text)
        return None if len(text) == 10 else problem("bad-date", value=text)
    except ValueError:
        return problem("bad-date", value=text)
