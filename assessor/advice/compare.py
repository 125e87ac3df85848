"""Two assessments of one agency compared: what moved, what is only noise, which answers and rules moved it."""

from typing import Any

from assessor.advice.noise import beyond_chance, margin
from assessor.api import Result
from assessor.model.assessment import Assessment, ScoreFound, Told
from assessor.model.condition import AnswerLeaf, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf, ScoreLeaf, leaves
from assessor.model.difference import (
    AnswerMoved,
    Became,
    DangerMoved,
    Difference,
    LevelMoved,
    Moved,
    RuleMoved,
    Side,
    Verdict,
)


def diff(before: Result, after: Result) -> Difference:
    """What is different in `after`; the two may be of different pack versions, and are matched by id."""
    first, second = before.assessment, after.assessment
    rules = _rules(before, after)
    return Difference(
        agency=second.agency,
        before=Side(date=first.date, pack=first.pack, views=first.views),
        after=Side(date=second.date, pack=second.pack, views=second.views),
        level=_level(first, second),
        position_before=first.dangers.position,
        position_after=second.dangers.position,
        overall=_moved(first.overall, second.overall, None),
        scores={
            name: _moved(first.scores[name], second.scores[name], _sure(before, after, name))
            for name in second.scores
            if name in first.scores
        },
        dangers={
            name: DangerMoved(
                before=first.dangers[name].status,
                after=found.status,
                index_before=first.dangers[name].index,
                index_after=found.index,
            )
            for name, found in second.dangers.all.items()
            if name in first.dangers.all
        },
        answers=_answers(first, second),
        rules=rules,
        steps=_steps(first, second),
    )


def _level(first: Assessment, second: Assessment) -> LevelMoved:
    return LevelMoved(
        before=first.level.number if first.level else None,
        after=second.level.number if second.level else None,
        held_before=first.level.held_by if first.level else (),
        held_after=second.level.held_by if second.level else (),
    )


def _sure(before: Result, after: Result, dimension: str) -> bool | None:
    """Whether the change of a dimension is beyond chance; None where too few people answered to say."""
    first, second = before.assessment.scores[dimension].score, after.assessment.scores[dimension].score
    margins = [margin(each.pack, each.responses, dimension) for each in (before, after)]
    if first is None or second is None or margins[0] is None or margins[1] is None:
        return None
    return beyond_chance(second - first, margins[0], margins[1])


def _moved(first: ScoreFound, second: ScoreFound, sure: bool | None) -> Moved:
    verdict: Verdict = "unknown"
    if first.score is not None and second.score is not None:
        verdict = "better" if second.score > first.score else "worse" if second.score < first.score else "same"
        if sure is False and verdict != "same":
            verdict = "within_noise"
    return Moved(before=first.score, after=second.score, verdict=verdict, margin=sure is not None)


def _answers(first: Assessment, second: Assessment) -> dict[str, AnswerMoved]:
    """The items that read otherwise; how many people answered is no change by itself."""
    moved = {}
    before, after = first.trace.answers, second.trace.answers
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if (one and (one.state, one.value)) != (other and (other.state, other.value)):
            moved[name] = AnswerMoved(before=one, after=other)
    return moved


def _rules(before: Result, after: Result) -> dict[str, RuleMoved]:
    first, second = before.assessment, after.assessment
    changed = _changed_facts(first, second)
    known = {**before.pack.ruleset.rules_by_id, **after.pack.ruleset.rules_by_id}
    moved: dict[str, RuleMoved] = {}
    for name, rule in known.items():
        one, other = (_outcome(each, name) for each in (first, second))
        if one != other:
            read = dict.fromkeys(_reads(leaf) for leaf in leaves(rule.when))
            by = tuple(subject for subject in read if subject in changed or subject in moved)
            moved[name] = RuleMoved(before=one, after=other, by=by)
    return moved


def _outcome(found: Assessment, rule: str) -> Told | None:
    trace = found.trace.rules.get(rule)
    return trace.outcome if trace else None


def _changed_facts(first: Assessment, second: Assessment) -> set[str]:
    """Items, dimensions and dangers that are not what they were, and gaps that are not as wide."""
    changed = set(_answers(first, second))
    changed |= {name for name, score in second.scores.items() if name in first.scores and first.scores[name] != score}
    changed |= {"overall"} if first.overall != second.overall else set()
    changed |= {
        name
        for name, found in second.dangers.all.items()
        if name in first.dangers.all and first.dangers[name].status != found.status
    }
    widths = [{(gap.subject, gap.between): gap.size for gap in each.gaps} for each in (first, second)]
    return changed | {subject for subject, _ in dict(widths[0].items() ^ widths[1].items())}


def _reads(leaf: Any) -> str:
    if isinstance(leaf, AnswerLeaf):
        return leaf.answer
    if isinstance(leaf, ScoreLeaf):
        return leaf.score
    if isinstance(leaf, DangerLeaf):
        return leaf.danger
    if isinstance(leaf, GapLeaf):
        return leaf.gap
    assert isinstance(leaf, FindingLeaf | NoFindingLeaf)
    return leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding


def _steps(first: Assessment, second: Assessment) -> dict[str, Became]:
    """What became of every strategy that was or is recommended, in the order of today's list."""
    was = [step.strategy for step in first.recommendations]
    now = [step.strategy for step in second.recommendations]
    steps: dict[str, Became] = {name: "still_open" if name in was else "new" for name in now}
    for name in was:
        if name not in steps:
            steps[name] = "in_place" if name in second.in_place else "no_longer_called"
    return steps
