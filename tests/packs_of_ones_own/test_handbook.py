"""The pages of a pack: up to date in docs/packs, linked in themselves, whole, and the same on every run.

After an intended change of a bundled pack: `ASSESSOR_GOLDEN=write pytest tests/packs_of_ones_own/test_handbook.py`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from assessor.cli import main
from assessor.loading.library import load, shipped_packs
from assessor.loading.strict_yaml import read_bytes
from assessor.model.citations import citations
from assessor.model.condition import Condition
from assessor.model.ruleset import Pack
from assessor.report.handbook import handbook
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links
from assessor.report.markdown import escaped
from tests.conftest import TINY

ROOT = Path(__file__).parent.parent.parent
PACKS = shipped_packs()
KEPT = ROOT / "docs" / "packs"


@pytest.mark.parametrize("pack", PACKS)
def test_the_pages_in_docs_are_those_of_the_pack(pack: str) -> None:
    pages = handbook(load(pack))
    if os.environ.get("ASSESSOR_GOLDEN") == "write":
        (KEPT / pack).mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (KEPT / pack / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.name: path.read_text(encoding="utf-8") for path in (KEPT / pack).glob("*.md")}
    assert kept.keys() == pages.keys()
    for name, text in pages.items():
        assert text == kept[name], f"{name} is not up to date: assessor show --docs docs/packs/{pack} --pack {pack}"


@pytest.mark.parametrize("pack", [*PACKS, str(TINY)])
def test_every_link_leads_to_an_anchor_that_is_there_once(pack: str) -> None:
    pages = handbook(load(pack))
    anchors = {name: re.findall(r'<a id="([^"]+)"></a>', text) for name, text in pages.items()}
    for found in anchors.values():
        assert len(set(found)) == len(found)
    links = [link for text in pages.values() for link in re.findall(r"(?<!\\)\]\(([^)]*)\)", text)]
    assert len(links) > 50
    for link in links:
        name, _, anchor = link.partition("#")
        assert name in pages, link
        assert not anchor or anchor in anchors[name], link


@pytest.mark.parametrize("pack", [*PACKS, str(TINY)])
def test_everything_that_people_read_stands_on_the_pages(pack: str) -> None:
    loaded, pages = load(pack), handbook(load(pack))
    instrument, ruleset = loaded.instrument, loaded.ruleset
    for item in instrument.items.values():
        texts = (*item.ask.values(), *(option.label for option in item.options), item.why)
        assert [str(text) for text in texts if escaped(str(text)) not in pages["questionnaire.md"]] == []
    for rule in ruleset.rules:
        assert escaped(str(rule.because)) in pages["rules.md"]
        assert f"`{rule.id}`" in pages["rules.md"]
    for strategy in ruleset.strategies:
        assert escaped(str(strategy.first_step)) in pages["strategies.md"]
    for element in ruleset.sources:
        assert escaped(str(element.wording)) in pages["sources.md"]
    cited = {element for _, _, elements in citations(instrument, ruleset) for element in elements}
    assert pages["sources.md"].count("| nothing |") == len(ruleset.sources_by_id.keys() - cited)


HEARD = "[Are people heard?](questionnaire.md#item-heard)"
ASKED = "[When are people asked?](questionnaire.md#item-asked)"
SAID = {
    "{answer: asked, is: after}": f'the answer to {ASKED} is "After"',
    "{answer: asked, is_not: after}": f'the answer to {ASKED} is not "After"',
    "{answer: asked, one_of: [after]}": f'the answer to {ASKED} is "After"',
    "{answer: asked, one_of: [after, before]}": f'the answer to {ASKED} is one of "After" or "Before"',
    "{answer: asked, none_of: [after, before]}": f'the answer to {ASKED} is none of "After" or "Before"',
    "{answer: heard, at_least: 3}": f'the answer to {HEARD} is at least "often"',
    "{answer: heard, above: 3}": f'the answer to {HEARD} is above "often"',
    "{answer: heard, at_most: 3}": f'the answer to {HEARD} is at most "often"',
    "{answer: heard, as: service_user, below: 1}": f'the answer by service users to {HEARD} is below "rarely"',
    "{answer: ways, includes: [phone, paper]}":
        'the answer to [Which ways are there?](questionnaire.md#item-ways) includes "Phone" or "Paper"',
    "{answer: ways, excludes: phone}":
        'the answer to [Which ways are there?](questionnaire.md#item-ways) leaves out "Phone"',
    "{answer: heard, unanswered: true}": f"the answer to {HEARD} was left open",
    "{score: say, below: 25}": "the score of [Say](scores.md#dimension-say) is below 25",
    "{score: overall, at_least: 75.5}": "the overall score is at least 75.5",
    "{danger: token, is: likely}": "[Token](dangers.md#danger-token) is likely",
    "{danger: token, one_of: [low, not_enough_known]}":
        "[Token](dangers.md#danger-token) is one of low or not enough known",
    "{gap: heard, between: [manager, service_user], at_least: 2}":
        f"managers and service users are at least 2 points apart on {HEARD}",
    "{gap: say, between: [manager, service_user], better: service_user, above: 20}":
        "service users see [Say](scores.md#dimension-say) better than managers do, by above 20 of 100 points",
    "{finding: nobody}": "the finding [Nobody takes part](rules.md#rule-nobody) holds",
    "{no_finding: nobody}": "the finding [Nobody takes part](rules.md#rule-nobody) does not hold",
}  # fmt: skip


@pytest.mark.parametrize("condition", SAID)
def test_a_comparison_is_said_in_these_words(condition: str, tiny: Pack) -> None:
    parsed = TypeAdapter(Condition).validate_python(read_bytes(condition.encode(), "condition").value)
    assert list(condition_lines("When", parsed, Links(tiny))) == [f"- When {SAID[condition]}"]


def test_parts_stand_below_what_joins_them(tiny: Pack) -> None:
    low, high = "{score: say, below: 25}", "{score: say, above: 75}"
    written = f"{{all: [{low}, {{any: [{low}, {high}]}}, {{at_least_n: [2, [{low}, {high}]]}}]}}"
    parsed = TypeAdapter(Condition).validate_python(read_bytes(written.encode(), "condition").value)
    is_low, is_high = (f"the score of [Say](scores.md#dimension-say) is {words}" for words in ("below 25", "above 75"))
    assert list(condition_lines("When", parsed, Links(tiny))) == [
        "- When all of these:",
        f"  - {is_low}",
        "  - at least one of these:",
        f"    - {is_low}",
        f"    - {is_high}",
        "  - at least 2 of these:",
        f"    - {is_low}",
        f"    - {is_high}",
    ]


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_pages_are_the_same_on_every_run(seed: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "assessor", "show", "--docs", str(tmp_path / "pages"), "--pack", str(TINY)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "pages").iterdir()}
    assert written == handbook(load(str(TINY)))


def test_other_files_in_the_folder_stay_and_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    done = CliRunner().invoke(main, ["show", "--docs", str(tmp_path), "--pack", str(TINY)], prog_name="assessor")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "mine.md").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 10
    refused = CliRunner().invoke(main, ["show", "--docs", str(tmp_path / "mine.md")], prog_name="assessor")
    assert (refused.exit_code, "[unwritable]" in refused.stderr) == (2, True)
    nothing = CliRunner().invoke(main, ["show"], prog_name="assessor")
    assert (nothing.exit_code, "Name what to show: packs" in nothing.stderr) == (2, True)
