"""Bad input of every kind: a clear error with its place and exit code, or a clean rendering; never a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessor.api import read_responses
from assessor.cli import main
from assessor.errors import AssessorError
from tests.broken.fixture import GOOD
from tests.conftest import TINY

DANGEROUS = "\x1b[31mred\x1b]8;;http://x\x07 \u202egnp.exe \u2066 \x00 \x08"


def score(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["score", str(path), "--pack", str(TINY), *words], prog_name="assessor")


def refused(path: Path, code: str, exit_code: int = 4) -> Result:
    done = score(path)
    assert (done.exit_code, done.stdout) == (exit_code, ""), done.stderr
    assert f"[{code}]" in done.stderr
    assert "Traceback" not in done.output
    return done


BAD_ANSWERS = {
    "a point above the scale": ("{heard: 5}", "bad-answer"),
    "a point below the scale": ("{heard: -1}", "bad-answer"),
    "half a point": ("{heard: 2.5}", "bad-answer"),
    "a point in quotes": ('{heard: "3"}', "bad-answer"),
    "true for a point": ("{heard: true}", "bad-answer"),
    "true for an option": ("{asked: true}", "bad-answer"),
    "a place for an option": ("{asked: 1}", "bad-answer"),
    "a list for an option": ("{asked: [after]}", "bad-answer"),
    "one option not in a list": ("{ways: phone}", "bad-answer"),
    "an option ticked twice": ("{ways: [phone, phone]}", "bad-answer"),
    "an option that is none": ("{ways: [fax]}", "bad-answer"),
    "a count above what there can be": ("{people: 501}", "bad-answer"),
    "keys for an answer": ("{people: {a: 1}}", "bad-answer"),
    "a number for words": ("{words: 3}", "bad-answer"),
    "blanks": ('{asked: "  "}', "blank-answer"),
    "not a number": ("{heard: .nan}", "not-a-number"),
    "infinity": ("{heard: -.inf}", "not-a-number"),
    "an unknown item": ("{hard: 3}", "unknown-item"),
}


@pytest.mark.parametrize("case", BAD_ANSWERS)
def test_a_bad_answer_is_refused_with_its_place(case: str, tmp_path: Path) -> None:
    answers, code = BAD_ANSWERS[case]
    path = tmp_path / "responses.yaml"
    path.write_text(GOOD.replace("{asked: after}", answers), encoding="utf-8")
    assert "responses.yaml:6:" in refused(path, code).stderr


BAD_BYTES = {
    "empty": (b"", "empty"),
    "blank lines": (b" \n\n", "empty"),
    "only comments": (b"# nothing\n", "no-response-version"),
    "truncated": (GOOD.encode()[:-6], "yaml-syntax"),
    "binary": (bytes(range(256)) * 20, "not-text"),
    "UTF-16": (GOOD.encode("utf-16"), "not-text"),
    "latin-1": (GOOD.replace("Tiny", "Caf\xe9").encode("latin-1"), "not-text"),
    "NUL bytes": (GOOD.replace("Tiny", "T\0iny").encode(), "not-text"),
    "30,000 brackets": (b"[" * 30_000, "yaml-too-deep"),
    "30,000 braces": (b"{a: " * 30_000, "yaml-too-deep"),
    "an alias bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "yaml-alias"),
    "an object to be made": (b"!!python/object/apply:os.system ['true']\n", "yaml-tag"),
    "two documents": (GOOD.encode() + b"---\n" + GOOD.encode(), "yaml-many-documents"),
    "a list at the top": (b"- a\n", "no-response-version"),
    "escape characters in the file itself": (GOOD.replace("Tiny", "\x1b[31m").encode(), "yaml-syntax"),
    "half a surrogate pair": (b'{"response": 1, "agency": "\\ud83d"}', "yaml-syntax"),
    "a string that is never closed": (b"response: 1\nagency: 'T\n", "yaml-syntax"),
}


@pytest.mark.parametrize("case", BAD_BYTES)
def test_a_bad_file_is_refused(case: str, tmp_path: Path) -> None:
    content, code = BAD_BYTES[case]
    path = tmp_path / "responses.yaml"
    path.write_bytes(content)
    refused(path, code)


def test_a_hundred_megabytes_are_refused_by_their_size_alone(tmp_path: Path) -> None:
    path = tmp_path / "responses.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    refused(path, "too-big")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    refused(tmp_path, "unreadable")
    refused(tmp_path / "none.yaml", "no-such-file")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    path = tmp_path / "responses.yaml"
    path.write_text(GOOD)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    locked = "responses.yaml"
    assert "cannot be read: Permission denied." in refused(path, "unreadable").stderr
    locked = "ruleset.yaml"
    assert "ruleset.yaml cannot be read: Permission denied." in refused(path, "unreadable", 2).stderr


def test_every_problem_of_a_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "responses.yaml"
    path.write_text(
        "response: 1\npack: {id: tiny, version: 9}\nform: long\nagency: Tiny\ndate: 2026-13-01\nrespondents:\n"
        "  - id: r1\n    perspective: manager\n    answers:\n      asked: never\n      heard: 7\n      herd: 1\n"
        '      words: " "\n'
    )
    lines = refused(path, "newer-pack").stderr.splitlines()
    assert [(line.split(":")[1], line.rsplit("[", 1)[1]) for line in lines] == [
        ("2", "newer-pack]"),
        ("3", "unknown-form]"),
        ("5", "bad-date]"),
        ("10", "bad-answer]"),
        ("11", "bad-answer]"),
        ("12", "unknown-item]"),
        ("13", "blank-answer]"),
    ]


@pytest.mark.parametrize("layout", [["--format", "text"], ["--format", "markdown"], ["--plain"]])
def test_dangerous_characters_in_free_text_come_out_clean(layout: list[str], tmp_path: Path) -> None:
    written = json.loads(json.dumps({"agency": DANGEROUS}))["agency"]
    response = {
        "response": 1, "pack": {"id": "tiny", "version": 1}, "agency": written, "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": "manager", "answers": {"words": written, "asked": "after"},
                         "notes": {"asked": written}}],
    }  # fmt: skip
    path = tmp_path / "responses.json"
    path.write_text(json.dumps(response), encoding="utf-8")
    done = score(path, *layout)
    assert done.exit_code == 0, done.stderr
    assert "red" in done.stdout
    assert all(character.isprintable() or character == "\n" for character in done.stdout)


def test_dangerous_characters_in_an_error_come_out_clean(tmp_path: Path) -> None:
    path = tmp_path / "responses.yaml"
    path.write_text(GOOD.replace("{asked: after}", '{"\\e[31m\\u202e": 1}'), encoding="utf-8")
    shown = refused(path, "unknown-item").stderr
    assert all(character.isprintable() or character == "\n" for character in shown)


def test_json_with_tabs_and_surrogate_pairs_is_read(tmp_path: Path) -> None:
    response = {
        "response": 1, "pack": {"id": "tiny", "version": 1}, "agency": "Caf\u00e9 \U0001f600", "date": "2026-01-31",
        "respondents": [{"id": "r1", "perspective": "manager", "answers": {"asked": "after"}}],
    }  # fmt: skip
    path = tmp_path / "responses.json"
    path.write_text(json.dumps(response, indent="\t"), encoding="utf-8")
    assert "Caf\u00e9 \U0001f600" in score(path).stdout


def test_missing_is_never_zero(tmp_path: Path) -> None:
    path = tmp_path / "responses.yaml"
    path.write_text(GOOD.replace("{asked: after}", "{heard: , asked: dont_know}"), encoding="utf-8")
    found = json.loads(score(path, "--format", "json").stdout)
    assert found["scores"]["say"]["score"] is None
    assert found["overall"]["score"] is None


def test_from_python_the_same_faults_raise_with_all_problems() -> None:
    with pytest.raises(AssessorError) as caught:
        read_responses({"response": 1, "pack": {"id": "participation", "version": 1}, "agency": "", "date": "x"})
    assert caught.value.exit_code == 4
    assert {found.code for found in caught.value.problems} == {"bad-value", "missing-key"}
