"""The layouts of survey tools, written from synthetic people as each tool writes its exports."""

# ruff: noqa: E501 - a case a line reads as a table

import csv
import html
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl

from assessor.model.instrument import Instrument, Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.text import Language
from tests.tools.people import Person, own_none, said

CODES = {DONT_KNOW: "-8", DOES_NOT_APPLY: "-9"}
MARKED = {
    "en": {"none": "None of these", DONT_KNOW: "I don't know", DOES_NOT_APPLY: "Does not apply here"},
    "fr": {"none": "Rien de tout cela", DONT_KNOW: "Je ne sais pas", DOES_NOT_APPLY: "Ne s'applique pas ici"},
}
AGENCY = {"en": "Name of the organisation", "fr": "Nom de l'organisation"}
Rows = list[list[str]]


@dataclass
class Sheet:
    """Rows of cells under one header, column by column, from people of one perspective."""

    people: Sequence[Person]
    instrument: Instrument
    language: Language
    columns: list[tuple[tuple[str, ...], list[str]]] = field(default_factory=list)
    """(header rows, cells)."""

    def add(self, *head: str, cells: Callable[[Person], str]) -> None:
        """One more column."""
        self.columns.append((head, [cells(person) for person in self.people]))

    @property
    def items(self) -> list[Item]:
        """What these people are asked."""
        view = self.people[0].perspective
        return [item for item in self.instrument.items.values() if view in item.ask]

    def ask(self, item: Item) -> str:
        """The question as they read it."""
        return item.ask[self.people[0].perspective].said_in(self.language)

    def labels(self, item: Item) -> dict[str, str]:
        """Answer -> label, codes too."""
        extra = {DONT_KNOW: MARKED[self.language][DONT_KNOW], DOES_NOT_APPLY: MARKED[self.language][DOES_NOT_APPLY]}
        none = {"none": MARKED[self.language]["none"]} if item.kind == "tick" and not own_none(item) else {}
        return {**said(item, self.instrument, self.language), **none, **extra}

    def rows(self) -> Rows:
        """Header rows and records."""
        heads = max(len(head) for head, _ in self.columns)
        top = [[head[n] if n < len(head) else "" for head, _ in self.columns] for n in range(heads)]
        return [*top, *([cells[n] for _, cells in self.columns] for n in range(len(self.people)))]


def chosen(value: Any) -> list[str]:
    """What is chosen in a tick item: ids, `none` alone, a code alone; nothing where it is open."""
    if value is None:
        return []
    if isinstance(value, tuple):
        return list(value) or ["none"]
    return [value]


def text(value: Any) -> str:
    return "" if value is None else str(value)


