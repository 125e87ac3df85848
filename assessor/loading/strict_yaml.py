"""YAML 1.2 with limits: values with their line numbers, or every problem found; nothing is ever executed.

The events come from ruamel.yaml's pure parser; this module only nests them, so that depth, aliases, tags and duplicate
keys are refused before anything is built. Sequences become tuples, dates stay text.
"""

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, events
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

from assessor.errors import Problem, problem, system_reason
from assessor.language.unsaid import phrase, quoted

MAX_BYTES = 2_000_000
MAX_DEPTH = 40

Path_ = tuple[str | int, ...]
"""Where a value stands: keys and positions from the top."""


@dataclass(frozen=True)
class Document:
    """A value, the line of each of its parts, and what was wrong with it."""

    name: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: Path_) -> int | None:
        """The line of `path`, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


class _Refused(Exception):
    def __init__(self, found: Problem) -> None:
        self.problem = found


def read_file(path: Path, name: str | None = None) -> Document:
    """The document in the file at `path`; problems are in the document, not raised."""
    shown = name or str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return Document(shown, problems=(problem("too-big", file=shown, limit=MAX_BYTES // 1_000_000),))
        content = path.read_bytes()
    except FileNotFoundError:
        return Document(shown, problems=(problem("no-such-file", name=shown),))
    except OSError as error:
        return Document(shown, problems=(problem("unreadable", name=shown, reason=system_reason(error)),))
    return read_bytes(content, shown)


def read_bytes(content: bytes, name: str) -> Document:
    """The document in `content`; `name` is what messages call it."""
    try:
        text = _decoded(content, name)
        nesting = _Nesting(name)
        parser = YAML(typ="safe", pure=True)
        for event in parser.parse(text):
            nesting.take(event, parser)
        return Document(name, nesting.value, nesting.lines, tuple(nesting.problems))
    except _Refused as refused:
        return Document(name, problems=(refused.problem,))
    except (YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or getattr(error, "reason", None)
        reason = quoted(found) if found else phrase("it is not YAML")
        line = mark.line + 1 if mark else None
        return Document(name, problems=(problem("yaml-syntax", file=name, line=line, reason=reason),))


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise _Refused(problem("too-big", file=name, limit=MAX_BYTES // 1_000_000))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Refused(problem("not-text", file=name, reason=phrase("it looks like UTF-16")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = phrase("byte {place}", place=error.start + 1)
        raise _Refused(problem("not-text", file=name, line=line, reason=where)) from None
    if "\0" in text:
        raise _Refused(problem("not-text", file=name, reason=phrase("it holds NUL bytes")))
    if not text.strip():
        raise _Refused(problem("empty", file=name))
    # In JSON a raw tab can only be indentation, which YAML does not take.
    return text.replace("\t", " ") if text.lstrip().startswith(("{", "[")) else text


class _Nesting:
    """Nests parser events into a value, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.value: Any = None
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []
        self._open: list[tuple[Any, Path_]] = []
        self._keys: list[Any] = []
        self._documents = 0

    def take(self, event: Any, parser: YAML) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Refused(problem("yaml-many-documents", file=self.name, line=line))
            if event.version or event.tags:
                raise _Refused(problem("yaml-directive", file=self.name, line=line))
        elif isinstance(event, events.AliasEvent):
            raise _Refused(problem("yaml-alias", file=self.name, line=line))
        elif isinstance(event, events.MappingStartEvent | events.SequenceStartEvent):
            self._refuse_decoration(event, line)
            self._start({} if isinstance(event, events.MappingStartEvent) else [], line)
        elif isinstance(event, events.ScalarEvent):
            self._refuse_decoration(event, line)
            self._scalar(event, parser, line)
        elif isinstance(event, events.MappingEndEvent | events.SequenceEndEvent):
            self._end()

    def _refuse_decoration(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            raise _Refused(problem("yaml-alias", file=self.name, line=line))
        if event.tag is not None and event.tag != "!":
            raise _Refused(problem("yaml-tag", file=self.name, line=line, tag=event.tag))

    def _path(self) -> Path_:
        """Where the value about to be read will stand."""
        if not self._open:
            return ()
        container, path = self._open[-1]
        return (*path, self._keys[-1] if isinstance(container, dict) else len(container))

    def _start(self, container: Any, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _Refused(problem("yaml-too-deep", file=self.name, line=line, limit=MAX_DEPTH))
        if self._open and isinstance(self._open[-1][0], dict) and self._keys[-1] is None:
            raise _Refused(problem("yaml-bad-key", file=self.name, line=line))
        path = self._path()
        self.lines.setdefault(path, line)
        self._open.append((container, path))
        self._keys.append(None)

    def _end(self) -> None:
        container, _ = self._open.pop()
        self._keys.pop()
        self._place(tuple(container) if isinstance(container, list) else container)

    def _scalar(self, event: Any, parser: YAML, line: int) -> None:
        container = self._open[-1][0] if self._open else None
        if isinstance(container, dict) and self._keys[-1] is None:
            self._key(event.value, container, line)
            return
        self.lines.setdefault(self._path(), line)
        self._place(self._meaning(event, parser, line))

    def _key(self, key: str, container: dict[str, Any], line: int) -> None:
        if key in container:
            self.problems.append(problem("duplicate-key", file=self.name, line=line, key=key))
        self._keys[-1] = key
        self.lines[(*self._open[-1][1], key)] = line

    def _place(self, value: Any) -> None:
        if not self._open:
            self.value = value
            return
        container = self._open[-1][0]
        if isinstance(container, dict):
            container[self._keys[-1]] = value
            self._keys[-1] = None
        else:
            container.append(value)

    def _meaning(self, event: Any, parser: YAML, line: int) -> Any:
        """The scalar's value by YAML 1.2's core rules; dates stay text."""
        written = event.value
        if not event.implicit[0]:
            return _whole_characters(written)
        tag = str(parser.resolver.resolve(ScalarNode, written, event.implicit))
        if tag.endswith(":null"):
            return None
        if tag.endswith(":bool"):
            return written.lower() == "true"
        if tag.endswith((":int", ":float")):
            return self._number(written, line)
        return _whole_characters(written)

    def _number(self, written: str, line: int) -> Any:
        digits = written.replace("_", "")
        for read in (int, lambda text: int(text, 0), float):
            try:
                number = read(digits)
            except ValueError:
                continue
            if math.isfinite(number):
                return number
            break
        self.problems.append(problem("not-a-number", file=self.name, line=line, value=written))
        return None


def _whole_characters(text: str) -> str:
    """Joins the surrogate pairs that JSON's \\u escapes leave behind; half a pair is refused."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    return text
