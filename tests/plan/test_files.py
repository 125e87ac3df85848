"""Plan files: written by us, edited by hand, refused with every problem at once; and the commands over them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import assessor
from assessor.advice.plan import plan
from assessor.api import assess
from assessor.cli import main
from assessor.errors import AssessorError, Problem
from assessor.loading.library import examples
from assessor.loading.plan_file import plan_as_yaml, read_plan
from assessor.model.plan import Plan
from assessor.report.pages import laid_out
from assessor.report.plan_page import plan_outline
from tests.pace import runs
from tests.test_golden import GOLDEN

EXAMPLES = {path.stem: path for path in examples()}
RIVERSIDE = EXAMPLES["riverside"]


def run(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="assessor")


def of(name: str) -> Plan:
    return plan(assess(EXAMPLES[name]))


@pytest.mark.parametrize("ending", ["plan.yaml", "plan.md"])
@pytest.mark.parametrize("name", ["harbour", "lantern"])
def test_the_plan_of_an_example_reads_as_it_did(name: str, ending: str) -> None:
    result = assess(EXAMPLES[name])
    made = plan(result)
    shown = plan_as_yaml(made) if ending == "plan.yaml" else laid_out(plan_outline(made, result.pack), "markdown")
    kept = GOLDEN / f"{name}.{ending}"
    if os.environ.get("ASSESSOR_GOLDEN") == "write":
        kept.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "note", ["word " * 3000, "x" * 20_000, "a\n\n b\t\n", "\u00e9" * 5000, '"\\', " lead", "tail "]
)
def test_long_and_odd_notes_come_back_whole(note: str) -> None:
    made = of("riverside").model_copy(update={"note": note})
    assert read_plan(plan_as_yaml(made).encode()) == made


HAND_WRITTEN = """\
plan: 1
agency: Riverside Community Services   # as in the answers
date: 2026-03-31
pack: {id: participation, version: 1}
drafted_with_service_users: yes
look_again: 2026-09-01
champions:
  - name: Ana
    is_service_user: yes
  - {name: Bo, is_senior: yes}
strategies:
  - strategy: PRA-03
    owner: Ana
    due: 2026-06-01
    status: started
    note: |
      Began with the menu.

      Then the rota.
  - title: A tea every month
