"""The catalogues of a pack brought up to date with its texts: what translators begin from."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assessor.loading.catalogue import FILE, Catalogue, refreshed
from assessor.loading.library import folders_of
from assessor.loading.pack import read_pack
from assessor.loading.po import as_po, read_catalogue


class Refreshed(NamedTuple):
    """One catalogue as it should be written."""

    path: Path
    name: str
    content: str
    told: str
    """What is left to do in it."""


def refreshed_catalogues(pack: str) -> Iterator[Refreshed]:
    """Both catalogues of `pack`, a bundled id or a folder; raises AssessorError where the pack cannot be read."""
    questionnaire, rules, shown = folders_of(pack)
    read, _ = read_pack(questionnaire, rules, shown)
    for folder, half in ((questionnaire, read.instrument), (rules, read.ruleset)):
        path = folder / FILE
        catalogue = refreshed(read_catalogue(path, str(path)) or Catalogue(), half)
        name = path.relative_to(shown).as_posix() if path.is_relative_to(shown) else path.as_posix()
        yield Refreshed(path, name, as_po(catalogue), _told(catalogue))


def _told(catalogue: Catalogue) -> str:
    empty = sum(not entry.french for entry in catalogue.entries)
    fuzzy = sum(entry.fuzzy for entry in catalogue.entries)
    return f"{len(catalogue.entries)} texts, {empty} without French, {fuzzy} whose English changed"
