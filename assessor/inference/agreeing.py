"""How far the people of each view agree on each dimension, over the items that may be shown."""

from assessor.agreement import Agreement, agreement
from assessor.engines.program import Program
from assessor.model.reading import Reading, Views
from assessor.model.response import Responses
from assessor.perspectives import by_view
from assessor.scoring import ScoredItem


def agreement_by_view(program: Program, responses: Responses, views: Views) -> dict[str, dict[str, Agreement]]:
    """View -> dimension -> agreement; empty for a file of one person, and without views that too few answered."""
    if responses.personal:
        return {}
    people = by_view(program.pack.instrument, program.routing, responses)
    found: dict[str, dict[str, Agreement]] = {}
    for view, readings in views.items():
        for dimension in program.pack.ruleset.dimensions:
            shown = [
                scored
                for scored in program.scored[dimension.id]
                if readings.get(scored.item.id, Reading("hidden")).state == "answered"
            ]
            if shown:
                found.setdefault(view, {})[dimension.id] = _agreement(
                    program, shown, people[view], dimension.reflective
                )
    return found


def _agreement(
    program: Program, shown: list[ScoredItem], people: list[dict[str, Reading]], reflective: bool
) -> Agreement:
    instrument = program.pack.instrument
    kept = [instrument.kept_points[scored.item.id] for scored in shown]
    places = [[person[scored.item.id].place for scored in shown] for person in people]
    answers = [
        [None if place is None else points[place] for place, points in zip(row, kept, strict=True)] for row in places
    ]
    return agreement(answers, [scored.top for scored in shown], [len(points) for points in kept], reflective)
