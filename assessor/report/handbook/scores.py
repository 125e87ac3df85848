"""Scores and levels: what each dimension is made of, how much it weighs, and what each level means."""

from collections.abc import Iterator

from assessor.model.ruleset import Pack
from assessor.report.handbook.linking import Links, headed, table
from assessor.report.markdown import escaped


def scores_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of scores.md."""
    ruleset = pack.ruleset
    yield from ("# Scores and levels", "", "[All pages](index.md)", "")
    yield "A score is a number from 0 to 100, higher is readier: the points of its questions by their weights, in"
    yield "percent of the most there could be. What does not apply leaves it; what is missing widens its range."
    yield from ("", "## Dimensions", "")
    for dimension in ruleset.dimensions:
        yield from headed(3, str(dimension.title), "dimension", dimension.id)
        yield f"{escaped(str(dimension.about))} Weight {dimension.weight}; needs answers to {dimension.needs} % of the "
        yield f"questions that apply. Source: {links.sources(dimension.source)}."
        yield ""
        items = (item for item in pack.instrument.items.values() if item.scored and item.dimension == dimension.id)
        yield from table(("Question", "Weight"), ((links.to("item", item.id), str(item.weight)) for item in items))
    overall = ruleset.overall
    yield from (f"## {escaped(str(overall.title))}", "")
    about = f"{escaped(str(overall.about))} " if overall.about else ""
    yield f"{about}It needs {overall.needs} dimensions with a score."
    yield from ("", "## Levels", "")
    for level in ruleset.levels:
        yield from headed(3, f"{level.number}. {level.title}", "level", level.id)
        yield f"From {level.start} on. {escaped(str(level.meaning))} Source: {links.sources(level.source)}."
        yield ""
    gates = [rule for rule in ruleset.rules if rule.then.caps_at]
    if gates:
        yield from ("## What holds the level back", "")
        yield from table(
            ("Gate", "At most"), ((links.to("rule", gate.id), f"level {gate.then.caps_at}") for gate in gates)
        )
