"""What a browser makes of the page: axe finds nothing, it fits 320 pixels, opens for print, and runs nothing."""

import os
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from assessor.advice.plan import plan
from assessor.api import load_pack
from assessor.exporting.webform import web_form
from assessor.language import Language
from assessor.report import render
from assessor.report.leaf import as_leaf
from assessor.report.plan_page import SUBJECT, plan_outline
from assessor.report.wording import cleaned
from tests.corpus import PAYLOADS
from tests.html.conftest import EXAMPLES, Screen, page_of, result_of
from tests.test_injection import VOID, written

SCHEMES = ("light", "dark")
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(found => done(found.violations.map(
    each => each.id + ": " + each.nodes.map(node => node.html.slice(0, 120)).join(" | "))));
"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe; ASSESSOR_AXE names a newer one than comes with the tests."""
    named = os.environ.get("ASSESSOR_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    pytest.importorskip("axe_core_python", reason="needs axe-core-python")
    return (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "scheme", "language"),
    [*product(EXAMPLES, SCHEMES, ["en"]), *product(("harbour", "riverside"), ("light",), ["fr"])],
)
def test_axe_finds_nothing_folded_or_unfolded(
    name: str, scheme: str, language: Language, screen: Screen, axe: str
) -> None:
    screen.show(page_of(name, language=language), scheme=scheme)
    screen.browser.execute_script(axe)
    assert screen.browser.execute_async_script(AXE) == []
    screen.browser.execute_script("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert screen.browser.execute_async_script(AXE) == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("fr", "light")])
def test_axe_finds_nothing_in_the_form(language: Language, scheme: str, screen: Screen, axe: str) -> None:
    screen.show(web_form(load_pack("participation"), "manager", language=language), scheme=scheme)
    screen.browser.execute_script(axe)
    for page in range(screen.ask("pages.length")):
        screen.browser.execute_script(f"go({page})")
        assert screen.browser.execute_async_script(AXE) == []


@pytest.mark.parametrize(("name", "language"), [*product(EXAMPLES, ["en"]), ("harbour", "fr")])
def test_it_fits_320_pixels_even_with_wide_letters(name: str, language: Language, screen: Screen) -> None:
    page = page_of(name, language=language)
    screen.show(page, width=320)
    assert screen.ask("document.documentElement.scrollWidth") <= 320
    spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    screen.browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    screen.show(page.replace("</style>", f"</style><style>{spaced}</style>"), width=320)
    screen.browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert screen.ask("getComputedStyle(document.querySelector('h1')).wordSpacing") != "0px"
    assert screen.ask("document.documentElement.scrollWidth") <= 320


def test_what_can_be_clicked_outside_of_sentences_is_at_least_24_pixels_high(screen: Screen) -> None:
    screen.show(page_of("harbour"), width=320)
    low = "[...document.querySelectorAll('summary, nav a, .more a, .jumps a')].filter(e => e.offsetHeight < 24).length"
    assert screen.ask(low) == 0


def test_print_opens_every_fold_and_drops_the_skip_link(screen: Screen) -> None:
    hidden = "[...document.querySelectorAll('details > ul')].filter(e => e.checkVisibility() === false).length"
    screen.show(page_of("harbour"))
    assert screen.ask(hidden) > 0
    screen.show(page_of("harbour"), media="print")
    assert screen.ask(hidden) == 0
    assert screen.ask("getComputedStyle(document.querySelector('.skip')).display") == "none"


def test_the_first_tab_shows_a_way_past_the_contents(screen: Screen) -> None:
    tab, enter = "\ue004", "\ue007"
    screen.show(page_of("harbour"))
    screen.browser.find_element("tag name", "body").send_keys(tab)
    assert screen.ask("document.activeElement.className") == "skip"
    assert screen.ask("document.activeElement.getBoundingClientRect().left >= 0")
    screen.browser.switch_to.active_element.send_keys(enter)
    assert screen.ask("document.activeElement.id") == "report"


def test_a_link_to_reasons_opens_the_fold_they_are_in(screen: Screen) -> None:
    screen.show(page_of("harbour"))
    screen.browser.execute_script("location.hash = '#why-tok.no_answer'")
    assert screen.ask("document.getElementById('why-tokenism').open") is True


def test_nothing_that_people_wrote_becomes_an_element(screen: Screen) -> None:
    def shown(texts: list[str]) -> tuple[int, str, list[str]]:
        result = written(texts[0])
        first, *others = result.responses.respondents
        own = tuple({"ask": text, "answer": text} for text in texts)
        person = type(first).model_validate({**first.model_dump(mode="python"), "own_questions": own[:100]})
        responses = result.responses.model_copy(update={"respondents": (person, *others)})
        screen.show(render(result.assessment, result.pack, responses, "html"))
        said = screen.ask("[...document.querySelectorAll('.asked')].map(each => each.textContent)")
        errors = [entry["message"] for entry in screen.browser.get_log("browser")]
        assert errors == []
        return screen.ask("document.querySelectorAll('*').length"), screen.ask("document.title"), said

    for start in range(0, len(PAYLOADS), 100):
        texts = [payload.text for payload in PAYLOADS[start : start + 100]]
        count, title, said = shown(texts)
        assert count == shown([VOID] * len(texts))[0]
        assert cleaned(texts[0]).split() == title.removeprefix("A tiny pack: ").split()
        assert said[: len(texts)] == [cleaned(text) for text in texts]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_plan_and_it_fits_320_pixels(scheme: str, screen: Screen, axe: str) -> None:
    result = result_of("lantern")
    made = plan(result)
    page = as_leaf(plan_outline(made, result.pack), SUBJECT, made.agency)
    screen.show(page, scheme=scheme)
    screen.browser.execute_script(axe)
    assert screen.browser.execute_async_script(AXE) == []
    screen.show(page, width=320)
    assert screen.ask("document.documentElement.scrollWidth") <= 320
