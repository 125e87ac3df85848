"""What was read as one view is told with its answer; and reasons as Markdown and JSON say what the text says."""

import json

import jsonschema
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from assessor.cli import main
from assessor.model.schemas import json_schema

HARBOUR = "questionnaires/examples/harbour.yaml"
SUBJECTS = ("level", "overall", "tokenism", "gate.low_trust", "MODE-03", "STR-A1", "trust_info", "DGR-02")


def explained(subject: str, layout: str) -> str:
    done = CliRunner().invoke(main, ["explain", HARBOUR, subject, "--format", layout])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_answer_that_was_read_as_one_view_is_told() -> None:
    told = " ".join(explained("gate.low_trust", "text").split())
    assert "[trust_info] Answer (service_user, the middle one of 8): Rarely." in told


@pytest.mark.parametrize("subject", SUBJECTS)
def test_json_is_the_same_tree_and_follows_its_schema(subject: str) -> None:
    found = json.loads(explained(subject, "json"))
    jsonschema.validate(found, json_schema("explanation"))
    assert (found["subject"], found["language"]) == (subject, "en")
    flat = []

    def walk(reason: dict[str, object], depth: int = 0) -> None:
        flat.append((depth, reason["says"]))
        for part in reason["parts"]:  # type: ignore[attr-defined]
            walk(part, depth + 1)

    walk(found["reason"])
    plain = CliRunner().invoke(main, ["explain", HARBOUR, subject, "--plain"]).stdout
    assert plain.splitlines() == [f"{depth}: {says}" for depth, says in flat]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_markdown_says_every_statement_as_text(subject: str) -> None:
    tokens = MarkdownIt("commonmark").parse(explained(subject, "markdown"))
    texts = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    plain = CliRunner().invoke(main, ["explain", HARBOUR, subject, "--plain"]).stdout
    assert texts == [line.split(": ", 1)[1] for line in plain.splitlines()]
