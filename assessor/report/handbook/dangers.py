"""Dangers with their signs, what it takes to judge them, and the positions they place an agency in."""

from collections.abc import Iterator

from assessor.model.ruleset import Danger, Pack
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links, headed, table
from assessor.report.markdown import escaped


def dangers_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of dangers.md."""
    ruleset = pack.ruleset
    yield from ("# Dangers", "", "[All pages](index.md)", "")
    yield "The index of a danger is the weight of the signs that show, in percent of those that are decided. It is an"
    yield "index of signs, never a probability. Counter-evidence is shown beside it and never subtracted."
    yield ""
    for danger in ruleset.dangers:
        yield from _danger(danger, pack, links)
    if ruleset.positions:
        yield from ("## Positions", "", "The first that holds.", "")
    for position in ruleset.positions:
        yield from headed(3, str(position.title), "position", position.id)
        yield f"{escaped(str(position.meaning))} Source: {links.sources(position.source)}."
        yield ""
        if position.when is not None:
            yield from (*condition_lines("When", position.when, links), "")


def _danger(danger: Danger, pack: Pack, links: Links) -> Iterator[str]:
    rules = pack.ruleset.rules
    yield from headed(2, str(danger.title), "danger", danger.id)
    yield f"{escaped(str(danger.about))} Axis: {escaped(str(danger.axis))}. Source: {links.sources(danger.source)}."
    yield ""
    signs = [rule for rule in rules if rule.then.indicator_of == danger.id]
    yield from table(("Sign", "Weight"), ((links.to("rule", sign.id), str(sign.then.weight)) for sign in signs))
    against = [rule for rule in rules if rule.then.counter_evidence_of == danger.id]
    if against:
        yield from ("Counter-evidence:", "", *(f"- {links.to('rule', rule.id)}" for rule in against), "")
    known, cuts = danger.known, danger.cuts
    yield f"- Judged once {known.indicators} signs and {known.share} % of their weight are decided."
    yield f"- Likely from an index of {cuts.likely}, possible from {cuts.possible}."
    for together in danger.decisive:
        yield f"- Likely at once where these come together: {', '.join(links.to('rule', rule) for rule in together)}."
    for rule in danger.floor:
        yield f"- Never low while this shows: {links.to('rule', rule)}."
    if danger.clearing:
        yield f"- {_clearing(danger, pack, links)}"
    if danger.absent_when:
        yield f"- There is nothing yet that it could befall where this holds: {links.to('rule', danger.absent_when)}."
    yield ""


def _clearing(danger: Danger, pack: Pack, links: Links) -> str:
    clearing = danger.clearing
    assert clearing is not None
    views = " or ".join(escaped(str(pack.instrument.views[view].plural)) for view in clearing.views)
    items = ", ".join(links.to("item", item, item) for item in clearing.of)
    among = ", ".join(links.to("item", item, item) for item in clearing.one_of)
    says = f"Called low only where {views} answered at least {clearing.at_least} of: {items}"
    return f"{says}; among them one of: {among}." if among else f"{says}."
