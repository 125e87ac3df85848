"""The form for people who use no terminal: safe as a file, filled in by keyboard alone, its file scored as it is."""

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import assess, load_pack, read_responses
from assessor.engines.program import program
from assessor.exporting.survey import survey
from assessor.exporting.webform import WORDS, web_form
from assessor.model.text import Language
from assessor.perspectives import is_asked
from tests.pace import runs
from tests.properties.strategies import answers_to

PARTICIPATION = load_pack("participation")
VIEWS = list(PARTICIPATION.instrument.views)


def facts_in(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found.group(1))


@pytest.mark.parametrize("view", VIEWS)
def test_a_form_asks_what_the_questionnaire_asks_of_that_view(view: str) -> None:
    asked = [item.id for item in PARTICIPATION.instrument.items.values() if view in item.ask]
    page = web_form(PARTICIPATION, view)
    assert [item["id"] for item in facts_in(page)["items"]] == asked
    for name in asked:
        assert f'name="{name}"' in page


def test_only_its_own_style_and_script_may_run_and_nothing_comes_from_outside() -> None:
    page = web_form(PARTICIPATION, "service_user")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    wanted = policy.group(1).replace("&#39;", "'")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in wanted
    assert wanted.startswith("default-src 'none'")
    assert not re.search(r"\b(?:src|href|action)=", page)
    assert "://" not in page


def test_a_name_cannot_break_out_of_the_page() -> None:
    evil = '"><script>alert(1)</script>'
    page = web_form(PARTICIPATION, "manager", agency=evil)
    assert "<script>alert" not in page
    assert evil not in page


def test_the_same_form_is_the_same_bytes() -> None:
    assert web_form(PARTICIPATION, "peer", "full", "fr") == web_form(PARTICIPATION, "peer", "full", "fr")


# In a browser


class Filling:
    """Somebody who fills in the form by keyboard alone."""

    def __init__(self, browser: Any, folder: Path) -> None:
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.keys import Keys

        self.browser, self.folder, self.chains, self.keys = browser, folder, ActionChains, Keys
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})

    def open(self, page: str) -> "Filling":
        path = self.folder / "form.html"
        path.write_text(page, encoding="utf-8")
        self.browser.get(path.as_uri())
        self.browser.execute_script("localStorage.clear()")
        self.browser.get(path.as_uri())
        return self

    def press(self, *keys: str) -> None:
        self.chains(self.browser).send_keys(*keys).perform()

    def to(self, wanted: Callable[[Any], bool]) -> Any:
        """Tabs on until an element is reached."""
        for _ in range(400):
            self.press(self.keys.TAB)
            element = self.browser.switch_to.active_element
            if wanted(element):
                return element
        raise AssertionError("the keyboard does not reach it")

    def to_named(self, name: str) -> Any:
        """Tabs on to the field of an item."""
        return self.to(lambda element: bool(element.get_attribute("name") == name))

    def go_on(self) -> None:
        self.to(lambda e: "main" in (e.get_attribute("class") or "").split())
        self.press(self.keys.ENTER)

    @property
    def page(self) -> str:
        return str(self.ask("return [...document.querySelectorAll('section.page')].find(p => !p.hidden).id"))

    def ask(self, script: str, *words: Any) -> Any:
        return self.browser.execute_script(script, *words)

    def saved(self) -> Path:
        for _ in range(100):
            files = sorted(self.folder.glob("*.json"))
            if files:
                return files[-1]
            time.sleep(0.05)
        raise AssertionError("no file was saved")


@pytest.fixture
def filling(browser: Any, tmp_path: Path) -> Filling:
    return Filling(browser, tmp_path)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_filled_in_by_keyboard_alone_and_its_file_is_scored(filling: Filling, language: Language) -> None:
    filling.open(web_form(PARTICIPATION, "service_user", "full", language, "Riverside"))
    filling.go_on()
    seen = []
    while filling.page != "check":
        seen.append(filling.page)
        if filling.page == "own":
            filling.to(lambda e: e.get_attribute("data-own") == "ask")
            filling.press("Who closed the kitchen?", filling.keys.TAB, "Nobody told us.")
        shown = "return [...document.querySelectorAll('section.page:not([hidden]) fieldset[data-item]')]"
        for name in filling.ask(f"{shown}.map(f => f.dataset.item)"):
            element = filling.to_named(name)
            words = element.tag_name == "textarea"
            filling.press("<b>Once</b> & again: “ça va”." if words else filling.keys.SPACE)
        filling.go_on()
    assert seen[-1] == "own"
    filling.to(lambda e: e.get_attribute("id") == "save")
    filling.press(filling.keys.ENTER)
    path = filling.saved()
    assert re.fullmatch(r"riverside-service-user-\d{4}-\d\d-\d\d-r[0-9a-f]{8}\.json", path.name)
    result = assess(path)
    (person,) = result.responses.respondents
    asked = [item for item in PARTICIPATION.instrument.items.values() if "service_user" in item.ask]
    assert set(person.answers) == {item.id for item in asked}
    assert person.answers["change_example"] == "<b>Once</b> & again: “ça va”."
    assert person.answers["costs"] == "not_paid"
    assert person.answers["staff_ask"] == 0
    assert [(own.ask, own.answer) for own in person.own_questions] == [("Who closed the kitchen?", "Nobody told us.")]
    assert result.responses.personal
    assert path.name in filling.ask("return document.getElementById('saved').textContent")


