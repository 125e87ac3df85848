"""A sector as a page and as a document: what the text says, the same bytes, nobody named and nothing live."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from assessor.cli import main
from tests.html.conftest import Screen, browser, screen
from tests.html.test_browser import AXE, SCHEMES, axe

__all__ = ["axe", "browser", "screen"]
FILES = [f"questionnaires/examples/{name}.yaml" for name in ("riverside", "northshore", "lantern")]
WORDS = ["sector", *FILES, "--min-agencies", "3"]


def made(layout: str, *more: str) -> bytes:
    done = CliRunner().invoke(main, [*WORDS, "--format", layout, "-o", "-", *more])
    assert done.exit_code == 0, done.output
    return done.stdout_bytes


def test_a_page_says_what_the_text_says_and_names_nobody() -> None:
    page, text = made("html").decode(), made("text").decode()
    for heading in ("Levels", "Scores", "Dangers", "The commonest barriers", "The commonest recommendations"):
        assert heading in text
        assert f">{heading}<" in page
    assert "Riverside" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_a_name_that_was_asked_for_cannot_break_out(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    text = Path(FILES[0]).read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("agency:"))
    path = tmp_path / "hostile.yaml"
    path.write_text(text.replace(name, f"agency: '{hostile}'"), encoding="utf-8")
    words = ["sector", str(path), *FILES[1:], "--min-agencies", "3", "--of", hostile, "--format", "html"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "<img" not in done.stdout
    assert "&lt;img src=x" in done.stdout


@pytest.mark.parametrize("layout", ["html", "docx"])
def test_the_bytes_do_not_depend_on_the_hash_seed(layout: str) -> None:
    words = [sys.executable, "-m", "assessor", *WORDS, "--format", layout]
    one, other = (
        subprocess.run(f"{' '.join(words)} -o - | cat", shell=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    )
    assert one.stdout == other.stdout != b""


def test_a_document_can_be_edited() -> None:
    document = Document(BytesIO(made("docx")))
    assert [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert document.tables


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(scheme: str, screen: Screen, axe: str) -> None:
    screen.show(made("html").decode(), scheme=scheme)
    screen.browser.execute_script(axe)
    assert screen.browser.execute_async_script(AXE) == []
