"""What of the source each part of a pack cites; coverage is computed from this, never kept by hand."""

from collections.abc import Iterator
from typing import Any

from assessor.model.instrument import Instrument
from assessor.model.ruleset import Ruleset

_SOURCED = (
    "dimensions", "levels", "dangers", "positions", "groups", "references", "evidence", "plan", "sections", "matrices",
    "grids",
)  # fmt: skip
"""The lists of a ruleset whose entries have an id and cite sources."""


def citations(instrument: Instrument, ruleset: Ruleset) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(sort, id, cited elements) of everything in a pack that can cite the source."""
    yield "instrument", "", instrument.source
    yield "ruleset", "", ruleset.ruleset.source.elements
    for perspective in instrument.perspectives:
        yield "instrument", "", perspective.source
    for section in instrument.sections:
        yield "section", section.section, section.source
        for item in section.items:
            yield "item", item.id, item.source
    for rule in ruleset.rules:
        yield "rule", rule.id, (*rule.source, *([rule.then.challenge] if rule.then.challenge else []))
    for sort in _SOURCED:
        entries: tuple[Any, ...] = getattr(ruleset, sort)
        for entry in entries:
            yield sort, entry.id, (*entry.source, *getattr(entry, "supports", ()))
    for strategy in ruleset.strategies:
        yield "strategy", strategy.id, strategy.source
    for term in ruleset.glossary:
        yield "ruleset", "", term.source
    for limit in ruleset.limits:
        yield "ruleset", "", limit.source
