"""The French of the bundled pack as content: all of it there, its typography, plain words, and the same meaning."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from assessor.api import assess, load_pack
from assessor.checking.paths import checked
from assessor.loading.library import examples
from assessor.loading.texts import rewritten, texts
from assessor.model.ruleset import Pack
from assessor.model.text import Wording
from assessor.report.reading import read_page
from assessor.report.text import as_text
from assessor.report.wording import cited

SPACE = "\N{NO-BREAK SPACE}"
SAME_WORD = {"Cooptation", "influence", "Influence", "Coalition", "Participation", "Perspective", "Score", "$"}
"""Texts that are written the same in both languages."""
PUBLICATION = re.compile(r"source (REF-\d+|MODE-00) wording")
"""Publications are cited as they were printed."""
MOST_WORDS = {"service_user": 28, "manager": 35, "frontline": 35, "board": 35, "peer": 35}
EXAMPLES = sorted(examples())


@cache
def both() -> tuple[tuple[str, Wording], ...]:
    """(name, text) of everything in the pack."""
    pack = load_pack("participation")
    return tuple((name, text) for half in (pack.instrument, pack.ruleset) for name, text in texts(half).items())


def french() -> Iterator[tuple[str, str]]:
    """(name, French) of all that is not a publication."""
    return ((name, text.said_in("fr")) for name, text in both() if not PUBLICATION.fullmatch(name))


def found(pattern: str, flags: int = 0) -> list[tuple[str, str]]:
    """(name, what was found) of each French text in which `pattern` is found."""
    return [(name, hit.group()) for name, said in french() for hit in [re.search(pattern, said, flags)] if hit]


def test_check_finds_nothing_untranslated_stale_or_left_over() -> None:
    assert checked("participation")[2] == ()


def test_every_text_has_french() -> None:
    assert [name for name, text in both() if text.fr is None] == []


def test_no_french_is_the_english_left_standing() -> None:
    same = [(name, text.en) for name, text in both() if text.fr == text.en and not PUBLICATION.fullmatch(name)]
    assert [(name, said) for name, said in same if said not in SAME_WORD] == []
    assert {said for _, said in same} == SAME_WORD, "the list names nothing that is no longer needed"


def test_publications_are_cited_as_printed() -> None:
    cites = [text for name, text in both() if PUBLICATION.fullmatch(name)]
    assert len(cites) == 17
    assert all(text.fr == text.en for text in cites)


def test_guillemets_have_no_break_spaces_inside_and_come_in_pairs() -> None:
    assert found(f"«(?!{SPACE})|(?<!{SPACE})»") == []
    assert [name for name, said in french() if re.sub("[^«»]", "", said) not in ("", "«»", "«»«»")] == []


def test_a_colon_or_percent_sign_has_a_no_break_space_before_it() -> None:
    assert found(f"(?<!{SPACE})[:%]") == []


def test_no_space_stands_before_other_marks() -> None:
    assert found(r"\s[?!;,.](?!\.)") == []


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("[“”„\"]", "quotes are guillemets"),
        ("[`\u00b4\u02bc\u2018\u2019]", "one kind of apostrophe: '"),
        ("[·•‧∙]", "no middle dots, which screen readers spell out"),
        (r"\w\((e|s|es|ne|trice)\)|\w/\w*[ei]\b", "no doubled endings in brackets or after a slash"),
        ("[\u2013\u2014]", "no dashes"),
        ("  ", "no double spaces"),
        (r"\d\.\d", "the decimal sign is a comma"),
        (r"[{}]|%\(", "no placeholders"),
        (r"\betc\b(?!\.)|\bp\.ex\.|\bex\. :", "abbreviations are p. ex. and etc."),
        (r"[\x00-\x1f\u200b-\u200f\u202a-\u202f\u2066-\u2069]", "no control or direction characters, no narrow spaces"),
        (r"(?i)\b(tu|toi|tes)\b", "people are addressed as vous"),
        (r"(?i)\b(usag(er|ère)s?|bénéficiaires?|client(e)?s?|patient(e)?s?)\b", "one word for service users"),
        (r"(?i)\b(feedback|input|implémente\w*|répondues?|en termes de|faire sûr|supporter)\b", "no anglicisms"),
    ],
)  # fmt: skip
def test_a_mark_or_word_is_not_used(mark: str, why: str) -> None:
    assert found(mark) == [], why


def test_a_capital_begins_what_begins_with_one_and_the_last_mark_is_the_same() -> None:
    for name, text in both():
        said = text.said_in("fr").lstrip(f"«{SPACE}(")
        if text.en.lstrip('"(')[0].isalpha():
            assert said[0].isupper() == text.en.lstrip('"(')[0].isupper(), name
        for mark in ".?*":
            assert said.endswith(mark) == text.en.endswith(mark), name


def test_numbers_and_ids_are_the_same_in_both_languages() -> None:
    for name, text in both():
        for pattern in (r"\d+", r"\b[A-Z]{3,4}-[A-Z0-9]+[a-z]?\b"):
            assert sorted(re.findall(pattern, text.said_in("fr"))) == sorted(re.findall(pattern, text.en)), name


def test_placeholders_are_the_same_in_both_languages() -> None:
    for name, text in both():
        for pattern in (r"\{[^}]*\}", r"%\(\w+\)\w"):
            assert re.findall(pattern, text.said_in("fr")) == re.findall(pattern, text.en), name


@pytest.mark.parametrize("view", MOST_WORDS)
def test_questions_are_short(view: str) -> None:
    long = [(name, len(said.split())) for name, said in french() if name.endswith(f"ask {view}")]
    assert [(name, count) for name, count in long if count > MOST_WORDS[view]] == []


def test_service_users_meet_short_sentences_and_no_acronyms(participation: Pack) -> None:
    for item in participation.instrument.items.values():
        if "service_user" not in item.ask:
            continue
        texts_seen = [item.ask["service_user"], *(option.label for option in item.options)]
        help_text = item.help_to("service_user")
        for text in (*texts_seen, *([help_text] if help_text else [])):
            said = text.said_in("fr")
            assert not re.search(r"\b[A-Z]{2,}\b", said), item.id
            assert max(len(part.split()) for part in re.split(r"[.?] ", said)) <= 22, item.id


def test_answers_of_a_question_are_all_different(participation: Pack) -> None:
    instrument = participation.instrument
    lists = [[option.label for option in item.options] for item in instrument.items.values()]
    for labels in [*lists, *map(list, instrument.scale_labels.values())]:
        said = [label.said_in("fr") for label in labels]
        assert len(set(said)) == len(said)


def test_answers_of_a_question_begin_alike(participation: Pack) -> None:
    """None of them ends as a sentence, all begin with a capital."""
    for item in participation.instrument.items.values():
        for option in item.options:
            said = option.label.said_in("fr")
            assert not said.endswith((".", ";", ",")), item.id
            assert said[0].isupper() or said[0].isdigit(), item.id


def test_titles_of_findings_and_strategies_are_all_different_and_short(participation: Pack) -> None:
    for entries in (participation.ruleset.rules, participation.ruleset.strategies):
        titles = [entry.title.said_in("fr") for entry in entries]
        assert len(set(titles)) == len(titles)
        assert [title for title in titles if len(title) > 125 or title.endswith(".")] == []


def test_reasons_are_short(participation: Pack) -> None:
    for rule in participation.ruleset.rules:
        assert len(rule.because.said_in("fr").split()) <= 40, rule.id


def test_the_source_is_cited_in_english_with_the_translation_beside_it(participation: Pack) -> None:
    assert (
        cited("CON-03", participation) == 'CON-03, "Service user participation": Respect for life experience (Requires)'
    )
    assert cited("CON-03", participation, "fr") == (
        f"CON-03, «{SPACE}Service user participation{SPACE}»{SPACE}: Respect for life experience "
        f"(traduction{SPACE}: Respect de l'expérience de vie) (Requires)"
    )
    assert "traduction" not in cited("REF-01", participation, "fr")
    for element in participation.ruleset.sources:
        assert element.wording.en in cited(element.id, participation, "fr")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_results_are_the_same_with_and_without_french(path: object, participation: Pack) -> None:
    def english(name: str, text: Wording) -> Wording:
        return Wording(en=text.en)

    bare = Pack.of(rewritten(participation.instrument, english), rewritten(participation.ruleset, english))
    assert bare.sha256 == participation.sha256
    assert bare != participation
    assert assess(str(path), bare).to_json() == assess(str(path), participation).to_json()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_line_of_a_french_report_is_wider_than_80_columns(path: object) -> None:
    result = assess(str(path))
    page = as_text(read_page(result.assessment, result.pack, result.responses, "fr"))
    assert [line for line in page.splitlines() if len(line) > 80] == []
