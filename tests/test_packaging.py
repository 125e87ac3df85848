"""Every way to install finds the packs: wheel (with their JSON), sdist, editable, and a bare checkout."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIND = "from assessor.loading.library import bundled_packs, examples; print(bundled_packs(), len(list(examples())) > 0)"


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the sdist, so that both are known to be whole."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", str(target), str(ROOT), cwd=target)
    return target


def test_the_wheel_carries_packs_examples_types_and_json(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "assessor/py.typed",
        "assessor/report/templates/page.html.j2",
        "assessor/report/templates/report.css",
        "assessor/rules/participation/pack.json",
        "assessor/rules/participation/sources.yaml",
        "assessor/rules/participation/fr.po",
        "assessor/questionnaires/participation/power.yaml",
        "assessor/questionnaires/participation/fr.po",
        "assessor/questionnaires/examples/riverside.yaml",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_sdist_holds_what_the_wheel_is_built_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"setup.cfg", "setup.py", "pyproject.toml", "rules/participation/sources.yaml"} <= names


def test_the_packs_are_found_from_a_wheel(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False)
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    borrowed = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "zz_borrowed.pth").write_text(borrowed)
    code = f"import assessor; assert 'env' in assessor.__file__, assessor.__file__; {FIND}"
    told = run(str(tmp_path / "env" / "bin" / "python"), "-c", code, cwd=tmp_path)
    assert told == "('participation',) True\n"


def test_the_packs_are_found_in_a_bare_checkout() -> None:
    assert run(sys.executable, "-c", FIND, cwd=ROOT) == "('participation',) True\n"


def test_the_shipped_json_is_used_only_while_it_matches_the_yaml(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    rules = tmp_path / "assessor" / "rules" / "participation"
    code = (
        "from assessor.loading import library; import sys;"
        "q, r, s = library.folders_of('participation');"
        "print(library._kept(r / library.SHIPPED, library._fingerprint(q, r)) is not None)"
    )
    assert run(sys.executable, "-c", code, cwd=tmp_path) == "True\n"
    limits = rules / "limits.yaml"
    limits.write_text(limits.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert run(sys.executable, "-c", code, cwd=tmp_path) == "False\n"
