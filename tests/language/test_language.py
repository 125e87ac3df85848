"""In which language things are said: the context, sentences, plurals, numbers, dates, lists, what is said late."""

import pickle
import subprocess
import sys
import threading
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessor.language import count, current, date, either, listed, number, preferred, say, speaking
from assessor.language.unsaid import AND, Figure, Inside, Short, joined, phrase, quoted

ROOT = Path(__file__).parent.parent.parent
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "FR-ca"}, "fr"),
        ({"LANG": "fr@euro"}, "fr"),
        ({"LANG": "fr.UTF-8"}, "fr"),
        ({"LANG": "fur_IT"}, "en"),
        ({"LANG": "frr_DE"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "en_CA", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LANG": "fr_CA", "LC_MESSAGES": "en_CA"}, "en"),
        ({"LANG": "fr_CA", "LC_MESSAGES": "fr_CA", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_CA", "LC_ALL": "fr_FR"}, "fr"),
        ({"LANG": "fr_CA", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_CA", "ASSESSOR_LANG": "en"}, "en"),
        ({"LC_ALL": "en_CA", "ASSESSOR_LANG": "fr"}, "fr"),
        ({"LC_ALL": "en_CA", "ASSESSOR_LANG": "fr_CA"}, "fr"),
        ({"LC_ALL": "fr_CA", "ASSESSOR_LANG": ""}, "fr"),
        ({"LC_ALL": "fr_CA", "ASSESSOR_LANG": "klingon"}, "en"),
        ({"LC_TIME": "fr_CA", "LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_environment_says_the_language(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


def test_english_is_spoken_unless_somebody_chose_and_again_afterwards() -> None:
    assert current() == "en"
    with speaking("fr"):
        with speaking("en"):
            assert say("Noted.") == "Noted."
        assert say("Noted.") == "C'est noté."
        with pytest.raises(RuntimeError), speaking("en"):
            raise RuntimeError
        assert current() == "fr"
    assert current() == "en"


def test_another_thread_has_a_language_of_its_own() -> None:
    heard: list[str] = []
    with speaking("fr"):
        other = threading.Thread(target=lambda: heard.append(say("Noted.")))
        other.start()
        other.join()
    assert heard == ["Noted."]


def test_a_sentence_is_filled_and_what_fills_it_is_never_filled_again() -> None:
    words: dict[str, Any] = {"path": "{summary}", "summary": "{0} %s "}
    assert say("{path}: {summary}no problem found.", **words) == "{summary}: {0} %s no problem found."
    with speaking("fr"):
        told = say("{path}: {summary}no problem found.", **words)
    assert told == f"{{summary}}{SPACE}: {{0}} %s aucun problème trouvé."


def test_a_sentence_without_french_is_said_in_english() -> None:
    with speaking("fr"):
        assert say("Nobody wrote this: {it}.", it=1) == "Nobody wrote this: 1."
        assert say("Noted.", sense="another") == "Noted."
        assert count("{n} such", "{n} suches", 0) == "0 suches"


def test_one_word_of_english_can_be_two_of_french() -> None:
    with speaking("fr"):
        assert {say("none", sense="operator"), say("none", sense="conclusion")} == {"aucun", "aucune"}


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [(0, "0 answers", "0 réponse"), (1, "1 answer", "1 réponse"), (2, "2 answers", "2 réponses")],
)
def test_plurals(n: int, english: str, french: str) -> None:
    assert count("1 answer", "{n} answers", n) == english
    with speaking("fr"):
        assert count("1 answer", "{n} answers", n) == french


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (0, 0, "0", "0"),
        (42, 1, "42.0", "42,0"),
        (29.55, 1, "29.6", "29,6"),
        (0.25, 1, "0.3", "0,3"),
        (2.5, 0, "3", "3"),
        (Decimal("12.345"), 2, "12.35", "12,35"),
        (-1.25, 1, "-1.3", "-1,3"),
        (20_000, 0, "20,000", f"20{SPACE}000"),
        (1_234_567.5, 1, "1,234,567.5", f"1{SPACE}234{SPACE}567,5"),
    ],
)
def test_numbers(value: float | Decimal, decimals: int, english: str, french: str) -> None:
    assert number(value, decimals) == english
    with speaking("fr"):
        assert number(value, decimals) == french


@pytest.mark.parametrize(
    ("iso", "french"),
    [
        ("2026-03-31", "31 mars 2026"),
        ("2026-08-01", "1er août 2026"),
        ("2026-12-11", "11 décembre 2026"),
        ("soon", "soon"),
        ("2026-02-30", "2026-02-30"),
        ("", ""),
    ],
)
def test_dates(iso: str, french: str) -> None:
    assert date(iso) == iso
    with speaking("fr"):
        assert date(iso) == french


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        ([], ("", ""), ("", "")),
        (["a"], ("a", "a"), ("a", "a")),
        (["a", "b"], ("a and b", "a or b"), ("a et b", "a ou b")),
        (["a", "{b}", "c"], ("a, {b} and c", "a, {b} or c"), ("a, {b} et c", "a, {b} ou c")),
    ],
)
def test_lists(words: list[str], english: tuple[str, str], french: tuple[str, str]) -> None:
    assert (listed(words), either(words)) == english
    with speaking("fr"):
        assert (listed(words), either(words)) == french


LATE = [
    (phrase("Did you mean {name}?", name="x"), "Did you mean x?", "Vouliez-vous dire x?"),
    (phrase("Use {fitting}.", fitting=phrase("a list")), "Use a list.", "Employez une liste."),
    (joined(["a", phrase("a list")], AND), "a and a list", "a et une liste"),
    (joined([phrase("Add it."), phrase("Round it.")]), "Add it. Round it.", "Ajoutez-la. Arrondissez-le."),
    (Inside(phrase("The file is empty.")), "the file is empty", "le fichier est vide"),
    (quoted("bad tag"), "bad tag", f"«{SPACE}bad tag{SPACE}» (en anglais)"),
    (Figure(2000), "2,000", f"2{SPACE}000"),
    (Short(quoted("x" * 300)), "x" * 199 + "…", f"«{SPACE}" + "x" * 197 + "…"),
]


@pytest.mark.parametrize(("late", "english", "french"), LATE)
def test_what_is_said_late_is_said_in_the_language_of_then(late: object, english: str, french: str) -> None:
    with ExitStack() as stack:
        for language, told in (("en", english), ("fr", french)):
            stack.enter_context(speaking(language))  # type: ignore[arg-type]
            assert f"{late}" == str(late) == told
    assert pickle.loads(pickle.dumps(late)) == late
    assert hash(late) == hash(pickle.loads(pickle.dumps(late)))


def test_a_phrase_is_equal_by_its_message_and_the_words_it_needs() -> None:
    assert phrase("Use {fitting}.", fitting="a", other=1) == phrase("Use {fitting}.", fitting="a")
    assert phrase("Use {fitting}.", fitting="a") != phrase("Use {fitting}.", fitting="b")
    assert phrase("none", sense="operator") != phrase("none", sense="conclusion")


def test_the_words_of_a_phrase_are_safe_to_show_and_not_too_long() -> None:
    told = str(phrase("{a} {b}", a="\x1b[31m\u202e", b="x" * 5000))
    assert all(character.isprintable() for character in told)
    assert len(told) < 210


CHECK = """\
import sys
from click.testing import CliRunner
from assessor.cli import main
for words in {commands}:
    CliRunner().invoke(main, words, prog_name="assessor", input="")
print(sorted(name for name in ("babel", "gettext", "assessor.language.french") if name in sys.modules))
"""
COMMANDS = [
    ["score", "questionnaires/examples/riverside.yaml"],
    ["score", "nowhere.yaml"],
    ["scroe"],
    ["take", "--as", "manger"],
    ["explain", "questionnaires/examples/riverside.yaml", "level"],
    ["form", "--as", "manager"],
    ["collect", "nowhere.yaml"],
]


def test_english_fetches_neither_babel_nor_a_catalogue() -> None:
    """But for `gettext`, which click itself imports."""
    kept = "import assessor; assessor.load_pack()"  # from YAML, where Babel reads the pack's own French
    for code in (kept, CHECK.format(commands=COMMANDS)):
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['gettext']\n"
