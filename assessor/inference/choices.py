"""The ways one item can stand, made from readings by the same functions that inference uses."""

from collections.abc import Mapping
from functools import lru_cache

from assessor.engines.facts import fact_names, gap_fact, unanswered_fact
from assessor.engines.program import Program
from assessor.engines.solver.space import Choice
from assessor.inference.gaps import gap
from assessor.model.instrument import Item
from assessor.model.reading import Reading, Views
from assessor.perspectives import plain_reading, state_facts, view_reading


def choice_of(program: Program, item: Item, views: Views, agency: Reading | None = None) -> Choice:
    """How an item stands that was read so by each view; `agency` where the agency's reading is another one."""
    reading = plain_reading(item, views) if agency is None else agency
    known: dict[str, int] = {}
    inapplicable: set[str] = set()
    _add(item, None, reading, known, inapplicable)
    for view in _named_views(program).get(item.id, ()):
        _add(item, view, view_reading(item, view, views), known, inapplicable)
    for leaf in program.gap_leaves:
        found = gap(program, item.id, leaf.between, views) if leaf.gap == item.id else None
        if found is not None:
            known[gap_fact(item.id, leaf.between)] = found.size
    readings = {view: read[item.id] for view, read in views.items() if item.id in read}
    return Choice(
        known,
        frozenset(inapplicable),
        {},
        reading.value,
        reading.state not in ("does_not_apply", "not_asked"),
        {view: read.value for view, read in readings.items() if read.value is not None},
        frozenset(view for view, read in readings.items() if read.state == "answered"),
    )


def _add(item: Item, view: str | None, reading: Reading, known: dict[str, int], inapplicable: set[str]) -> None:
    state_facts(fact_names(item, view), reading, known, inapplicable)
    known[unanswered_fact(item.id, view)] = int(reading.state == "unanswered")


@lru_cache(maxsize=64)
def _named_views(program: Program) -> Mapping[str, tuple[str, ...]]:
    """Item -> the views that some comparison of it names."""
    found: dict[str, dict[str, None]] = {}
    for leaf in program.view_leaves:
        found.setdefault(leaf.answer, {})[leaf.as_ or ""] = None
    return {item: tuple(views) for item, views in found.items()}
