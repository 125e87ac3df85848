"""Maps: drafted with what is certain and what is guessed, refused while guessed, kept by their sha256, reused."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessor.cli import main
from assessor.loading.library import load
from assessor.tables.codebook import Codebook
from assessor.tables.headings import Known, Target
from assessor.tables.meanings import Meanings
from assessor.tables.profile import PLAIN, profile, profiles
from assessor.tables.wordings import normal
from tests.conftest import TINY
from tests.tables.runs import run, score
from tests.tools.people import bilingual

STRANGE = """\
Timestamp,Your organisation,When are people aksed?,Are people hears?,Which ways are there?,Favourite colour,E-mail
2026,A,After,Oftn,"Phone, Visit",blue,x@example.org
2026,A,Before,often,Paper,red,y@example.org
"""


def draft(folder: Path, *words: str, content: str = STRANGE, pack: Path = TINY) -> Result:
    (folder / "in.csv").write_text(content, encoding="utf-8")
    line = ["map", str(folder / "in.csv"), "--pack", str(pack), "--as", "manager", *words]
    return CliRunner().invoke(main, line, prog_name="assessor")


def test_a_draft_tells_the_certain_from_the_guessed(tmp_path: Path) -> None:
    done = draft(tmp_path, "--profile", "google_forms")
    assert done.exit_code == 0
    assert (
        done.stderr
        == """\
Certain (1):
  Which ways are there? -> ways
Guessed; look at each and confirm it in the map (4):
  Your organisation -> agency (74 of 100 alike)
  When are people aksed? -> asked (95 of 100 alike)
  Are people hears? -> heard (94 of 100 alike)
  Are people hears?: Oftn -> 3 (89 of 100 alike)
Like nothing here, and left out (1):
  Favourite colour
Left out, since they could tell who answered (2):
  Timestamp
  E-mail
