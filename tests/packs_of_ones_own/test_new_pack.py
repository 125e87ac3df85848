"""A new pack is complete: it passes the check, scores its example, and its files explain themselves to an editor."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessor.api import assess, load_pack
from assessor.cli import main
from assessor.loading.library import skeleton_folder
from assessor.loading.strict_yaml import read_file
from tests.packs_of_ones_own.test_schemas import faults, plain, sort_of


def run(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, list(words), prog_name="assessor", input=stdin)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("new-pack", "meetings").exit_code == 0
    return Path("meetings")


def test_it_passes_the_check_at_once(written: Path) -> None:
    checked = run("check", str(written))
    assert checked.exit_code == 0
    assert checked.stdout.startswith("meetings: 10 items, 9 rules with 23 examples, 2 strategies, 5 elements")


@pytest.mark.parametrize("engine", ["rete", "reference"])
def test_it_scores_its_example_to_a_whole_report(engine: str, written: Path) -> None:
    found = assess(written / "examples/first.yaml", load_pack(written), engine=engine).assessment
    assert found.level is not None
    assert (found.level.id, found.dangers["ritual"].status, found.dangers.position) == ("mixed", "likely", "ritual")
    assert [step.strategy for step in found.recommendations] == ["close_round", "say_purpose"]
    assert {"gap", "indicator", "need"} <= {finding.kind for finding in found.findings}


def test_it_has_one_of_everything(written: Path) -> None:
    pack = load_pack(written)
    kinds = {item.kind for item in pack.instrument.items.values()}
    assert kinds == {*pack.instrument.scale_labels, "choice", "tick", "count", "text"}
    assert {rule.then.kind for rule in pack.ruleset.rules} >= {"indicator", "counter_evidence", "gate", "gap", "need"}
    assert [form.id for form in pack.instrument.forms] == ["full", "quick"]
    assert pack.ruleset.census
    assert pack.ruleset.plan


def test_every_file_names_a_schema_that_is_there_and_that_it_fits(written: Path) -> None:
    files = list(written.rglob("*.yaml"))
    assert len(files) == 11
    for path in files:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        assert (path.parent / named[1]).is_file(), path
        assert Path(named[1]).stem == sort_of(path)
        assert faults(sort_of(path), plain(read_file(path).value)) == []


def test_the_schemas_beside_it_are_those_that_schema_prints(written: Path) -> None:
    for path in (written / ".schemas").iterdir():
        assert path.read_text(encoding="utf-8") == run("schema", path.stem).stdout


def test_its_comments_teach(written: Path) -> None:
    for path in written.rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert sum("# " in line for line in lines) >= 2, path
        assert max(map(len, lines)) <= 120, path


@pytest.mark.parametrize(
    ("words", "name"),
    [(["My Pack 2"], "my_pack_2"), (["a/b"], "b"), (["x", "--id", "clear"], "clear"), (["..."], "my_pack")],
)
def test_it_is_called_as_its_folder_or_as_one_says(
    words: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("new-pack", *words)
    assert told.exit_code == 0, told.stderr
    assert load_pack(words[0]).id == name
    assert load_pack(words[0]).ruleset.ruleset.id == name
    assert f"The pack {name} is written." in told.stdout
    if name != "my_pack":
        texts = [path.read_text(encoding="utf-8") for path in Path(words[0]).rglob("*.yaml")]
        assert not any(re.search(r"\bmy_pack\b", text) for text in texts)


def test_an_empty_folder_is_taken_and_a_full_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    assert run("new-pack", "empty").exit_code == 0
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    assert run("new-pack", "full").exit_code == 2
    assert [path.name for path in Path("full").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["1st", "a b", "", "x" * 61, "participation"])
def test_an_id_that_cannot_be_is_refused_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run("new-pack", "fresh", "--id", name)
    assert (refused.exit_code, "[bad-id]" in refused.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_where_the_last_step_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "replace", full)
    refused = run("new-pack", "fresh")
    assert "No pack can be written to fresh: No space left on device." in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_everything_else_takes_it_as_well(written: Path) -> None:
    pack = str(written)
    assert run("form", pack, "--as", "member").stdout.startswith("# Good meetings\n")
    assert "purpose_told" in run("show", "items", "--pack", pack).stdout
    assert run("explain", f"{pack}/examples/first.yaml", "ritual", "--pack", pack).exit_code == 0
    assert run("collect", f"{pack}/examples/first.yaml", "--pack", pack, "-o", "all.yaml").exit_code == 0
    assert run("score", "all.yaml", "--pack", pack).exit_code == 0
    taken = run("take", pack, "--as", "lead", "--agency", "A", "--save", "a.yaml", stdin="2\n" * 9 + "b\nb\n")
    assert "Good meetings" in taken.stderr
    assert run("translate", pack).exit_code == 0
    assert "untranslated" in run("check", pack).stdout


def test_the_skeleton_is_files_of_the_package() -> None:
    assert len(list(skeleton_folder().rglob("*.yaml"))) == 11


def test_a_whole_form_of_another_name_is_the_one_that_is_taken(written: Path) -> None:
    forms = written / "questionnaires/forms.yaml"
    forms.write_text(forms.read_text(encoding="utf-8").replace("id: full", "id: everything"), encoding="utf-8")
    pack = str(written)
    assert run("form", pack, "--as", "member").exit_code == 0
    taken = run("take", pack, "--as", "member", "--agency", "A", "--save", "a.yaml", stdin="1\n" * 7 + "\nf\n")
    assert taken.exit_code == 0, taken.stderr
    assert "form: everything" in Path("a.yaml").read_text(encoding="utf-8")
    assert f"Read the report again: assessor score a.yaml --pack {pack}" in taken.stderr
    assert run("score", "a.yaml", "--pack", pack).exit_code == 0


def source_says_so(pack: Path) -> None:
    """Makes the source itself say one rule of the pack."""
    dangers = pack / "rules/dangers.yaml"
    dangers.write_text(dangers.read_text(encoding="utf-8").replace("basis: inference", "basis: source"), "utf-8")


def test_a_rule_of_the_source_is_explained_by_what_the_source_is_called(written: Path) -> None:
    source_says_so(written)
    assert run("check", str(written)).exit_code == 0
    shown = run("explain", f"{written}/examples/first.yaml", "rit.forgotten", "--pack", str(written))
    assert "(stated in the house rules)" in " ".join(shown.stdout.split())


def test_a_rule_of_the_source_is_reported_by_what_the_source_is_called(written: Path) -> None:
    source_says_so(written)
    findings = written / "rules/findings.yaml"
    findings.write_text(findings.read_text(encoding="utf-8").replace("basis: inference", "basis: source"), "utf-8")
    report = run("score", f"{written}/examples/first.yaml", "--pack", str(written))
    assert report.exit_code == 0
    assert "(house rules)" in report.stdout
