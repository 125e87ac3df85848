"""What a report cites: the one source, the lines of it, and the publications behind them."""

from collections.abc import Set
from typing import NamedTuple

from assessor.model.reported import Reference
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import as_printed


class Cited(NamedTuple):
    """A line of the source that the report cites."""

    id: str
    section: str
    wording: str
    place: str


def document(pack: Pack) -> str:
    """The source with everything the pack says of it."""
    source = pack.ruleset.ruleset.source
    parts = (source.author, source.title, source.affiliation, source.presented_to, source.date)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def lines_cited(cited: Set[str], pack: Pack, language: Language) -> tuple[Cited, ...]:
    """The lines of the source among `cited`, in the order of the source."""
    return tuple(
        Cited(each.id, each.section, as_printed(each.wording, language), each.place or "")
        for each in pack.ruleset.sources
        if each.id in cited
    )


def references(cited: Set[str], pack: Pack, language: Language) -> tuple[str, ...]:
    """The publications that support something among `cited`."""
    return tuple(
        _reference(reference, language)
        for reference in pack.ruleset.references
        if cited & {reference.id, *reference.supports}
    )


def _reference(reference: Reference, language: Language) -> str:
    return f"{reference.text} ({reference.note.said_in(language)})" if reference.note else reference.text
