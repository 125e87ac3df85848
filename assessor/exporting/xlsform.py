"""The questionnaire as an XLSForm, for KoboToolbox and ODK, in both languages."""

from io import BytesIO
from typing import Any

from assessor.exporting.relevance import relevance
from assessor.exporting.survey import (
    AGENCY,
    DOES_NOT_APPLY,
    DONT_KNOW,
    NO_NAMES,
    NONE_OF_THESE,
    Choice,
    Field,
    Survey,
)
from assessor.model.text import Wording

LANGUAGES = {"en": "English (en)", "fr": "Français (fr)"}
NONE = "none_of_these"
MARKERS = (("dont_know", DONT_KNOW), ("does_not_apply", DOES_NOT_APPLY))


def xlsform(survey: Survey) -> bytes:
    """The workbook: sheets survey, choices and settings. Needs the extra `xlsx`."""
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": str(survey.title), "created": _epoch()})
    sheets = {"survey": list(_rows(survey)), "choices": list(_choices(survey)), "settings": [_settings(survey)]}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        headers = list(dict.fromkeys(key for row in rows for key in row))
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header)
            for line, row in enumerate(rows, 1):
                sheet.write_string(line, column, row.get(header, ""))
    book.close()
    return stream.getvalue()


def _epoch() -> Any:
    """A fixed creation date, so that the same form is the same bytes."""
    import datetime as dt

    return dt.datetime(2000, 1, 1)


def _said(column: str, text: Wording | None, survey: Survey) -> dict[str, str]:
    if text is None:
        return {}
    return {f"{column}::{LANGUAGES[language]}": text.said_in(language) for language in survey.languages}


def _rows(survey: Survey) -> Any:
    yield {"type": "note", "name": "introduction", **_said("label", survey.introduction, survey)}
    yield {"type": "text", "name": "agency", "required": "yes", **_said("label", AGENCY, survey)}
    yield {"type": "calculate", "name": "perspective", "calculation": f"'{survey.perspective}'"}
    yield {"type": "calculate", "name": "form", "calculation": f"'{survey.form}'"}
    yield {"type": "today", "name": "date"}
    for part in survey.parts:
        yield {"type": "begin_group", "name": f"section_{part.id}", **_said("label", part.title, survey)}
        for field in part.fields:
            yield _question(field, survey)
        yield {"type": "end_group"}


def _question(field: Field, survey: Survey) -> dict[str, str]:
    sort = {"one": f"select_one {_list(field)}", "many": f"select_multiple {_list(field)}", "count": "integer",
            "text": "text"}[field.kind]  # fmt: skip
    row = {"type": sort, "name": field.id, **_said("label", field.ask, survey)}
    row |= _said("hint", field.help or (NO_NAMES if field.kind == "text" else None), survey)
    if field.kind == "count":
        row["constraint"] = f". >= 0 and . <= {field.highest}"
    if field.kind == "many":
        alone = [field.nothing.id if field.nothing else NONE, *(name for name, _ in MARKERS)]
        row["constraint"] = " and ".join(f"not(selected(., '{name}') and count-selected(.) > 1)" for name in alone)
    asked = relevance(field.only_if, survey, _one_of)
    return {**row, "relevant": asked} if asked else row


def _one_of(field: Field, choices: tuple[Choice, ...]) -> str:
    if field.kind == "many":
        ticked = " or ".join(f"selected(${{{field.id}}}, '{choice.id}')" for choice in choices)
        return f"(${{{field.id}}} = '' or selected(${{{field.id}}}, 'dont_know') or {ticked})"
    names = ["", "dont_know", *(choice.id for choice in choices)]
    return "(" + " or ".join(f"${{{field.id}}} = '{name}'" for name in names) + ")"


def _list(field: Field) -> str:
    """Items of one scale share a list of choices."""
    return f"of_{field.id}" if field.item.options else f"scale_{field.item.kind}"


def _choices(survey: Survey) -> Any:
    told: set[str] = set()
    for field in survey.fields:
        name = _list(field)
        if field.kind in ("count", "text") or name in told:
            continue
        told.add(name)
        extra = [(NONE, NONE_OF_THESE)] if field.kind == "many" and not field.nothing else []
        for code, label in [*((choice.id, choice.label) for choice in field.choices), *extra, *MARKERS]:
            yield {"list_name": name, "name": code, **_said("label", label, survey)}


def _settings(survey: Survey) -> dict[str, str]:
    return {
        "form_title": str(survey.title),
        "form_id": f"{survey.pack}_{survey.perspective}_{survey.form}",
        "version": str(survey.version),
        "default_language": LANGUAGES["en"],
    }
