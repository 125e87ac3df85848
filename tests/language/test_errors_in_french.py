"""Every fault of tests/broken told in French: the same codes at the same places, and no English but what is quoted."""

import pickle
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessor.cli import main
from assessor.errors import (
    USAGE,
    AssessorError,
    nearest,
    problem,
    system_reason,
)
from assessor.language import speaking
from assessor.language.unsaid import quoted
from assessor.loading.strict_yaml import read_bytes
from tests.broken.fixture import fixtures, lay_out, printed
from tests.language.messages import PLACEHOLDER, messages

SPACE = "\N{NO-BREAK SPACE}"
FIXTURES = fixtures()
CODE = re.compile(r"\[([a-z-]+)\]$", re.M)
PLACE = re.compile(r"^([\w./-]+\.(?:yaml|po)(?::\d+)?)(?=: )", re.M)


@cache
def english_sentences() -> re.Pattern[str]:
    """Any English message of two words or more."""
    found = []
    for said in messages():
        for message in said.ids:
            parts = [re.escape(part.strip()) for part in PLACEHOLDER.split(message)[::2] if re.search(r"\w", part)]
            if len(re.findall(r"\w+", " ".join(parts))) > 1:
                found.append(r"(?<![\w-])" + ".*?".join(parts) + r"(?!\w)")
    return re.compile("|".join(found))


@pytest.mark.parametrize("code", FIXTURES)
def test_a_fault_is_told_in_french(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixture: Any = FIXTURES[code]
    lay_out(fixture, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    shown, exit_code = printed(fixture)
    assert exit_code == fixture["exit"]
    assert CODE.findall(shown) == CODE.findall(fixture["expect"])
    assert PLACE.findall(shown) == PLACE.findall(fixture["expect"])
    assert len(shown.splitlines()) == len(fixture["expect"].splitlines())
    ours = re.sub(f"«{SPACE}.*?{SPACE}» \\(en anglais\\)", "", shown)
    assert english_sentences().findall(ours) == [], shown


def test_english_would_be_found() -> None:
    """What the same faults print in English is found, so that a sentence left in English would be."""
    for code, fixture in FIXTURES.items():
        assert english_sentences().search(fixture["expect"]), code


@pytest.mark.parametrize(
    ("code", "french"),
    [
        ("no-such-file", "Il n'y a ni fichier ni dossier answers.yaml. Vérifiez le chemin. [no-such-file]\n"),
        (
            "unknown-perspective",
            "responses.yaml:6: Il n'y a pas de perspective manger. Vouliez-vous dire manager? [unknown-perspective]\n",
        ),
        (
            "unknown-id",
            "rules/ruleset.yaml:50: herd ne figure pas parmi les questions. Vouliez-vous dire heard? [unknown-id]\n"
            f"pack{SPACE}: 1 problème trouvé.\n",
        ),
        (
            "wrong-type",
            "rules/ruleset.yaml:9: weight doit être un nombre entier, et non le texte 'two'. Écrivez un nombre entier. "
            f"[wrong-type]\npack{SPACE}: 1 problème trouvé.\n",
        ),
        (
            "bad-value",
            f"rules/ruleset.yaml:81: then{SPACE}: une règle a exactement une conclusion, et non need et strength. "
            f"Corrigez cette valeur. [bad-value]\npack{SPACE}: 1 problème trouvé.\n",
        ),
        (
            "unwritable",
            f"Impossible d'écrire dans nowhere/report.txt{SPACE}: ce fichier ou ce dossier n'existe pas. Choisissez un "
            "autre endroit avec -o. [unwritable]\n",
        ),
        (
            "yaml-syntax",
            f"responses.yaml:7: Impossible de lire le YAML{SPACE}: «{SPACE}expected ',' or '}}', but got '<stream end>'"
            f"{SPACE}» (en anglais). Regardez cette ligne et celle d'avant. [yaml-syntax]\n",
        ),
    ],
)
def test_in_these_words(code: str, french: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(FIXTURES[code], tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    assert printed(FIXTURES[code])[0] == french


def test_the_summary_of_collecting_is_told_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(FIXTURES["replaced"], tmp_path)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*FIXTURES["replaced"]["run"].split(), "--lang", "fr"], prog_name="assessor")
    assert done.stderr.splitlines()[1:] == [
        f"managers{SPACE}: 1 personne retenue.",
        f"service users{SPACE}: aucune personne retenue; il en faut encore 5 avant que leurs réponses puissent être "
        "montrées.",
        f"Mises de côté{SPACE}: 1 personne, et 0 réponse des personnes retenues.",
    ]  # fmt: skip


# One problem, two languages


def test_a_problem_is_told_in_the_language_spoken_when_it_is_printed() -> None:
    found = problem("unknown-item", file="a.yaml", line=3, id="herd", nearest=nearest("herd", ["heard"]))
    inner = problem("no-respondent", id="r1", reason=found.reason, remedy=found.cure)
    error = AssessorError([found, inner], USAGE)
    assert str(found) == "a.yaml:3: There is no item herd. Did you mean heard? [unknown-item]"
    with speaking("fr"):
        assert (found.what, found.remedy) == ("Il n'y a pas de question herd.", "Vouliez-vous dire heard?")
        assert str(error) == (
            "a.yaml:3: Il n'y a pas de question herd. Vouliez-vous dire heard? [unknown-item]\n"
            f"Impossible de lire les réponses de r1, qui sont mises de côté{SPACE}: il n'y a pas de question herd. "
            "Vouliez-vous dire heard? [no-respondent]"
        )
    assert str(error).endswith("r1 cannot be read and is set aside: there is no item herd. "
                               "Did you mean heard? [no-respondent]")  # fmt: skip


def test_problems_are_equal_and_travel_whatever_is_spoken() -> None:
    def made(near: str = "heard") -> object:
        return problem("unknown-item", file="a.yaml", line=3, id="herd", nearest=nearest("herd", [near]))

    with speaking("fr"):
        french = made()
    assert french == made()
    assert hash(french) == hash(made())
    assert french != made("herds")
    error = AssessorError([made()], USAGE)  # type: ignore[list-item]
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.exit_code, str(again)) == (error.problems, USAGE, str(error))


def test_a_problem_read_before_the_language_is_known_is_told_in_it() -> None:
    (found,) = read_bytes(b"\xff\xfea", "a.yaml").problems
    with speaking("fr"):
        assert str(found).startswith("a.yaml: Le fichier n'est pas du texte en UTF-8 (il semble être en UTF-16).")


def test_a_long_hint_is_cut_and_no_space_is_lost() -> None:
    options = [f"option_number_{number}_{'x' * 30}" for number in range(12)]
    told = problem("bad-operand", value="zzz", subject="a", nearest=nearest("zzz", options))
    assert len(told.remedy) == 200
    with speaking("fr"):
        assert told.remedy.startswith(f"Choisissez parmi{SPACE}: option_number_0")


@pytest.mark.parametrize(
    ("error", "english", "french"),
    [
        (OSError(13, "Permission denied"), "Permission denied", "vous n'en avez pas le droit"),
        (OSError(99, "Something new"), "Something new", f"«{SPACE}Something new{SPACE}» (en anglais)"),
        (OSError("odd"), "odd", f"«{SPACE}odd{SPACE}» (en anglais)"),
    ],
)
def test_reasons_of_the_system(error: OSError, english: str, french: str) -> None:
    assert str(system_reason(error)) == english
    with speaking("fr"):
        assert str(system_reason(error)) == french


def test_what_is_quoted_is_safe_to_show() -> None:
    assert "\x1b" not in str(problem("yaml-syntax", reason=quoted("\x1b[2J")))


# Commands


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words), prog_name="assessor")


