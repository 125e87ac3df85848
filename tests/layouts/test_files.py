"""Reports as files: the same bytes everywhere, whole or not at all, never on a terminal, nothing of hidden answers."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from assessor.api import assess
from assessor.cli import main
from assessor.cli.files import refuse_terminal
from assessor.errors import AssessorError
from assessor.language import Language, speaking
from assessor.loading.library import examples
from assessor.report import BINARY, render_bytes

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = {path.stem: path for path in examples()}
LIBRARIES = {"xlsx": "xlsxwriter", "pdf": "typst", "docx": "docx"}
MODULES = {"xlsx": "workbook", "pdf": "pdf", "docx": "word"}
BEGINNINGS = {"xlsx": b"PK", "pdf": b"%PDF", "docx": b"PK"}


@pytest.fixture(params=BINARY)
def layout(request: pytest.FixtureRequest) -> str:
    pytest.importorskip(LIBRARIES[request.param])
    return str(request.param)


@pytest.mark.parametrize(("language", "written"), [("en", "Written to report.\n"), ("fr", "Enregistré dans report.\n")])
def test_the_bytes_do_not_depend_on_hash_seed_locale_time_zone_or_folder(
    layout: str, language: Language, written: str, tmp_path: Path
) -> None:
    made = []
    for seed, locale, zone in (("0", "C", "Pacific/Kiritimati"), ("4242", "C.UTF-8", "America/Toronto")):
        folder = tmp_path / seed
        folder.mkdir()
        words = ["score", str(EXAMPLES["harbour"]), str(EXAMPLES["riverside"]), "--format", layout, "-o", "report"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONPATH": str(ROOT)}
        environment |= {"ASSESSOR_LANG": language, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", "assessor", *words]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
        assert (done.stdout, done.stderr) == ("", written)
        made.append((folder / "report").read_bytes())
    assert made[0] == made[1]
    results = [assess(EXAMPLES[name]) for name in ("harbour", "riverside")]
    assert render_bytes(results, layout, language=language) == made[0]
    with speaking(language):
        assert render_bytes(results, layout) == made[0]


def test_what_too_few_people_answered_changes_no_byte(layout: str) -> None:
    answers: Any = YAML(typ="safe", pure=True).load(EXAMPLES["harbour"])
    before = render_bytes([assess(answers)], layout)
    peers = [person for person in answers["respondents"] if person["perspective"] == "peer"]
    assert len(peers) < answers["min_view"]
    for person in peers:
        person["answers"] = dict.fromkeys(person["answers"], "dont_know")
        person["notes"] = {"peer_train": "Nobody should read this."}
    assert render_bytes([assess(answers)], layout) == before


def test_a_layout_that_is_no_file_is_refused() -> None:
    with pytest.raises(ValueError, match="text is none of xlsx, pdf, docx"):
        render_bytes([assess(EXAMPLES["quick-look"])], "text")


def test_a_file_is_written_whole(layout: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{layout}"
    words = ["score", str(EXAMPLES["quick-look"]), "--format", layout, "-o", str(target)]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_bytes().startswith(BEGINNINGS[layout])
    assert list(tmp_path.iterdir()) == [target]


def test_a_pipe_gets_the_bytes_where_it_is_asked_for(layout: str) -> None:
    done = CliRunner().invoke(main, ["score", str(EXAMPLES["quick-look"]), "--format", layout, "-o", "-"])
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(BEGINNINGS[layout])


def test_bytes_never_go_to_a_terminal(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssessorError, match="-o report"):
        refuse_terminal(layout, None)
    refuse_terminal(layout, "-")
    refuse_terminal(layout, "report")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(AssessorError, match="binary-output"):
        refuse_terminal(layout, "-")


def test_a_library_that_is_missing_is_named_with_the_way_to_get_it(
    layout: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, LIBRARIES[layout], None)
    monkeypatch.delitem(sys.modules, f"assessor.report.{MODULES[layout]}", raising=False)
    words = ["score", str(EXAMPLES["quick-look"]), "--format", layout, "-o", str(tmp_path / "report")]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert done.stderr == (
        f"This needs the library {LIBRARIES[layout]}, which is not installed. "
        f"Install it: pip install 'participation-assessor[{layout}]'. [no-extra]\n"
    )
    assert not list(tmp_path.iterdir())
