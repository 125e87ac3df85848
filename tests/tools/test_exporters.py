"""Everything the exporters name a column or an answer by is read back for certain."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from assessor.exporting.fhir import fhir
from assessor.exporting.limesurvey import limesurvey
from assessor.exporting.redcap import redcap
from assessor.exporting.survey import Survey, survey
from assessor.exporting.xlsform import xlsform
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.ruleset import Pack
from assessor.tables.codebook import CODES, Codebook
from assessor.tables.headings import Known, Target
from assessor.tables.meanings import Meanings
from assessor.tables.profile import profile
from assessor.tables.wordings import NONE

VIEWS = ("manager", "frontline", "service_user", "board", "peer")
MARKED = {"none": NONE, "0": NONE, "dk": DONT_KNOW, "na": DOES_NOT_APPLY}


class Reader:
    """What one tool's names mean here."""

    def __init__(self, pack: Pack, tool: str, view: str) -> None:
        self.survey: Survey = survey(pack.instrument, view)
        self.book, self.profile = Codebook(pack), profile(tool)
        self.known = Known(self.book, self.profile)

    def column(self, header: str) -> Target | None:
        return self.known.target([header])

    def answer(self, item: str, cell: str) -> Any:
        return Meanings(self.book, self.book.instrument.items[item], self.profile).number(cell)

    def wanted(self, item: str, place: int) -> Target:
        return Target(item, self.book.instrument.items[item].options[place - 1].id)


@pytest.mark.parametrize("view", VIEWS)
def test_limesurvey(participation: Pack, view: str) -> None:
    reader = Reader(participation, "limesurvey", view)
    rows = list(
        csv.DictReader(io.StringIO(limesurvey(reader.survey).lstrip("\ufeff")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    items = iter([field.id for field in reader.survey.fields])
    current, kind = "", ""
    for row in (row for row in rows if row["language"] == "en"):
        if row["class"] == "Q":
            current = row["name"] if row["name"] in ("agency", "perspective") else next(items)
            kind = row["name"]
            assert reader.column(row["name"]) == Target(current)
        elif row["class"] == "SQ":
            sub = row["name"]
            wanted = Target(current, MARKED[sub]) if sub in MARKED else reader.wanted(current, int(sub))
            assert reader.column(f"{kind}[{sub}]") == wanted
        elif row["class"] == "A":
            code = {"dk": CODES[DONT_KNOW], "na": CODES[DOES_NOT_APPLY]}.get(row["name"])
            assert reader.answer(current, row["name"]) == (int(row["name"]) if code is None else code)
            assert reader.answer(current, row["text"]) == reader.answer(current, row["name"])


@pytest.mark.parametrize("view", VIEWS)
def test_redcap(participation: Pack, view: str) -> None:
    reader = Reader(participation, "redcap", view)
    for row in csv.DictReader(io.StringIO(redcap(reader.survey))):
        name, choices = row["Variable / Field Name"], row["Choices, Calculations, OR Slider Labels"]
        codes = [choice.split(", ", 1)[0] for choice in choices.split(" | ")] if choices else []
        if row["Field Type"] == "checkbox":
            for code in codes:
                wanted = Target(name, MARKED[code]) if code in MARKED else reader.wanted(name, int(code))
                assert reader.column(f"{name}___{code}") == wanted
        elif name != "record_id":
            assert reader.column(name) == Target(name)
            for code in codes:
                assert reader.answer(name, code) == int(code)


@pytest.mark.parametrize("tool", ["kobo", "odk"])
@pytest.mark.parametrize("view", VIEWS)
def test_xlsform(participation: Pack, view: str, tool: str) -> None:
    reader = Reader(participation, tool, view)
    book = openpyxl.load_workbook(io.BytesIO(xlsform(reader.survey)))
    questions, choices = (
        [[cell or "" for cell in row] for row in book[name].iter_rows(values_only=True)]
        for name in ("survey", "choices")
    )
    lists: dict[str, list[str]] = {}
    for name, code, *_ in choices[1:]:
        lists.setdefault(str(name), []).append(str(code))
    mark = reader.profile.groups[0]
    for kind, name in ((str(row[0]), str(row[1])) for row in questions[1:]):
        if kind.startswith("select_one"):
            assert reader.column(f"section_x{mark}{name}") == Target(name)
            assert all(isinstance(reader.answer(name, code), int) for code in lists[kind.split()[1]])
        elif kind.startswith("select_multiple"):
            for code in lists[kind.split()[1]]:
                assert reader.column(f"section_x{mark}{name}/{code}") == Target(name, code)


@pytest.mark.parametrize("view", VIEWS)
def test_fhir(participation: Pack, view: str) -> None:
    reader = Reader(participation, "fhir", view)
    for group in json.loads(fhir(reader.survey))["item"]:
        for question in group.get("item", []):
            item = question["linkId"]
            assert reader.column(item) == Target(item)
            codes = [option["valueCoding"]["code"] for option in question.get("answerOption", [])]
            meanings = Meanings(reader.book, reader.book.instrument.items[item], reader.profile)
            for code in codes:
                assert (
                    meanings.several(code) == frozenset({code})
                    if question.get("repeats")
                    else reader.answer(item, code) is not None
                )
