"""The schemas for authors: every file of every pack fits, broken files do not, and each key says what it is for."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from assessor.cli import main
from assessor.loading.library import bundled_folder, bundled_packs
from assessor.loading.pack import LISTS, SINGLES
from assessor.loading.strict_yaml import read_file
from assessor.model.schemas import FILES, json_schema
from tests.conftest import TINY

Pairs = Iterator[tuple[str, dict[str, Any]]]


def sort_of(path: Path) -> str:
    """The schema that a file of a pack must fit, by its place and name."""
    if "rules" in path.parts:
        return "rules"
    if "examples" in path.parts:
        return "responses"
    return {"instrument": "head", "forms": "forms"}.get(path.stem, "section")


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


@cache
def validator(sort: str) -> Any:
    return jsonschema.Draft202012Validator(json_schema(sort))


def faults(sort: str, value: Any) -> list[str]:
    return [error.message for error in validator(sort).iter_errors(value)]


def all_files() -> list[Path]:
    folders = [bundled_folder(kind) for kind in ("questionnaires", "rules")]
    return sorted(path for folder in (*folders, TINY) for path in folder.rglob("*.yaml"))


@pytest.mark.parametrize("path", all_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_of_every_pack_fits_its_schema(path: Path) -> None:
    assert faults(sort_of(path), plain(read_file(path).value)) == []


def test_the_files_are_those_of_all_packs() -> None:
    assert {path.parent.name for path in all_files()} >= {*bundled_packs(), "examples"}


@pytest.mark.parametrize("sort", FILES)
def test_a_schema_is_a_schema_and_is_printed(sort: str) -> None:
    printed = CliRunner().invoke(main, ["schema", sort], prog_name="assessor")
    assert printed.exit_code == 0
    schema = json.loads(printed.stdout)
    assert schema == json_schema(sort)
    jsonschema.Draft202012Validator.check_schema(schema)


def keys(schema: dict[str, Any]) -> Pairs:
    """(model and key, schema of the key) of all models."""
    for model, made in (("", schema), *schema.get("$defs", {}).items()):
        for key, inner in made.get("properties", {}).items():
            yield f"{model} {key}", inner


@pytest.mark.parametrize("sort", FILES)
def test_every_key_says_what_it_is_for(sort: str) -> None:
    said = {name: inner.get("description", "") for name, inner in keys(json_schema(sort))}
    assert [name for name, words in said.items() if len(words) < 4 or not words.endswith((".", "…"))] == []


def test_the_rules_schema_knows_the_lists_that_the_reader_knows() -> None:
    schema = json_schema("rules")
    assert set(schema["properties"]) == {*LISTS, *SINGLES}
    assert "required" not in schema


RULE = """{id: a, title: A, when: {score: say, below: 40}, then: {need: more, severity: 2}, because: B., source: [S],
  basis: inference, examples: [{given: {}, expect: undecided}, {given: {scores: {say: 40}}, expect: silent}]}"""
ITEM = "{id: a, kind: text, ask: {manager: A?}, why: B.}"
BROKEN = {
    "a key that is not known": ("rules", f"rules: [{RULE}]", "because:", "becuase:"),
    "a list that is not known": ("rules", f"rules: [{RULE}]", "rules:", "rulez:"),
    "two operators": ("rules", f"rules: [{RULE}]", "below: 40", "below: 40, above: 20"),
    "no operator": ("rules", f"rules: [{RULE}]", ", below: 40", ""),
    "two conclusions": ("rules", f"rules: [{RULE}]", "need: more", "need: more, note: Other."),
    "an indicator without a weight": ("rules", f"rules: [{RULE}]", "need: more", "indicator_of: danger"),
    "a basis that is none": ("rules", f"rules: [{RULE}]", "basis: inference", "basis: hearsay"),
    "an outcome that is none": ("rules", f"rules: [{RULE}]", "expect: silent", "expect: quiet"),
    "a condition that reads nothing": ("rules", f"rules: [{RULE}]", "score: say", "scroe: say"),
    "an id with a blank": ("section", f"section: one\ntitle: One\nitems: [{ITEM}]", "id: a", "id: a b"),
    "a weight below 1": ("section", f"section: one\ntitle: One\nitems: [{ITEM}]", "why: B.", "why: B., weight: 0"),
    "a question for an id that is none": ("section", f"section: one\ntitle: One\nitems: [{ITEM}]", "manager", "1st"),
    "no items": ("section", f"section: one\ntitle: One\nitems: [{ITEM}]", f"items: [{ITEM}]", "items: []"),
    "an empty text": ("section", f"section: one\ntitle: One\nitems: [{ITEM}]", "title: One", 'title: ""'),
    "no forms": ("forms", "forms: [{id: full, title: All}]", "{id: full, title: All}", ""),
    "a form without a title": ("forms", "forms: [{id: full, title: All}]", ", title: All", ""),
    "no perspectives": (
        "head", "id: a\nversion: 1\ntitle: A\nintroduction: B\nsections: [one]\nperspectives: []",
        "perspectives: []", "perspective: []",
    ),
    "a day that is none": (
        "responses", "response: 1\npack: {id: a, version: 1}\nagency: A\ndate: 2026-01-31\n"
        "respondents: [{id: r1, perspective: manager}]", "2026-01-31", "31.1.2026",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_does_not_fit(fault: str, tmp_path: Path) -> None:
    sort, good, before, after = BROKEN[fault]
    assert before in good
    found = []
    for content in (good, good.replace(before, after, 1)):
        path = tmp_path / "file.yaml"
        path.write_text(content, encoding="utf-8")
        found.append(faults(sort, plain(read_file(path).value)))
    assert found[0] == []
    assert found[1] != []