"""


def test_a_plan_may_be_written_by_hand_with_no_more_than_is_known() -> None:
    made = read_plan(HAND_WRITTEN.encode())
    assert (made.drafted_with_service_users, made.champions[0].is_service_user) == ("yes", "yes")
    assert made.strategies[0].note == "Began with the menu.\n\nThen the rota.\n"
    assert made.strategies[1].status == "not_started"
    text = plan_as_yaml(made)
    assert plan_as_yaml(read_plan(text.encode())) == text
    carried = assessor.update(of("riverside"), made)
    assert [step.owner for step in carried.strategies if step.strategy == "PRA-03"] == ["Ana"]
    assert carried.strategies[-1].title == "A tea every month"


BAD: dict[str, tuple[str, set[str]]] = {
    "an unknown status": ("strategies: [{strategy: PRA-03, status: finished}]", {"bad-word"}),
    "a date that is none": ("look_again: 2026-13-01", {"bad-date"}),
    "a date written short": ("look_again: 2026-3-1", {"bad-date"}),
    "a week for a date": ("look_again: 2026-W10-1", {"bad-date"}),
    "a year for a date": ("look_again: 2026", {"wrong-type"}),
    "an unknown strategy": ("strategies: [{strategy: PRA-33}]", {"unknown-id"}),
    "an unknown strategy among resources": ("resources: {needs: [{strategy: PRA-33}]}", {"unknown-id"}),
    "an unknown key": ("champion: []", {"unknown-key"}),
    "a champion twice": ("champions: [{name: Ana  B}, {name: ana b}]", {"twice"}),
    "a step twice": ("strategies: [{strategy: PRA-03}, {strategy: PRA-03}]", {"twice"}),
    "a need twice": ("resources: {needs: [{strategy: PRA-03}, {strategy: PRA-03}]}", {"twice"}),
    "a barrier found and past": (
        "barriers: {found: [{finding: chl.power}],"
        " past: [{finding: chl.power, reason: not_found, left: 2026-01-01}]}", {"twice"},
    ),
    "an unknown barrier": ("barriers: {found: [{finding: chl.pwr}]}", {"unknown-id"}),
    "an unknown level": ("what: {level: {id: staring_small, low: 1, high: 2}}", {"unknown-id"}),
    "an unknown place": ("what: {little_say: {place_bored: told}}", {"unknown-id"}),
    "an unknown answer": ("what: {little_say: {place_board: tolled}}", {"unknown-id"}),
    "an unknown reason": ("why: {said: [{item: reasons, view: manager, answer: [fun]}]}", {"unknown-id"}),
    "an unknown view": ("why: {said: [{item: reasons, view: manger, answer: []}]}", {"unknown-id"}),
    "an unknown caller": ("strategies: [{strategy: PRA-03, called_by: [tokenism.likly]}]", {"unknown-id"}),
    "a step without a name": ("strategies: [{owner: Ana}]", {"missing-key"}),
    "a number for a name": ("strategies: [{strategy: PRA-03, owner: 5}]", {"wrong-type"}),
    "true for yes": ("champions: [{name: Ana, is_senior: true}]", {"bad-word"}),
    "a list for keys": ("what: []", {"wrong-type"}),
    "a text for a list": ("strategies: PRA-03", {"wrong-type"}),
    "a key twice": ("note: a\nnote: b", {"duplicate-key"}),
    "an old step without a reason": ("no_longer_needed: [{strategy: PRA-03, left: 2026-01-01}]", {"missing-key"}),
    "several at once": (
        "look_again: soon\nnote: a\nnote: b\nstrategies: [{strategy: PRA-33, status: over}]",
        {"bad-date", "bad-word", "unknown-id", "duplicate-key"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_plan_edited_wrongly_is_refused_with(case: str) -> None:
    lines, codes = BAD[case]
    head = "plan: 1\nagency: A\ndate: 2026-03-31\npack: {id: participation, version: 1}\n"
    with pytest.raises(AssessorError) as caught:
        read_plan((head + lines + "\n").encode())
    assert caught.value.exit_code == 4
    assert {each.code for each in caught.value.problems} == codes
    assert all(each.file == "plan" and each.line and each.line > 4 for each in caught.value.problems)


HEADS = {
    "nothing": ("", "empty"),
    "a list": ("[1]", "no-plan-version"),
    "no YAML": ("plan: [", "yaml-syntax"),
    "no pack": ("plan: 1\nagency: A\ndate: 2026-03-31", "missing-key"),
    "no id of a pack": ("plan: 1\npack: {id: [a]}", "missing-key"),
    "an unknown pack": ("plan: 1\npack: {id: particpation, version: 1}", "no-pack"),
    "a newer pack": ("plan: 1\nagency: A\ndate: 2026-03-31\npack: {id: participation, version: 9}", "newer-pack"),
    "a version that is none": ("plan: one\npack: {id: participation, version: 1}", "bad-value"),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_file_that_is_no_plan_is_refused(case: str) -> None:
    text, code = HEADS[case]
    with pytest.raises(AssessorError) as caught:
        read_plan(text.encode())
    assert code in {each.code for each in caught.value.problems}


PLAIN = of("harbour").model_dump(mode="json")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["PRA-03", "yes"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(deadline=None, max_examples=runs(40))
@given(st.data())
def test_whatever_stands_in_a_plan_it_is_read_or_refused_with_problems(data: st.DataObject) -> None:
    plain: Any = json.loads(json.dumps(PLAIN))
    for _ in range(data.draw(st.integers(1, 3))):
        here: Any = plain
        while True:
            key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            if not here[key] or not isinstance(here[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
                here[key] = data.draw(JUNK)
                break
            here = here[key]
    read, problems = _read(json.dumps({**plain, "plan": 1}).encode())
    assert (read is None) == bool(problems)
    assert all(each.line for each in problems)
    if read is not None:
        assert read_plan(plan_as_yaml(read).encode()) == read


def _read(content: bytes) -> tuple[Plan | None, tuple[Problem, ...]]:
    try:
        return read_plan(content), ()
    except AssessorError as error:
        return None, error.problems


def test_a_plan_is_written_carried_over_and_shown_by_commands(tmp_path: Path) -> None:
    kept, page = tmp_path / "plan.yaml", tmp_path / "plan.md"
    assert run("plan", RIVERSIDE, "-o", kept).exit_code == 0
    assert read_plan(kept) == of("riverside")
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("  owner:\n", "  owner: Ana  # agreed in May\n", 1), encoding="utf-8")
    done = run("plan", RIVERSIDE, "--update", kept, "-o", page)
    assert done.exit_code == 0
    assert "0 done, 15 still open, 0 new, 0 no longer needed.\n" in done.stderr
    assert "Owner: Ana. Due: \\_" in page.read_text(encoding="utf-8")
    assert run("plan", RIVERSIDE, "--update", kept, "-o", kept).exit_code == 0
    assert read_plan(kept).strategies[0].owner == "Ana"


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_a_plan_that_only_its_owner_may_read_stays_so(tmp_path: Path) -> None:
    kept = tmp_path / "plan.yaml"
    assert run("plan", RIVERSIDE, "-o", kept).exit_code == 0
    kept.chmod(0o600)
    assert run("plan", RIVERSIDE, "--update", kept, "-o", kept).exit_code == 0
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_plan_is_never_written_over_unless_it_is_carried_over(tmp_path: Path) -> None:
    kept = tmp_path / "plan.yaml"
    assert run("plan", RIVERSIDE, "-o", kept).exit_code == 0
    assert run("plan", RIVERSIDE, "-o", kept).exit_code == 0, "the same again loses nothing"
    typed = kept.read_text(encoding="utf-8").replace("  owner:\n", "  owner: Ana\n", 1)
    kept.write_text(typed, encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(typed.replace("Ana", "Bo"), encoding="utf-8")
    for words in ([], ["--format", "markdown"], ["--update", other], ["--update", kept, "--format", "text"]):
        done = run("plan", RIVERSIDE, *words, "-o", kept)
        assert (done.exit_code, "[plan-in-the-way]" in done.stderr) == (2, True)
        assert kept.read_text(encoding="utf-8") == typed


@pytest.mark.parametrize(("words", "starts"), [
    ([], "Plan: Riverside"), (["--plain"], "Report: Plan: Riverside"), (["--format", "markdown"], "# Plan: Riverside"),
    (["--format", "yaml"], "# A plan."),
])  # fmt: skip
def test_a_plan_is_printed_in_the_format_asked_for(words: list[str], starts: str) -> None:
    done = run("plan", "-", *words, stdin=RIVERSIDE.read_bytes())
    assert done.exit_code == 0
    assert done.stdout.startswith(starts)


@pytest.mark.parametrize("engine", ["rete", "reference"])
def test_both_engines_make_the_same_plan(engine: str) -> None:
    assert run("plan", RIVERSIDE, "--engine", engine, "--format", "yaml").stdout == plan_as_yaml(of("riverside"))


def test_check_takes_plans_too(tmp_path: Path) -> None:
    kept = tmp_path / "plan.yaml"
    kept.write_text(plan_as_yaml(of("riverside")), encoding="utf-8")
    assert run("check", kept).stdout == f"{kept}: 15 steps of a plan: no problem found.\n"
    kept.write_text(HAND_WRITTEN.replace("status: started", "status: begun"), encoding="utf-8")
    done = run("check", kept)
    assert done.exit_code == 1
    assert "status cannot be the text 'begun'" in done.stdout


def test_a_plan_fits_its_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema: Any = json.loads(run("schema", "plan").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(of("harbour").model_dump_json()), schema)


def test_the_public_names_make_and_carry_a_plan() -> None:
    first = assessor.plan(assessor.assess(RIVERSIDE))
    assert assessor.update(first, assessor.read_plan(assessor.plan_as_yaml(first).encode())) == first
