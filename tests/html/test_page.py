"""The page as a document: it needs nothing else, its parts are named and ordered, and every link leads somewhere."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessor.api import assess
from assessor.cli import main
from assessor.errors import AssessorError
from assessor.language import Language
from assessor.loading.library import examples
from assessor.report import html, render
from tests.html.conftest import EXAMPLES, page_of, result_of
from tests.html.page import Parsed

GOLDEN = Path(__file__).parent.parent / "golden"
KEPT = ("harbour", "riverside")
LANGUAGES: tuple[Language, ...] = ("en", "fr")
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KEPT)
def test_an_example_looks_as_it_did(name: str, language: Language) -> None:
    kept = GOLDEN / (f"{name}.html" if language == "en" else f"{name}.{language}.html")
    page = page_of(name, language=language)
    if os.environ.get("ASSESSOR_GOLDEN") == "write":
        kept.write_text(page, encoding="utf-8", newline="\n")
    assert page == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_bytes_do_not_depend_on_hash_seed_or_locale(seed: str, language: Language, tmp_path: Path) -> None:
    path = next(path for path in examples() if path.stem == KEPT[0])
    command = [sys.executable, "-m", "assessor", "score", str(path), "--format", "html", "-o", "report.html"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C" if seed == "0" else "C.UTF-8"}
    environment |= {"PYTHONPATH": str(ROOT), "ASSESSOR_LANG": language}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    kept = f"{KEPT[0]}.html" if language == "en" else f"{KEPT[0]}.{language}.html"
    assert (tmp_path / "report.html").read_bytes() == (GOLDEN / kept).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_and_every_reference_leads_somewhere(name: str, language: Language) -> None:
    page = Parsed(page_of(name, language=language))
    ids = page.ids
    for element in page.elements:
        for attribute in ("href", "aria-labelledby", "aria-describedby"):
            for target in element.attributes.get(attribute, "").split():
                assert target.removeprefix("#") in ids, f"{attribute}={target}"
        for used in re.findall(r"url\(#(.*?)\)", element.attributes.get("fill", "")):
            assert used in ids


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_needs_nothing_else_and_runs_nothing(name: str) -> None:
    page = Parsed(page_of(name))
    assert not page.all("script", "link", "iframe", "object", "embed", "img", "form", "base")
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "src")]
        assert element.attributes.get("href", "#").startswith("#")
    style = page.one("style").text
    assert "url(" not in style
    assert "@import" not in style
    policy = next(e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_it_has_a_language_landmarks_and_headings_in_order(name: str, language: Language) -> None:
    page = Parsed(page_of(name, language=language))
    assert page.one("html").attributes["lang"] == language
    for landmark in ("header", "nav", "main", "h1"):
        page.one(landmark)
    assert page.all("title")[0].text.endswith(page.one("h1").text.split(": ")[-1])
    depths = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert depths[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))
    assert all(heading.text.strip() for heading in page.all("h1", "h2", "h3", "h4"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_tables_have_captions_and_scopes_and_charts_have_titles_and_descriptions(name: str) -> None:
    page = Parsed(page_of(name))
    for table in page.all("table"):
        assert next(each for each in table.inside if each.tag == "caption").text.strip()
        assert "scroll" in table.parents[-1].attributes["class"]
        assert table.parents[-1].attributes["tabindex"] == "0"
    assert all(header.attributes["scope"] in ("col", "row") for header in page.all("th"))
    charts = [svg for svg in page.all("svg") if not any(parent.tag == "svg" for parent in svg.parents)]
    assert charts
    for chart in charts:
        if "aria-hidden" in chart.attributes:
            assert "key" in chart.parents[-2].attributes["class"]
            continue
        assert chart.attributes["role"] == "img"
        title, about = (page.ids[each] for each in chart.attributes["aria-labelledby"].split())
        assert (title.tag, about.tag) == ("title", "desc")
        assert title.text.strip()
        assert about.text.strip()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_contents_name_every_chapter_in_order(name: str) -> None:
    page = Parsed(page_of(name))
    chapters = [(section.inside[0].attributes["id"], section.inside[0].text) for section in page.all("section")]
    links = [
        (link.attributes["href"].removeprefix("#"), link.text)
        for link in page.all("a")
        if any(parent.tag == "nav" for parent in link.parents)
    ]
    assert links == chapters
    assert all(title for _, title in chapters)


def test_chapters_come_in_the_order_of_a_board_meeting() -> None:
    page = Parsed(page_of("harbour"))
    assert [section.inside[0].attributes["id"] for section in page.all("section")] == [
        "part-level", "part-first", "part-scores", "part-dangers", "part-gaps", "section-how", "section-why",
        "section-what", "section-challenges", "section-strategies", "section-others", "part-open", "part-words",
        "part-sources", "part-references", "part-limits",
    ]  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_the_text_says_is_on_the_page(name: str) -> None:
    result = result_of(name)
    text = render(result.assessment, result.pack, result.responses, plain=True)
    page = " ".join(re.sub(r"[^\w ]", " ", Parsed(page_of(name)).one("main").text.replace("\n", " ")).split())
    lacking = []
    for line in text.splitlines()[4:]:
        for part in re.split(r"(?<=[.:;]) |: ", re.sub(r"^(Section: |Part: |\d+\. )", "", line)):
            words = " ".join(re.sub(r"[^\w ]", " ", part).split())
            if words and words not in page and part.strip(".") not in ("ticked", "not ticked", "none"):
                lacking.append(part)
    assert [part for part in lacking if not TOLD_OTHERWISE.match(part)] == []


TOLD_OTHERWISE = re.compile(
    r"In the bar, #|\[x\] ticked|ticked, |not ticked, |Level \d of \d|No level|Called by|Held back by|"
    r"\w+$|.* \(from \d to \d once|Source|Basis|strategy from|link |[A-Z]+-\w+, \"|"
    r"Place|Range|Score|Answers|Views are|Dimension"
)
"""What the page says in another form: marks of the plain layout, and lines that became links."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_and_recommendation_has_its_reasons_folded(name: str) -> None:
    page, result = Parsed(page_of(name)), result_of(name)
    folded = {element.attributes["id"] for element in page.all("details")}
    shown = {"challenge", "need", "note", "question", "gap", "strength"}
    wanted = {f"why-{finding.id}" for finding in result.assessment.findings if finding.kind in shown}
    wanted |= {f"why-{step.strategy}" for step in result.assessment.recommendations}
    assert wanted <= folded
    assert {"why-level", "why-overall", "why-tokenism", "why-cooptation"} <= folded
    for details in page.all("details"):
        assert details.inside[0].tag == "summary"
        assert not details.attributes.keys() & {"open"}


