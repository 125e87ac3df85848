"""What a gap rests on: how each of the two views answered what both were asked."""

from assessor.explaining.saying import answered
from assessor.model.assessment import Assessment
from assessor.model.condition import GapLeaf
from assessor.model.reason import Reason
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.conditions import view_word
from assessor.report.wording import question, reply


def gap_read(leaf: GapLeaf, found: Assessment, pack: Pack, language: Language) -> tuple[Reason, ...]:
    """A statement for each answer that a gap compares, as far as it may be shown; a dimension is all that both gave."""
    items = pack.instrument.items
    named = [leaf.gap] if leaf.gap in items else [each.id for each in items.values() if each.dimension == leaf.gap]
    views = [(view, found.perspectives[view].items) for view in leaf.between if view in found.perspectives]
    shown = [name for name in named if len(views) == 2 and all(name in cells for _, cells in views)]
    told = []
    for name in shown:
        for view, cells in views:
            cell, item = cells[name], items[name]
            asked, said = question(item, view, language), reply(item, cell.value, pack, language)
            told.append(Reason(answered(asked, name, said, view_word(view, pack), cell.number)))
    return tuple(told)