def test_the_option_speaks_louder_than_the_environment_and_only_for_one_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run("score", "nowhere.yaml", "--lang", "fr").stderr.startswith("Il n'y a ni fichier")
    assert run("score", "nowhere.yaml").stderr.startswith("There is no file")
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    assert run("score", "nowhere.yaml").stderr.startswith("Il n'y a ni fichier")
    assert run("score", "nowhere.yaml", "--lang", "en").stderr.startswith("There is no file")
    assert run("score", "--lang", "en", "nowhere.yaml").stderr.startswith("There is no file")
    assert str(problem("empty")) == "The file is empty. Start from an example: assessor show packs. [empty]"


def test_the_locale_is_asked_where_nothing_else_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESSOR_LANG")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "fr_CA.UTF-8")
    assert "Il n'y a pas de commande 'scroe'. Vouliez-vous dire score?" in run("scroe").stderr
    assert run("score", "nowhere.yaml").stderr.startswith("Il n'y a ni fichier")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert run("score", "nowhere.yaml").stderr.startswith("There is no file")


@pytest.mark.parametrize("command", ["score", "explain", "take", "form", "collect", "check", "show"])
def test_every_command_that_speaks_to_people_takes_the_option_and_has_english_help(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = run(command, "--help").stdout
    assert "--lang [en|fr]" in english
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    assert run(command, "--help").stdout == english


def test_the_program_going_wrong_is_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("assessor.api.load_pack", fail)
    done = run("form", "--as", "manager", "--lang", "fr")
    assert done.stderr == (
        f"Le programme a eu une défaillance{SPACE}: «{SPACE}RuntimeError: broken{SPACE}» (en anglais). Signalez-la, "
        "s'il vous plaît, avec le fichier en cause, sans les noms. [internal]\n"
    )


def test_a_form_on_paper_in_french() -> None:
    page = run("form", "--as", "manager", "--lang", "fr").stdout
    assert f"Pour{SPACE}: Gestionnaire. Organisme{SPACE}: " in page
    assert "- ☐ Je ne sais pas\n- ☐ Ne s'applique pas ici" in page
    assert "## Y a-t-il une question que nous aurions dû poser?" in page
    assert "Sautez cette question si une réponse précédente dit qu'elle ne se pose pas." in page
    assert english_sentences().findall(page) == []


def test_what_is_shown_of_a_pack_is_french_and_its_json_is_not() -> None:
    assert "source de cet outil" in run("show", "glossary", "--lang", "fr").stdout
    assert "ce que c'est" in run("show", "items", "--lang", "fr").stdout
    whole = run("show", "rules", "tok.asked_after", "--lang", "fr").stdout
    assert "réponse" in whole
    assert whole != run("show", "rules", "tok.asked_after").stdout
    plain = ["show", "rules", "tok.asked_after", "--format", "json"]
    assert run(*plain, "--lang", "fr").stdout == run(*plain).stdout
    unknown = run("show", "strategies", "PRA-99", "--lang", "fr").stderr
    assert unknown.startswith("PRA-99 ne figure pas parmi les stratégies. Vouliez-vous dire PRA-")


def test_translating_and_writing_are_told_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out({}, tmp_path)
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    done = run("translate", "pack")
    assert re.search(r"textes, dont \d+ sans français et 0 dont l'anglais a changé\.", done.stdout)
    assert done.stderr.startswith("Enregistré dans ")
