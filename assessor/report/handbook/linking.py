"""Where each thing of a pack stands among the pages, and links to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from assessor.model.condition import STATUSES
from assessor.model.ruleset import Pack
from assessor.report.basis import basis_word
from assessor.report.markdown import escaped
from assessor.report.wording import STATUS_WORDS, question

_PAGES = {
    "section": "questionnaire", "item": "questionnaire", "perspective": "questionnaire", "form": "questionnaire",
    "dimension": "scores", "level": "scores", "danger": "dangers", "position": "dangers", "rule": "rules",
    "group": "strategies", "strategy": "strategies", "heading": "report", "matrix": "report", "grid": "report",
    "evidence": "report", "plan": "report", "limit": "report", "source": "sources", "term": "glossary",
    "reference": "glossary",
}  # fmt: skip
"""A sort of thing -> the page it stands on."""


class Links:
    """Links to anything in one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack, ruleset = pack, pack.ruleset
        self._titles: dict[tuple[str, str], str] = {}
        for sort, entries in (
            ("dimension", ruleset.dimensions), ("level", ruleset.levels), ("danger", ruleset.dangers),
            ("position", ruleset.positions), ("rule", ruleset.rules), ("group", ruleset.groups),
            ("strategy", ruleset.strategies), ("heading", ruleset.sections), ("matrix", ruleset.matrices),
            ("grid", ruleset.grids), ("plan", ruleset.plan), ("perspective", pack.instrument.perspectives),
            ("form", pack.instrument.forms),
        ):  # fmt: skip
            self._note(sort, entries)
        self._titles |= {("section", each.section): str(each.title) for each in pack.instrument.sections}
        self._titles |= {("item", each.id): question(each, None, "en") for each in pack.instrument.items.values()}

    def _note(self, sort: str, entries: Iterable[Any]) -> None:
        self._titles |= {(sort, entry.id): str(entry.title) for entry in entries}

    def to(self, sort: str, name: str, words: str = "") -> str:
        """A link to the `sort` called `name`, under `words`, its title, or its id."""
        shown = words or self._titles.get((sort, name), name)
        return f"[{escaped(shown)}]({_PAGES[sort]}.md#{anchor_of(sort, name)})"

    def finding(self, name: str) -> str:
        """A link to what calls a strategy: a rule, or a danger with a status."""
        danger, _, status = name.rpartition(".")
        if status in STATUSES and name not in self.pack.ruleset.rules_by_id:
            return f"{self.to('danger', danger)} is {STATUS_WORDS[status]}"
        return self.to("rule", name)

    def sources(self, elements: Iterable[str]) -> str:
        """Links to elements of the source, with commas between."""
        return ", ".join(self.to("source", element) for element in elements) or "none"

    def footing(self, thing: Any) -> str:
        """What a rule or strategy rests on, and who says so."""
        return f"Source: {self.sources(thing.source)} ({escaped(basis_word(thing.basis, self.pack))})"


def anchor_of(sort: str, name: str) -> str:
    """The anchor of the `sort` called `name` on its page."""
    return f"{sort}-{name}"


def headed(depth: int, title: str, sort: str, name: str) -> Iterator[str]:
    """A heading that can be linked to, with the id it has in the files."""
    yield f'<a id="{anchor_of(sort, name)}"></a>'
    yield ""
    yield f"{'#' * depth} {escaped(title)} `{name}`"
    yield ""


def table(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table of cells that are Markdown already."""
    yield f"| {' | '.join(headers)} |"
    yield "|" + " --- |" * len(headers)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
