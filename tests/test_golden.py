"""Golden reports: the bundled examples in every layout, and their JSON, byte for byte.

After an intended change: `ASSESSOR_GOLDEN=write pytest tests/test_golden.py`, then read the difference.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.api import assess
from assessor.language import Language, speaking
from assessor.loading.library import examples, shipped_packs
from assessor.report import render

GOLDEN = Path(__file__).parent / "golden"
PATHS = {path.stem: path for pack in shipped_packs() for path in examples(pack)}
EXAMPLES = [*sorted(path.stem for path in examples()), "harbour-transit"]
"""All of the first pack, and one of the second with many views."""
LAYOUTS = {"text": "txt", "plain": "plain.txt", "markdown": "md", "json": "json"}


IN_FRENCH = ("harbour", "riverside", "service-user")
"""Views of many, a whole form of one manager, and one view that gives no level."""


def _shown(name: str, layout: str, language: Language = "en") -> str:
    with speaking(language):
        return _made(name, layout)


def _made(name: str, layout: str) -> str:
    result = assess(PATHS[name])
    if layout == "json":
        return result.to_json() + "\n"
    shape = "markdown" if layout == "markdown" else "text"
    return render(result.assessment, result.pack, result.responses, shape, plain=layout == "plain")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_as_it_did(name: str, layout: str) -> None:
    kept = GOLDEN / f"{name}.{LAYOUTS[layout]}"
    shown = _shown(name, layout)
    if os.environ.get("ASSESSOR_GOLDEN") == "write":
        kept.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", ["text", "plain", "markdown"])
@pytest.mark.parametrize("name", IN_FRENCH)
def test_an_example_reads_in_french_as_it_did(name: str, layout: str) -> None:
    kept = GOLDEN / f"{name}.fr.{LAYOUTS[layout]}"
    shown = _shown(name, layout, "fr")
    if os.environ.get("ASSESSOR_GOLDEN") == "write":
        kept.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_of_a_report_is_wider_than_80_columns(name: str) -> None:
    assert max(map(len, _shown(name, "text").splitlines())) <= 80


@pytest.mark.parametrize("seed", ["0", "4242"])
@pytest.mark.parametrize("engine", ["rete", "reference"])
def test_the_bytes_do_not_depend_on_hash_seed_locale_folder_or_engine(seed: str, engine: str, tmp_path: Path) -> None:
    name = EXAMPLES[0]
    command = [sys.executable, "-m", "assessor", "score", str(PATHS[name]), "--format", "json", "--engine", engine]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C" if seed == "0" else "C.UTF-8"}
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.decode("utf-8") == (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
