"""The questionnaire taken in French: every key, every prompt, no English left, in a terminal of any width."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assessor.answering.interview import Interview
from assessor.answering.keys import FINISH, FULL, KEYS, LETTERS, OWN, REMOVE, command_of, spoken
from assessor.answering.replies import choices, typed_for
from assessor.cli import main
from assessor.engines.program import program
from assessor.language import speaking
from assessor.loading.texts import texts
from assessor.model.ruleset import Pack
from tests.answering.test_conversation import MANAGER, PARTICIPATION, Talk
from tests.answering.test_terminal import FILE, PROMPT, ended, terminal, typed
from tests.language.messages import PLACEHOLDER, messages

__all__ = ["terminal"]  # a fixture

SPACE = "\N{NO-BREAK SPACE}"
UNFOLDED = 100_000
ROOMS = ("assessor/answering/", "assessor/cli/sitting.py", "assessor/cli/files.py")
"""Where what a sitting says comes from."""


@cache
def english_messages() -> re.Pattern[str]:
    """What any English message of a sitting looks like once it is filled; a placeholder alone is none."""
    found = []
    for said in messages():
        for message in said.ids if said.file.startswith(ROOMS) else ():
            parts = [re.escape(part) for part in PLACEHOLDER.split(message)[::2] if re.search(r"\w", part)]
            found += [r"\b" + ".*?".join(parts)] if parts else []
    return re.compile("|".join(found))


@cache
def english_texts() -> frozenset[str]:
    """Every English text of the pack but those of the source, which are cited in English."""
    halves = (PARTICIPATION.instrument, PARTICIPATION.ruleset)
    named = [(name, text) for half in halves for name, text in texts(half).items()]
    return frozenset(text.en for name, text in named if not name.startswith("source ") and text.en != text.fr)


def english_in(line: str) -> list[str]:
    """The English that is left in a line."""
    found = english_messages().search(line)
    bare = re.sub(r"^\d+\. ", "", line)
    return ([found.group()] if found else []) + ([bare] if bare in english_texts() else [])


def french(*lines: str, at: str | None = None, pack: Pack = PARTICIPATION, width: int = UNFOLDED) -> Talk:
    start = Interview(pack.instrument, program(pack).routing, MANAGER, "full").start()
    return Talk(pack, lines, width, start.go_to(at) if at else start, "fr").done()


def everything(pack: Pack) -> list[str]:
    """A whole run with every key and every kind of mistake at each question."""
    lines = []
    here = Interview(pack.instrument, program(pack).routing, MANAGER, "full").start()
    while here.item is not None:
        values = [value for value, _ in choices(here.item, pack.instrument)]
        value = {"tick": values[:2], "count": 3, "text": "des mots"}.get(here.item.kind) or values[-1]
        lines += ["?", "aide", "noter", "Une note.", "note", "", *(["p", "l"] if here.number[0] > 1 else ["p"]), ""]
        lines += ["faux"] if here.item.kind != "text" else ["x" * 20_001]
        lines.append(typed_for(here.item, value, pack.instrument))
        here = here.answer(value)
    return [*lines, "x" * 2_001, "Pourquoi?", "Parce.", "Et?", "", "", "faux", "question", "", "retirer", "", "1", "j"]


# Keys


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_each_language_tells_people_to_type_is_understood(language: str) -> None:
    told = LETTERS[language]  # type: ignore[index]
    for command in KEYS:
        assert command_of(told[command]) == command
    assert (told["finish"] in FINISH, told["own"] in OWN, told["remove"] in REMOVE, told["full"] in FULL) == (True,) * 4


def test_both_languages_name_the_same_commands() -> None:
    assert set(LETTERS["en"]) == set(LETTERS["fr"]) == {*KEYS, "finish", "own", "remove", "full"}


def test_no_word_of_the_check_page_is_a_key_or_a_number() -> None:
    for word in (*FINISH, *OWN, *REMOVE, *FULL):
        assert command_of(word) is None
        assert not word.isdigit()


def test_the_french_keys_are_told_in_french() -> None:
    with speaking("fr"):
        told = [f"{key}{SPACE}: {does}" for key, does in spoken()]
    assert french("aide").lines_after(0)[1:] == told
    assert told[0] == f"p{SPACE}: revenir à la question précédente"


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("p", "C'est la première question."),
        ("j", f"C'est noté{SPACE}: je ne sais pas. Tapez p pour revenir."),
        ("so", f"C'est noté{SPACE}: ne s'applique pas. Tapez p pour revenir."),
        ("pourquoi", f"Pourquoi cette question{SPACE}: "),
        ("v", "Vérifiez vos réponses"),
        ("", "Tapez une réponse, l pour laisser ouvert, ou aide pour les touches."),
        ("h", "Tapez le numéro de votre réponse et appuyez sur Entrée."),
        ("99", "Tapez un numéro de 1 à 4, ou aide pour les touches."),
    ],
)
def test_every_key_is_answered_in_french(key: str, says: str) -> None:
    talk = french(key, at="staff_partner")
    if key == "p":
        talk = french(key)
    assert any(line.startswith(says) for line in talk.lines_after(0)), talk.lines_after(0)


# No English left


def test_no_english_is_left_in_anything_that_is_said() -> None:
    talk = Talk(PARTICIPATION, everything(PARTICIPATION), UNFOLDED, None, "fr")
    talk.talk.introduce("réponses.yaml")
    talk.talk.welcome("réponses.yaml")
    assert talk.done().finished is False
    left = {line: english_in(line) for line in {*talk.said, *talk.prompts}}
    assert {line: found for line, found in left.items() if found} == {}
    assert len(talk.said) > 1000


def test_english_that_is_left_would_be_found() -> None:
    """The same run in English has hardly a line that this does not find."""
    talk = Talk(PARTICIPATION, everything(PARTICIPATION), UNFOLDED)
    talk.talk.introduce("answers.yaml")
    talk.done()
    lines = {line for line in talk.said if re.search(r"\w", line)}
    unseen = [line for line in lines if not english_in(line) and not line.startswith("Source: ")]
    assert len(unseen) < 0.1 * len(lines), unseen


def test_the_same_run_leads_to_the_same_answers_in_both_languages() -> None:
    runs = [Talk(PARTICIPATION, everything(PARTICIPATION), 80, None, language).done() for language in ("en", "fr")]
    assert runs[0].kept == runs[1].kept


@pytest.mark.parametrize("width", [40, 80])
def test_no_french_line_is_wider_than_the_terminal(width: int) -> None:
    talk = Talk(PARTICIPATION, everything(PARTICIPATION), width, None, "fr")
    talk.talk.introduce("réponses.yaml")
    talk.done()
    for line in [*talk.said, *talk.prompts]:
        assert len(line) <= width, line
        assert not [ch for ch in line if unicodedata.category(ch)[0] == "C"], line


@pytest.mark.parametrize("name", ["role", "ways", "people", "heard"])
def test_a_wrong_key_is_answered_in_one_line(tiny: Pack, name: str) -> None:
    (line,) = french("faux", at=name, pack=tiny, width=80).lines_after(0)
    assert line.startswith("Tapez ")


# The command


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed, prog_name="assessor")


def test_a_whole_sitting_in_french_with_every_message_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["take", "--as", "manager", "--form", "quick", "--save", FILE, "--lang", "fr"]
    first = run(*words, typed="x" * 201 + "\nMaison d'ici\n1\nq\n").stderr
    assert f"Nom de votre organisme{SPACE}: " in first
    assert "C'est plus long que 200 caractères." in first
    assert f"Pour continuer plus tard{SPACE}: assessor take --as manager --lang fr --save {FILE}" in first
    again = run(*words, typed="2\n" * 11 + "\nf\ncomplet\nv\nf\n")
    assert again.exit_code == 0
    assert f"Rebonjour. 1 réponse est dans {FILE}. Tapez aide pour voir les touches." in again.stderr
    assert f"Vos réponses sont dans {FILE}" in again.stderr
    assert f"Pour relire le rapport{SPACE}: assessor score {FILE} --lang fr" in again.stderr
    assert f"Pour demander pourquoi{SPACE}: assessor explain {FILE} level --lang fr" in again.stderr
    said = " ".join((first + again.stderr).split("\n"))
    assert english_in(said) == []


def test_the_language_of_the_environment_need_not_be_told_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    words = ["take", "--as", "manager", "--agency", "A", "--save", FILE]
    assert f"assessor take --as manager --save {FILE}" in run(*words, typed="q\n").stderr
    assert f"assessor take --as manager --lang en --save {FILE}" in run(*words, "--lang", "en", typed="q\n").stderr


def test_stopped_before_anything_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("take", "--as", "manager", "--lang", "fr")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2, "Le nom de l'organisme manque. Donnez-le avec --agency NOM. [no-agency]"
    )  # fmt: skip


@pytest.mark.parametrize("columns", [40, 80])
def test_in_a_terminal_with_every_key(terminal: Callable[..., Any], tmp_path: Path, columns: int) -> None:
    child = terminal(
        "--agency", "Maison", "--save", FILE, "--lang", "fr", "--form", "quick", pack=None, dimensions=(24, columns)
    )
    child.expect_exact("Question 1 sur 12")
    child.expect_exact(PROMPT)
    shown = [child.before]
    shown += [typed(child, key) for key in ("?", "aide", "faux", "p", "l", "p", "j", "so")]
    child.sendline("noter")
    child.expect_exact(f"efface){SPACE}: ")
    shown += [child.before, typed(child, "Une note."), typed(child, "v"), typed(child, "question")]
    shown += [typed(child, "Et nous?"), typed(child, "Oui."), typed(child, ""), typed(child, "3")]
    assert "Question 3 sur 12" in shown[-1]
    shown += [typed(child, "1"), typed(child, "question"), typed(child, "retirer"), typed(child, "")]
    child.sendline("q")
    code, last = ended(child)
    assert code == 0
    assert "Pour continuer plus tard" in last
    for line in "\n".join(shown).splitlines():
        assert len(line) <= columns, line
    assert "\x1b" not in "".join(shown)
    answers = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "does_not_apply" in answers
    assert "Une note." in answers
    assert "Et nous?" not in answers
