"""A fixture: a pack or a file with one fault, the command that meets it, what it prints and how it ends."""

import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from ruamel.yaml import YAML

from assessor.cli import main
from assessor.loading.po import as_po, read_catalogue
from assessor.loading.translating import refreshed_catalogues
from tests.conftest import TINY

HERE = Path(__file__).parent
GOOD = """\
response: 1
pack: {id: tiny, version: 1}
agency: Tiny
date: 2026-01-31
respondents:
  - {id: r1, perspective: manager, answers: {asked: after}}
"""


def fixtures() -> dict[str, Any]:
    """Code -> its fixture."""
    return {path.stem: YAML(typ="safe", pure=True).load(path) for path in sorted(HERE.glob("*.yaml"))}


def lay_out(fixture: Any, folder: Path) -> None:
    """Puts the tiny pack (`pack/`) and a good `responses.yaml` into `folder`, with the fixture's fault in them."""
    shutil.copytree(TINY, folder / "pack")
    if fixture.get("translated"):
        translate(folder / "pack")
    (folder / "responses.yaml").write_text(GOOD, encoding="utf-8")
    for change in fixture.get("change", ()):
        path = folder / change["file"]
        text = path.read_text(encoding="utf-8")
        assert change["from"] in text, f"{change['file']} has no {change['from']!r}"
        path.write_text(text.replace(change["from"], change["to"], 1), encoding="utf-8")
    for name, content in fixture.get("files", {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    for name, content in fixture.get("bytes", {}).items():
        (folder / name).write_bytes(bytes.fromhex(content))
    for name, size in fixture.get("blanks", {}).items():
        (folder / name).write_bytes(b" " * size)
    for name in fixture.get("remove", ()):
        (folder / name).unlink()


def translate(folder: Path) -> None:
    """Gives the pack in `folder` catalogues in which nothing is wrong."""
    for refreshed in refreshed_catalogues(str(folder)):
        catalogue = read_catalogue(write(refreshed.path, refreshed.content), refreshed.name)
        assert catalogue is not None
        entries = tuple(entry._replace(french=f"{entry.english} (fr)") for entry in catalogue.entries)
        write(refreshed.path, as_po(catalogue._replace(entries=entries)))


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="\n")
    return path


def printed(fixture: Any) -> tuple[str, int]:
    """(what the fixture's command prints besides results, its exit code), run in the current folder."""
    done = CliRunner().invoke(main, fixture["run"].split(), prog_name="assessor", input=fixture.get("input", ""))
    return (done.stdout if fixture["run"].startswith("check") else done.stderr), done.exit_code
