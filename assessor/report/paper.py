"""The questionnaire on paper, for one perspective: Markdown with boxes to tick and lines to write on."""

from collections.abc import Iterator

from assessor.model.instrument import Instrument, Item
from assessor.model.text import Language
from assessor.report.markdown import escaped
from assessor.report.wording import question

BOX = "☐"
LINE = "\\_" * 40
OWN = 3
"""How many questions of one's own there is room for."""


def paper_form(instrument: Instrument, perspective: str, form: str = "full", language: Language = "en") -> str:
    """The form as Markdown; KeyError where the instrument has no such perspective or form."""
    return "\n".join(_lines(instrument, perspective, form, language)) + "\n"


def _lines(instrument: Instrument, perspective: str, form: str, language: Language) -> Iterator[str]:
    view, chosen = instrument.views[perspective], instrument.form(form).items
    yield f"# {escaped(instrument.title.said_in(language))}"
    yield ""
    yield f"For: {escaped(view.title.said_in(language))}. Organisation: {LINE} Date: {LINE}"
    yield ""
    yield escaped(instrument.introduction.said_in(language))
    number = 0
    for section in instrument.sections:
        asked = [i for i in section.items if perspective in i.ask and (chosen is None or i.id in chosen)]
        if not asked:
            continue
        yield from ("", f"## {escaped(section.title.said_in(language))}")
        if section.about:
            yield from ("", escaped(section.about.said_in(language)))
        for item in asked:
            number += 1
            yield from _item(item, number, instrument, perspective, language)
    yield from ("", "## Is there something we should have asked?")
    for _ in range(OWN):
        yield from ("", f"Your question: {LINE}", "", f"Your answer: {LINE}")


def _item(item: Item, number: int, instrument: Instrument, perspective: str, language: Language) -> Iterator[str]:
    yield from ("", f"**{number}. {escaped(question(item, perspective, language))}** `{item.id}`", "")
    if item.only_if is not None:
        yield from ("Leave this out if an earlier answer says that it does not arise.", "")
    help_text = item.help_to(perspective)
    if help_text:
        yield from (escaped(help_text.said_in(language)), "")
    if item.kind in ("text", "count"):
        yield from (LINE, "")
    labels = [option.label for option in item.options] or list(instrument.scale_labels.get(item.kind, ()))
    for label in labels:
        yield f"- {BOX} {escaped(label.said_in(language))}"
    if item.kind != "text":
        yield f"- {BOX} I don't know"
        yield f"- {BOX} Does not apply here"
