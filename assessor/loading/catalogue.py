"""Catalogues of translations, and how they are held against the texts of a pack: what fits, lacks, changed or is left.

A translation counts only while the English it was made from is still the English of that text.
"""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.loading.texts import Half, rewritten, texts
from assessor.model.instrument import Instrument
from assessor.model.ruleset import Ruleset
from assessor.model.text import Wording

FILE = "fr.po"
"""The catalogue beside the YAML of each half of a pack."""


class Entry(NamedTuple):
    """One translation, and the English it was made from."""

    name: str
    english: str
    french: str = ""
    line: int | None = None
    fuzzy: bool = False
    """Marked as in need of another look: it does not count."""
    previous: str = ""
    """What the English was when a fuzzy entry was translated."""
    comments: tuple[str, ...] = ()
    """What translators noted."""


class Catalogue(NamedTuple):
    """The translations in one file."""

    entries: tuple[Entry, ...] = ()
    retired: tuple[Entry, ...] = ()
    """Set aside, because their texts are gone; kept in case they come back."""
    head: str = "# French; msgctxt names the text, msgid is its English."


class Judged(NamedTuple):
    """A catalogue held against the texts of its half of a pack."""

    file: str
    french: Mapping[str, str]
    """Name -> translation that counts."""
    missing: tuple[tuple[str, int | None], ...] = ()
    """(name, line) of each text without French; no line where the catalogue has no entry."""
    stale: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()


def translated(half: Half, judged: Judged) -> Half:
    """`half` with the French that counts; texts that have none keep what they had."""

    def change(name: str, text: Wording) -> Wording:
        french = judged.french.get(name)
        return text if french is None else Wording.built(en=text.en, fr=french)

    return rewritten(half, change)


def judged(catalogue: Catalogue, half: Instrument | Ruleset, file: str) -> Judged:
    """What of `catalogue` fits the texts of `half`."""
    current = texts(half)
    chosen = _chosen(catalogue.entries, current)
    written = {name: entry for name, entry in chosen.items() if entry.french}
    stale = [entry for name, entry in written.items() if entry.fuzzy or entry.english != current[name].en]
    french = {name: entry.french for name, entry in written.items() if entry not in stale}
    lines = {name: entry.line for name, entry in chosen.items()}
    missing = [name for name, text in current.items() if name not in written and text.fr is None]
    return Judged(
        file,
        french,
        tuple((name, lines.get(name)) for name in missing),
        tuple(stale),
        tuple(entry for entry in catalogue.entries if entry is not chosen.get(entry.name)),
    )


def _chosen(entries: tuple[Entry, ...], current: Mapping[str, Wording]) -> dict[str, Entry]:
    """Name -> the one entry for each text that there is; of several, the one that fits its English best."""

    def fit(entry: Entry) -> tuple[bool, bool]:
        return entry.english == current[entry.name].en, not entry.fuzzy

    chosen: dict[str, Entry] = {}
    for entry in entries:
        if entry.name in current and (entry.name not in chosen or fit(entry) > fit(chosen[entry.name])):
            chosen[entry.name] = entry
    return chosen


def refreshed(catalogue: Catalogue, half: Instrument | Ruleset) -> Catalogue:
    """The catalogue brought up to date: new texts empty, changed ones fuzzy, those that are gone set aside."""
    current = texts(half)
    chosen = _chosen(catalogue.entries, current)
    back: dict[tuple[str, str], Entry] = {(entry.name, entry.english): entry for entry in catalogue.retired}
    entries = []
    for name, text in current.items():
        entry = chosen.get(name) or back.pop((name, text.en), Entry(name, text.en, text.fr or ""))
        entries.append(_up_to_date(entry, text.en))
    gone = [entry for entry in catalogue.entries if entry is not chosen.get(entry.name) and entry.french]
    retired = [entry._replace(english=entry.previous or entry.english) for entry in gone]
    return Catalogue(tuple(entries), (*back.values(), *retired), catalogue.head)


def _up_to_date(entry: Entry, english: str) -> Entry:
    if not entry.french:
        return Entry(entry.name, english, comments=entry.comments)
    if entry.english == english:
        return entry if entry.fuzzy else entry._replace(previous="")
    return entry._replace(english=english, fuzzy=True, previous=entry.previous or entry.english)
