"""Raising an answer never makes an agency look worse: the claim of the bundled pack, on random complete forms.

With one view and participation present before and after, and leaving aside gaps, consistency and rules on exactly one:
raising a polarised answer never lowers a dimension, raises a danger's index, or lowers the level.
"""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.api import Result, assess, read_responses
from assessor.loading.library import load
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from tests.pace import runs
from tests.properties.strategies import responses

PACK = load("participation")
RUNS = runs(75)


@settings(deadline=None, max_examples=RUNS, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["manager", "service_user", "frontline", "board", "peer"]))
def test_raising_an_answer_never_makes_it_worse(data: Any, view: str) -> None:
    response = data.draw(responses(PACK, view, blanks=False))
    answers = response["respondents"][0]["answers"]
    movable = [item for name, item in PACK.instrument.items.items() if item.scored and name in answers]
    item = data.draw(st.sampled_from(movable))
    higher = _raised(item, answers[item.id], PACK)
    if not higher:
        return
    before = assess(read_responses(response, PACK), PACK)
    answers[item.id] = data.draw(st.sampled_from(higher))
    after = assess(read_responses(response, PACK), PACK)
    if not (_absent(before) or _absent(after)):
        _no_worse(before, after)


def _raised(item: Item, value: Any, pack: Pack) -> list[Any]:
    """The answers that count for more points than `value`, or for a negative item for fewer."""
    points = pack.instrument.points(item)
    places = list(range(len(points)))
    here = item.positions[value] if item.kind == "choice" else value
    sign = -1 if item.polarity == "negative" else 1
    better = [place for place in places if sign * points[place] > sign * points[here]]
    return [item.options[place].id if item.kind == "choice" else place for place in better]


def _absent(result: Result) -> bool:
    return any(found.status == "absent" for found in result.assessment.dangers.all.values())


def _no_worse(before: Result, after: Result) -> None:
    first, second = before.assessment, after.assessment
    for name, score in first.scores.items():
        now = second.scores[name].score
        if score.score is not None and now is not None:
            assert now >= score.score, name
    for name, danger in first.dangers.all.items():
        now_index = second.dangers[name].index
        if danger.index is not None and now_index is not None:
            assert now_index <= danger.index, name
    if first.level and second.level:
        assert second.level.number >= first.level.number