"""
    )
    assert '  - column: "Are people hears?"\n    as: heard\n    guessed: true\n    score: 94\n' in done.stdout.replace(
        "\n- ", "\n  - ").replace("\n  as", "\n    as").replace("\n  guessed", "\n    guessed").replace(
        "\n  score", "\n    score")  # fmt: skip


def test_guesses_are_refused_until_somebody_confirms_them(tmp_path: Path) -> None:
    words = ("--map", str(tmp_path / "map.yaml"), "--as", "manager", "--agency", "A")
    assert draft(tmp_path, "--profile", "google_forms", "-o", str(tmp_path / "map.yaml")).exit_code == 0
    refused = run(tmp_path, "in.csv", *words)
    assert refused.exit_code == 4
    assert refused.told.count("[guessed-map]") == 4
    taken = run(tmp_path, "in.csv", *words, "--accept-guesses")
    assert taken.exit_code == 0, taken.told
    assert taken.counts == (2, 2, 0, 0)
    text = (tmp_path / "map.yaml").read_text()
    (tmp_path / "map.yaml").write_text(text.replace("guessed: true", "guessed: false"))
    confirmed = run(tmp_path, "in.csv", *words)
    assert confirmed.output == taken.output
    sha256 = hashlib.sha256((tmp_path / "map.yaml").read_bytes()).hexdigest()
    assert confirmed.record["tool"]["map"] == {"sha256": sha256}
    assert confirmed.record["tool"]["profile"]["name"] == "google_forms"


def test_a_stranger_says_so_and_how_to_map_it(tmp_path: Path) -> None:
    done = score(tmp_path, "Colour,Size\nred,3\n", "--profile", "kobo", "--as", "manager")
    assert done.exit_code == 4
    assert done.told == (
        "in.csv: No column is like an item of the pack tiny for certain. See what it is like, and say what it is: "
        "assessor map in.csv --profile kobo -o map.yaml [no-match]\n"
    )


def test_every_fault_of_a_map_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "map: 1\npack: tiny\nprofile: kobbo\ncolumns:\n"
        "  - {column: a, as: haerd}\n  - {column: b, as: heard, guessed: true}\n  - {column: c, as: heard}\n"
        "  - {column: c, as: ways.fax}\n  - column: d\n    as: asked\n    answers: [{cell: x, means: laterr}]\n"
    )
    done = score(tmp_path, "a\n1\n", "--map", str(tmp_path / "map.yaml"))
    told = [(line.split(":")[1], line.rsplit("[", 1)[1].rstrip("]")) for line in done.told.splitlines()]
    assert told == [
        ("3", "no-profile"), ("5", "unknown-id"), ("6", "guessed-map"), ("7", "same-target"), ("8", "duplicate-column"),
        ("8", "unknown-id"), ("11", "bad-operand"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("colums: []", "unknown-key"),
        ("columns: 3", "wrong-type"),
        ("columns: []", "bad-value"),
        ("pack: other", "duplicate-key"),
    ],
)
def test_a_map_is_read_strictly(line: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(f"map: 1\npack: tiny\n{line}\n")
    done = score(tmp_path, "a\n1\n", "--map", str(tmp_path / "map.yaml"))
    assert f"[{code}]" in done.told
    assert done.exit_code == 4


def test_a_map_for_a_table_of_no_tool(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "map: 1\npack: tiny\ncolumns:\n  - {column: Place, as: agency}\n"
        "  - column: Q1\n    as: heard\n"
        "    answers: [{cell: 1, means: 0}, {cell: 5, means: 4}, {cell: no idea, means: dont_know}]\n"
        "  - {column: Fax, as: ways.phone}\n"
    )
    content = "Place,Q1,Fax,Extra\nA,1,1,x\nA,5,0,\nA,no idea,,\nA,6,1,\n"
    done = score(tmp_path, content, "--map", str(tmp_path / "map.yaml"), "--as", "manager")
    assert done.counts == (4, 3, 1, 0), done.told
    assert done.wrong == [(4, "Q1", "bad-answer")]
    assert "The column Extra is not known and is left out." in done.told


def test_another_map_is_another_run(tmp_path: Path) -> None:
    text = "map: 1\npack: tiny\ncolumns:\n  - {column: A, as: agency}\n  - {column: Q1, as: heard}\n"
    (tmp_path / "one.yaml").write_text(text)
    (tmp_path / "two.yaml").write_text(text.replace("heard", "tired"))
    found = []
    for name in ("one", "two"):
        done = score(tmp_path, "A,Q1\nX,1\n", "--map", str(tmp_path / f"{name}.yaml"), "--as", "manager")
        found.append((done.output, done.record["tool"]["map"]["sha256"]))
    assert found[0][0] != found[1][0]
    assert found[0][1] != found[1][1]


def test_guesses_without_a_map_are_a_slip(tmp_path: Path) -> None:
    done = score(tmp_path, "a\n1\n", "--accept-guesses")
    assert done.exit_code == 2
    assert "--accept-guesses needs --map FILE." in done.told


@pytest.mark.parametrize("name", profiles())
def test_every_profile_is_sound(name: str) -> None:
    assert profile(name).title


def test_eight_tools_and_fhir() -> None:
    assert set(profiles()) == {
        "limesurvey", "qualtrics", "redcap", "kobo", "odk", "surveymonkey", "google_forms", "microsoft_forms", "fhir",
    }  # fmt: skip


HEADERS = {
    "heard": Target("heard"),
    " HEARD ": Target("heard"),
    "Are people heard?": Target("heard"),
    "Les gens sont-ils écoutés\u00a0?": Target("heard"),
    "Are you heard?": Target("heard"),
    "ways[1]": Target("ways", "phone"),
    "ways[dk]": Target("ways", "dont_know"),
    "ways[other]": None,
    "Which ways are there? [Visit us]": Target("ways", "visit"),
    "heard[1]": None,
    "Name of the organisation": Target("agency"),
    "something": None,
}


@pytest.mark.parametrize("header", HEADERS)
def test_what_a_header_names(header: str, tmp_path: Path) -> None:
    known = Known(Codebook(load(str(bilingual(tmp_path)))), profile("limesurvey"))
    assert known.target([header]) == HEADERS[header]


def test_wordings_may_be_those_of_one_language_and_perspective(tmp_path: Path) -> None:
    book = Codebook(load(str(bilingual(tmp_path))))
    assert Known(book, PLAIN, "manager", "fr").target(["Are people heard?"]) is None
    assert Known(book, PLAIN, "manager", "en").target(["Are people heard?"]) == Target("heard")
    assert Known(book, PLAIN, "service_user").target(["Are people heard?"]) is None


def test_texts_are_alike_but_for_what_tools_do_to_them() -> None:
    alike = ["Is it “so”?", "is it &quot;so&quot;?", "<p>Is it <b>\u00abso\u00bb</b>\u00a0?</p>", 'IS IT  "so" ?']
    assert len({normal(text) for text in alike}) == 1
    assert normal("a < b") != normal("a")


def test_known_options_are_taken_longest_first(tmp_path: Path) -> None:
    book = Codebook(load(str(bilingual(tmp_path))))
    read = Meanings(book, book.instrument.items["ways"], profile("google_forms"))
    assert read.several("Phone, paper & pen") == frozenset({"paper"})
    assert read.several("Phone, Phone, paper & pen") == frozenset({"phone", "paper"})
    assert read.several("") == frozenset()
