"""Every text has French made from the English it has now, where a pack is translated at all."""

from collections.abc import Iterator

from assessor.errors import Problem, problem
from assessor.loading.references import Origins
from assessor.model.ruleset import Pack


def faulty_translations(pack: Pack, origins: Origins) -> Iterator[Problem]:
    """A problem for each text without French, with French of other English, and for French without a text."""
    for catalogue in origins.catalogues:
        for name, line in catalogue.missing:
            yield problem("untranslated", file=catalogue.file, line=line, name=name)
        for entry in catalogue.stale:
            yield problem("stale-translation", file=catalogue.file, line=entry.line, name=entry.name)
        for entry in catalogue.obsolete:
            yield problem("obsolete-translation", file=catalogue.file, line=entry.line, name=entry.name)
