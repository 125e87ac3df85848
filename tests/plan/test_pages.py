"""A plan as a page and as files: the same words as the text, blanks to write on, nothing that runs."""

import subprocess
import sys
from html import unescape
from itertools import groupby
from pathlib import Path

import pytest

from assessor.advice.plan import plan
from assessor.model.plan import Champion, Plan
from assessor.report.leaf import LINE, as_leaf
from assessor.report.pages import filed
from assessor.report.plan_page import SUBJECT, plan_outline
from assessor.report.plan_words import BLANK
from assessor.report.wording import cleaned
from tests.corpus import PAYLOADS
from tests.html.conftest import result_of
from tests.test_injection import Structure

RESULT = result_of("lantern")
MADE = plan(RESULT)
EXAMPLE = "questionnaires/examples/lantern.yaml"


def page_of(made: Plan) -> str:
    return as_leaf(plan_outline(made, RESULT.pack), SUBJECT, cleaned(made.agency))


def typed(text: str) -> Plan:
    champion = Champion.model_validate({"name": text, "role": text})
    return MADE.model_copy(update={"agency": text, "note": text, "champions": (champion,)})


def test_a_blank_is_a_line_that_is_said_in_words() -> None:
    page = page_of(MADE)
    assert LINE in page
    assert BLANK not in page
    assert "<script" not in page
    assert "default-src 'none'" in unescape(page)


@pytest.mark.parametrize(
    ("kind", "texts"), [(k, [p.text for p in ps]) for k, ps in groupby(PAYLOADS, lambda p: p.kind)]
)
def test_what_people_typed_never_becomes_markup(kind: str, texts: list[str]) -> None:
    structure = tags(page_of(typed("plain")))
    for text in texts:
        if text.strip() and BLANK not in text:
            assert tags(page_of(typed(text))) == structure, kind


def tags(page: str) -> object:
    return Structure(page).tags


@pytest.mark.parametrize("layout", ["html", "docx"])
def test_it_is_the_same_bytes_under_every_hash_seed(layout: str, tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.{layout}"
        command = [sys.executable, "-m", "assessor", "plan", EXAMPLE, "-o", str(path)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)})
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_hostile_text_can_be_kept_in_a_document() -> None:
    for text in (payload.text for payload in PAYLOADS):
        filed_plan = filed(plan_outline(typed(text), RESULT.pack), "docx", cleaned(text), RESULT.responses.day)
        assert filed_plan.startswith(b"PK")
