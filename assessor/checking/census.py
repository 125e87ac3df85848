"""The census: how much of everything a pack says it holds, so that nothing is lost unseen when files are edited."""

from collections.abc import Iterator

from assessor.errors import Problem, problem
from assessor.loading.references import Origins
from assessor.model.citations import citations
from assessor.model.ruleset import Pack


def miscounted(pack: Pack, origins: Origins) -> Iterator[Problem]:
    """A problem for each sort of thing whose number is not the declared one; none where no census is declared."""
    counts = counted(pack)
    declared = pack.ruleset.census.model_dump() if pack.ruleset.census else {}
    for sort, count in declared.items():
        if count is not None and counts[sort] != count:
            where = origins.at("census", "", sort)
            yield problem("miscounted", **where, sort=sort, declared=count, found=counts[sort])


def counted(pack: Pack) -> dict[str, int]:
    """Sort of thing -> how many the pack has. `wordings` counts one for each perspective that an item asks."""
    instrument, ruleset = pack.instrument, pack.ruleset
    items = instrument.items.values()
    links = [strategy.called_by for strategy in ruleset.strategies]
    return {
        "items": len(items),
        "wordings": sum(len(item.ask) for item in items),
        "options": sum(len(item.options) for item in items),
        "labels": sum(len(scale.labels) for scale in instrument.scales),
        "rules": len(ruleset.rules),
        "examples": sum(len(rule.examples) for rule in ruleset.rules),
        "strategies": len(ruleset.strategies),
        "links": sum(len(link.primary) + len(link.worded) + len(link.supporting) for link in links),
        "weights": sum(item.weight or 0 for item in items)
        + sum(rule.then.weight or 0 for rule in ruleset.rules)
        + sum(dimension.weight for dimension in ruleset.dimensions),
        "negative": sum(item.polarity == "negative" for item in items),
        "citations": sum(len(cited) for _, _, cited in citations(instrument, ruleset)),
        "cautions": sum(len(strategy.cautions) for strategy in ruleset.strategies),
        "sources": len(ruleset.sources),
        "references": len(ruleset.references),
        "evidence": len(ruleset.evidence),
        "terms": len(ruleset.glossary),
    }
