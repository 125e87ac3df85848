"""The messages in the code, taken from its syntax, and the catalogue of French brought up to date with them.

`make catalogues` runs it. Only calls of the bare names count: `say("…")` is a message, `self.say("…")` is not.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, unescape, write_po

from assessor.language.french import FOLDER, WRITTEN

PACKAGE = Path(__file__).parent.parent.parent / "assessor"
FRENCH = FOLDER / WRITTEN
SAID, COUNTED, MARKED = ("say", "phrase"), ("count",), ("N_",)
PLACEHOLDER = re.compile(r"\{(\w*)\}")
PREVIOUS = "| msgid "
"""How Babel hands over the comment that keeps the English before."""
ONE_LINE = 100_000
"""A width that nothing reaches: every message stands on one line, so that a change shows as one line."""
HEAD = "# What the program says, in French; msgid is the English in the code."


class Said(NamedTuple):
    """A message of the code: its English, both forms where it counts, and the sense it has."""

    ids: tuple[str, ...]
    sense: str
    file: str
    line: int


class _Dateless(Catalog):
    """Babel's catalogue with a head that says only what a reader of the file needs: no dates, no version."""

    mime_headers = property(
        lambda self: [
            ("Language", "fr"),
            ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]
    )


def messages(package: Path = PACKAGE) -> list[Said]:
    """Every message, file by file in the order of the code; ValueError where one cannot be taken from the code."""
    found: list[Said] = []
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package.parent).as_posix()
        in_file = list(_messages(ast.parse(path.read_text(encoding="utf-8")), file))
        found += sorted(in_file, key=lambda said: said.line)
    return found


def _messages(tree: ast.AST, file: str) -> Iterator[Said]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name, sense = node.func.id, _sense(node)
        if name in SAID and node.args:
            yield from (Said((text,), sense, file, node.lineno) for text in _text(node.args[0], file))
        elif name in COUNTED and len(node.args) > 2:
            one, many = (list(_text(each, file)) for each in node.args[:2])
            if one and many:
                yield Said((one[0], many[0]), sense, file, node.lineno)
        elif name in MARKED and node.args:
            for line, text in _inside(node.args[0]):
                yield Said((text,), sense, file, line)


def _sense(call: ast.Call) -> str:
    given = next((word.value for word in call.keywords if word.arg == "sense"), None)
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else ""


def _text(node: ast.expr, file: str) -> Iterator[str]:
    """The message that stands in a call; nothing for a name, which was marked elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.Constant):
        raise ValueError(f"{file}:{node.lineno}: a message stands whole in the call, or is marked with N_")


def _inside(node: ast.expr) -> Iterator[tuple[int, str]]:
    """(line, text) of each text in a marked constant; one placeholder alone needs no translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if PLACEHOLDER.sub("", node.value).strip():
            yield node.lineno, node.value
    elif isinstance(node, ast.Tuple | ast.List):
        for each in node.elts:
            yield from _inside(each)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _inside(value)


def template(found: Iterable[Said]) -> Catalog:
    """The messages with no translation."""
    made = Catalog()
    for said in found:
        key = said.ids if len(said.ids) > 1 else said.ids[0]
        made.add(key, locations=[(said.file, 0)], context=said.sense or None)
    return made


def refreshed(text: str, found: Iterable[Said]) -> str:
    """The text of a catalogue, up to date with the code: new messages empty, changed ones fuzzy, old ones gone."""
    kept = read_po(StringIO(text), locale="fr")
    kept.update(template(found))
    written = _Dateless(locale="fr", header_comment=HEAD, fuzzy=False)
    for message in kept:
        if message.id:
            _tidied(message)
            written[message.id] = message
    stream = BytesIO()
    write_po(
        stream, written, width=ONE_LINE, ignore_obsolete=True, include_previous=True, include_lineno=False,
        sort_by_file=True,
    )  # fmt: skip
    return stream.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _tidied(message: Message) -> None:
    """A percent sign is a percent sign; and the English before is a comment to Babel when it reads it back."""
    message.flags -= {"python-format"}
    if message.fuzzy and not message.previous_id:
        before = [note.removeprefix(PREVIOUS) for note in message.user_comments if note.startswith(PREVIOUS)]
        message.previous_id = [unescape(each) for each in before]
    message.user_comments = [note for note in message.user_comments if not note.startswith("|")]


def translations(text: str) -> list[Message]:
    """Each message of a catalogue with its French."""
    return [message for message in read_po(StringIO(text), locale="fr", abort_invalid=True) if message.id]


if __name__ == "__main__":
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    before = FRENCH.read_text(encoding="utf-8") if FRENCH.exists() else ""
    FRENCH.write_text(refreshed(before, messages()), encoding="utf-8", newline="\n")
