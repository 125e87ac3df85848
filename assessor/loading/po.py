"""Catalogues of translations as PO files, read and written by Babel; the same catalogue gives the same bytes."""

from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, unescape, write_po

from assessor.errors import BAD_DEFINITION, AssessorError, problem
from assessor.loading.catalogue import Catalogue, Entry
from assessor.model.text import LONGEST

PREVIOUS = "| msgid "
"""How Babel hands over the comment that keeps the English before."""

ONE_LINE = 100_000
"""A width that nothing reaches: every text stands on one line, so that a change shows as one line."""


class _Dateless(Catalog):
    """Babel's catalogue with a head that says only what a reader of the file needs: no dates, no version."""

    mime_headers = property(
        lambda self: [
            ("Language", "fr"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]
    )


def read_catalogue(path: Path, name: str) -> Catalogue | None:
    """The catalogue in the file at `path`, called `name` in messages; None where there is no file."""
    if not path.is_file():
        return None
    try:
        read = read_po(StringIO(path.read_text(encoding="utf-8-sig")), abort_invalid=True)
    except PoFileError as error:
        reason = str(error).rpartition(" on ")[0]
        wrong = problem("bad-catalogue", file=name, line=error.lineno + 1, reason=reason)
        raise AssessorError([wrong], BAD_DEFINITION) from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        wrong = problem("bad-catalogue", file=name, reason="it is not a PO file in UTF-8")
        raise AssessorError([wrong], BAD_DEFINITION) from None
    entries = tuple(_entry(message) for message in read if message.id)
    long = [entry for entry in entries if len(entry.french) > LONGEST]
    if long:
        reason = f"a text is longer than {LONGEST} characters"
        too_long = [problem("bad-catalogue", file=name, line=entry.line, reason=reason) for entry in long]
        raise AssessorError(too_long, BAD_DEFINITION)
    return Catalogue(entries, tuple(map(_entry, read.obsolete.values())), read.header_comment)


def _entry(message: Message) -> Entry:
    english, french = (_first(text) for text in (message.id, message.string))
    previous = [note.removeprefix(PREVIOUS) for note in message.user_comments if note.startswith(PREVIOUS)]
    return Entry(
        message.context or "",
        english,
        french.strip(),
        message.lineno,
        message.fuzzy,
        unescape(previous[0]) if previous else "",
        tuple(note for note in message.user_comments if not note.startswith("|")),
    )


def _first(text: str | list[str] | tuple[str, ...] | None) -> str:
    """The text itself; the singular where a file has plurals, which no pack needs."""
    return text if isinstance(text, str) else (text or ("",))[0]


def as_po(catalogue: Catalogue) -> str:
    """The catalogue as the text of a PO file, in its own order."""
    written = _Dateless(header_comment=catalogue.head, fuzzy=False)
    for entry in catalogue.entries:
        written[entry.english] = _message(entry)
    for entry in catalogue.retired:
        written.obsolete[(entry.english, entry.name)] = _message(entry)
    stream = BytesIO()
    write_po(stream, written, width=ONE_LINE, include_previous=True)
    return stream.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _message(entry: Entry) -> Message:
    message = Message(
        entry.english,
        entry.french,
        flags=["fuzzy"] if entry.fuzzy else [],
        user_comments=entry.comments,
        previous_id=entry.previous,
        context=entry.name,
    )
    message.flags -= {"python-format", "python-brace-format"}  # a percent sign in a pack is a percent sign
    return message
