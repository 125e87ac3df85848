"""What every command does at its edges: stdin, several files, output files, exit codes, completion, man pages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessor.cli import COMMANDS, loaded, main
from assessor.loading.library import examples

EXAMPLE = str(next(iter(examples())))


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin, prog_name="assessor")


def test_a_dash_reads_stdin_and_gives_the_same_report() -> None:
    piped = run("score", "-", stdin=Path(EXAMPLE).read_bytes())
    assert piped.exit_code == 0
    assert piped.stdout == run("score", EXAMPLE).stdout


def test_one_file_is_one_object_and_several_are_one_a_line() -> None:
    one = json.loads(run("score", EXAMPLE, "--format", "json").stdout)
    lines = run("score", EXAMPLE, EXAMPLE, "--format", "json").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [one, one]


def test_output_goes_to_a_file_whole_and_stdout_stays_empty(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    done = run("score", EXAMPLE, "-o", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == run("score", EXAMPLE).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_one_bad_file_of_two_gives_no_report_and_every_problem(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("response: 9\n")
    done = run("score", EXAMPLE, str(bad))
    assert (done.exit_code, done.stdout) == (4, "")
    assert "newer-response" in done.stderr


@pytest.mark.parametrize(
    "words", [["scroe"], ["score"], ["show", "rulez"], ["score", "x", "--engine", "fast"], ["take"]]
)
def test_usage_errors_end_with_2(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_mistyped_command_is_told_the_nearest() -> None:
    assert "Did you mean score?" in run("scroe").stderr


@pytest.mark.parametrize("engine", ["auto", "rete", "reference"])
def test_every_engine_prints_the_same(engine: str) -> None:
    assert run("score", EXAMPLE, "--engine", engine).stdout == run("score", EXAMPLE).stdout


def test_version_names_engine_and_packs() -> None:
    told = run("--version").stdout.splitlines()
    assert told[0].startswith("assessor 0.")
    assert told[1].startswith("engine: ")
    assert told[2].startswith("pack: participation 1 (sha256 ")


def test_plain_has_no_tables_and_no_bars() -> None:
    plain = run("score", EXAMPLE, "--plain").stdout
    assert "----" not in plain
    assert "####" not in plain
    assert "Dimension: Overall; Score: " in plain


@pytest.mark.parametrize("sort", ["responses", "assessment", "instrument", "ruleset"])
def test_schemas_are_json_schemas_and_our_own_files_fit_them(sort: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run("schema", sort).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    if sort == "assessment":
        jsonschema.validate(json.loads(run("score", EXAMPLE, "--format", "json").stdout), schema)


@pytest.mark.parametrize("sort", ["packs", "items", "rules", "strategies", "sources", "glossary"])
def test_everything_can_be_shown_as_text_and_json(sort: str) -> None:
    assert run("show", sort).exit_code == 0
    assert json.loads(run("show", sort, "--format", "json").stdout)


def test_one_thing_is_shown_whole_and_an_unknown_one_names_the_nearest() -> None:
    assert "because" in run("show", "rules", "tok.asked_after").stdout
    wrong = run("show", "rules", "tok.asked_afer")
    assert (wrong.exit_code, "Did you mean tok.asked_after?" in wrong.stderr) == (2, True)


def test_the_program_going_wrong_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("assessor.api.assess", fail)
    done = run("score", EXAMPLE)
    assert done.exit_code == 70
    assert done.stderr.startswith("The program went wrong: RuntimeError: broken.")


def test_the_shell_completes_commands() -> None:
    environment = {**os.environ, "_ASSESSOR_COMPLETE": "bash_complete", "COMP_WORDS": "assessor sc", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from assessor.cli import main; main(prog_name='assessor')"],
        env=environment, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert done.stdout.split() == ["plain,score", "plain,schema"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of click_man itself
def test_a_man_page_is_built_from_the_commands(tmp_path: Path) -> None:
    man = pytest.importorskip("click_man.core")
    man.write_man_pages("assessor", loaded(), version="0.1.0", target_dir=str(tmp_path))
    pages = {path.name for path in tmp_path.iterdir()}
    assert pages == {"assessor.1", *(f"assessor-{command}.1" for command in COMMANDS)}
    assert "assessor score answers.yaml" in (tmp_path / "assessor-score.1").read_text(encoding="utf-8")
