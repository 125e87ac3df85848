"""Catalogues of French: read and written without loss, held against a pack's texts, and no part of what it means."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessor.api import assess, load_pack
from assessor.checking import check
from assessor.cli import main
from assessor.engines.program import program
from assessor.errors import AssessorError, Problem
from assessor.loading import library
from assessor.loading.catalogue import Catalogue, Entry, judged, refreshed, translated
from assessor.loading.pack import read_pack
from assessor.loading.po import as_po, read_catalogue
from assessor.loading.texts import rewritten, texts
from assessor.model.ruleset import Pack
from assessor.model.text import Wording
from tests.broken.fixture import GOOD, translate, write
from tests.conftest import TINY

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = Catalogue(
    (
        Entry("item a why", "Plain.", "Simple."),
        Entry(
            "item b why",
            'Quoted "so", 70 % of\tit; {braces} and %s.',
            "Cité «\u00a0ainsi\u00a0»\u00a0: l'été, 70\u00a0%.",
        ),
        Entry(
            "item c why", "New words.", "Anciens mots.", fuzzy=True, previous='Old "words", and ' + "more of them " * 20
        ),
        Entry("item d why", "Nothing yet."),
        Entry("item e why", "Plain.", "Simple aussi.", comments=("Said of a dish.", "Ask Zoé.")),
    ),
    (Entry("item z why", "Gone.", "Parti."),),
    "# Notes of ours",
)


def read(text: str, folder: Path) -> Catalogue:
    found = read_catalogue(write(folder / "fr.po", text), "fr.po")
    assert found is not None
    return found


def without_lines(catalogue: Catalogue) -> Catalogue:
    return catalogue._replace(
        entries=tuple(entry._replace(line=None) for entry in catalogue.entries),
        retired=tuple(entry._replace(line=None) for entry in catalogue.retired),
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A translated copy of the tiny pack."""
    shutil.copytree(TINY, tmp_path / "own")
    translate(tmp_path / "own")
    return tmp_path / "own"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    write(path, text.replace(before, after, 1))


def checked(folder: Path) -> tuple[Problem, ...]:
    return check(*read_pack(*library.folders_of(str(folder))))


def refresh(folder: Path) -> str:
    done = CliRunner().invoke(main, ["translate", str(folder)], prog_name="assessor")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = as_po(CATALOGUE)
    found = read(written, tmp_path)
    assert without_lines(found) == CATALOGUE
    assert as_po(found) == written


def test_a_catalogue_has_no_date_no_version_and_no_format_flags() -> None:
    written = as_po(CATALOGUE)
    assert "Date" not in written
    assert "Babel" not in written
    assert "-format" not in written
    assert max(len(line) for line in written.splitlines()) > 200, "each text stands on one line"


def test_lines_are_where_the_msgid_is(tmp_path: Path) -> None:
    written = as_po(CATALOGUE)
    for entry in read(written, tmp_path).entries:
        assert entry.line is not None
        assert written.splitlines()[entry.line - 1].startswith("msgid ")
        assert written.splitlines()[entry.line - 2] == f'msgctxt "{entry.name}"'


def test_texts_are_named_by_ids(participation: Pack) -> None:
    names = {**texts(participation.instrument), **texts(participation.ruleset)}
    assert str(names["item asked_when option before label"]) == "Before the decision, while choices are open"
    assert str(names["item asked_when ask manager"]).startswith("When do you")
    assert str(names["rule tok.asked_after because"]).startswith("Once the options")
    assert str(names["strategy PRA-03 first_step"]).startswith("List the next")
    assert str(names["source CON-02 wording"]) == "Willingness to learn"
    assert str(names["scale frequency label 0"]) == "Never"


def test_every_text_of_a_pack_is_named_once(tiny: Pack) -> None:
    for half in (tiny.instrument, tiny.ruleset):
        names: list[str] = []

        def note(name: str, text: Wording, names: list[str] = names) -> Wording:
            names.append(name)
            return text

        assert rewritten(half, note) is half
        assert len(set(names)) == len(names)


def test_what_fits_lacks_changed_and_is_left_is_told_apart(tiny: Pack) -> None:
    entries = (
        Entry("item role why", "It opens the next question.", "Elle ouvre la suite."),
        Entry("item asked why", "Timing counts.", "Le moment compte."),
        Entry("item heard why", "Being heard matters.", "À revoir.", fuzzy=True),
        Entry("item tired why", "Load matters."),
        Entry("item gone why", "Gone.", "Parti."),
        Entry("item role why", "Another English.", "Autre."),
    )
    found = judged(Catalogue(entries), tiny.instrument, "fr.po")
    assert found.french == {"item role why": "Elle ouvre la suite."}
    assert found.stale == entries[1:3]
    assert found.obsolete == entries[4:]
    missing = {name for name, _ in found.missing}
    assert "item tired why" in missing
    assert not missing & {"item role why", "item asked why", "item heard why"}
    items = translated(tiny.instrument, found).items
    assert items["role"].why.fr == "Elle ouvre la suite."
    assert [items[name].why.said_in("fr") for name in ("asked", "heard")] == ["Timing decides.", "Being heard matters."]


def test_a_pack_without_catalogues_has_no_problem_and_no_french(tiny: Pack) -> None:
    assert checked(TINY) == ()
    assert not any(text.fr for half in (tiny.instrument, tiny.ruleset) for text in texts(half).values())


def test_a_translated_pack_has_no_problem_and_speaks_french(own: Path) -> None:
    assert checked(own) == ()
    assert load_pack(own).instrument.items["asked"].why.said_in("fr") == "Timing decides. (fr)"


