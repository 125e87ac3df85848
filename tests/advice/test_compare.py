"""Two assessments of one agency: what moved, what chance could do, and through which answers and rules."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.advice.compare import diff
from assessor.advice.rescore import rescore
from assessor.advice.what_if import what_if
from assessor.api import assess, load_pack, read_responses
from assessor.cli import main
from assessor.errors import AssessorError
from assessor.loading.library import bundled_folder
from assessor.model.ruleset import Pack
from assessor.report.difference import difference_blocks
from assessor.report.pages import laid_out
from tests.pace import runs
from tests.properties.strategies import packs, responses
from tests.views.people import agency, everyone

EXAMPLES = bundled_folder("questionnaires") / "examples"
PARTICIPATION = load_pack("participation")


def changed_level(pack: Pack, **starts: int) -> Pack:
    """The pack with bands that start elsewhere, as its next version."""
    levels = tuple(
        level.model_copy(update={"start": starts.get(level.id, level.start)}) for level in pack.ruleset.levels
    )
    instrument = pack.instrument.model_copy(update={"version": pack.version + 1})
    return Pack.of(instrument, pack.ruleset.model_copy(update={"levels": levels}))


def test_the_same_answers_differ_in_nothing() -> None:
    result = assess(EXAMPLES / "riverside.yaml")
    found = diff(result, result)
    assert found.nothing
    assert (found.answers, found.rules) == ({}, {})
    assert set(found.steps.values()) == {"still_open"}
    assert "Nothing changed." in laid_out(difference_blocks(found, result.pack))


def test_a_change_is_traced_from_the_answer_through_the_rule_to_the_recommendation() -> None:
    before = assess(EXAMPLES / "riverside.yaml")
    found = diff(before, what_if(before, ["asked_when=from_start"]))
    assert set(found.answers) == {"asked_when"}
    assert found.rules["tok.asked_after"].by == ("asked_when",)
    assert (found.rules["tok.asked_after"].before, found.rules["tok.asked_after"].after) == ("fires", "silent")
    assert found.steps["PRA-03"] == "in_place"
    assert found.scores["power"].verdict == "better"
    assert found.scores["staff"].verdict == "same"
    assert not found.scores["power"].margin, "one person's answers have no margin"


def test_a_small_move_of_many_people_is_noise_and_a_large_one_is_not() -> None:
    def wave(best: int) -> Any:
        low = everyone(PARTICIPATION, "frontline", 20 - best, "worst")
        high = [each | {"id": f"b{n}"} for n, each in enumerate(everyone(PARTICIPATION, "frontline", best, "best"))]
        return assess(agency(PARTICIPATION, low, high), PARTICIPATION)

    small, large = diff(wave(8), wave(10)), diff(wave(4), wave(16))
    assert small.scores["staff"].verdict == "within_noise"
    assert small.scores["staff"].margin
    assert large.scores["staff"].verdict == "better"
    assert diff(wave(16), wave(4)).scores["staff"].verdict == "worse"
    told = " ".join(laid_out(difference_blocks(small, PARTICIPATION)).split())
    assert "within what chance could do" in told
    assert "cannot be told: at least five people" not in told


def test_other_rules_show_for_whom_the_level_changes_and_through_what() -> None:
    newer = changed_level(PARTICIPATION, starting_small=50)
    assert newer.version == PARTICIPATION.version + 1
    files = [read_responses(path, PARTICIPATION) for path in sorted(EXAMPLES.glob("*.yaml"))]
    same = rescore(zip(files, files, strict=True), PARTICIPATION, PARTICIPATION)
    assert same.unchanged == len(files)
    other = rescore(zip(files, files, strict=True), PARTICIPATION, newer)
    assert sum(count for _, _, count in other.levels) == len(files)
    assert [each.after.pack.version for each in other.agencies] == [newer.version] * len(files)
    assert other.unchanged < len(files)


@settings(deadline=None, max_examples=runs(20))
@given(st.data())
def test_every_rule_that_moved_names_what_moved_it(data: st.DataObject) -> None:
    pack = data.draw(packs())
    view = data.draw(st.sampled_from(list(pack.instrument.views)))
    before, after = (assess(data.draw(responses(pack, view)), pack, engine="reference") for _ in range(2))
    found = diff(before, after)
    for rule, moved in found.rules.items():
        assert moved.by, rule
        assert moved.before != moved.after
    back = diff(after, before)
    assert {name: (m.before, m.after) for name, m in back.rules.items()} == {
        name: (m.after, m.before) for name, m in found.rules.items()
    }
    assert set(back.answers) == set(found.answers)
    assert found.nothing == back.nothing
    laid_out(difference_blocks(found, pack), "markdown")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "asked_when",
            "asked_when is no change. Write ITEM=VALUE, or ITEM@PERSPECTIVE=VALUE for one view. [bad-change]",
        ),
        ("asked_wen=after", "There is no item asked_wen. Did you mean asked_when? [unknown-item]"),
        ("asked_when@boss=after", "There is no perspective boss."),
        ("asked_when=later", "'later' is not an answer to asked_when."),
        ("costs@service_user=repaid", "Nobody in this file is asked costs. It is asked of: manager, service_user."),
        ("lead_support=5", "'5' is not an answer to lead_support. Write a whole number from 0 to 4."),
    ],
)
def test_a_change_that_cannot_be_made_is_told(change: str, says: str) -> None:
    with pytest.raises(AssessorError) as caught:
        what_if(assess(EXAMPLES / "riverside.yaml"), [change])
    assert str(caught.value).startswith(says)


def test_all_that_is_wrong_with_changes_is_told_at_once() -> None:
    with pytest.raises(AssessorError) as caught:
        what_if(assess(EXAMPLES / "riverside.yaml"), ["x=1", "asked_when"])
    assert [problem.code for problem in caught.value.problems] == ["unknown-item", "bad-change"]


def test_one_view_can_be_asked_what_if_alone() -> None:
    before = assess(EXAMPLES / "harbour.yaml")
    after = what_if(before, ["costs@service_user=up_front"])
    assert after.assessment.perspectives["service_user"].items["costs"].value == "up_front"
    assert after.assessment.perspectives["manager"] == before.assessment.perspectives["manager"]


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words), prog_name="assessor")


def test_the_commands_print_what_the_library_finds(tmp_path: Path) -> None:
    riverside = str(EXAMPLES / "riverside.yaml")
    done = run("compare", riverside, riverside)
    assert (done.exit_code, "Nothing changed." in done.stdout) == (0, True)
    done = run("score", riverside, "--set", "asked_when=from_start", "--set", "seats=three")
    assert "Ask before decisions are made [PRA-03]" in done.stdout
    assert "Scores" in done.stdout
    assert run("score", riverside, "--set", "asked_when=from_start", "--format", "json").stdout.startswith("{")
    done = run("rescore", riverside, str(EXAMPLES / "harbour.yaml"), "--pack", "participation")
    assert "2 scored under both; 2 without any change." in done.stdout
    done = run("compare", riverside, str(EXAMPLES / "harbour.yaml"))
    assert done.exit_code == 4
    assert "is of another agency" in done.stderr
    done = run("compare", riverside)
    assert (done.exit_code, "[few-files]" in done.stderr) == (2, True)


def test_three_in_a_row_are_compared_step_by_step_and_as_a_whole(tmp_path: Path) -> None:
    text = (EXAMPLES / "riverside.yaml").read_text(encoding="utf-8")
    second, third = tmp_path / "second.yaml", tmp_path / "third.yaml"
    second.write_text(text.replace("asked_when: options_set", "asked_when: before"), encoding="utf-8")
    third.write_text(text.replace("asked_when: options_set", "asked_when: from_start"), encoding="utf-8")
    told = run("compare", str(EXAMPLES / "riverside.yaml"), str(second), str(third)).stdout
    assert told.count("What changed:") == 3
