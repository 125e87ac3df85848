"""People who answered in a survey tool come back with the scores they have in our own columns."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from assessor.loading.library import load
from assessor.model.instrument import Instrument
from assessor.model.text import Language
from tests.pace import LONG
from tests.tables.runs import Done, run
from tests.tools import layouts
from tests.tools.layouts import Rows, Sheet, delimited, workbook
from tests.tools.people import Person, bilingual, crowd, directly

NUMBER = 500 if LONG else 40


class Way(NamedTuple):
    """How one tool writes its export, and the words with which it is read."""

    profile: str
    rows: Callable[[Sheet], Rows]
    written: Callable[[Rows], bytes]
    ending: str = ".csv"
    named: bool = False
    """Whether a column says the perspective."""
    coded: bool = True
    mapped: bool = False
    """Whether a map has to be drafted first, and its guesses taken."""


def quoted(rows: Rows) -> bytes:
    return b"\xef\xbb\xbf" + delimited(rows, ";", csv.QUOTE_ALL)


def french(rows: Rows) -> bytes:
    return delimited(rows, ";", encoding="cp1252", end="\r\n")


WAYS = {
    "limesurvey codes": Way("limesurvey", layouts.limesurvey, quoted, named=True),
    "limesurvey full": Way("limesurvey", lambda s: layouts.limesurvey(s, "full", True, "N"), quoted),
    "limesurvey both": Way("limesurvey", lambda s: layouts.limesurvey(s, "both", True), quoted, named=True),
    "limesurvey sheet": Way("limesurvey", layouts.limesurvey, workbook, ".xlsx", named=True),
    "qualtrics labels": Way("qualtrics", layouts.qualtrics, delimited),
    "qualtrics quotes": Way("qualtrics", lambda s: layouts.qualtrics(s, single_quotes=True), delimited),
    "qualtrics joined": Way(
        "qualtrics", lambda s: layouts.qualtrics(s, together=True), lambda r: delimited(r, "\t"), ".tsv"
    ),
    "qualtrics numbers": Way("qualtrics", lambda s: layouts.qualtrics(s, True), delimited, coded=False, mapped=True),
    "redcap raw": Way("redcap", layouts.redcap, delimited, named=True),
    "redcap labels": Way("redcap", lambda s: layouts.redcap(s, True), delimited, named=True),
    "redcap comma": Way("redcap", lambda s: layouts.redcap(s, comma=True), french, named=True),
    "kobo values": Way("kobo", lambda s: layouts.xlsform(s, "/", split=True), lambda r: delimited(r, ";"), named=True),
    "kobo labels": Way("kobo", lambda s: layouts.xlsform(s, "/", True), workbook, ".xlsx", named=True),
    "odk": Way("odk", lambda s: layouts.xlsform(s, "-"), delimited, named=True),
    "odk split": Way("odk", lambda s: layouts.xlsform(s, "-", split=True), delimited, named=True),
    "surveymonkey": Way("surveymonkey", layouts.surveymonkey, delimited),
    "surveymonkey sheet": Way("surveymonkey", layouts.surveymonkey, workbook, ".xlsx"),
    "google_forms": Way("google_forms", layouts.google_forms, delimited),
    "google_forms french": Way("google_forms", layouts.google_forms, french),
    "microsoft_forms": Way("microsoft_forms", layouts.microsoft_forms, workbook, ".xlsx"),
}


SHORT = "limesurvey short"
SMALL = WAYS | {
    SHORT: Way("limesurvey", lambda s: layouts.limesurvey(s, "short", True, cut=22), quoted, mapped=True)
}  # of a long questionnaire several questions begin alike


def by_view(people: list[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(person.perspective, []).append(person)
    return found


def straight(folder: Path, people: list[Person], instrument: Instrument, pack: Path | None) -> str:
    """The results of the same people in our own columns."""
    (folder / "wide.csv").write_bytes(directly(people, instrument))
    done = run(folder, "wide.csv", pack=pack, out="wide.out.csv")
    assert done.exit_code == 0, done.told
    return (folder / "wide.out.csv").read_text(encoding="utf-8")


def exported(folder: Path, way: Way, people: list[Person], instrument: Instrument, language: Language) -> Path:
    path = folder / f"in-{people[0].perspective}{way.ending}"
    path.write_bytes(way.written(way.rows(Sheet(people, instrument, language))))
    return path


def drafted(folder: Path, source: Path, way: Way, pack: Path | None, view: str) -> Path:
    from click.testing import CliRunner

    from assessor.cli import main

    target = folder / f"{view}.yaml"
    words = ["map", str(source), "--profile", way.profile, "--as", view, "-o", str(target)]
    done = CliRunner().invoke(main, [*words, *(["--pack", str(pack)] if pack else [])], prog_name="assessor")
    assert done.exit_code == 0, done.output
    return target


def back(
    folder: Path, way: Way, people: list[Person], instrument: Instrument, language: Language, pack: Path | None
) -> Done:
    """Reads an export of people of one perspective."""
    source = exported(folder, way, people, instrument, language)
    view = people[0].perspective
    words = [] if way.named else ["--as", view]
    if way.mapped:
        words += ["--map", str(drafted(folder, source, way, pack, view)), "--accept-guesses"]
    return run(folder, source.name, "--profile", way.profile, *words, pack=pack)


def check(folder: Path, way: Way, instrument: Instrument, pack: Path | None, language: Language, number: int) -> None:
    for people in by_view(crowd(instrument, number, coded=way.coded)).values():
        done = back(folder, way, people, instrument, language, pack)
        assert done.exit_code == 0, done.told
        assert done.counts[:2] == (len(people), len(people))
        assert done.output == straight(folder, people, instrument, pack)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SMALL)
def test_a_small_pack_in_two_languages_comes_back(name: str, language: Language, tmp_path: Path) -> None:
    pack = bilingual(tmp_path)
    check(tmp_path, SMALL[name], load(str(pack)).instrument, pack, language, NUMBER)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", WAYS)
def test_the_questionnaire_comes_back(name: str, language: Language, tmp_path: Path) -> None:
    check(tmp_path, WAYS[name], load("participation").instrument, None, language, NUMBER)


@pytest.mark.parametrize("form", ["bundle.json", "one.json", "many.ndjson"])
def test_fhir_responses_come_back(form: str, tmp_path: Path) -> None:
    instrument = load("participation").instrument
    people = crowd(instrument, 1 if form == "one.json" else NUMBER)
    responses = layouts.fhir(people, instrument)
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in responses]}
    lines = "".join(json.dumps(each) + "\n" for each in responses)
    content = {"bundle.json": json.dumps(bundle), "one.json": json.dumps(responses[0], indent=1), "many.ndjson": lines}
    (tmp_path / form).write_text(content[form], encoding="utf-8")
    done = run(tmp_path, form, "--profile", "fhir", pack=None)
    assert done.exit_code == 0, done.told
    assert done.counts[:2] == (len(people), len(people))
    assert done.output == straight(tmp_path, people, instrument, None)
