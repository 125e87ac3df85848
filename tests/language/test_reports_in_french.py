"""Reports, explanations and comparisons in French: nothing is left in English, and nothing is found otherwise."""

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor.api import Result, assess
from assessor.cli import main
from assessor.language import french, speaking
from assessor.loading.library import examples, shipped_packs
from assessor.report import BINARY, render, render_bytes
from assessor.report.reading import read_page
from tests.language.test_errors_in_french import english_sentences

SPACE = "\N{NO-BREAK SPACE}"
PATHS = {path.stem: path for pack in shipped_packs() for path in examples(pack)}
LIBRARIES = {"xlsx": "xlsxwriter", "pdf": "typst", "docx": "docx"}


@pytest.fixture(autouse=True)
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Messages that were said in French and are not in the catalogue; there must be none."""
    lacking: list[str] = []
    sentence, counted = french.sentence, french.counted

    def whole(message: str, sense: str) -> str:
        key = f"{sense}\x04{message}" if sense else message
        if key not in french.catalogue()._catalog:  # type: ignore[attr-defined]
            lacking.append(key)
        return sentence(message, sense)

    def many(one: str, several: str, n: int) -> str:
        if (one, 0) not in french.catalogue()._catalog:  # type: ignore[attr-defined]
            lacking.append(one)
        return counted(one, several, n)

    monkeypatch.setattr(french, "sentence", whole)
    monkeypatch.setattr(french, "counted", many)
    yield lacking
    assert lacking == []


@cache
def result_of(name: str) -> Result:
    return assess(PATHS[name])


@cache
def quoted(name: str) -> tuple[str, ...]:
    """What stays English in a French report: what people wrote, and the source as it is printed."""
    result = result_of(name)
    ruleset = result.pack.ruleset
    words = [
        said for person in result.responses.respondents for said in (*person.notes.values(), *texts(person.answers))
    ]
    words += [part for own in own_questions(result) for part in own]
    words += chain.from_iterable((each.wording.en, each.section, each.place or "") for each in ruleset.sources)
    words += [each.text for each in ruleset.references]
    return tuple(sorted({*filter(None, words)}, key=len, reverse=True))


def texts(answers: dict[str, Any]) -> list[str]:
    return [value for value in answers.values() if isinstance(value, str) and " " in value]


def own_questions(result: Result) -> Iterator[tuple[str, str]]:
    for person in result.responses.respondents:
        yield from ((own.ask, own.answer or "") for own in person.own_questions)


def ours(text: str, name: str) -> str:
    """`text` on one line, without what is quoted."""
    line = on_one_line(text)
    for words in quoted(name):
        line = line.replace(" ".join(words.split()), "")
    return line


def in_english(told: Iterable[str], name: str) -> list[str]:
    """Those of some texts in which there is English that is not quoted."""
    return [each for each in told if english_sentences().search(ours(each, name))]


def shown(name: str, layout: str, *, plain: bool = False) -> str:
    result = result_of(name)
    with speaking("fr"):
        return render(
            result.assessment, result.pack, result.responses, layout, plain=plain, agreement=result.agreement()
        )


def run(*words: str) -> str:
    done = CliRunner().invoke(main, list(words), prog_name="assessor")
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", PATHS)
def test_no_english_is_left_in_a_report(name: str) -> None:
    for told in (shown(name, "text", plain=True), shown(name, "markdown").replace("\\", "")):
        assert in_english(told.splitlines(), name) == []
    assert shown(name, "text", plain=True).startswith(f"Rapport{SPACE}: ")
    assert max(map(len, shown(name, "text").splitlines())) <= 80


@pytest.mark.parametrize("name", PATHS)
def test_no_english_is_left_on_a_page(name: str) -> None:
    pytest.importorskip("jinja2")
    result = result_of(name)
    with speaking("fr"):
        page = render(result.assessment, result.pack, result.responses, "html", reasons=result.reasons())
    style = re.sub(r"<style>.*?</style>|<meta[^>]*>", "", page, flags=re.S)
    texts = map(unescape, re.split(r"\s*<[^>]*>\s*", style))
    assert in_english(texts, name) == []
    assert ">Sommaire<" in page


@pytest.mark.parametrize("name", PATHS)
def test_everything_can_be_explained_in_french_and_nothing_is_left_in_english(name: str) -> None:
    result = result_of(name)
    ruleset = result.pack.ruleset
    subjects = (
        "level", "overall", *(each.id for each in ruleset.dimensions), *(each.id for each in ruleset.dangers),
        *ruleset.rules_by_id, *ruleset.strategies_by_id, *result.pack.instrument.items, *ruleset.sources_by_id,
    )  # fmt: skip
    told = set()
    for subject in subjects:
        english = [depth for depth, _ in result.explain(subject).lines()]
        with speaking("fr"):
            lines = [*result.explain(subject).lines()]
        assert [depth for depth, _ in lines] == english, subject
        told |= {says for _, says in lines}
    assert in_english(sorted(told), name) == []


def test_english_would_be_found() -> None:
    """What the same reports say in English is found, so that a sentence left in English would be."""
    for name in PATHS:
        result = result_of(name)
        english = render(result.assessment, result.pack, result.responses, plain=True)
        assert len(in_english(english.splitlines(), name)) > 30
        assert len(in_english((says for _, says in result.explain("level").lines()), name)) > 5


@pytest.mark.parametrize("name", PATHS)
def test_findings_figures_and_their_order_are_the_same_in_both_languages(name: str) -> None:
    result = result_of(name)
    english, told = (
        read_page(result.assessment, result.pack, result.responses, language, result.agreement())
        for language in ("en", "fr")
    )
    assert [row.bar for row in (english.overall, *english.scores)] == [row.bar for row in (told.overall, *told.scores)]
    assert [figures(row) for row in english.scores] == [figures(row) for row in told.scores]
    assert [(each.id, each.span[0]) for each in english.dangers] == [(each.id, each.span[0]) for each in told.dangers]
    for group, found in english.findings.items():
        assert [each.id for each in found] == [each.id for each in told.findings[group]]
    assert [(each.rank, each.first, each.id) for each in english.steps] == [
        (each.rank, each.first, each.id) for each in told.steps
    ]
    if english.views and told.views:
        assert english.views.points == told.views.points
        assert [gap.id for gap in english.views.widest] == [gap.id for gap in told.views.widest]
    with speaking("fr"):
        assert assess(PATHS[name]).to_json() == result.to_json()


def figures(row: Any) -> list[str]:
    return re.findall(r"\d+", f"{row.score} {row.range} {row.answered}")


@pytest.mark.parametrize("layout", BINARY)
def test_files_of_every_layout_are_made_in_french(layout: str) -> None:
    pytest.importorskip(LIBRARIES[layout])
    result = result_of("harbour")
    english = render_bytes([result], layout)
    with speaking("fr"):
        made = render_bytes([result], layout, agreements=[result.agreement()])
    assert made != english
    assert render_bytes([result], layout) == english


@pytest.mark.parametrize("several", [False, True])
def test_a_workbook_has_no_english_but_what_is_quoted(several: bool) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    results = [result_of("harbour"), result_of("riverside")] if several else [result_of("harbour")]
    with speaking("fr"):
        made = render_bytes(results, "xlsx", agreements=[each.agreement() for each in results])
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == [
        "Résumé", "Dimensions", "Points de vue", "Écarts", "Accord", "Dangers", "Constats", "Recommandations",
        "Réponses", "Sources et limites",
    ]  # fmt: skip
    told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    for name in ("harbour", "riverside"):
        told = [ours(each, name) for each in told]
    assert in_english(told, "riverside") == []


# In the terminal


def test_the_option_the_variable_and_the_locale_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(PATHS["riverside"])
    told = run("score", path, "--lang", "fr")
    assert told.splitlines()[3].startswith(f"Réponses du 31 mars 2026{SPACE}: 1 gestionnaire.")
    assert f"Niveau 3 sur 5{SPACE}: Début modeste" in told
    assert "Ensemble                42,1     29,6 à 59,8   ########----........  40 sur 66" in told
    assert run("explain", path, "PRA-03", "--lang", "fr").startswith(
        f"Demander l'avis des gens avant les décisions [PRA-03]{SPACE}: stratégie recommandée,\n"
    )
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    assert run("score", path) == told
    monkeypatch.delenv("ASSESSOR_LANG")
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert run("score", path) == told
    assert run("score", path, "--lang", "en").startswith("Service user participation")


def test_a_reason_that_came_near_is_told_in_french() -> None:
    told = run("explain", str(PATHS["riverside"]), "cons.income", "--lang", "fr")
    assert on_one_line(told).startswith(
        "Le revenu figure parmi les raisons, mais d'habitude les gens ne sont pas payés "
        f"[cons.income{SPACE}: reste muette] Parce que{SPACE}: "
    )
    income = f"«{SPACE}Offrir une source de revenu aux personnes utilisatrices{SPACE}»"
    assert f"il faudrait au moins ceci{SPACE}: la réponse comprend {income}. Source{SPACE}: RSN-U3" in on_one_line(told)
    danger = on_one_line(run("explain", str(PATHS["riverside"]), "cooptation", "--lang", "fr"))
    assert (
        f"Ceci est encore ouvert et pourrait en décider{SPACE}: À demander aux personnes utilisatrices de "
        f"services ou aux personnes paires aidantes{SPACE}: "
    ) in danger


def on_one_line(text: str) -> str:
    return re.sub(r"[ \n]+(?:- )?", " ", text)


def test_what_if_and_comparisons_are_told_in_french(tmp_path: Path) -> None:
    path = str(PATHS["riverside"])
    what_if = run("score", path, "--set", "asked_when=from_start", "--lang", "fr")
    assert what_if.startswith(f"Ce qui a changé{SPACE}: Riverside Community Services\n")
    later = tmp_path / "later.yaml"
    text = PATHS["riverside"].read_text(encoding="utf-8").replace("2026-03-31", "2026-10-01")
    later.write_text(text.replace("asked_when: options_set", "asked_when: from_start"), encoding="utf-8")
    compared = run("compare", path, str(later), "--lang", "fr")
    assert "Réponses du 31 mars 2026, puis du 1er octobre 2026." in compared
    rescored = run("rescore", path, str(PATHS["harbour"]), "--pack", "participation", "--lang", "fr")
    assert "2 organismes évalués selon les deux; 2 sans aucun changement." in rescored
    for told in (what_if, compared, rescored):
        assert in_english(told.splitlines(), "riverside") == []
    english = run("compare", path, str(later), "--format", "json")
    assert run("compare", path, str(later), "--format", "json", "--lang", "fr") == english


def test_a_table_whose_headers_would_break_has_letters_for_them() -> None:
    told = shown("harbour", "text").splitlines()
    assert f"A{SPACE}: Gestionnaires (2)" in told
    assert f"C{SPACE}: Personnes utilisatrices de services (8)" in told
    header = next(line for line in told if line.startswith("Dimension  ") and " A " in line)
    assert header.split()[:5] == ["Dimension", "A", "B", "C", "D"]
