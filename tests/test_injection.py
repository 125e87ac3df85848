"""Whatever people write, no report acts on it: its structure stays, and their text is shown as they wrote it."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from assessor.api import Result, assess
from assessor.report import render
from assessor.report.wording import KEPT, cleaned
from tests.conftest import TINY
from tests.corpus import KINDS, PAYLOADS
from tests.views.people import agency, everyone

TEXTS = {kind: [payload.text for payload in PAYLOADS if payload.kind == kind] for kind in KINDS}
GFM = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})
VOID = "p"
"""Stands for a text that asks for nothing."""


class Structure(HTMLParser):
    """The tags and attributes of a page, and its texts; anything else a page may hold counts as a tag."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Any] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)
        self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.tags.append(("unknown", data))


@cache
def _base() -> Result:
    from assessor.api import load_pack

    pack = load_pack(TINY)
    people = everyone(pack, "manager", 12, "middle")
    for number, person in enumerate(people):
        person["unit"] = "North" if number % 2 else "South"
    return assess(agency(pack, people, share_notes=True), pack)


def written(text: str) -> Result:
    """An agency where `text` stands in every place that people can write in."""
    base = _base()
    first, *others = base.responses.respondents
    own = {"ask": text, "answer": text}
    person = {
        **first.model_dump(mode="python"),
        "answers": {"words": text, "asked": "after"},
        "notes": {"asked": text},
        "own_questions": (own,),
    }
    responses = base.responses.model_copy(
        update={"agency": text, "respondents": (type(first).model_validate(person), *others)}
    )
    units = {f"{name} {text}": scores for name, scores in base.assessment.units.items()}
    assert units
    found = base.assessment.model_copy(update={"agency": text, "units": units})
    return Result(found, base.pack, responses)


def _shown(text: str, layout: str, **options: Any) -> str:
    result = written(text)
    return render(result.assessment, result.pack, result.responses, layout, **options)


def _bare(text: str) -> str:
    """Without the blanks that a layout may move."""
    return re.sub(r"[ \n]+", "", text)


@cache
def _html(text: str) -> Structure:
    return Structure(_shown(text, "html", reasons=_base().reasons()))


@cache
def _markdown(text: str) -> Structure:
    return Structure(GFM.render(_shown(text, "markdown")))


@pytest.mark.parametrize("kind", KINDS)
def test_html_keeps_its_structure_and_shows_the_text(kind: str) -> None:
    for text in TEXTS[kind]:
        page = _html(text)
        assert page.tags == _html(VOID).tags, text
        assert page.text.count(cleaned(text)) >= _html(VOID).text.count(f"\n{VOID}\n"), text


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_for_a_notebook_keeps_its_structure(kind: str) -> None:
    names = re.compile(r"a[0-9a-f]{8}-")
    void = Structure(names.sub("", _shown(VOID, "html-part")))
    for text in TEXTS[kind][:10]:
        part = Structure(names.sub("", _shown(text, "html-part")))
        assert part.tags == void.tags, text
        assert cleaned(text) in part.text


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_keeps_its_structure_and_shows_the_text(kind: str) -> None:
    for text in TEXTS[kind]:
        page = _markdown(text)
        assert page.tags == _markdown(VOID).tags, text
        assert _bare(cleaned(text)) in _bare(page.text), text


@pytest.mark.parametrize("plain", [False, True], ids=["text", "plain"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_holds_nothing_a_terminal_acts_on_and_shows_the_text(kind: str, plain: bool) -> None:
    for text in TEXTS[kind]:
        page = _shown(text, "text", plain=plain)
        assert all(ch.isprintable() or ch in KEPT for ch in page), text
        assert _bare(cleaned(text)) in _bare(page), text


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_nothing_a_terminal_acts_on_and_gives_the_text_back(kind: str) -> None:
    for text in TEXTS[kind]:
        told = written(text).to_json()
        assert all(ch.isprintable() or ch in KEPT for ch in told), text
        assert json.loads(told)["agency"] == text


def test_spaces_that_must_not_break_a_line_stay_in_every_format() -> None:
    text = "Maison\u00a0ouverte \u00ab\u202foui\u202f\u00bb"
    for layout, options in (("text", {}), ("text", {"plain": True}), ("markdown", {}), ("html", {})):
        assert text in _shown(text, layout, **options), (layout, options)
    assert text in written(text).to_json()


def test_the_corpus_is_large_and_names_each_text_once() -> None:
    assert len(PAYLOADS) >= 200
    assert len({payload.text for payload in PAYLOADS}) > len(PAYLOADS) - 12
