"""Every damage of every tool's export is named by what stands in the file, counted, and takes only its own record."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from assessor.loading.library import load
from assessor.tables.reading import read_part
from tests.conftest import TINY
from tests.tables.runs import Done, score
from tests.tools import layouts
from tests.tools.layouts import Rows, Sheet, delimited
from tests.tools.people import Person

INSTRUMENT = load(str(TINY)).instrument
ANSWERS: dict[str, object] = {
    "role": "some",
    "asked": "after",
    "heard": 3,
    "tired": 1,
    "paid": 2,
    "people": 12,
    "words": "Été, enfin",
}
ANSWERS |= {"ways": ("phone", "visit")}
PEOPLE = [Person(f"r{n}", "Béta", "manager", dict(ANSWERS)) for n in (1, 2, 3)]


class Tool(NamedTuple):
    """A tool's layout of three managers, and where in it things stand."""

    rows: Callable[[Sheet], Rows]
    heads: int = 1
    separator: str = ","
    boxes: bool = True
    own_numbers: bool = False
    """Whether a number is the tool's own."""
    respondent: str = ""
    perspective: str = ""


TOOLS = {
    "limesurvey": Tool(layouts.limesurvey, separator=";", respondent="id", perspective="perspective"),
    "qualtrics": Tool(layouts.qualtrics, 3, own_numbers=True, respondent="ResponseId"),
    "redcap": Tool(layouts.redcap, separator=";", respondent="record_id", perspective="perspective"),
    "kobo": Tool(lambda s: layouts.xlsform(s, "/"), 1, ";", False, respondent="_uuid", perspective="perspective"),
    "odk": Tool(lambda s: layouts.xlsform(s, "-"), boxes=False, respondent="KEY", perspective="perspective"),
    "surveymonkey": Tool(layouts.surveymonkey, 2, own_numbers=True, respondent="Respondent ID"),
    "google_forms": Tool(layouts.google_forms, boxes=False, own_numbers=True),
    "microsoft_forms": Tool(layouts.microsoft_forms, boxes=False, own_numbers=True, respondent="ID"),
}
HEARD = ("heard", "section_all/heard", "section_all-heard", "Q4", "Are people heard?", "Are people heard? | Response")
COUNT = ("people", "section_all/people", "section_all-people", "Q8", "How many people take part?",
         "How many people take part? | Open-Ended Response")  # fmt: skip
WAYS = ("ways[1]", "ways___1", "section_all/ways", "section_all-ways", "Q7_1", "Which ways are there?",
        "Which ways are there? | Phone")  # fmt: skip
UNKNOWN = ("ways[dk]", "ways___dk", "section_all/ways", "section_all-ways", "Q7_5", "Which ways are there?",
           "Which ways are there? | I don't know")  # fmt: skip
AGENCY = ("agency", "Q1", "Name of the organisation", "Name of the organisation | Open-Ended Response")


class Export:
    """The rows of one tool, one cell of which can be changed."""

    def __init__(self, name: str) -> None:
        self.name, self.tool = name, TOOLS[name]
        self.rows = self.tool.rows(Sheet(PEOPLE, INSTRUMENT, "en"))
        self.headers = self.rows[0]
        if name == "surveymonkey":
            before, self.headers = "", []
            for first, second in zip(*self.rows[:2], strict=True):
                before = first or before
                self.headers.append(f"{before} | {second}" if second else before)

    def column(self, names: tuple[str, ...]) -> str:
        """What this tool calls a column."""
        return next(name for name in names if name in self.headers)

    def put(self, column: str, cell: str, record: int = 2) -> None:
        self.rows[self.tool.heads + record - 1][self.headers.index(column)] = cell

    def get(self, column: str, record: int) -> str:
        return self.rows[self.tool.heads + record - 1][self.headers.index(column)]

    @property
    def record(self) -> list[str]:
        """The second record."""
        return self.rows[self.tool.heads + 1]

    def run(self, folder: Path, change: Callable[[bytes], bytes] = bytes, *more: str) -> Done:
        content = change(delimited(self.rows, self.tool.separator, csv.QUOTE_ALL))
        words = [] if self.tool.perspective else ["--as", "manager"]
        return score(folder, content, "--profile", self.name, *words, *more)


