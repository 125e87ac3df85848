"""The catalogue of French fits the code, message by message, and reads as the packs' French does."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest
from babel.messages.catalog import Message

from assessor.messages import CATALOGUE, SORTS
from tests.language.messages import FRENCH, PACKAGE, PLACEHOLDER, Said, messages, refreshed, translations

SPACE = "\N{NO-BREAK SPACE}"
OPTION = re.compile(r"--[a-z-]+")
SAME_IN_BOTH = {
    "{reason}.", "possible", "absent", "Alpha", "Danger", "Dangers", "Date", "Dimension", "Dimensions", "Position",
    "Question", "Questions", "Score", "Scores", "Section", "Source", "Sources", "score", "{asked} [{id}]",
    "{word} ({figure})",
}  # fmt: skip
"""Messages that are written the same in both languages."""


@cache
def written() -> str:
    return FRENCH.read_text(encoding="utf-8")


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One form, or both where a message counts."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def is_text(node: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def english(message: Message) -> tuple[str, ...]:
    return forms(message.id)


@cache
def french() -> tuple[tuple[str, str], ...]:
    """(English, French) of each form of each message."""
    pairs = []
    for message in translations(written()):
        pairs += list(zip(english(message), forms(message.string), strict=True))
    return tuple(pairs)


def found(pattern: str) -> list[tuple[str, str]]:
    """(French, what was found) of each message in which `pattern` is found outside placeholders and options."""
    bare = ((said, OPTION.sub("--x", PLACEHOLDER.sub("0", said))) for _, said in french())
    return [(said, hit.group()) for said, told in bare for hit in [re.search(pattern, told)] if hit]


# It fits the code


def test_nothing_is_missing_stale_or_left_over() -> None:
    in_code = {(said.ids, said.sense) for said in messages()}
    in_catalogue = {(english(message), message.context or "") for message in translations(written())}
    assert sorted(in_code - in_catalogue) == [], "run make catalogues and write the French"
    assert sorted(in_catalogue - in_code) == [], "run make catalogues"
    assert "#~" not in written()


def test_the_file_is_as_make_catalogues_writes_it() -> None:
    assert refreshed(written(), messages()) == written()


def test_no_french_is_empty_or_fuzzy() -> None:
    assert [said for said, told in french() if not told.strip()] == []
    assert [message.id for message in translations(written()) if message.fuzzy] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    for message in translations(written()):
        wanted = [set(PLACEHOLDER.findall(each)) for each in english(message)]
        for told in forms(message.string):
            # Where there are two forms, French may say the number that English writes out as 1.
            assert set(PLACEHOLDER.findall(told)) in (wanted[0], wanted[-1]), (message.id, told)
            assert told.count("{") == len(PLACEHOLDER.findall(told)) == told.count("}"), told


def test_every_message_of_an_error_is_in_the_catalogue() -> None:
    known = {each for message in translations(written()) for each in english(message)}
    for code, both in CATALOGUE.items():
        for message in both:
            assert message in known or PLACEHOLDER.fullmatch(message), code


def test_whatever_a_message_is_about_has_a_name_in_french() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in ("problem", "told", "_told"):
                named = [word.value.value for word in node.keywords if word.arg == "sort" and is_text(word.value)]
                assert set(named) <= set(SORTS), path


# How messages are taken from the code


def package(folder: Path, code: str) -> Path:
    (folder / "module.py").write_text(code, encoding="utf-8")
    return folder


def test_messages_are_taken_from_calls_and_marked_constants(tmp_path: Path) -> None:
    code = """\
A = N_("marked")
B = N_({"key": ("in a mapping", "{only}"), "other": ["and a list"]}, sense="here")
say("said " "in two parts", who=1)
phrase("late", sense="there")
count("{n} one", "{n} many", 3)
say(A); say(B["key"][0]); self.say("a method"); "a a".count("a"); f"{say('inside')}"
"""
    found = [(said.ids, said.sense) for said in messages(package(tmp_path, code))]
    assert found == [
        (("marked",), ""), (("in a mapping",), "here"), (("and a list",), "here"), (("said in two parts",), ""),
        (("late",), "there"), (("{n} one", "{n} many"), ""), (("inside",), ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code", ['say(f"{x} there")', 'say("a" + b)', 'phrase("a" if b else "c")', 'count(f"{n}", "b", 2)']
)
def test_a_message_that_is_not_whole_in_the_code_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(ValueError, match=r"module.py:1: a message stands whole"):
        messages(package(tmp_path, code))


def test_changed_english_is_marked_and_what_is_gone_is_dropped() -> None:
    def said(*ids: str) -> Said:
        return Said(ids, "", "a.py", 1)

    first = refreshed("", [said("The file is empty."), said("Gone."), said("{n} file", "{n} files")])
    assert first.count('msgstr ""') == 3
    filled = first.replace('"The file is empty."\nmsgstr ""', '"The file is empty."\nmsgstr "Le fichier est vide."')
    again = refreshed(filled, [said("The file is quite empty."), said("New.")])
    assert '#, fuzzy\n#| msgid "The file is empty."\nmsgid "The file is quite empty."' in again
    assert "Gone." not in again
    assert 'msgid "New."\nmsgstr ""' in again
    assert refreshed(again, [said("The file is quite empty."), said("New.")]) == again


# How it reads


def test_no_french_is_the_english_left_standing() -> None:
    assert {said for said, told in french() if said == told} == SAME_IN_BOTH


def test_blanks_at_the_ends_and_the_last_mark_are_the_same() -> None:
    for said, told in french():
        assert (told[:1] == " ", told[-1:] == " ") == (said[:1] == " ", said[-1:] == " "), told
        for mark in ".?:":
            assert told.rstrip().endswith(mark) == said.rstrip().endswith(mark), told


def test_guillemets_have_no_break_spaces_inside() -> None:
    assert found(f"«(?!{SPACE})|(?<!{SPACE})»") == []


def test_a_colon_has_a_no_break_space_before_it() -> None:
    coded = re.compile(r"`[^`]*`|(?<=\d):\d")
    assert [told for _, told in french() if re.search(f"(?<!{SPACE}):", coded.sub("", told))] == []


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (r"\s[?!;,.](?![.\w])", "no space before other marks"),
        ("[“”„\"]", "quotes are guillemets"),
        ("[\u00b4\u02bc\u2018\u2019]", "one kind of apostrophe: '"),
        ("[·•‧∙]", "no middle dots, which screen readers spell out"),
        (r"\w\((e|s|es|ne|trice)\)|\w/\w*[ei]\b", "no doubled endings in brackets or after a slash"),
        ("[\u2013\u2014]", "no dashes"),
        ("  ", "no double spaces"),
        (r"[\x00-\x1f\u200b-\u200f\u202a-\u202f\u2066-\u2069]", "no control or direction characters, no narrow spaces"),
        (r"(?i)\b(tu|toi|tes|tien)\b", "people are addressed as vous"),
        (r"(?i)\b(usag(er|ère)s?|répondante?s?|répondant)\b", "epicene words: personne"),
        (r"(?i)\b(feedback|input|implémente\w*|répondues?|en termes de|supporter|pack)\b", "no anglicisms"),
        (r"\b(FILE|NAME|PACK)\b", "what stands for a value is a French word"),
    ],
)  # fmt: skip
def test_a_mark_or_word_is_not_used(mark: str, why: str) -> None:
    assert found(mark) == [], why


def test_sentences_begin_with_a_capital_where_they_do_in_english() -> None:
    for said, told in french():
        if said.endswith(".") and said[0].isupper() and not told.startswith("{"):
            assert told[0].isupper(), told
