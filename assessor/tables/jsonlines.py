"""JSON Lines: one object a line, its keys the names of columns; every value becomes the text it was written with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.language.unsaid import phrase, quoted
from assessor.tables.block import SAMPLED, Block, Fault, Gathered, Original, Part, lost_block
from assessor.tables.slicing import Encoded, records_of, sliced
from assessor.tables.strictly import no_text

BOM = b"\xef\xbb\xbf"
SHOWN = 1_000


class Twice(ValueError):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise Twice(next(key for key in keys if keys.count(key) > 1))
    return found


_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
"""Numbers stay as they were written, so that 3.5 and 1e3 are told like any other text."""


def parsed(raw: bytes) -> dict[str, Any] | Problem:
    """The object on a line, empty where nothing stands there, or what is wrong with it."""
    try:
        text = raw.decode("utf-8").strip()
        value = _DECODER.decode(text) if text else {}
    except UnicodeDecodeError as error:
        return no_text(raw[error.start], "utf-8")
    except Twice as error:
        return problem("json-record", reason=phrase("the key {key} stands twice", key=error))
    except json.JSONDecodeError as error:
        return problem(
            "json-record",
            reason=phrase("{reason} at character {number}", reason=quoted(error.msg), number=error.pos + 1),
        )
    except RecursionError:
        return problem("json-record", reason=phrase("it is nested too deep"))
    if not isinstance(value, dict):
        return problem(
            "json-record", reason=phrase("it is a list") if isinstance(value, list) else phrase("it is a single value")
        )
    if "\\u" in text and any(_half(part) for pair in value.items() for part in pair):
        return problem("bad-text", reason=phrase("holds half of a surrogate pair"))
    return value


def _half(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_half, value))
    return isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value)


def as_text(value: Any) -> str | None:
    """A value as the text of a cell: options of a list joined, true and false in words."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ";".join(value)
    return json.dumps(value, ensure_ascii=False)


class JsonLines:
    """A file with one object a line; its columns are the keys of the first records, and those that come later."""

    def __init__(self, path: Path, name: str, part_rows: int) -> None:
        self.path, self.name = path, name
        self.notes: tuple[Problem, ...] = ()
        with path.open("rb") as file:
            start = file.read(len(BOM))
            if start.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise AssessorError(
                    [problem("not-text", file=name, line=1, reason=phrase("it looks like UTF-16"))], BAD_RESPONSES
                )
            file.seek(len(BOM) if start == BOM else 0)
            self.parts: tuple[Part, ...] = tuple(sliced(file, 1, part_rows, Encoded(), quoting=False))
        if not self.parts:
            raise AssessorError([problem("empty", file=name)], BAD_RESPONSES)
        self.sample: Mapping[str, Sequence[str]] = self._sample()
        self.headers = tuple(self.sample)
        if not self.headers:
            raise AssessorError([self._nothing()], BAD_RESPONSES)

    def _nothing(self) -> Problem:
        """Why no column was found."""
        first = self.parts[0]
        raw = next(iter(records_of(self._bytes(first), quoting=False)))[0]
        found = problem("json-record", reason=phrase("it is too long")) if first.lost else parsed(raw)
        found = found if isinstance(found, Problem) else problem("json-record", reason=phrase("nothing stands in it"))
        return replace(found, file=self.name, line=1)

    def _sample(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        first = next((part for part in self.parts if not part.lost), None)
        for raw, _ in list(records_of(self._bytes(first), quoting=False))[:SAMPLED] if first else ():
            value = parsed(raw)
            for key, cell in value.items() if isinstance(value, dict) else ():
                found.setdefault(key, []).append(as_text(cell) or "")
        return found

    def _bytes(self, part: Part) -> bytes:
        with self.path.open("rb") as file:
            file.seek(part.offset)
            return file.read(min(part.size, SHOWN) if part.lost else part.size)

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        if part.lost:
            return lost_block(part, wanted)
        gathered, block = Gathered(wanted), Block(Gathered(wanted).frame())
        known = {*self.headers, *wanted}
        for record, (raw, _) in enumerate(records_of(self._bytes(part), quoting=False), part.first):
            value = parsed(raw)
            if isinstance(value, Problem):
                block.faults.append(Fault(record, value))
            elif not any(cell.strip() if isinstance(cell, str) else cell is not None for cell in value.values()):
                block.skipped += 1
            else:
                gathered.add(record, [as_text(value.get(header)) for header in wanted])
                for key in value.keys() - known if not value.keys() <= known else ():
                    block.late.setdefault(key, []).append(record)
        block.frame = gathered.frame()
        return block

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        asked, found = set(records), {}
        for place, (raw, _) in enumerate(records_of(self._bytes(part), quoting=False)):
            if part.first + place in asked:
                value = parsed(raw)
                cells = raw[:SHOWN].decode("utf-8", "backslashreplace") if isinstance(value, Problem) else value
                found[part.first + place] = Original(part.line + place, cells)
        return found
