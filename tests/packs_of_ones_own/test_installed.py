"""Packs of installed packages: found without running any of their code, and never in the place of another pack."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.loading import library
from tests.broken.fixture import GOOD
from tests.conftest import TINY

ROOT = Path(__file__).parent.parent.parent
EXPLODES = 'raise RuntimeError("a pack is data, and was run")\n'
PROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"
[project]
name = "other-packs"
version = "1.0"
[project.entry-points."assessor.packs"]
other = "other_packs.first"
[tool.setuptools]
packages = ["other_packs", "other_packs.first"]
[tool.setuptools.package-data]
"other_packs.first" = ["**/*.yaml"]
"""


def pack_into(folder: Path, name: str) -> None:
    """The tiny pack under another name, in a package that must not be run."""
    shutil.copytree(TINY, folder)
    (folder / "__init__.py").write_text(EXPLODES)
    for path in (folder / "questionnaires/instrument.yaml", folder / "rules/ruleset.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("id: tiny\n", f"id: {name}\n"), encoding="utf-8")
    (folder / "examples").mkdir()
    (folder / "examples/one.yaml").write_text(GOOD.replace("id: tiny", f"id: {name}"), encoding="utf-8")


def claim(site: Path, distribution: str, name: str, package: str) -> None:
    """What an installed distribution leaves behind: its name and its entry points."""
    info = site / f"{distribution}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[assessor.packs]\n{name} = {package}\n")


def run(site: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{site}"}
    command = [sys.executable, "-m", "assessor", *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a tiny distribution was built and installed."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    (source / "pyproject.toml").write_text(PROJECT)
    pack_into(source / "other_packs/first", "other")
    (source / "other_packs/__init__.py").write_text(EXPLODES)
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(source / "dist"), str(source)]
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", str(target)]
    for command in (build, install):
        wheels = [str(path) for path in source.glob("dist/*.whl")]
        done = subprocess.run([*command, *wheels], capture_output=True, text=True, check=False, cwd=target)
        assert done.returncode == 0, done.stderr[-2000:]
    return target


def test_it_is_listed_checked_and_named_beside_the_programs_own(site: Path, tmp_path: Path) -> None:
    listed = json.loads(run(site, "show", "packs", "--format", "json", cwd=tmp_path).stdout)
    assert [pack["id"] for pack in listed] == [*library.shipped_packs(), "other"]
    assert listed[-1]["from"] == "other-packs"
    assert [Path(path).name for path in listed[-1]["examples"]] == ["one.yaml"]
    assert run(site, "--version", cwd=tmp_path).stdout.splitlines()[-1].startswith("pack: other 1 (sha256 ")
    checked = run(site, "check", "other", cwd=tmp_path)
    assert checked.stdout.splitlines()[-1].endswith("2 elements of the source: no problem found.")


def test_its_answers_are_scored_explained_and_collected_without_naming_it(site: Path, tmp_path: Path) -> None:
    answers = site / "other_packs/first/examples/one.yaml"
    scored = run(site, "score", str(answers), cwd=tmp_path)
    assert scored.stdout.startswith("A tiny pack: Tiny\n")
    assert run(site, "explain", str(answers), "ind.late", cwd=tmp_path).returncode == 0
    collected = run(site, "collect", str(answers), "-o", "all.yaml", cwd=tmp_path)
    assert collected.returncode == 0, collected.stderr
    assert run(site, "form", "other", "--as", "manager", cwd=tmp_path).stdout.startswith("# A tiny pack\n")


def test_from_python_it_is_loaded_by_its_name_and_none_of_its_code_runs(site: Path, tmp_path: Path) -> None:
    code = (
        "import assessor, sys; pack = assessor.load_pack('other'); print(pack.id, len(pack.ruleset.rules));"
        "print([name for name in sys.modules if name.startswith('other_packs')])"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{site}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.splitlines() == ["other 8", "[]"], done.stderr


def test_json_beside_its_rules_is_not_taken_for_its_rules(tmp_path: Path) -> None:
    pack_into(tmp_path / "pack", "other")
    folders = library.folders_of(str(tmp_path / "pack"))
    wrong = library.load(str(TINY))
    library.write_json(wrong, library._fingerprint(*folders[:2]), folders[1] / library.SHIPPED)
    assert library.load(str(tmp_path / "pack")).id == "other"


OURS = "Two packs are called participation: of participation-assessor and of a."
CLASHES = {
    "of the program": ([("a", "participation")], OURS),
    "of another": ([("a", "same"), ("b", "same")], "Two packs are called same: of a and of b."),
}  # fmt: skip


@pytest.mark.parametrize("clash", CLASHES)
def test_a_clash_of_names_is_told_and_the_program_keeps_its_own(clash: str, tmp_path: Path) -> None:
    claims, told = CLASHES[clash]
    for distribution, name in claims:
        pack_into(tmp_path / "site" / f"{distribution}_pack", name)
        claim(tmp_path / "site", distribution, name, f"{distribution}_pack")
    listed = run(tmp_path / "site", "show", "packs", "--format", "json", cwd=tmp_path)
    assert [pack["id"] for pack in json.loads(listed.stdout)] == [*library.shipped_packs()]
    assert told in listed.stderr
    assert "[pack-clash]" in listed.stderr
    assert told in run(tmp_path / "site", "--version", cwd=tmp_path).stdout
    checked = run(tmp_path / "site", "check", cwd=tmp_path)
    assert (told in checked.stdout, checked.returncode) == (True, 1)
    scored = run(tmp_path / "site", "show", "rules", "--pack", claims[0][1], cwd=tmp_path)
    assert ("tok.asked_after" in scored.stdout) == (clash == "of the program")
    assert scored.returncode == (0 if clash == "of the program" else 3)


def test_a_package_without_the_folders_is_told_where_it_is_named(tmp_path: Path) -> None:
    for name, package in (("gone", "nowhere.at.all"), ("bare", "json")):
        claim(tmp_path / "site", f"{name}-packs", name, package)
        done = run(tmp_path / "site", "score", "x.yaml", "--pack", name, cwd=tmp_path)
        assert done.returncode == 3
        assert f"{name}-packs says that its package {package} holds the pack {name}, and it does not." in done.stderr
        assert "[pack-not-there]" in done.stderr
    assert run(tmp_path / "site", "show", "rules", cwd=tmp_path).returncode == 0


def test_a_pack_that_calls_itself_otherwise_is_told(tmp_path: Path) -> None:
    pack_into(tmp_path / "site/one_pack", "its_own_name")
    claim(tmp_path / "site", "one-pack", "another_name", "one_pack")
    told = "one-pack calls its pack another_name, and the pack calls itself its_own_name."
    used = run(tmp_path / "site", "show", "rules", "--pack", "another_name", cwd=tmp_path)
    assert (told in used.stderr, used.returncode) == (True, 3)
    checked = run(tmp_path / "site", "check", "another_name", cwd=tmp_path)
    assert (told in checked.stdout, checked.returncode) == (True, 1)
    assert "pack: another_name cannot be used" in run(tmp_path / "site", "--version", cwd=tmp_path).stdout


def test_packages_are_not_looked_through_for_a_pack_of_the_program(tmp_path: Path) -> None:
    code = "import sys, assessor; assessor.load_pack('participation'); print('importlib.metadata' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout == "False\n"
