"""Programs that tests of layouts use where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

NO_FAULT = ("javaldx", "Overwriting:")
"""What LibreOffice says without anything being wrong with the file."""


def opened(path: Path) -> Path:
    """The PDF that LibreOffice makes of a file; it must open without a warning."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc libreoffice-writer)")
    profile = (path.parent / "profile").as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", str(path)]
    done = subprocess.run(
        [*command, "--outdir", str(path.parent)], capture_output=True, text=True, check=True, timeout=120
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if not any(word in line for word in NO_FAULT)]
    made = path.with_suffix(".pdf")
    assert said == [f"convert {path} -> {made} using filter : {said[0].rpartition(' ')[2]}"]
    return made


def pdf_says(path: Path, *program: str) -> str:
    """What one of the programs of poppler prints about a PDF."""
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not installed (apt-get install poppler-utils)")
    command = [*program, str(path)] if program[0] == "pdfinfo" else [*program, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
