"""The questionnaire: perspectives, scales, forms, and every item with its wordings, options and points."""

from collections.abc import Iterator

from assessor.model.instrument import Instrument, Item
from assessor.model.ruleset import Pack
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links, headed, table
from assessor.report.markdown import escaped


def questionnaire_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of questionnaire.md."""
    instrument = pack.instrument
    yield from ("# Questionnaire", "", "[All pages](index.md)", "", "## Who answers", "")
    for view in instrument.perspectives:
        yield from headed(3, str(view.title), "perspective", view.id)
        shown = "shown only in groups" if view.protected else "answers for an office, and may be shown"
        asked = sum(view.id in item.ask for item in instrument.items.values())
        yield f"{_about(view.about)}{asked} questions; {shown}. Source: {links.sources(view.source)}."
        yield ""
    yield from ("## Answer scales", "")
    for scale in instrument.scales:
        labels = "; ".join(f"{points} {escaped(str(label))}" for points, label in enumerate(scale.labels))
        yield f"- {escaped(str(scale.title))} `{scale.id}`: {labels}"
    yield from ("", "## Forms", "")
    for form in instrument.forms:
        yield from headed(3, str(form.title), "form", form.id)
        yield f"{_about(form.about)}{_chosen(form.items, links)}"
        yield ""
    for section in instrument.sections:
        yield from headed(2, str(section.title), "section", section.section)
        if section.about or section.source:
            yield f"{_about(section.about)}Source: {links.sources(section.source)}."
            yield ""
        for item in section.items:
            yield from _item(item, instrument, links)


def _about(about: object) -> str:
    return f"{escaped(str(about))} " if about else ""


def _chosen(items: tuple[str, ...] | None, links: Links) -> str:
    if items is None:
        return "All questions."
    return f"{len(items)} questions: {', '.join(links.to('item', item, item) for item in items)}."


def _item(item: Item, instrument: Instrument, links: Links) -> Iterator[str]:
    yield from headed(3, str(next(iter(item.ask.values()))), "item", item.id)
    yield from table(
        ("Asked of", "Question"),
        ((links.to("perspective", view), escaped(str(wording))) for view, wording in item.ask.items()),
    )
    yield from _answers(item, instrument)
    if item.help:
        readers = f" (for {', '.join(item.help_for)})" if item.help_for else ""
        yield from (f"Shown with it{readers}: {escaped(str(item.help))}", "")
    if item.only_if is not None:
        yield from condition_lines("Asked only if", item.only_if, links)
    yield f"- Why we ask: {escaped(str(item.why))}"
    yield f"- {_scoring(item, links)}"
    yield f"- Source: {links.sources(item.source)}"
    yield ""


def _answers(item: Item, instrument: Instrument) -> Iterator[str]:
    if item.kind in ("count", "text"):
        yield from (f"Answer: a whole number, at most {item.highest}" if item.kind == "count" else "Answer: words", "")
    elif item.kind == "tick":
        yield from ("Answer, all that apply:", "")
        yield from (f"- {escaped(str(option.label))} `{option.id}`" for option in item.options)
        yield ""
    elif item.options:
        points = instrument.kept_points[item.id]
        headers = ("Answer", "Id", "Points") if item.scored else ("Answer", "Id")
        rows = (
            (escaped(str(option.label)), f"`{option.id}`", *([str(points[place])] if item.scored else []))
            for place, option in enumerate(item.options)
        )
        yield from table(headers, rows)
    else:
        yield from (f"Answer: the scale `{item.kind}`", "")


def _scoring(item: Item, links: Links) -> str:
    if not item.scored:
        return "Never scored."
    reverse = ", the fewer the better" if item.polarity == "negative" else ""
    views = ", ".join(links.to("perspective", view) for view in item.scored_from)
    stand_in = f"; {links.to('perspective', item.provisional)} stands in" if item.provisional else ""
    dimension = links.to("dimension", item.dimension or "")
    return f"Feeds {dimension} with weight {item.weight}{reverse}; scored from: {views}{stand_in}."
