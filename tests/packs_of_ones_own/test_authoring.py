"""docs/authoring.md is true: its changes are made, in a folder of their own, and its commands print what it shows."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from assessor.cli import main

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "authoring.md"


class Block(NamedTuple):
    """A fenced block: its sort, the file it is about, and what stands in it."""

    sort: str
    file: str
    text: str
    line: int


def blocks() -> list[Block]:
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.finditer(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", text, re.M | re.S)
    return [Block(each[1], each[2] or "", each[3], text.count("\n", 0, each.start()) + 1) for each in found]


def changed(before: str, diff: str) -> str:
    """`before` with a change in it; the lines that stay or go must stand there, once."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    assert before.count(old) == 1, f"these lines stand there {before.count(old)} times:\n{old}"
    return before.replace(old, new)


def run(command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "assessor", command
    return CliRunner().invoke(main, words[1:], prog_name="assessor").output


def told(transcript: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ (.*)\n", transcript, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def shows(printed: str, shown: str) -> bool:
    """Whether `printed` is what is shown; `...` stands for lines left out."""
    wanted = [re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", shown, flags=re.M)]
    return bool(re.fullmatch(r"\s*" + r"[\s\S]*".join(wanted) + r"\s*", printed))


def test_every_step_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks():
        path = Path(block.file)
        if block.sort == "diff":
            path.write_text(changed(path.read_text(encoding="utf-8"), block.text), encoding="utf-8", newline="\n")
        elif block.sort == "yaml":
            path.write_text(block.text, encoding="utf-8", newline="\n")
        elif block.sort == "remove":
            for name in block.text.split():
                Path(name).unlink()
        elif block.sort == "console":
            for command, shown in told(block.text):
                printed = run(command)
                assert shows(printed, shown), f"line {block.line}: {command}\n{printed}"


def test_it_goes_from_a_threshold_to_a_dimension() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.M)
    for word in ("threshold", "question", "rule", "strategy", "Translate", "dimension"):
        assert any(word in heading for heading in headings), word
    assert {block.sort for block in blocks()} == {"console", "diff", "yaml", "toml", "remove"}
