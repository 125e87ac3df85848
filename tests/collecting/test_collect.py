"""What collecting counts, sets aside, refuses and writes."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import assessor
from assessor.answering import session
from assessor.api import read_responses
from assessor.cli import main
from assessor.collecting import Collected, collect
from assessor.collecting.telling import summary
from assessor.errors import AssessorError
from assessor.model.response import Respondent, Responses
from assessor.model.ruleset import Pack
from assessor.releasing.people import OPAQUE, People, Place
from assessor.releasing.record import Release, record_text
from tests.conftest import TINY

R1, R2, R3 = "r00000001", "r00000002", "r00000003"


def someone(name: Any = R1, perspective: str = "service_user", **more: Any) -> dict[str, Any]:
    return {"id": name, "perspective": perspective, "answers": {"asked": "after"}, **more}


def file_of(*people: Any, **head: Any) -> dict[str, Any]:
    return {
        "response": 1, "pack": {"id": "tiny", "version": 1}, "form": "full", "agency": "Tiny House",
        "date": "2026-01-31", "respondents": list(people),
    } | head  # fmt: skip


@pytest.fixture
def collected(tiny: Pack) -> Any:
    """Collects mappings with the tiny pack."""

    def call(*files: Any, **words: Any) -> Collected:
        return collect(files, pack=tiny, **words)

    return call


def aside(found: Collected) -> list[tuple[str, Any]]:
    return [(each.reason, each.respondent) for each in found.responses.set_aside]


def codes(found: Collected) -> list[str]:
    return [each.code for each in found.told]


def refused(call: Any, *files: Any, **words: Any) -> list[str]:
    with pytest.raises(AssessorError) as caught:
        call(*files, **words)
    return [each.code for each in caught.value.problems]


# Who counts


def test_everybody_of_every_file_is_in_the_one(collected: Any, tiny: Pack) -> None:
    found = collected(file_of(someone(R3), someone(R1, "manager")), file_of(someone(R2)))
    assert [person.id for person in found.responses.respondents] == [R1, R2, R3]
    assert (found.told, found.waiting, found.record) == ((), (), None)
    assert read_responses(found.text.encode(), tiny) == found.responses


def test_the_order_of_files_makes_no_difference(collected: Any) -> None:
    ticks = {"answers": {"people": 3, "ways": ["visit", "phone"], "asked": "after"}}
    files = [file_of(someone(R2), someone(R3)), file_of(someone(R1, "manager", **ticks)), file_of(someone(R3))]
    assert collected(*files).text == collected(*reversed(files)).text


def test_the_same_answers_twice_count_once(collected: Any) -> None:
    again = someone(R1, answers={"asked": "after", "heard": None})
    found = collected(file_of(someone()), file_of(again))
    assert len(found.responses.respondents) == 1
    assert (codes(found), [reason for reason, _ in aside(found)]) == (["counted-once"], ["duplicate"])


def test_the_later_answers_of_one_person_count(collected: Any) -> None:
    late, early = someone(answers={"asked": "start"}), someone(answers={"asked": "before"})
    found = collected(file_of(late, date="2026-02-01"), file_of(early))
    assert found.responses.respondents[0].answers == {"asked": "start"}
    assert aside(found) == [("replaced", {"id": R1, "perspective": "service_user", "answers": {"asked": "before"}})]
    assert "give each an id of their own" in str(found.told[0])
    assert found.responses.date == "2026-02-01"


def test_of_one_day_the_file_named_later_counts(collected: Any) -> None:
    found = collected(file_of(someone()), file_of(someone(answers={"asked": "start"})))
    assert found.responses.respondents[0].answers == {"asked": "start"}


def test_one_id_in_two_perspectives_is_two_people(collected: Any) -> None:
    found = collected(file_of(someone("r1", "manager")), file_of(someone("r1")))
    assert len({person.id for person in found.responses.respondents}) == 2
    assert found.told == ()


def test_a_pack_of_another_name_or_a_later_version_is_set_aside(collected: Any) -> None:
    other = file_of(someone(R2), pack={"id": "huge", "version": 1}, form="long")
    later = file_of(someone(R3), pack={"id": "tiny", "version": 2}, form="new")
    found = collected(file_of(someone()), other, later)
    assert [(reason, person["id"]) for reason, person in aside(found)] == [("other_pack", R2), ("other_version", R3)]
    assert codes(found) == ["other-pack", "later-version"]


def test_what_is_no_respondent_is_set_aside_whole(collected: Any) -> None:
    wrong = [{"id": 17, "perspective": "manager"}, {"perspective": "manager"}, "Somebody", someone(R2, "bored")]
    found = collected(file_of(someone(), *wrong))
    assert codes(found) == ["no-respondent"] * 4
    kept = [person for _, person in aside(found)]
    assert {"perspective": "manager"} in kept
    assert "Somebody" in kept
    assert all(reason == "unreadable" for reason, _ in aside(found))


def test_answers_that_fit_no_more_are_set_aside_and_the_rest_counts(collected: Any) -> None:
    answers = {"asked": "after", "heard": 9, "gone": [1], "ways": ["phone"], "words": " "}
    person = someone(R1, answers=answers, notes={"gone": "Hm", "asked": "Ha"}, set_aside={"paid": 2})
    (counted,) = collected(file_of(person)).responses.respondents
    assert (counted.answers, counted.notes) == ({"asked": "after"}, {"asked": "Ha"})
    assert counted.set_aside == {
        "heard": 9, "paid": 2, "ways": ("phone",), "words": " ", "gone": (1,), "note on gone": "Hm",
    }  # fmt: skip


def test_what_is_set_aside_twice_is_kept_twice(collected: Any) -> None:
    person = someone(R1, answers={"heard": 9}, set_aside={"heard": 3})
    assert collected(file_of(person)).responses.respondents[0].set_aside == {"heard": 3, "heard, again": 9}


def test_a_quick_one_and_a_full_one_are_full(collected: Any) -> None:
    quick = file_of(someone(R2), form="quick")
    assert collected(quick).responses.form == "quick"
    assert collected(quick, file_of(someone())).responses.form == "full"
    outside = file_of(someone(R2, answers={"role": "some", "asked": "after"}), form="quick")
    assert collected(outside).responses.respondents[0].set_aside == {"role": "some"}


def test_what_was_set_aside_before_stays_so(collected: Any) -> None:
    first = collected(file_of(someone()), file_of(someone(answers={"asked": "start"})), file_of(someone(R2, "bored")),
                      file_of(someone()))  # fmt: skip
    again = collected(first.text.encode(), first.text.encode())
    assert again.responses.respondents == first.responses.respondents
    assert [each for each in aside(again) if each in aside(first)] == aside(first)


def test_questions_of_their_own_and_units_stay(collected: Any) -> None:
    own = [{"ask": "Who chose the name?", "answer": "Nobody knows."}]
    (person,) = collected(file_of(someone(unit="North", own_questions=own))).responses.respondents
    assert (person.unit, person.own_questions[0].answer) == ("North", "Nobody knows.")


# What refuses all


def test_every_problem_of_every_file_is_told_at_once(collected: Any) -> None:
    bad = [b"response: [", file_of(someone(), date="2026-02-31"), file_of(), file_of(someone(email="a@b")), {}, "nix"]
    assert refused(collected, *bad) == [
        "yaml-syntax", "bad-date", "bad-value", "unknown-key", "no-response-version", "no-such-file",
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["answers", "own_questions", ""])
def test_no_unknown_key_comes_through(collected: Any, place: str) -> None:
    """It could be a name, an address, or where somebody sat."""
    extra = {"own_questions": [{"ask": "Why?", "ip": "10.0.0.1"}]} if place == "own_questions" else {"phone": "1"}
    if place == "answers":
        (person,) = collected(file_of(someone(answers={"asked": "after", "phone": "1"}))).responses.respondents
        assert person.set_aside == {"phone": "1"}  # an answer like any other that does not fit
        return
    assert refused(collected, file_of(someone(**extra))) == ["unknown-key"]


def test_an_unknown_form_is_refused(collected: Any) -> None:
    assert refused(collected, file_of(someone(), form="quik")) == ["unknown-form"]


def test_organisations_must_agree_or_be_named(collected: Any) -> None:
    two = [file_of(someone()), file_of(someone(R2), agency="tiny  HOUSE "), file_of(someone(R3), agency="Other")]
    assert collected(*two[:2]).responses.agency == "Tiny House"
    assert refused(collected, *two) == ["agencies-differ", "agencies-differ"]
    assert collected(*two, agency="Both").responses.agency == "Both"


@pytest.mark.parametrize(
    ("words", "code"),
    [({"agency": " "}, "no-agency"), ({"agency": "x" * 201}, "bad-value"), ({"min_view": 2}, "bad-value")],
)
def test_wrong_arguments_are_usage(collected: Any, words: dict[str, Any], code: str) -> None:
    with pytest.raises(AssessorError) as caught:
        collected(file_of(someone()), **words)
    assert (caught.value.exit_code, [each.code for each in caught.value.problems]) == (2, [code])


def test_nothing_to_collect(tiny: Pack) -> None:
    assert refused(lambda: collect([], pack=tiny)) == ["nobody-counts"]
    assert refused(lambda: collect([])) == ["nobody-counts"]


def test_more_than_can_be_read_again_is_refused(collected: Any) -> None:
    people = [someone(f"r{n:08x}", answers={"words": "x" * 19_000}) for n in range(120)]
    assert refused(collected, file_of(*people)) == ["too-big"]


def test_without_a_pack_the_one_most_files_are_for_is_used() -> None:
    bundled = file_of(someone(answers={}), pack={"id": "participation", "version": 1})
    found = collect([bundled, file_of(someone(R2), pack={"id": "tiny", "version": 1})])
    assert (found.pack.id, [reason for reason, _ in aside(found)]) == ("participation", ["other_pack"])
    assert refused(lambda: collect([file_of(someone())])) == ["no-pack"]


# How many must answer


@pytest.mark.parametrize(
    ("given", "files", "wanted"), [(None, [], 5), (3, [], 3), (None, [8], 8), (3, [8], 8), (None, [3], 3), (9, [8], 9)]
)
def test_the_larger_promise_holds(collected: Any, given: int | None, files: list[int], wanted: int) -> None:
    more = [file_of(someone(R2), min_view=each) for each in files]
    found = collected(file_of(someone()), *more, min_view=given)
    assert found.responses.min_view == wanted
    assert f"min_view: {wanted}" in found.text


def test_free_text_is_shared_only_where_it_is_said(collected: Any) -> None:
    said = file_of(someone(), share_notes=True)
    assert collected(said).responses.share_notes is False
    assert collected(said, share_notes=True).responses.share_notes is True


# Ids


def test_an_opaque_id_stays_and_any_other_goes(collected: Any) -> None:
    people = [someone(name) for name in (R1, "anna@example.org", "R0000000A", "r1")]
    found = collected(file_of(*people))
    ids = [person.id for person in found.responses.respondents]
    assert R1 in ids
    assert len(set(ids)) == 4
    assert all(OPAQUE.fullmatch(each) for each in ids)
    assert "anna" not in found.text
    assert "r1\n" not in found.text


def test_a_set_aside_person_has_the_id_of_the_one_who_counts(collected: Any) -> None:
    found = collected(file_of(someone("anna")), file_of(someone("anna", answers={"asked": "start"})))
    assert aside(found)[0][1]["id"] == found.responses.respondents[0].id


def test_two_ids_never_fall_together(monkeypatch: pytest.MonkeyPatch) -> None:
    class Digest:
        def __init__(self, text: bytes) -> None:
            self.text = text

        def hexdigest(self) -> str:
            return "0" * 8 + self.text.hex()[-56:].rjust(56, "0")

    monkeypatch.setattr("assessor.releasing.people.hmac.new", lambda key, text, kind: Digest(text))
    people = People("00", None)
    places = [Place(f"{n}" * 64, name, "service_user", None) for n, name in enumerate(["a", "b", "c", "r00000000"])]
    named = people.named(places)
    assert named[places[3]] == "r00000000"
    assert len(set(named.values())) == 4
    assert {len(name) for name in named.values()} != {9}
    assert People("00", None).named(reversed(places)) == named


# Releases


@pytest.fixture
def release(tiny: Pack, tmp_path: Path) -> Any:
    """Releases mappings one after another with one record."""
    record = tmp_path / "record.yaml"

    def call(*files: Any, **words: Any) -> Collected:
        found = collect(files, pack=tiny, release=record, **words)
        assert found.record is not None
        record.write_text(found.record, encoding="utf-8")
        return found

    return call


def test_a_person_keeps_their_id_from_release_to_release(release: Any) -> None:
    first = release(file_of(someone("anna"), someone("bob")))
    second = release(file_of(someone("bob"), someone("carl"), someone("anna")))
    ids = [{person.id for person in found.responses.respondents} for found in (first, second)]
    assert ids[0] < ids[1]
    again = release(second.text.encode(), file_of(someone("anna")))
    assert {person.id for person in again.responses.respondents} == ids[1]
    assert codes(again) == ["counted-once"]


def test_without_a_record_ids_change_from_run_to_run(collected: Any) -> None:
    ids = {collected(file_of(someone("anna"))).responses.respondents[0].id for _ in range(3)}
    assert len(ids) == 3


def test_who_moves_has_another_id_and_has_it_again(release: Any) -> None:
    many = [someone(name, unit="North") for name in ("a", "b", "c", "d", R1)]
    release(file_of(*many))
    moved = [*many[:4], someone(R1, unit="South")]
    found = release(file_of(*moved))
    at = {person.unit: person for person in found.responses.respondents if person.unit == "South" or person.id == R1}
    assert at["North"].answers == {"asked": "after"}
    assert (at["South"].answers, at["South"].held) == ({}, {"asked": "after"})
    assert at["South"].id != R1
    assert release(file_of(*moved)).text == found.text
    assert release(file_of(*many)).responses.respondents[0].id in {person.id for person in found.responses.respondents}


def test_words_wait_with_the_answers_of_new_people_and_come_with_them(release: Any) -> None:
    shown = [someone(f"r{n:08x}") for n in range(10, 15)]
    release(file_of(*shown))
    own = [{"ask": "Why?"}]
    new = someone(R1, notes={"asked": "Never."}, own_questions=own)
    found = release(file_of(*shown, new))
    person = found.responses.respondents[0]
    assert (person.id, person.notes, person.own_questions, person.answers) == (R1, {}, (), {})
    assert person.held == {"asked": "after", "note on asked": "Never.", "own questions": ({"ask": "Why?"},)}
    more = [someone(f"r{n:08x}") for n in range(20, 24)]
    for files in ([file_of(*shown, new, *more)], [found.text.encode(), file_of(*more)]):
        (person,) = (each for each in release(*files).responses.respondents if each.id == R1)
        assert (person.notes, person.own_questions[0].ask, person.held) == ({"asked": "Never."}, "Why?", {})


def test_what_waits_goes_on_waiting_without_the_record(release: Any, collected: Any) -> None:
    shown = [someone(f"r{n:08x}") for n in range(10, 15)]
    release(file_of(*shown))
    waits = release(file_of(*shown, someone(R1)))
    again = collected(waits.text.encode())
    assert again.responses.respondents[0].held == {"asked": "after"}
    assert any("1 answer waits since an earlier collecting; --release" in line for line in summary(again))


def test_words_that_were_held_and_changed_by_hand_are_set_aside(release: Any) -> None:
    held = {"own questions": "Why?", "note on asked": 3}
    (person,) = release(file_of(someone(held=held))).responses.respondents
    assert person.set_aside == {"own questions": "Why?", "note on asked": 3}


def test_how_many_must_answer_never_falls(release: Any) -> None:
    assert release(file_of(someone()), min_view=8).responses.min_view == 8
    assert release(file_of(someone())).responses.min_view == 8
    assert release(file_of(someone()), min_view=3).responses.min_view == 8
    assert release(file_of(someone()), min_view=9).responses.min_view == 9


def test_a_form_and_a_date_do_not_go_back(release: Any) -> None:
    many = [someone(f"r{n:08x}", answers={"role": "some"}) for n in range(5)]
    release(file_of(*many))
    found = release(file_of(someone(R1, answers={}), form="quick", date="2025-01-01"))
    assert (found.responses.form, found.responses.date) == ("full", "2026-01-31")
    assert sum(person.answers == {"role": "some"} for person in found.responses.respondents) == 5


def test_a_record_of_an_older_pack_goes_on(release: Any, tiny: Pack, tmp_path: Path) -> None:
    instrument = tiny.instrument.model_copy(update={"version": 2})
    newer = Pack.of(type(instrument).model_validate(instrument.model_dump()), tiny.ruleset)
    many = [someone(f"r{n:08x}") for n in range(7)]
    release(file_of(*many))
    path = tmp_path / "record.yaml"
    path.write_text(path.read_text().replace("asked: after", "asked: once", 1), encoding="utf-8")
    found = collect([file_of(*many, someone("r0000000a"))], pack=newer, release=path)
    assert found.responses.pack.version == 2
    assert sum(bool(person.held) for person in found.responses.respondents) == 2
    path.write_text(str(found.record), encoding="utf-8")
    with pytest.raises(AssessorError, match="newer-pack"):
        collect([file_of(*many)], pack=tiny, release=path)


@pytest.mark.parametrize("content", ["", "[]", "release: one", "release: 1", "release: 1\nkey: x", "{", "\0"])
def test_what_is_no_record_is_refused(collected: Any, tmp_path: Path, content: str) -> None:
    path = tmp_path / "record.yaml"
    path.write_text(content)
    assert refused(collected, file_of(someone()), release=path)
    assert path.read_text() == content


def test_a_record_holds_what_was_released_and_no_more(release: Any, tmp_path: Path) -> None:
    shown = [someone(f"r{n:08x}") for n in range(10, 15)]
    release(file_of(*shown))
    found = release(file_of(*shown, someone("anna"), someone(R2, answers={"heard": 77, "asked": "start"})))
    assert found.record is not None
    assert not {"anna", "held", "set_aside", "77", "start"} & set(
        found.record.replace('"', " ").replace(":", " ").split()
    )
    assert [field for field in Release.model_fields if field not in found.record] == []


def test_a_record_without_somebody_is_still_a_record(tiny: Pack) -> None:
    person = Respondent(id=R1, perspective="manager")
    responses = Responses.model_validate(
        {"response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "A", "date": "2026-01-31", "min_view": 5,
         "respondents": (person,)}
    )  # fmt: skip
    assert "people: {}" in record_text("0" * 64, 5, {}, responses)


# The command


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["collect", *words, "--pack", str(TINY)], input=stdin, prog_name="assessor")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.yaml").write_text(json.dumps(file_of(someone("anna"))), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_and_the_record_are_for_their_owner_alone(folder: Path) -> None:
    done = run("a.yaml", "-o", "agency.yaml", "--release", "record.yaml")
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "agency.yaml", "record.yaml"]
    assert [(folder / name).stat().st_mode & 0o777 for name in ("agency.yaml", "record.yaml")] == [0o600, 0o600]
    assert done.stderr.splitlines() == [
        "Written to agency.yaml.",
        "The release record is in record.yaml. Keep it to yourself.",
        "managers: nobody counted.",
        "service users: 1 counted; 4 more are needed before anything of theirs shows.",
        "Set aside: 0 respondents, and 0 answers of those who count.",
        f"Next: assessor score agency.yaml --pack {TINY}",
    ]


def test_a_dash_reads_stdin_and_stdout_holds_the_file_alone(folder: Path) -> None:
    done = run("-", stdin=(folder / "a.yaml").read_bytes())
    assert done.exit_code == 0
    assert done.stdout.startswith("response: 1\n")
    assert run("a.yaml", "-o", "-").stdout.startswith("response: 1\n")


def test_nothing_is_written_where_anything_is_refused(folder: Path) -> None:
    (folder / "b.yaml").write_text("response: 1", encoding="utf-8")
    done = run("a.yaml", "b.yaml", "-o", "agency.yaml", "--release", "record.yaml")
    assert done.exit_code == 4
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("record", ["agency.yaml", ".", "nowhere/record.yaml"])
def test_a_record_that_cannot_be_kept_is_told_before_anything_is_written(folder: Path, record: str) -> None:
    done = run("a.yaml", "-o", "./agency.yaml", "--release", record)
    assert done.exit_code in (2, 4)
    assert not (folder / "agency.yaml").exists()


def test_no_folder_for_the_file(folder: Path) -> None:
    done = run("a.yaml", "-o", "nowhere/agency.yaml", "--release", "record.yaml")
    assert done.exit_code == 2
    assert "[unwritable]" in done.stderr
    assert not (folder / "record.yaml").exists()


def test_a_record_that_is_not_kept_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(session.Disk):
        def replace(self, source: str, target: Path) -> None:
            if target.name == "record.yaml":
                raise OSError(28, os.strerror(28))
            super().replace(source, target)

    monkeypatch.setattr(session, "Disk", Full)
    done = run("a.yaml", "-o", "agency.yaml", "--release", "record.yaml")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "agency.yaml is written, but the release record record.yaml is not: No space left on device. Give agency.yaml "
        "to nobody; make room, and run the same command again. [record-not-kept]"
    )
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "agency.yaml"]


def test_what_waits_is_told_in_words(folder: Path) -> None:
    shown = [someone(f"r{n:08x}") for n in range(5)]
    for name, people in {"1.yaml": shown, "2.yaml": [*shown, someone("r0000000a")], "3.yaml": shown[1:]}.items():
        (folder / name).write_text(json.dumps(file_of(*people)), encoding="utf-8")
    words = ["-o", "agency.yaml", "--release", "record.yaml"]
    assert "wait" not in run("1.yaml", *words).stderr
    assert (
        "service users: 1 answer waits, since now they could be told apart from those released before; 4 people more "
        "must answer before the first of them show." in run("2.yaml", *words).stderr
    )
    told = run("3.yaml", "2.yaml", *words).stderr
    assert "4 people more" in told
    (folder / "4.yaml").write_text(json.dumps(file_of(*shown[1:], someone("r0000000a"))), encoding="utf-8")
    told = run("4.yaml", *words).stderr
    assert "service users: 1 answer waits for as long as this record is kept" in told
    assert "service users: 1 person left, and what was shown of them stays as it was." in told


def test_it_is_one_of_the_public_names(tiny: Pack) -> None:
    found = assessor.collect([file_of(someone())], pack=tiny)
    assert isinstance(found, assessor.Collected)
