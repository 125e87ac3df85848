"""The questionnaire as a REDCap data dictionary: CSV of 18 columns, in one language."""

import csv
from io import StringIO

from assessor.exporting.relevance import relevance
from assessor.exporting.survey import (
    AGENCY,
    DOES_NOT_APPLY,
    DOES_NOT_APPLY_CODE,
    DONT_KNOW,
    DONT_KNOW_CODE,
    NO_NAMES,
    NONE_OF_THESE,
    Choice,
    Field,
    Survey,
)
from assessor.model.text import Language, Wording

COLUMNS = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
    "Required Field?", "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
)  # fmt: skip
MANY_MARKERS = (("0", NONE_OF_THESE), ("dk", DONT_KNOW), ("na", DOES_NOT_APPLY))
"""Codes of the boxes of tick-all that stand alone; a minus would not survive in the name of a column."""


def redcap(survey: Survey, language: Language = "en") -> str:
    """The data dictionary; choices carry the codes of tables, so that exports of raw data come back as they are."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    form = f"{survey.pack}_{survey.perspective}"
    writer.writerow(_row("record_id", form, "text", "Record"))
    writer.writerow(_row("agency", form, "text", AGENCY.said_in(language), required=True))
    writer.writerow(_row("perspective", form, "text", "Perspective", annotation=_fixed(survey.perspective)))
    writer.writerow(_row("date", form, "text", "Date", validation="date_ymd", annotation="@TODAY @HIDDEN"))
    for part in survey.parts:
        for place, field in enumerate(part.fields):
            title = part.title.said_in(language) if place == 0 else ""
            writer.writerow(_question(field, form, title, survey, language))
    return stream.getvalue()


def _fixed(value: str) -> str:
    return f"@DEFAULT='{value}' @READONLY @HIDDEN"


def _row(
    name: str,
    form: str,
    sort: str,
    label: str,
    *,
    section: str = "",
    choices: str = "",
    note: str = "",
    validation: str = "",
    highest: str = "",
    branching: str = "",
    required: bool = False,
    annotation: str = "",
) -> list[str]:
    lowest = "0" if highest else ""
    return [
        name, form, section, sort, label, choices, note, validation, lowest, highest, "", branching,
        "y" if required else "", "", "", "", "", annotation,
    ]  # fmt: skip


def _question(field: Field, form: str, section: str, survey: Survey, language: Language) -> list[str]:
    sort = {"one": "radio", "many": "checkbox", "count": "text", "text": "notes"}[field.kind]
    help_text = field.help or (NO_NAMES if field.kind == "text" else None)
    return _row(
        field.id,
        form,
        sort,
        field.ask.said_in(language),
        section=section,
        choices=_choices(field, language),
        note=help_text.said_in(language) if help_text else "",
        validation="integer" if field.kind == "count" else "",
        highest=str(field.highest) if field.kind == "count" else "",
        branching=relevance(field.only_if, survey, _one_of),
        annotation=f"@NONEOFTHEABOVE='{','.join(_alone(field))}'" if field.kind == "many" else "",
    )


def _alone(field: Field) -> list[str]:
    """Codes of the boxes beside which no other can be ticked."""
    return [*([field.nothing.code] if field.nothing else []), *(code for code, _ in _added(field))]


def _added(field: Field) -> tuple[tuple[str, Wording], ...]:
    """The boxes that the form adds to those of the pack."""
    return MANY_MARKERS[1:] if field.nothing else MANY_MARKERS


def _choices(field: Field, language: Language) -> str:
    if field.kind in ("count", "text"):
        return ""
    markers: tuple[tuple[str, Wording], ...] = ((DONT_KNOW_CODE, DONT_KNOW), (DOES_NOT_APPLY_CODE, DOES_NOT_APPLY))
    coded = [(choice.code, choice.label) for choice in field.choices]
    coded += _added(field) if field.kind == "many" else markers
    # A bar parts the choices, so none may stand in a label.
    return " | ".join(f"{code}, {label.said_in(language).replace('|', '/')}" for code, label in coded)


def _one_of(field: Field, choices: tuple[Choice, ...]) -> str:
    if field.kind == "many":
        return "(" + " or ".join(f"[{field.id}({code})] = '1'" for code in ("dk", *(c.code for c in choices))) + ")"
    codes = ["", DONT_KNOW_CODE, *(choice.code for choice in choices)]
    return "(" + " or ".join(f"[{field.id}] = '{code}'" for code in codes) + ")"
