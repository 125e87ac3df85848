"""Every element of the source, as printed, with everything in the pack that cites it."""

from collections.abc import Iterator
from itertools import groupby

from assessor.model.citations import citations
from assessor.model.reported import SourceElement
from assessor.model.ruleset import Pack
from assessor.report.handbook.linking import Links, anchor_of, table
from assessor.report.markdown import escaped

_SORTS = {
    "dimensions": "dimension", "levels": "level", "dangers": "danger", "positions": "position", "groups": "group",
    "references": "reference", "sections": "heading", "matrices": "matrix", "grids": "grid",
}  # fmt: skip
"""What `citations` calls a list of the ruleset -> what one of it is called on these pages."""


def sources_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of sources.md."""
    cited: dict[str, dict[str, None]] = {}
    for sort, name, elements in citations(pack.instrument, pack.ruleset):
        for element in elements:
            cited.setdefault(element, {})[_citer(sort, name, links)] = None
    yield from ("# Sources", "", "[All pages](index.md)", "")
    for section, inside in groupby(pack.ruleset.sources, lambda element: element.section):
        yield from (f"## {escaped(section)}", "")
        yield from table(("Id", "Wording", "Cited by"), (_row(element, cited) for element in inside))


def _row(element: SourceElement, cited: dict[str, dict[str, None]]) -> tuple[str, ...]:
    place = f" ({escaped(element.place)})" if element.place else ""
    return (
        f'<a id="{anchor_of("source", element.id)}"></a>`{element.id}`',
        f"{escaped(str(element.wording))}{place}",
        "<br>".join(cited.get(element.id, {})) or "nothing",
    )


def _citer(sort: str, name: str, links: Links) -> str:
    if not name:
        return "[the pack itself](index.md)"
    return links.to(_SORTS.get(sort, sort), name)
