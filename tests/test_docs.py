"""The README is true: its commands run and print what it shows, its snippet runs; links and commands exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = [README, *((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("plan.md", "sector.md"))]
"""The documents whose transcripts and snippets are run."""

TRANSCRIPTS = [found for shown in SHOWN for found in re.findall(r"```console\n(.*?)```", shown, re.S)]
SNIPPETS = [found for shown in SHOWN for found in re.findall(r"```python\n(.*?)```", shown, re.S)]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def commands(transcript: str) -> list[tuple[str, str]]:
    """(command, what it prints) of a transcript; `...` stands for lines left out."""
    parts = re.split(r"^\$ (.*)\n", transcript, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_a_transcript_prints_what_it_shows(transcript: str) -> None:
    for command, shown in commands(transcript):
        words = shlex.split(command)
        assert words[0] == "assessor", command
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        printed = done.stdout + done.stderr
        wanted = [re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.M)]
        assert re.fullmatch(r"\s*" + r"[\s\S]*".join(wanted) + r"\s*", printed), f"{command}\n{printed}"


def test_the_snippet_runs(tmp_path: Path) -> None:
    assert SNIPPETS
    for snippet in SNIPPETS:
        done = subprocess.run([sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        shown = re.findall(r"# -> (.*)", snippet)
        assert done.stdout.splitlines() == shown


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), f"{document.name} links to {link}"


def test_every_command_is_in_the_readme_and_has_help_with_an_example() -> None:
    for command in COMMANDS:
        assert f"assessor {command}" in README
        done = subprocess.run(
            [sys.executable, "-m", "assessor", command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert "Example:" in done.stdout
        assert f"assessor {command}" in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 80