# what is done -> (how, what becomes of the record, [(column, code)])
Wrong = tuple[str, str]
Damage = Callable[[Export], tuple[str, list[Wrong]]]


def put(names: tuple[str, ...], cell: str, code: str, own: str = "") -> Damage:
    def done(export: Export) -> tuple[str, list[Wrong]]:
        column = export.column(names)
        export.put(column, cell)
        return "rejected", [(column, own if own and export.tool.own_numbers else code)]

    return done


def short(export: Export) -> tuple[str, list[Wrong]]:
    export.record.pop()
    return "rejected", [("", "ragged-row")]


def long(export: Export) -> tuple[str, list[Wrong]]:
    export.record.append("x")
    return "rejected", [("", "ragged-row")]


def meta_only(export: Export) -> tuple[str, list[Wrong]]:
    meta = {"submitdate", "ipaddr", "redcap_survey_identifier", "start", "SubmissionDate", "SubmitterName", "StartDate"}
    meta |= {"Timestamp", "Start time", "Name", "Date Created", export.tool.respondent, export.tool.perspective}
    for place, header in enumerate(export.headers):
        if header not in meta:
            export.record[place] = "0" if "___" in header else ""
    return "skipped", []


def blank_line(export: Export) -> tuple[str, list[Wrong]]:
    export.record[:] = [""] * len(export.record)
    return "skipped", []


def stray_option(export: Export) -> tuple[str, list[Wrong]]:
    column = export.column(WAYS)
    export.put(column, "maybe")
    return "rejected", [(column, "bad-answer" if export.tool.boxes else "left-over")]


def mixed(export: Export) -> tuple[str, list[Wrong]]:
    column = export.column(UNKNOWN)
    joined = {"kobo": "phone dont_know", "odk": "phone dont_know", "google_forms": "Phone, I don't know",
              "microsoft_forms": "Phone;I don't know;"}  # fmt: skip
    ticked = {"limesurvey": "Y", "qualtrics": "I don't know", "redcap": "1", "surveymonkey": "I don't know"}
    export.put(column, {**joined, **ticked}[export.name])
    return "rejected", [(export.column(WAYS), "bad-answer")]


def twice(export: Export) -> tuple[str, list[Wrong]]:
    if not export.tool.respondent:
        return "accepted", []
    export.put(export.tool.respondent, export.get(export.tool.respondent, 1))
    return "rejected", [(export.tool.respondent, "respondent-again")]


def other_view(export: Export) -> tuple[str, list[Wrong]]:
    if not export.tool.perspective:
        return "accepted", []
    export.put("perspective", "managr")
    return "rejected", [("perspective", "unknown-perspective")]


def not_asked(export: Export) -> tuple[str, list[Wrong]]:
    if not export.tool.perspective:
        return "accepted", []
    export.put("perspective", "Service user")
    ways = [column for column in export.headers if column.split("/")[-1].split("-")[-1].startswith("ways")]
    paid = next(column for column in export.headers if column.endswith("paid"))
    chosen = [column for column in ways if export.get(column, 2) not in ("", "0")]
    chosen = chosen if export.tool.boxes else chosen[:1] * 2
    return "rejected", [(each, "not-asked-of") for each in (paid, *chosen, export.column(COUNT))]