def test_without_reasons_it_still_says_what_called_a_step() -> None:
    result = result_of("riverside")
    page = Parsed(render(result.assessment, result.pack, result.responses, "html"))
    folded = page.ids["why-PRA-03"].text
    assert "Called by: Service users have little say" in folded


def test_a_notebook_shows_the_same_parts_and_touches_nothing_around_them() -> None:
    result = result_of("riverside")
    part = result._repr_html_()
    assert part is not None
    page = Parsed(part)
    assert page.elements[0].has("assessor")
    assert not page.all("html", "head", "body", "meta", "main", "header", "nav")
    assert len(page.all("section")) == len(Parsed(page_of("riverside")).all("section"))
    other = Parsed(str(result_of("lantern")._repr_html_()))
    assert not page.ids.keys() & other.ids.keys()


def test_every_selector_of_the_shared_style_stands_under_the_report() -> None:
    style = re.sub(r"/\*.*?\*/", "", (html.TEMPLATES / "report.css").read_text(encoding="utf-8"), flags=re.S)
    for selectors in re.findall(r"(?:^|[{};])\s*([^{};@]+)\{", style):
        for selector in re.split(r",(?![^(]*\))", selectors):
            assert selector.strip().startswith(".assessor"), selector


def test_templates_hold_no_words_and_mark_only_what_is_ours_as_safe() -> None:
    for path in html.TEMPLATES.glob("*.j2"):
        source = path.read_text(encoding="utf-8")
        ours = {"{{ style | safe }}", "{{ script | safe }}", "{{ facts | safe }}"}
        assert set(re.findall(r"\{\{[^}]*\| *safe[^}]*\}\}", source)) <= ours
        bare = re.sub(
            r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", re.sub(r"\{[{%#].*?[}%#]\}", "", source, flags=re.S), flags=re.S
        )
        assert re.findall(r"[^\W\d_]+", bare) == [], path.name


def test_without_jinja_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    html.environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = result_of("riverside")
    with pytest.raises(AssessorError) as raised:
        render(result.assessment, result.pack, result.responses, "html")
    assert str(raised.value) == (
        "This needs the library jinja2, which is not installed. "
        "Install it: pip install 'participation-assessor[html]'. [no-extra]"
    )
    assert result._repr_html_() is None
    html.environment.cache_clear()


def test_the_command_writes_a_file_with_agreement_too(tmp_path: Path) -> None:
    path = next(path for path in examples() if path.stem == "harbour")
    target = tmp_path / "report.html"
    done = CliRunner().invoke(main, ["score", str(path), "--format", "html", "--agreement", "-o", str(target)])
    assert done.exit_code == 0, done.output
    page = Parsed(target.read_text(encoding="utf-8"))
    assert "How far front-line staff agree with each other" in page.one("main").text


def test_an_own_pack_with_one_danger_and_no_references_has_a_page(tiny: object) -> None:
    answers = {"response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "x", "date": "2026-01-31"}
    people = [{"id": "r1", "perspective": "manager", "answers": {"asked": "after", "heard": 1}}]
    result = assess({**answers, "respondents": people}, tiny)  # type: ignore[arg-type]
    page = Parsed(render(result.assessment, result.pack, result.responses, "html", reasons=result.reasons()))
    assert "Token" in page.ids["part-dangers"].parents[-1].text
