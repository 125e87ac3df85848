"""What reports show besides findings: headings, tables, evidence, the plan; and the glossary with the references."""

from collections.abc import Iterator

from assessor.model.reported import Matrix
from assessor.model.ruleset import Pack
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links, anchor_of, headed, table
from assessor.report.markdown import escaped

_USES = {"why": "A reason to act", "outcome": "What may come of it", "measure": "What could be counted"}


def report_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of report.md."""
    ruleset = pack.ruleset
    yield from ("# Report and plan", "", "[All pages](index.md)", "")
    for title, sort, entries in (
        ("## Headings of the report", "heading", ruleset.sections),
        ("## Headings of the plan", "plan", ruleset.plan),
    ):
        if entries:
            yield from (title, "")
        for entry in entries:
            yield from headed(3, str(entry.title), sort, entry.id)
            about = f"{escaped(str(entry.about))} " if entry.about else ""
            yield f"{about}Source: {links.sources(entry.source)}."
            yield ""
    yield from _tables(pack, links)
    if ruleset.evidence:
        yield from ("## Statements from research", "")
    for evidence in ruleset.evidence:
        yield from headed(3, _USES[evidence.use], "evidence", evidence.id)
        yield from (escaped(str(evidence.text)), "")
        if evidence.beside:
            yield f"Beside: {', '.join(links.to('strategy', each) for each in evidence.beside)}."
        yield f"Source: {links.sources(evidence.source)}."
        yield ""
        if evidence.shown_when is not None:
            yield from (*condition_lines("Shown when", evidence.shown_when, links), "")
    if ruleset.limits:
        yield from ("## Limits", "")
    for place, limit in enumerate(ruleset.limits, 1):
        anchor = f'<a id="{anchor_of("limit", str(place))}"></a>'
        yield f"- {anchor}{escaped(str(limit.text))} Source: {links.sources(limit.source)}."


def _tables(pack: Pack, links: Links) -> Iterator[str]:
    ruleset = pack.ruleset
    if ruleset.matrices or ruleset.grids:
        yield from ("## Tables", "")
    for matrix in ruleset.matrices:
        yield from headed(3, str(matrix.title), "matrix", matrix.id)
        yield from table(("", *(escaped(str(column.title)) for column in matrix.columns)), _rows(matrix, pack))
        yield f"From {links.to('item', matrix.item)} Source: {links.sources(matrix.source)}."
        yield ""
    for grid in ruleset.grids:
        yield from headed(3, str(grid.title), "grid", grid.id)
        yield from (f"- {links.to('item', item)}" for item in grid.items)
        yield from ("", f"Source: {links.sources(grid.source)}.", "")


def _rows(matrix: Matrix, pack: Pack) -> Iterator[tuple[str, ...]]:
    options = pack.instrument.items[matrix.item].options
    for row in matrix.rows:
        inside = (
            "<br>".join(escaped(str(o.label)) for o in options if matrix.cells.get(o.id) == (row.id, column.id))
            for column in matrix.columns
        )
        yield (escaped(str(row.title)), *inside)


def glossary_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of glossary.md."""
    yield from ("# Words and references", "", "[All pages](index.md)", "", "## Words", "")
    for place, term in enumerate(pack.ruleset.glossary, 1):
        cited = f" ({links.sources(term.source)})" if term.source else ""
        anchor = f'<a id="{anchor_of("term", str(place))}"></a>'
        yield f"- {anchor}**{escaped(str(term.term))}**: {escaped(str(term.meaning))}{cited}"
    if pack.ruleset.references:
        yield from ("", "## References", "")
    for reference in pack.ruleset.references:
        note = f" {escaped(str(reference.note))}" if reference.note else ""
        supports = f" Supports {links.sources(reference.supports)}." if reference.supports else ""
        yield f'- <a id="{anchor_of("reference", reference.id)}"></a>{escaped(reference.text)}{note}{supports}'
