"""FHIR QuestionnaireResponses as a table: a row for each, a column for each linkId; what is none is told."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.language.unsaid import Unsaid, phrase, quoted
from assessor.tables.block import MAX_RECORD, RECORD, Block, Fault, Original, Part
from assessor.tables.delimited import BOM, Delimited

MAX_BYTES = 200_000_000
"""A document is held whole while it is read; of one response a line, each line is."""
OURS = "urn:assessor:"
"""How our questionnaires are called: this, and pack-perspective-form."""
LINES = (".ndjson", ".jsonl")
VALUES = ("Coding", "Integer", "Decimal", "String", "Boolean", "Date")
SHOWN = 1_000


class Odd(ValueError):
    """Why a response cannot be taken: `said`."""

    def __init__(self, said: Unsaid) -> None:
        self.said = said
        super().__init__(said)


class FhirTable(Delimited):
    """The responses of a file, written out as delimited text once."""

    def __init__(self, path: Path, name: str, part_rows: int, target: Path) -> None:
        self.faults: dict[int, Problem] = {}
        self.raw: dict[int, str] = {}
        self.lines: list[int] = []
        rows: list[dict[str, str]] = []
        for line, resource, text in self._resources(path, name):
            self.lines.append(line)
            try:
                rows.append(flat(resource))
            except Odd as reason:
                rows.append({})
                self.faults[len(rows)] = problem("fhir-record", reason=reason.said)
                self.raw[len(rows)] = text[:SHOWN]
        if not rows:
            raise AssessorError([problem("empty", file=name)], BAD_RESPONSES)
        columns = dict.fromkeys(key for row in rows for key in row) or {"linkId": None}
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        super().__init__(target, name, part_rows, "utf-8")

    def _resources(self, path: Path, name: str) -> Iterator[tuple[int, Any, str]]:
        """(line, or 0 where there is no saying; resource; its text where that is a line)."""
        if path.stat().st_size > MAX_BYTES:
            raise AssessorError([problem("too-big", file=name, limit=MAX_BYTES // 1_000_000)], BAD_RESPONSES)
        content = path.read_bytes().removeprefix(BOM)
        if path.suffix.lower() not in LINES:
            whole = _parsed(content)
            if not isinstance(whole, Odd):
                yield from ((0, each, json.dumps(each, ensure_ascii=False)[:SHOWN]) for each in _bundled(whole))
                return
            if content.count(b"\n") < 2 or isinstance(_parsed(content.split(b"\n")[0]), Odd):
                raise AssessorError([problem("damaged", file=name, reason=whole.said)], BAD_RESPONSES)
        for line, raw in enumerate(content.split(b"\n"), 1):
            if raw.strip():
                long = len(raw) > MAX_RECORD
                found = Odd(phrase("it is longer than 1 MB")) if long else _parsed(raw)
                yield line, found, raw[:SHOWN].decode("utf-8", "backslashreplace")

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        block = super().block(part, wanted, bits)
        here = [record for record in self.faults if part.first <= record < part.first + part.records]
        if not here:
            return block
        frame = block.frame.filter(~block.frame[RECORD].is_in(here))
        skipped = block.skipped - (len(here) - (block.frame.height - frame.height))
        faults = [Fault(record, self.faults[record]) for record in here]
        return replace(block, frame=frame, faults=[*block.faults, *faults], skipped=skipped)

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        found = super().originals(part, records)
        return {
            record: Original(each.line, self.raw[record]) if record in self.raw else each
            for record, each in found.items()
        }

    def _line(self, record: int, line: int) -> int:
        return self.lines[record - 1]


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw, parse_float=str, parse_constant=str)
    except UnicodeDecodeError:
        return Odd(phrase("it is not UTF-8 text"))
    except json.JSONDecodeError as error:
        return Odd(
            phrase(
                "it is no JSON: {reason} at character {number}", reason=quoted(error.msg.lower()), number=error.pos + 1
            )
        )
    except (RecursionError, ValueError) as error:
        return Odd(phrase("it cannot be read ({name})", name=type(error).__name__))


def _bundled(whole: Any) -> list[Any]:
    """The resources of a Bundle or of a list, or the one there is."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and whole.get("resourceType") == "Bundle":
        entries = whole.get("entry", [])
        entries = entries if isinstance(entries, list) else [entries]
        return [each.get("resource") if isinstance(each, dict) else each for each in entries]
    return [whole]


def flat(resource: Any) -> dict[str, str]:
    """The answers of one response by linkId, options that are ticked joined; raises Odd where it is none."""
    if isinstance(resource, Odd):
        raise resource
    if not isinstance(resource, dict):
        raise Odd(phrase("it is no object"))
    sort = resource.get("resourceType")
    if sort != "QuestionnaireResponse":
        wrong = phrase("its resourceType is {name}", name=repr(sort)) if sort else phrase("it has no resourceType")
        raise Odd(wrong)
    if resource.get("status") == "entered-in-error":
        raise Odd(phrase("its status is entered-in-error"))
    found = dict(_named(resource))
    answers: dict[str, list[str]] = {}
    todo = [resource]
    while todo:
        node = todo.pop(0)
        inner = node.get("item", [])
        if not isinstance(inner, list) or not all(isinstance(each, dict) for each in inner):
            raise Odd(phrase("item is no list of objects"))
        todo += inner
        given = node.get("answer", [])
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise Odd(phrase("answer is no list of objects"))
        todo += given
        if given:
            link = node.get("linkId")
            if not isinstance(link, str) or not link.strip():
                raise Odd(phrase("an answer has no linkId"))
            answers.setdefault(link, []).extend(_value(each, link) for each in given)
    for link, values in answers.items():
        if link in found:
            raise Odd(phrase("{link} is answered twice", link=link))
        found[link] = ";".join(values)
    return {key: text.replace("\0", " ") for key, text in found.items()}


def _named(resource: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the response says of itself: its id, and of a questionnaire of ours the perspective and the form."""
    name = resource.get("id")
    if isinstance(name, str):
        yield "id", name
    url = resource.get("questionnaire")
    if isinstance(url, str) and url.startswith(OURS):
        parts = url.removeprefix(OURS).partition("|")[0].split("-")
        if len(parts) >= 3:
            yield "perspective", parts[-2]
            yield "form", parts[-1]


def _value(answer: Mapping[str, Any], link: str) -> str:
    for kind in VALUES:
        value = answer.get(f"value{kind}")
        if kind == "Coding" and isinstance(value, dict):
            value = value.get("code") or value.get("display")
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str | int):
            return str(value)
    raise Odd(phrase("an answer to {link} has no value that is known here", link=link))