def test_one_catalogue_of_two_makes_the_other_half_untranslated(own: Path) -> None:
    (own / "rules" / "fr.po").unlink()
    found = checked(own)
    assert {problem.code for problem in found} == {"untranslated"}
    assert {(problem.file, problem.line) for problem in found} == {("rules/fr.po", None)}


def test_refreshing_what_is_up_to_date_changes_no_byte(own: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*.po")}
    assert "45 texts, 0 without French, 0 whose English changed." in refresh(own)
    assert {path: path.read_bytes() for path in own.rglob("*.po")} == before


def test_refreshing_tells_and_marks_what_changed(own: Path) -> None:
    edit(own / "questionnaires" / "all.yaml", "Timing decides.", "Timing decides a lot.")
    edit(
        own / "questionnaires" / "all.yaml",
        "    why: Load matters.\n",
        "    why: Load matters.\n    help: Think of a week.\n",
    )
    assert "46 texts, 1 without French, 1 whose English changed." in refresh(own)
    written = (own / "questionnaires" / "fr.po").read_text(encoding="utf-8")
    assert (
        '#, fuzzy\n#| msgid "Timing decides."\nmsgctxt "item asked why"\nmsgid "Timing decides a lot."\n'
        'msgstr "Timing decides. (fr)"\n'
    ) in written
    assert 'msgctxt "item tired help"\nmsgid "Think of a week."\nmsgstr ""\n' in written
    assert [problem.code for problem in checked(own)] == ["untranslated", "stale-translation"]
    refresh(own)
    assert (own / "questionnaires" / "fr.po").read_text(encoding="utf-8") == written
    edit(own / "questionnaires" / "fr.po", '#, fuzzy\n#| msgid "Timing decides."\n', "")
    assert [problem.code for problem in checked(own)] == ["untranslated"]


def test_what_is_gone_is_set_aside_and_comes_back(own: Path) -> None:
    catalogue, rules = own / "rules" / "fr.po", own / "rules" / "ruleset.yaml"
    before = catalogue.read_text(encoding="utf-8")
    caution = "    cautions:\n      - {text: Not while nobody is heard., later_while: [ind.unheard]}\n"
    edit(rules, caution, "")
    refresh(own)
    written = catalogue.read_text(encoding="utf-8")
    assert '#~ msgctxt "strategy let_rest caution 1 text"\n#~ msgid "Not while nobody is heard."\n' in written
    assert checked(own) == ()
    edit(rules, "    conflicts_with: [ask_early]\n", caution + "    conflicts_with: [ask_early]\n")
    refresh(own)
    assert catalogue.read_text(encoding="utf-8") == before


def test_a_fuzzy_entry_that_is_set_aside_keeps_the_english_it_was_made_from(tiny: Pack) -> None:
    entry = Entry("item gone why", "New.", "Ancien.", fuzzy=True, previous="Old.")
    assert refreshed(Catalogue((entry,)), tiny.instrument).retired[0].english == "Old."


def test_french_in_the_yaml_stands_until_a_catalogue_says_otherwise(own: Path) -> None:
    edit(
        own / "questionnaires" / "all.yaml", "why: Timing decides.", "why: {en: Timing decides., fr: Le moment compte.}"
    )
    assert load_pack(own).instrument.items["asked"].why.fr == "Timing decides. (fr)"
    for path in own.rglob("*.po"):
        path.unlink()
    assert load_pack(own).instrument.items["asked"].why.fr == "Le moment compte."
    refresh(own)
    written = (own / "questionnaires" / "fr.po").read_text(encoding="utf-8")
    assert 'msgid "Timing decides."\nmsgstr "Le moment compte."\n' in written


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"msgid \xff", "it is not a PO file in UTF-8"),
        (b'"loose"\n', 'Got line starting with "'),
        (b'msgctxt "a"\nmsgid "b"\nmsgstr "' + b"c" * 2001 + b'"\n', "a text is longer than 2000 characters"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_told(content: bytes, told: str, own: Path) -> None:
    (own / "rules" / "fr.po").write_bytes(content)
    with pytest.raises(AssessorError) as caught:
        library.load(str(own))
    assert caught.value.exit_code == 3
    assert [problem.code for problem in caught.value.problems] == ["bad-catalogue"]
    assert told in caught.value.problems[0].what


def test_translations_change_neither_the_fingerprint_nor_any_result(own: Path, tiny: Pack) -> None:
    pack = load_pack(own)
    assert pack.sha256 == tiny.sha256
    assert pack.canonical() == tiny.canonical()
    assert assess(GOOD.encode(), pack).to_json() == assess(GOOD.encode(), tiny).to_json()


def test_packs_that_differ_in_their_french_are_not_taken_for_each_other(own: Path, tiny: Pack) -> None:
    pack = load_pack(own)
    assert pack != tiny
    program(tiny)
    assert program(pack).pack == pack


def test_the_json_kept_of_a_pack_has_its_french_and_goes_stale_with_it(own: Path, tmp_path: Path) -> None:
    pack, _ = read_pack(*library.folders_of(str(own)))
    library.write_json(pack, "fingerprint", tmp_path / "pack.json")
    assert library._kept(tmp_path / "pack.json", "fingerprint") == pack
    before = load_pack(own)
    edit(own / "questionnaires" / "fr.po", "Timing decides. (fr)", "Le moment compte.")
    assert load_pack(own).instrument.items["asked"].why.fr == "Le moment compte."
    assert load_pack(own).sha256 == before.sha256


def test_babel_is_not_imported_where_the_json_kept_is_read(participation: Pack) -> None:
    code = "import sys; from assessor.api import load_pack; load_pack(); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"