DAMAGES: dict[str, Damage] = {
    "a cell too few": short,
    "a cell too many": long,
    "a label there is not": put(HEARD, "sometimez", "bad-answer"),
    "a number off the scale": put(HEARD, "7", "bad-answer", "own-number"),
    "half a point": put(HEARD, "3,5", "decimal-comma"),
    "a count with a decimal comma": put(COUNT, "12,5", "decimal-comma"),
    "a count too high": put(COUNT, "501", "bad-answer"),
    "no agency": put(AGENCY, "  ", "blank-cell"),
    "nothing answered": meta_only,
    "an empty record": blank_line,
    "an option there is not": stray_option,
    "an answer beside I don't know": mixed,
    "somebody twice": twice,
    "a perspective there is not": other_view,
    "what nobody asked": not_asked,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_damage_is_named_and_counted(tool: str, damage: str, tmp_path: Path) -> None:
    export = Export(tool)
    fate, wrong = DAMAGES[damage](export)
    done = export.run(tmp_path)
    assert done.wrong == [(2, column, code) for column, code in wrong], done.told
    assert done.counts == (3, 2 + (fate == "accepted"), int(fate == "rejected"), int(fate == "skipped"))
    assert {each["value"] for each in done.rejects if each["column"]} <= set(export.record)
    assert done.exit_code == (4 if fate == "rejected" else 0)


BYTES: dict[str, tuple[bytes, bytes, str]] = {
    "NUL": (b"enfin", b"en\0fin", "bad-text"),
    "a byte that is no UTF-8": (b"\xc3\x89t\xc3\xa9, enfin", b"\xc9t\xe9, enfin", "bad-text"),
    "a quote in the middle of a cell": (b"enfin", b'en" fin" x', "broken-record"),
    "a line end in quotes": (b"enfin", b"en\r\nfin", ""),
}


@pytest.mark.parametrize("damage", BYTES)
@pytest.mark.parametrize("tool", TOOLS)
def test_damaged_bytes(tool: str, damage: str, tmp_path: Path) -> None:
    right, bad, code = BYTES[damage]

    def second(content: bytes) -> bytes:
        first, middle, last = content.split(right)[0], content.split(right)[1], content.split(right)[2:]
        return first + right + middle + bad + right.join(last)

    done = Export(tool).run(tmp_path, second)
    assert done.wrong == ([(2, "", code)] if code else []), done.told
    assert done.counts == (3, 2 if code else 3, 1 if code else 0, 0)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_quote_that_is_never_closed(tool: str, tmp_path: Path) -> None:
    done = Export(tool).run(tmp_path, lambda content: content.rstrip(b"\n").removesuffix(b'"'))
    assert done.wrong == [(3, "", "unclosed-quote")]
    assert done.counts == (3, 2, 1, 0)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_could_tell_who_answered_is_in_no_file_of_ours(tool: str, tmp_path: Path) -> None:
    export = Export(tool)
    DAMAGES["a label there is not"](export)
    done = export.run(tmp_path)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("out.csv*") if path.is_file())
    for secret in ("10.9.8.7", "example.org", "10:11:12", "Mary"):
        assert secret not in written + done.told


@pytest.mark.parametrize("tool", TOOLS)
def test_where_parts_end_makes_no_difference(tool: str, tmp_path: Path) -> None:
    export = Export(tool)
    DAMAGES["a label there is not"](export)
    DAMAGES["no agency"](export)
    found = []
    for part in ("1", "2", "1000"):
        done = export.run(tmp_path, bytes, "--part-rows", part)
        found.append((done.output, done.rejects, done.counts))
    assert found[0] == found[1] == found[2]
    assert found[0][2] == (3, 2, 1, 0)


def test_a_run_with_a_profile_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export, calls = Export("qualtrics"), list[object]()
    whole = export.run(tmp_path, bytes, "--part-rows", "1").output

    def stopped(*words: object) -> object:
        calls.append(words[1])
        if len(calls) == 3:
            raise KeyboardInterrupt
        return read_part(*words)  # type: ignore[arg-type]

    (tmp_path / "out.csv").unlink()
    monkeypatch.setattr("assessor.tables.batch.read_part", stopped)
    export.run(tmp_path, bytes, "--part-rows", "1")
    done = export.run(tmp_path, bytes, "--part-rows", "1", "--resume")
    assert done.output == whole
    assert len(calls) == 4, "parts that were read are not read again"