def delimited(
    rows: Rows, separator: str = ",", quoting: Any = csv.QUOTE_MINIMAL, encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    """Rows as delimited text."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(rows: Rows, numbers: bool = True) -> bytes:
    """Rows as a workbook; whole numbers are cells of numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([int(cell) if numbers and cell.isdecimal() and len(cell) < 9 else cell or None for cell in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def limesurvey(sheet: Sheet, style: str = "code", texts: bool = False, unticked: str = "", cut: int = 30) -> Rows:
    """Headings by code, full, short or both; answers by code or text."""

    def code(item: Item) -> str:
        return "".join(each for each in item.id if each.isalnum())[:20]

    def head(name: str, asked: str, sub: str = "", label: str = "") -> str:
        asked, label = html.escape(asked), html.escape(label)
        short = asked if len(asked) <= cut else f"{asked[:cut]}.."
        name += f"[{sub}]" if sub else ""
        ending = f" [{label}]" if label else ""
        return {
            "code": name, "full": f"{asked}{ending}", "short": f"{short}{ending}", "both": f"{name}. {asked}{ending}"
        }[style]  # fmt: skip

    french = sheet.language == "fr"
    titled = style in ("full", "short")
    sheet.add(("ID de la réponse" if french else "Response ID") if titled else "id", cells=lambda p: p.id[1:])
    sheet.add(("Date de soumission" if french else "Date submitted") if titled else "submitdate",
              cells=lambda p: "2026-03-31 10:11:12")  # fmt: skip
    sheet.add("Adresse IP" if french and titled else "IP address" if titled else "ipaddr", cells=lambda p: "10.9.8.7")
    sheet.add(head("agency", AGENCY[sheet.language]), cells=lambda p: p.agency)
    sheet.add(head("perspective", f"{{'{sheet.people[0].perspective}'}}"), cells=lambda p: p.perspective)
    for item in sheet.items:
        labels = sheet.labels(item)
        if item.kind == "tick":
            short = {"none": "none", DONT_KNOW: "dk", DOES_NOT_APPLY: "na"}
            subs = {option.id: str(place) for place, option in enumerate(item.options, 1)} | short
            subs = {name: sub for name, sub in subs.items() if name in labels}
            for name, sub in subs.items():
                heading = head(code(item), sheet.ask(item), sub, labels[name])
                sheet.add(heading, cells=lambda p, i=item.id, n=name: "Y" if n in chosen(p.answers[i]) else unticked)  # type: ignore[misc]
            continue
        codes = {DONT_KNOW: "dk", DOES_NOT_APPLY: "na"}
        codes |= {option.id: str(place) for place, option in enumerate(item.options, 1)}
        shown = {key: html.escape(label) for key, label in labels.items()} if texts else codes
        sheet.add(head(code(item), sheet.ask(item)), cells=lambda p, i=item.id, s=shown: s.get(text(p.answers[i]), text(p.answers[i])))  # type: ignore[misc]  # fmt: skip
    return sheet.rows()


def qualtrics(sheet: Sheet, numbers: bool = False, together: bool = False, single_quotes: bool = False) -> Rows:
    """Three header rows; labels or the tool's own numbers; options in columns or joined by commas."""
    french = sheet.language == "fr"

    def three(name: str, asked: str, ident: str) -> tuple[str, str, str]:
        told = json.dumps({"ImportId": ident}, separators=(",", ":"))
        return name, asked, told.replace('"', "'") if single_quotes else told

    sheet.add(*three("StartDate", "Date de début" if french else "Start Date", "startDate"),
              cells=lambda p: "2026-03-31 10:11:12")  # fmt: skip
    sheet.add(*three("IPAddress", "Adresse IP" if french else "IP Address", "ipAddress"), cells=lambda p: "10.9.8.7")
    sheet.add(*three("Finished", "Terminé" if french else "Finished", "finished"), cells=lambda p: "1")
    sheet.add(
        *three("ResponseId", "ID de réponse" if french else "Response ID", "_recordId"), cells=lambda p: f"R_{p.id}"
    )
    sheet.add(*three("RecipientEmail", "E-mail du destinataire" if french else "Recipient Email", "recipientEmail"),
              cells=lambda p: f"{p.id}@example.org")  # fmt: skip
    sheet.add(*three("Q1", AGENCY[sheet.language], "QID1_TEXT"), cells=lambda p: p.agency)
    for number, item in enumerate(sheet.items, 2):
        labels = sheet.labels(item)
        own = {name: str(place) for place, name in enumerate(labels, 1)}
        if item.kind == "tick" and not together:
            middle = "Choix sélectionné" if french else "Selected Choice"
            for name, label in labels.items():
                head = three(
                    f"Q{number}_{own[name]}", f"{sheet.ask(item)} - {middle} - {label}", f"QID{number}_{own[name]}"
                )
                sheet.add(*head, cells=lambda p, i=item.id, n=name, shown="1" if numbers else label: shown if n in chosen(p.answers[i]) else "")  # type: ignore[misc]  # fmt: skip
            continue
        head = three(f"Q{number}", sheet.ask(item), f"QID{number}")
        if item.kind == "tick":
            sheet.add(*head, cells=lambda p, i=item.id, s=labels: ",".join(s[n] for n in chosen(p.answers[i])))  # type: ignore[misc]
        else:
            shown = own if numbers else labels
            sheet.add(*head, cells=lambda p, i=item.id, s=shown: s.get(text(p.answers[i]), text(p.answers[i])))  # type: ignore[misc]
    return sheet.rows()


def redcap(sheet: Sheet, labels: bool = False, comma: bool = False) -> Rows:
    """Raw data, or labels of headers and answers; with a decimal comma where asked."""
    sheet.add("Record" if labels else "record_id", cells=lambda p: p.id[1:])
    sheet.add("Repeat Instrument" if labels else "redcap_repeat_instrument", cells=lambda p: "")
    sheet.add("Repeat Instance" if labels else "redcap_repeat_instance", cells=lambda p: "")
    sheet.add("Survey Identifier" if labels else "redcap_survey_identifier", cells=lambda p: p.id + "@example.org")
    sheet.add(AGENCY[sheet.language] if labels else "agency", cells=lambda p: p.agency)
    sheet.add("Perspective" if labels else "perspective", cells=lambda p: p.perspective)
    sheet.add("Date" if labels else "date", cells=lambda p: "2026-03-31")
    for item in sheet.items:
        told = sheet.labels(item)
        if item.kind == "tick":
            boxes = {option.id: str(place) for place, option in enumerate(item.options, 1)}
            boxes |= {"none": "0", DONT_KNOW: "dk", DOES_NOT_APPLY: "na"}
            for name, box in ((name, box) for name, box in boxes.items() if name in told):
                head = f"{sheet.ask(item)} (choice={told[name]})" if labels else f"{item.id}___{box}"
                yes, no = ("Checked", "Unchecked") if labels else ("1", "0")
                sheet.add(head, cells=lambda p, i=item.id, n=name, y=yes, o=no: y if n in chosen(p.answers[i]) else o)  # type: ignore[misc]
            continue
        codes = CODES | {option.id: str(place) for place, option in enumerate(item.options, 1)}
        shown = told if labels else codes

        def cell(
            p: Person, i: str = item.id, s: dict[str, str] = shown, c: bool = comma and item.kind == "count"
        ) -> str:
            value = text(p.answers[i])
            return f"{value},0" if c and value else s.get(value, value)

        sheet.add(sheet.ask(item) if labels else item.id, cells=cell)
    sheet.add(
        "Complete?" if labels else "participation_manager_complete", cells=lambda p: "Complete" if labels else "2"
    )
    return sheet.rows()


def xlsform(sheet: Sheet, group: str, labels: bool = False, split: bool = False) -> Rows:
    """What KoboToolbox (`/`) and ODK Central (`-`) write; with a column for each option besides, where asked."""
    french = sheet.language == "fr"
    sheet.add("start", cells=lambda p: "2026-03-31T10:11:12.000+02:00")
    sheet.add(AGENCY[sheet.language] if labels else "agency", cells=lambda p: p.agency)
    sheet.add("perspective", cells=lambda p: p.perspective)
    sheet.add("form", cells=lambda p: "full")
    sheet.add("date", cells=lambda p: "2026-03-31")
    of = {item.id: section for section in sheet.instrument.sections for item in section.items}
    for item in sheet.items:
        section = of[item.id]
        told = sheet.labels(item) if labels else {}
        title = section.title.said_in(sheet.language) if labels else f"section_{section.section}"
        head = f"{title}{group}{sheet.ask(item) if labels else item.id}"
        if item.kind != "tick":
            sheet.add(head, cells=lambda p, i=item.id, s=told: s.get(text(p.answers[i]), text(p.answers[i])))  # type: ignore[misc]
            continue
        names = {name: told.get(name, "none_of_these" if name == "none" else name) for name in sheet.labels(item)}
        sheet.add(head, cells=lambda p, i=item.id, s=names: " ".join(s[n] for n in chosen(p.answers[i])))  # type: ignore[misc]
        for name, shown in names.items() if split else ():
            sheet.add(f"{head}/{shown}", cells=lambda p, i=item.id, n=name: "" if p.answers[i] is None else str(int(n in chosen(p.answers[i]))))  # type: ignore[misc]  # fmt: skip
    if group == "/":
        for name, cell in {
            "_id": "{0}",
            "_uuid": "uuid-{0}",
            "_submission_time": "2026-03-31T10:11:12",
            "_index": "{0}",
        }.items():
            sheet.add(name, cells=lambda p, c=cell: c.format(p.id[1:]))  # type: ignore[misc]
    else:
        sheet.add("KEY", cells=lambda p: f"uuid:{p.id}")
        sheet.add("SubmitterName", cells=lambda p: "Amélie" if french else "Mary")
        sheet.add("SubmissionDate", cells=lambda p: "2026-03-31T10:11:12.000Z")
    return sheet.rows()


def surveymonkey(sheet: Sheet) -> Rows:
    """Two header rows, the first blank where a question goes on; a column an option that holds its label."""
    french = sheet.language == "fr"
    sheet.add("ID du répondant" if french else "Respondent ID", "", cells=lambda p: f"11800{p.id[1:]}")
    sheet.add("Date de création" if french else "Date Created", "", cells=lambda p: "31/03/2026 10:11:12")
    sheet.add("Adresse IP" if french else "IP Address", "", cells=lambda p: "10.9.8.7")
    sheet.add("Adresse e-mail" if french else "Email Address", "", cells=lambda p: f"{p.id}@example.org")
    one, open_ = ("Réponse", "Réponse ouverte") if french else ("Response", "Open-Ended Response")
    sheet.add(AGENCY[sheet.language], open_, cells=lambda p: p.agency)
    for item in sheet.items:
        labels = sheet.labels(item)
        if item.kind != "tick":
            second = open_ if item.kind in ("count", "text") else one
            sheet.add(sheet.ask(item), second, cells=lambda p, i=item.id, s=labels: s.get(text(p.answers[i]), text(p.answers[i])))  # type: ignore[misc]  # fmt: skip
            continue
        for place, (name, label) in enumerate(labels.items()):
            sheet.add("" if place else sheet.ask(item), label, cells=lambda p, i=item.id, n=name, s=label: s if n in chosen(p.answers[i]) else "")  # type: ignore[misc]  # fmt: skip
    return sheet.rows()


def google_forms(sheet: Sheet) -> Rows:
    """Questions as headers, labels as answers, options joined by a comma and a blank."""
    french = sheet.language == "fr"
    sheet.add(
        "Horodateur" if french else "Timestamp",
        cells=lambda p: "31/03/2026 10:11:12" if french else "3/31/2026 10:11:12",
    )
    sheet.add("Adresse e-mail" if french else "Email Address", cells=lambda p: f"{p.id}@example.org")
    _labelled(sheet, lambda labels: ", ".join(labels))
    return sheet.rows()


def microsoft_forms(sheet: Sheet) -> Rows:
    """A sheet with options joined by ; and one more at the end."""
    french = sheet.language == "fr"
    sheet.add("ID", cells=lambda p: p.id[1:])
    names = ("Heure de début", "Heure de fin", "Adresse de messagerie", "Nom") if french else ("Start time", "Completion time", "Email", "Name")  # fmt: skip
    for name, cell in zip(names, ("2026-03-31 10:11:12", "2026-03-31 10:21:12", "anonymous", "Mary"), strict=True):
        sheet.add(name, cells=lambda p, c=cell: c)  # type: ignore[misc]
    _labelled(sheet, lambda labels: "".join(f"{label};" for label in labels))
    return sheet.rows()


def _labelled(sheet: Sheet, join: Callable[[list[str]], str]) -> None:
    sheet.add(AGENCY[sheet.language], cells=lambda p: p.agency)
    for item in sheet.items:
        labels = sheet.labels(item)
        if item.kind == "tick":
            sheet.add(sheet.ask(item), cells=lambda p, i=item.id, s=labels: join([s[n] for n in chosen(p.answers[i])]))  # type: ignore[misc]
        else:
            sheet.add(sheet.ask(item), cells=lambda p, i=item.id, s=labels: s.get(text(p.answers[i]), text(p.answers[i])))  # type: ignore[misc]  # fmt: skip


def fhir(people: Sequence[Person], instrument: Instrument) -> list[dict[str, Any]]:
    """A QuestionnaireResponse each, with its answers in the groups of the questionnaire."""
    found = []
    for person in people:
        groups = []
        for section in instrument.sections:
            asked = [item for item in section.items if person.answers.get(item.id) is not None]
            items = [{"linkId": item.id, "answer": _fhir_answers(item, person.answers[item.id])} for item in asked]
            groups.append({"linkId": f"section.{section.section}", "item": items})
        agency = {"linkId": "agency", "answer": [{"valueString": person.agency}]}
        found.append({
            "resourceType": "QuestionnaireResponse", "id": person.id, "status": "completed",
            "questionnaire": f"urn:assessor:{instrument.id}-{person.perspective}-full|1",
            "authored": "2026-03-31T10:11:12Z", "item": [agency, *groups],
        })  # fmt: skip
    return found


def _fhir_answers(item: Item, value: Any) -> list[dict[str, Any]]:
    if item.kind == "count":
        return [{"valueInteger": value}]
    if item.kind == "text":
        return [{"valueString": value}]
    tick = item.kind == "tick"
    codes = ["none_of_these" if tick and name == "none" else name for name in (chosen(value) if tick else [str(value)])]
    return [{"valueCoding": {"system": f"urn:assessor:{item.id}", "code": code, "display": code}} for code in codes]