def test_answers_are_kept_until_they_are_erased(filling: Filling) -> None:
    filling.open(web_form(PARTICIPATION, "service_user", agency="Riverside"))
    filling.ask("document.querySelector('[name=costs][value=repaid]').click()")
    filling.browser.refresh()
    assert filling.ask("return document.querySelector('[name=costs][value=repaid]').checked")
    assert filling.ask("return document.getElementById('begin').textContent") == WORDS["go_on"]
    filling.ask("window.confirm = () => true; document.querySelector('.erase').click()")
    filling.browser.refresh()
    assert not filling.ask("return document.querySelector('[name=costs][value=repaid]').checked")
    assert filling.ask("return localStorage.length") == 0


@settings(deadline=None, max_examples=runs(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_written_into_the_page_is_read_out_of_it_again(filling: Filling, data: st.DataObject) -> None:
    """Every kind of answer, and routing as the engines read it."""
    if not filling.browser.current_url.endswith("form.html") or str(filling.folder) not in filling.browser.current_url:
        filling.open(web_form(PARTICIPATION, "manager", agency="A"))
    items = [item for item in PARTICIPATION.instrument.items.values() if "manager" in item.ask]
    answers = {}
    for item in items:
        kept = data.draw(st.sampled_from(["say"] * 4 + ["leave", "dont_know", "does_not_apply"]))
        if kept == "say":
            answers[item.id] = data.draw(answers_to(item, PARTICIPATION))
        elif kept != "leave" and item.kind != "text":
            answers[item.id] = kept
    found = filling.ask(
        "for (const item of facts.items) show(item, arguments[0][item.id]); refresh(); return response();", answers
    )
    responses = read_responses(found)
    (person,) = responses.respondents
    routing = program(PARTICIPATION).routing
    asked = {
        item.id
        for item in items
        if item.id not in routing or is_asked(routing[item.id], PARTICIPATION.instrument, answers) is not False
    }
    ordered = {name: _ordered(name, value) for name, value in answers.items()}
    assert person.answers == {name: value for name, value in ordered.items() if name in asked}
    assert person.set_aside == {name: value for name, value in ordered.items() if name not in asked}
    groups = "[...document.querySelectorAll('fieldset[data-item]')]"
    hidden = filling.ask(f"return {groups}.filter(f => f.hidden).map(f => f.dataset.item)")
    assert set(hidden) == {item.id for item in items} - asked


def _ordered(name: str, value: Any) -> Any:
    """Ticks in the order of the options, as the page reads them."""
    if not isinstance(value, list):
        return value
    if name == "peer_types" and not value:
        return ("nothing",)  # which the questionnaire has an option for
    return tuple(option.id for option in PARTICIPATION.instrument.items[name].options if option.id in value)


def test_none_of_these_and_do_not_know_stand_alone(filling: Filling) -> None:
    filling.open(web_form(PARTICIPATION, "manager", agency="A"))
    click = "document.querySelector('[name=reasons][value=\"{}\"]').click();"
    read = "return answerOf(items.get('reasons'))"
    assert filling.ask(click.format("growth") + click.format("power") + read) == ["growth", "power"]
    assert filling.ask(click.format("") + read) == []
    assert filling.ask(click.format("dont_know") + read) == "dont_know"
    assert filling.ask(click.format("funder") + read) == ["funder"]
    assert filling.ask("document.querySelector('#item-reasons .clear').click();" + read) is None


def test_what_says_none_in_the_pack_is_not_said_twice() -> None:
    ticks = sum(item.kind == "tick" and "manager" in item.ask for item in PARTICIPATION.instrument.items.values())
    assert web_form(PARTICIPATION, "manager").count("<span>None of these</span>") == ticks > 1
    said = survey(PARTICIPATION.instrument, "manager")
    assert [field.id for field in said.fields if field.nothing] == ["peer_types"]


def test_peer_types_with_none_of_these_stands_alone(filling: Filling) -> None:
    filling.open(web_form(PARTICIPATION, "manager", agency="A"))
    click = "document.querySelector('[name=peer_types][value=\"{}\"]').click();"
    read = "return answerOf(items.get('peer_types'))"
    assert filling.ask(click.format("employees") + click.format("nothing") + read) == ["nothing"]
    assert filling.ask(click.format("self_help") + read) == ["self_help"]


def test_the_form_says_nothing_in_english_where_it_is_french() -> None:
    page = web_form(PARTICIPATION, "manager", "full", "fr")
    assert [text for text in WORDS.values() if "{" not in text and f">{text}<" in page] == []


def test_the_file_needs_a_name_of_the_organisation_and_says_where(filling: Filling) -> None:
    filling.open(web_form(PARTICIPATION, "service_user"))
    filling.ask("go(pages.length - 1); document.getElementById('save').click()")
    assert filling.page == "start"
    assert filling.ask("return document.activeElement.id") == "agency"


def test_without_scripts_and_on_paper_every_question_shows(filling: Filling) -> None:
    page = web_form(PARTICIPATION, "manager")
    filling.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        filling.folder.joinpath("paper.html").write_text(page, encoding="utf-8")
        filling.browser.get(filling.folder.joinpath("paper.html").as_uri())
        from selenium.webdriver.common.by import By

        legends = filling.browser.find_elements(By.CSS_SELECTOR, "fieldset[data-item]")
        assert len(legends) == len(facts_in(page)["items"])
        assert all(legend.is_displayed() for legend in legends)
    finally:
        filling.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
