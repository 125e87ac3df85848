"""What was read of each question, view by view, in words: nothing of what too few people answered."""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.model.assessment import AnswerRead, Assessment, CellFound
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import capital, question, reply_read


class AnswerLine(NamedTuple):
    """One question as one view answered it; `who` is empty where no view can be told."""

    item: str
    section: str
    asked: str
    who: str
    people: int | None
    said: str
    alike: bool
    """All or nearly all people of a protected view said so."""
    mean: float | None
    """Of several people who differ, on 0 to 100; higher is readier."""


def answer_lines(found: Assessment, pack: Pack, language: Language) -> Iterator[AnswerLine]:
    """Every question of the form, in its order; where no view's answer may be shown, the state it is in."""
    instrument = pack.instrument
    chosen = instrument.form(found.form).items
    for section in instrument.sections:
        title = section.title.said_in(language)
        for item in section.items:
            if chosen is None or item.id in chosen:
                lines = tuple(_of_views(item, title, found, pack, language))
                yield from lines or (_as_read(item, title, found.trace.answers[item.id], pack, language),)


def _of_views(item: Item, section: str, found: Assessment, pack: Pack, language: Language) -> Iterator[AnswerLine]:
    for name, view in found.perspectives.items():
        cell = view.items.get(item.id)
        if cell is not None:
            asked, who = question(item, name, language), capital(pack.instrument.views[name].plural.said_in(language))
            said = _said(item, cell, pack, language)
            mean = None if cell.alike or cell.number == 1 else cell.points
            yield AnswerLine(item.id, section, asked, who, cell.number, said, cell.alike, mean)


def _said(item: Item, cell: CellFound, pack: Pack, language: Language) -> str:
    read = AnswerRead(state="answered", value=cell.value, number=cell.number)
    return reply_read(item, read, pack, language)


def _as_read(item: Item, section: str, answer: AnswerRead, pack: Pack, language: Language) -> AnswerLine:
    asked, said = question(item, answer.view, language), reply_read(item, answer, pack, language)
    answered = answer.state == "answered"
    who = capital(pack.instrument.views[answer.view].title.said_in(language)) if answer.view and answered else ""
    return AnswerLine(item.id, section, asked, who, answer.number if answered else None, said, False, None)
