"""Strategies by group: the first step, how one would notice, what calls them, and what to mind."""

from collections.abc import Iterator

from assessor.model.ruleset import Pack
from assessor.model.strategy import Strategy
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links, headed
from assessor.report.markdown import escaped

_EFFORT = {1: "small", 2: "middling", 3: "large"}
_CALLED = (
    ("primary", "Called by"), ("worded", "Called by, in the source's own wording"),
    ("supporting", "Weighs more with"),
)  # fmt: skip


def strategies_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of strategies.md."""
    yield from ("# Strategies", "", "[All pages](index.md)", "")
    for group in pack.ruleset.groups:
        yield from headed(2, str(group.title), "group", group.id)
        about = f"{escaped(str(group.about))} " if group.about else ""
        yield f"{about}Source: {links.sources(group.source)}."
        yield ""
        for strategy in pack.ruleset.strategies:
            if strategy.group == group.id:
                yield from _strategy(strategy, links)


def _strategy(strategy: Strategy, links: Links) -> Iterator[str]:
    yield from headed(3, str(strategy.title), "strategy", strategy.id)
    offered = " The source offers it with a question mark." if strategy.option else ""
    yield f"First step: {escaped(str(strategy.first_step))}{offered}"
    yield ""
    yield f"- You would notice: {escaped(str(strategy.sign))}"
    yield f"- Effort: {_EFFORT[strategy.effort]}"
    for name, words in _CALLED:
        findings = getattr(strategy.called_by, name)
        if findings:
            yield f"- {words}: {', '.join(map(links.finding, findings))}"
    for caution in strategy.cautions:
        later = ", ".join(map(links.finding, caution.later_while))
        yield f"- Caution: {escaped(str(caution.text))}{f' Later, while: {later}' if later else ''}"
    for words, others in (("Goes with", strategy.pairs_with), ("Not at once with", strategy.conflicts_with)):
        if others:
            yield f"- {words}: {', '.join(links.to('strategy', other) for other in others)}"
    yield f"- {links.footing(strategy)}"
    if strategy.in_place_when is not None:
        yield from condition_lines("In place when", strategy.in_place_when, links)
    yield ""
