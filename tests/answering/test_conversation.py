"""What a person reads and types, without a terminal: every key, every kind of question, every wrong key, any width."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.answering.conversation import Conversation, safe
from assessor.answering.interview import Interview
from assessor.answering.keys import KEYS, command_of, numbers_in, spoken
from assessor.answering.own import MOST
from assessor.answering.replies import LONGEST, Refused, choices, reply_to, typed_for
from assessor.engines.program import program
from assessor.loading.library import load
from assessor.model.ruleset import Pack
from tests.conftest import TINY
from tests.pace import runs
from tests.properties.strategies import answers_to

PARTICIPATION = load("participation")
MANAGER = "manager"


@dataclass
class Talk:
    """A person who types `lines` and then closes the input; what was asked, said and kept."""

    pack: Pack
    lines: Iterable[str]
    width: int = 80
    start: Interview | None = None
    language: Any = "en"
    said: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    kept: list[Interview] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    """How many lines had been said when each line was typed."""

    def __post_init__(self) -> None:
        typed = iter(self.lines)
        begun = Interview(self.pack.instrument, program(self.pack).routing, MANAGER, "full").start()

        def read(prompt: str) -> str | None:
            self.prompts.append(prompt)
            self.after.append(len(self.said))
            return next(typed, None)

        keep = self.kept.append
        self.talk = Conversation(
            self.pack, self.start or begun, read, self.said.append, keep, self.width, self.language
        )

    def done(self) -> "Talk":
        self.finished = self.talk.run()
        return self

    @property
    def at(self) -> str | None:
        return self.talk.interview.at

    def answer(self, name: str) -> Any:
        return self.talk.interview.answers.get(name)

    def lines_after(self, number: int) -> list[str]:
        """What was said in reply to the line typed as number `number`, from 0."""
        ends = [*self.after[1:], len(self.said)]
        return self.said[self.after[number] : ends[number]]


def tiny_talk(tiny: Pack, *lines: str, at: str | None = None) -> Talk:
    start = Interview(tiny.instrument, program(tiny).routing, MANAGER, "full").start()
    return Talk(tiny, lines, start=start.go_to(at) if at else start).done()


# Keys


WORDS = [(command, word) for command, words in KEYS.items() for word in words]


def test_no_word_belongs_to_two_commands() -> None:
    words = [word for _, word in WORDS]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(("command", "word"), WORDS)
def test_every_word_is_understood_however_it_is_typed(command: str, word: str) -> None:
    for typed in (word, word.upper(), f"  {word.title()} ", word.replace(" ", "   ")):
        assert command_of(typed) == command


@pytest.mark.parametrize("word", [word for _, word in WORDS])
def test_no_key_is_also_an_answer_one_can_choose(tiny: Pack, word: str) -> None:
    assert numbers_in(word) is None
    for item in tiny.instrument.items.values():
        if item.kind != "text":
            assert isinstance(reply_to(item, word, tiny.instrument), Refused)


def test_every_command_is_told_once_and_each_told_key_works() -> None:
    told = [command_of(key) for key, _ in spoken()]
    assert sorted(filter(None, told)) == sorted(KEYS)


@pytest.mark.parametrize("word", KEYS["back"])
def test_back(tiny: Pack, word: str) -> None:
    assert tiny_talk(tiny, "1", word).at == "role"


def test_back_at_the_first_says_so_in_one_line(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "b")
    assert talk.at == "role"
    assert talk.lines_after(0) == ["This is the first question."]


@pytest.mark.parametrize("word", KEYS["skip"])
def test_skip_leaves_the_answer_as_it_was(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word)
    assert (talk.at, dict(talk.talk.interview.answers), talk.kept) == ("asked", {}, [])
    assert tiny_talk(tiny, "2", "b", word).answer("role") == "some"


@pytest.mark.parametrize("word", KEYS["dont_know"])
def test_dont_know(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word)
    assert (talk.answer("role"), talk.at) == ("dont_know", "asked")
    assert talk.kept == [talk.talk.interview]


@pytest.mark.parametrize("word", KEYS["does_not_apply"])
def test_does_not_apply(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word)
    assert (talk.answer("role"), talk.at) == ("does_not_apply", "asked")
    assert talk.kept == [talk.talk.interview]


@pytest.mark.parametrize("word", KEYS["why"])
def test_why_tells_the_reason_and_the_source_and_repeats_nothing(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word)
    said = talk.lines_after(0)
    assert said[0] == "Why we ask: It opens the next question."
    assert said[1].startswith("Source: S-1")
    assert tiny.ruleset.sources_by_id["S-1"].wording.en.split()[0] in " ".join(said[1:])
    assert "Is there a role?" not in said
    assert talk.at == "role"


@pytest.mark.parametrize("word", KEYS["note"])
def test_a_note_is_kept_at_once_and_can_be_removed(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word, "Only at one site.")
    assert dict(talk.talk.interview.notes) == {"role": "Only at one site."}
    assert talk.kept == [talk.talk.interview]
    assert talk.said[-1] == "Noted."
    assert "Your note so far: Only at one site." in tiny_talk(tiny, word, "Only at one site.", word).said
    removed = tiny_talk(tiny, word, "Only at one site.", word, "")
    assert dict(removed.talk.interview.notes) == {}
    assert removed.said[-1] == "No note is kept."


def test_a_note_too_long_for_the_file_is_refused(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "note", "x" * (LONGEST + 1))
    assert talk.kept == []
    assert "longer than 20,000" in talk.said[-1]


def test_input_that_ends_at_the_note_ends_the_conversation(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "note")
    assert talk.finished is False
    assert talk.kept == []


@pytest.mark.parametrize("word", KEYS["review"])
def test_review(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, word)
    assert talk.at is None
    assert "Check your answers" in talk.said


@pytest.mark.parametrize("word", KEYS["quit"])
def test_quit_from_a_question_and_from_the_review(tiny: Pack, word: str) -> None:
    assert tiny_talk(tiny, word, "1").finished is False
    ended = tiny_talk(tiny, "r", word, "1")
    assert ended.finished is False
    assert dict(ended.talk.interview.answers) == {}


@pytest.mark.parametrize("word", KEYS["keys"])
def test_the_keys_can_be_heard_again(tiny: Pack, word: str) -> None:
    said = tiny_talk(tiny, word).lines_after(0)
    assert len(said) == 1 + len(list(spoken()))
    assert all(line.startswith(f"{key}: ") for line, (key, _) in zip(said[1:], spoken(), strict=True))


# Answers


def test_the_end_of_input_is_no_answer(tiny: Pack) -> None:
    assert tiny_talk(tiny).finished is False
    assert tiny_talk(tiny, "r").finished is False


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("role", "2", "some"),
        ("role", " 2 ", "some"),
        ("asked", "4", "start"),
        ("heard", "1", 0),
        ("heard", "5", 4),
        ("ways", "0", []),
        ("ways", "1", ["phone"]),
        ("ways", "3 1", ["phone", "visit"]),
        ("ways", "1,2;3", ["phone", "paper", "visit"]),
        ("ways", "2, 2", ["paper"]),
        ("people", "0", 0),
        ("people", "500", 500),
        ("people", "007", 7),
        ("words", "  More time. ", "More time."),
        ("words", "12", "12"),
    ],
)
def test_an_answer_of_each_kind_is_kept_before_the_next_question(tiny: Pack, name: str, typed: str, value: Any) -> None:
    talk = tiny_talk(tiny, typed, at=name)
    assert talk.answer(name) == value
    assert [each.answers[name] for each in talk.kept] == [value]
    assert talk.at != name


WRONG = [
    *(("role", typed) for typed in ("0", "3", "-1", "1 2", "x", "1.5", "yes", "99999999", "٣x")),
    *(("heard", typed) for typed in ("0", "6", "1 2", "never")),
    *(("ways", typed) for typed in ("4", "0 1", "a", "1 x", "1-2")),
    *(("people", typed) for typed in ("501", "-1", "1 2", "1.5", "many")),
    *(("words", typed) for typed in ("x" * (LONGEST + 1),)),
    *((name, typed) for name in ("role", "ways", "people", "words") for typed in ("", "   ")),
]


@pytest.mark.parametrize(("name", "typed"), WRONG)
def test_a_wrong_key_is_answered_in_one_line_and_nothing_is_repeated(tiny: Pack, name: str, typed: str) -> None:
    talk = tiny_talk(tiny, typed, at=name)
    assert len(talk.lines_after(0)) == 1
    assert len(talk.lines_after(0)[0]) <= 80
    assert (talk.at, talk.kept) == (name, [])


def test_the_largest_count_a_pack_can_allow_can_be_typed(tiny: Pack) -> None:
    item = tiny.instrument.items["people"].model_copy(update={"highest": 1_000_000})
    assert reply_to(item, "1000000", tiny.instrument) == 1_000_000


@settings(deadline=None, max_examples=runs(25))
@given(st.data())
def test_what_is_typed_for_an_answer_gives_that_answer(data: Any) -> None:
    for pack in (PARTICIPATION, load(str(TINY))):
        item = data.draw(st.sampled_from(list(pack.instrument.items.values())))
        value = data.draw(answers_to(item, pack))
        back = reply_to(item, typed_for(item, value, pack.instrument), pack.instrument)
        assert sorted(back) == sorted(value) if item.kind == "tick" else back == value


def test_an_answer_that_could_not_be_kept_is_not_taken(tiny: Pack) -> None:
    talk = Talk(tiny, ["1"])

    def full(interview: Interview) -> None:
        raise OSError("no room")

    talk.talk._keep = full
    with pytest.raises(OSError, match="no room"):
        talk.talk.run()
    assert talk.at == "role"
    assert dict(talk.talk.interview.answers) == {}
    assert talk.lines_after(0) == []


def test_where_one_is_stands_before_the_question(tiny: Pack) -> None:
    said = tiny_talk(tiny, "1").said
    assert "Question 1 of 8, section 1 of 1: Everything" in said
    assert "Question 2 of 7, section 1 of 1: Everything" in said  # the first answer closed one


def test_an_answer_there_is_shows_in_words(tiny: Pack) -> None:
    last = {}
    for name, typed in {"role": "2", "heard": "3", "ways": "1 3", "people": "12", "words": "Hm", "tired": "d"}.items():
        last[name] = next(line for line in tiny_talk(tiny, typed, "b", at=name).said if "so far" in line)
    assert [line.removeprefix("Your answer so far: ").split(". Press")[0] for line in last.values()] == [
        "Yes", "sometimes", "Phone; Visit", "12", "Hm", "don't know"
    ]  # fmt: skip


# The review


def test_the_review_goes_by_section_numbers_what_is_asked_and_says_what_is_open() -> None:
    talk = Talk(PARTICIPATION, ["1", "2", "r"]).done()
    page = talk.said[talk.said.index("Check your answers") :]
    titles = [section.title.en for section in talk.talk.interview.sections]
    assert [line for line in page if line in titles] == titles
    count = len(talk.talk.interview.asked)
    starts = [line.split(". ")[0] for line in page if line.split(". ")[0].isdigit()]
    assert starts == [str(number) for number in range(1, count + 1)]
    assert f"{count - 2} questions are still open (the first is 3); that is fine." in page


def test_one_open_question_is_said_as_one(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "1", "1", "1", "1", "0", "3", "r")
    assert "1 question is still open (7); that is fine." in talk.said


def test_a_change_on_the_check_page_leads_back_to_it(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "1", "1", "r", "2", "4", "f")
    assert talk.finished is True
    assert talk.answer("asked") == "start"
    assert talk.answer("role") == "none"


@pytest.mark.parametrize("key", ["s", "r", "d", "n"])
def test_every_key_that_goes_on_leads_back_to_the_check_page(tiny: Pack, key: str) -> None:
    assert tiny_talk(tiny, "1", "1", "r", "2", key, "f").finished is True


def test_back_from_a_change_leaves_the_check_page(tiny: Pack) -> None:
    assert tiny_talk(tiny, "1", "1", "r", "2", "b").at == "role"
    assert tiny_talk(tiny, "1", "1", "r", "2", "b", "1").at == "asked"


def test_a_change_that_asks_something_new_asks_it_first(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "1", "1", "r", "1", "2")
    assert talk.at == "paid"
    talk = tiny_talk(tiny, "1", "1", "r", "1", "2", "1", "f")
    assert talk.finished is True
    assert talk.answer("paid") is not None


@pytest.mark.parametrize("word", ["f", "F", " finish ", "fin", "finir", "terminer"])
def test_finishing(tiny: Pack, word: str) -> None:
    assert tiny_talk(tiny, "r", word).finished is True


@pytest.mark.parametrize("typed", ["0", "9", "x", "", "1 2", "-1"])
def test_a_wrong_key_at_the_review_is_answered_in_one_line(tiny: Pack, typed: str) -> None:
    talk = tiny_talk(tiny, "r", typed)
    assert talk.lines_after(1) == ["Type a number from 1 to 8, f to finish, b, or q."]
    assert talk.at is None


def test_back_from_the_review_is_the_last_question(tiny: Pack) -> None:
    assert tiny_talk(tiny, "r", "b").at == "words"


def test_the_last_answer_leads_to_the_review(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "Nothing more", "", at="words")
    assert talk.at is None
    assert any("Nothing more" in line for line in talk.said)


# Questions of one's own

LAST = "Type your question, or press Enter to go on."


def own_of(talk: Talk) -> list[tuple[str, str | None]]:
    return [(own.ask, own.answer) for own in talk.talk.interview.own_questions]


def test_after_the_last_question_and_before_the_check_page_one_is_asked_for_own_questions(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "More time.", " Who chose? ", "Nobody knows.", "Why now?", "", "", "f", at="words")
    assert talk.finished is True
    assert own_of(talk) == [("Who chose?", "Nobody knows."), ("Why now?", None)]
    assert sum(LAST in " ".join(talk.lines_after(n)) for n in range(len(talk.after))) == 3
    page = talk.said[talk.said.index("Check your answers") :]
    assert page.index("Your own question: Who chose?") + 1 == page.index("Nobody knows.")
    assert "Your own question: Why now?" in page


def test_each_line_is_kept_before_the_next_shows(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "More time.", "Who chose?", "Nobody.", at="words")
    assert [[own.answer for own in each.own_questions] for each in talk.kept] == [[], [None], ["Nobody."]]


def test_one_is_asked_once(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "More time.", "", "b", "More.", "f", at="words")
    assert talk.finished is True
    assert " ".join(talk.said).count(LAST) == 1


def test_who_only_looks_at_the_check_page_is_not_asked(tiny: Pack) -> None:
    assert LAST not in " ".join(tiny_talk(tiny, "r", "f").said)
    assert LAST not in " ".join(tiny_talk(tiny, "r", "1", "2", "1", "f").said)
    assert LAST in " ".join(tiny_talk(tiny, "s", at="words").said)


@pytest.mark.parametrize("word", ["", " ", "s", "d", "n", "r", "f", "skip", "Finir"])
def test_a_key_that_goes_on_is_no_question(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, "More time.", word, "f", at="words")
    assert (talk.finished, own_of(talk)) == (True, [])


def test_back_from_there_is_the_last_question_and_quit_stops(tiny: Pack) -> None:
    assert tiny_talk(tiny, "More time.", "b", at="words").at == "words"
    assert tiny_talk(tiny, "More time.", "q", "f", at="words").finished is False
    stopped = tiny_talk(tiny, "More time.", "Who chose?", "q", "f", at="words")
    assert (stopped.finished, own_of(stopped)) == (False, [("Who chose?", None)])
    assert tiny_talk(tiny, "More time.", "Who chose?", at="words").finished is False


@pytest.mark.parametrize("word", ["h", "?", "note"])
def test_a_key_for_a_question_says_again_what_is_asked(tiny: Pack, word: str) -> None:
    talk = tiny_talk(tiny, "More time.", word, "", "f", at="words")
    assert (talk.finished, own_of(talk)) == (True, [])
    assert LAST in " ".join(talk.lines_after(1))


def test_lines_too_long_for_the_file_are_refused(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "More time.", "x" * 2_001, "Why?", "x" * 20_001, "So.", "", "f", at="words")
    assert own_of(talk) == [("Why?", "So.")]
    assert "longer than 2,000" in " ".join(talk.said)
    assert "longer than 20,000" in " ".join(talk.said)


def test_no_more_are_asked_for_than_can_be_kept(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "More time.", *["Why?", ""] * MOST, "f", at="words")
    assert (talk.finished, len(own_of(talk))) == (True, MOST)


def test_the_check_page_goes_through_them_again_to_keep_remove_and_add(tiny: Pack) -> None:
    first = ["More time.", "One?", "", "Two?", "Yes.", "Two?", "", ""]
    talk = tiny_talk(tiny, *first, "own", "", " Remove ", "", "Four?", "", "", "f", at="words")
    assert talk.finished is True
    assert own_of(talk) == [("One?", None), ("Two?", None), ("Four?", None)]
    assert "Two? Yes." in talk.said
    assert talk.kept[-1] == talk.talk.interview
    assert tiny_talk(tiny, *first, "own", "q", at="words").finished is False
    assert tiny_talk(tiny, *first, "own", at="words").finished is False
    assert tiny_talk(tiny, *first, "own", "", "", "", "b", "f", at="words").finished is True


def test_the_check_page_says_how(tiny: Pack) -> None:
    assert "Type own to add a question of your own." in tiny_talk(tiny, "r").said
    assert "Type own to change your own questions." in tiny_talk(tiny, "More time.", "Why?", "", "", at="words").said


# How it looks and sounds


def typed_all(pack: Pack) -> list[str]:
    """A whole run of somebody who tries every key at each question and gives the longest answer."""
    lines = []
    here = Interview(pack.instrument, program(pack).routing, MANAGER, "full").start()
    while here.item is not None:
        values = [value for value, _ in choices(here.item, pack.instrument)]
        wordy = {"tick": values, "count": 3, "text": "word " * 60}.get(here.item.kind) or values[-1]
        lines += ["?", "h", "note", "A note.", *(["b", "s"] if here.number[0] > 1 else ["b"])]
        lines += ["wrong"] if here.item.kind != "text" else [""]
        lines.append(typed_for(here.item, wordy, pack.instrument))
        here = here.answer(wordy)
    return [*lines, "word " * 60, "word " * 60, "", "x", "own", "", "", "f"]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("pack", ["participation", str(TINY)])
def test_no_line_is_wider_than_the_terminal_and_none_holds_a_control_character(pack: str, width: int) -> None:
    loaded = load(pack)
    talk = Talk(loaded, typed_all(loaded), width)
    talk.talk.introduce("answers.yaml")
    assert talk.done().finished is True
    for line in [*talk.said, *talk.prompts]:
        assert len(line) <= width, line
        assert not [ch for ch in line if unicodedata.category(ch)[0] == "C"], line
        assert line == line.rstrip() or line in talk.prompts


def test_what_a_person_typed_or_a_pack_says_cannot_steer_the_terminal(tiny: Pack) -> None:
    talk = tiny_talk(tiny, "\x1b[2Jgone\x07\u202e", at="words")
    assert talk.answer("words") == "\x1b[2Jgone\x07\u202e"
    assert not [line for line in talk.said if any(unicodedata.category(ch)[0] == "C" for ch in line)]


def test_spaces_that_do_not_break_are_text() -> None:
    assert safe("Pourquoi\u00a0? «\u202foui\u202f»") == "Pourquoi\u00a0? «\u202foui\u202f»"
    assert (
        safe("a\x1b[1m\u2028b\x85")
        == "a\N{REPLACEMENT CHARACTER}[1m\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"
    )


def test_nothing_is_said_by_colour_or_place_alone(tiny: Pack) -> None:
    """What a screen reader needs: each answer on its own line behind its number, the prompt last."""
    said = tiny_talk(tiny).said
    first = said.index("Is there a role?")
    assert said[first + 1 : first + 4] == ["1. No", "2. Yes", "Type one number."]


def test_the_introduction_says_how_long_where_and_that_stopping_is_fine(tiny: Pack) -> None:
    talk = Talk(PARTICIPATION, [])
    talk.talk.introduce("answers.yaml")
    whole = " ".join(talk.said)
    assert "55 questions, about 30 minutes." in whole
    assert "You can stop at any time with q and go on later." in whole
    assert "Your answers are kept in answers.yaml" in whole


def test_texts_in_french_where_a_pack_has_them(tiny: Pack) -> None:
    item = tiny.instrument.items["role"]
    wording = item.ask[MANAGER].model_copy(update={"fr": "Y a-t-il un rôle\u00a0?"})
    french = item.model_copy(update={"ask": {**item.ask, MANAGER: wording}})
    section = tiny.instrument.sections[0]
    items = tuple(french if each.id == item.id else each for each in section.items)
    sections = (section.model_copy(update={"items": items}),)
    instrument = tiny.instrument.model_copy(update={"sections": sections})
    pack = Pack.of(type(instrument).model_validate(instrument.model_dump()), tiny.ruleset)
    talk = Talk(pack, [], language="fr").done()
    assert "Y a-t-il un rôle\u00a0?" in talk.said
