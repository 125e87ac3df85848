"""An inference put into words: the Assessment with its trace, the same for every engine."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from assessor.engines.facts import gap_fact
from assessor.engines.program import Program
from assessor.engines.reference import Outcome, outcome
from assessor.inference.dangers import Judged
from assessor.inference.infer import Inference
from assessor.inference.telling import gap_told, parts_told, score_told, size_told, value_of, view_told
from assessor.inference.views import parts_of, protected_dimensions, seen_by, widest
from assessor.model.assessment import (
    AnswerRead,
    Assessment,
    DangerFound,
    DangersFound,
    EvidenceFound,
    FindingFound,
    LeafTrace,
    LevelFound,
    Met,
    PackUsed,
    Recommended,
    RuleTrace,
    ScoreFound,
    Sign,
    Told,
    Trace,
)
from assessor.model.condition import STATUSES, AnswerLeaf, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf, ScoreLeaf
from assessor.model.instrument import Item
from assessor.model.reading import NO_VIEW, Reading, State, Views
from assessor.model.response import Responses
from assessor.model.rule import Rule
from assessor.model.ruleset import Danger
from assessor.perspectives import view_reading

TOLD: dict[Outcome, Told] = {True: "fires", False: "silent", None: "undecided"}


def assessment(program: Program, responses: Responses, views: Views, found: Inference) -> Assessment:
    """The Assessment of one agency; every model here is built from checked values, so none is validated again."""
    pack, ruleset = program.pack, program.pack.ruleset
    rounded = protected_dimensions(program, responses, views)
    scores = {name: score_told(score, name in rounded) for name, score in found.scores.items()}
    scores["overall"] = score_told(found.overall, bool(rounded))
    return Assessment.built(
        schema_="assessment/1",
        agency=responses.agency,
        date=responses.date,
        form=responses.form,
        pack=PackUsed.built(id=pack.id, version=pack.version, sha256=pack.sha256),
        views={view: sum(r.perspective == view for r in responses.counted) for view in views},
        perspectives={name: view_told(program, name, v) for name, v in seen_by(program, responses, views).items()},
        units=parts_told(program, parts_of(program, responses)),
        gaps=tuple(gap_told(program, gap) for gap in widest(program, views)),
        scores={name: score for name, score in scores.items() if name != "overall"},
        overall=scores["overall"],
        level=_level(program, found),
        dangers=_dangers(program, views, found),
        profiles=_profiles(ruleset.rules, found),
        findings=tuple(
            sorted((_finding(rule, found) for rule in ruleset.rules if found.outcomes[rule.id]), key=_most_severe)
        ),
        recommendations=tuple(_recommended(rank, each) for rank, each in enumerate(found.called, 1)),
        in_place=found.in_place,
        evidence=tuple(
            each.id
            for each in ruleset.evidence
            if each.shown_when is None or outcome(program.evidence[each.id], found.facts) is True
        ),
        trace=_trace(program, views, found, scores),
    )


def _most_severe(finding: FindingFound) -> int:
    return -finding.severity


def _level(program: Program, found: Inference) -> LevelFound | None:
    if found.level is None:
        return None
    ids = {level.number: level.id for level in program.pack.ruleset.levels}
    at = found.level
    return LevelFound.built(
        id=ids[at.number], number=at.number, proposed=at.proposed, held_by=at.held_by, low=at.low, high=at.high
    )


def _profiles(rules: tuple[Rule, ...], found: Inference) -> dict[str, tuple[str, ...]]:
    profiles: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        if rule.then.profile and found.outcomes[rule.id]:
            for name, value in rule.then.profile.items():
                profiles[name] = (*profiles.get(name, ()), value)
    return profiles


def _finding(rule: Rule, found: Inference) -> FindingFound:
    return FindingFound.built(
        id=rule.id,
        kind=rule.then.kind,
        severity=found.severities[rule.id],
        title=rule.title,
        because=rule.because,
        firm=found.ranged[rule.id] is True,
        source=rule.source,
        basis=rule.basis,
    )


def _recommended(rank: int, called: Any) -> Recommended:
    strategy = called.strategy
    return Recommended.built(
        rank=rank,
        first=called.first,
        strategy=strategy.id,
        title=strategy.title,
        first_step=strategy.first_step,
        sign=strategy.sign,
        called_by=called.called_by,
        cautions=tuple(caution.text for caution in strategy.cautions),
        source=strategy.source,
        basis=strategy.basis,
    )


def _dangers(program: Program, views: Views, found: Inference) -> DangersFound:
    each = {d.id: _danger(program, d, found.dangers[d.id], views, found) for d in program.pack.ruleset.dangers}
    dangers = DangersFound.built(position=found.position)
    object.__setattr__(dangers, "__pydantic_extra__", each)
    return dangers


def _danger(program: Program, danger: Danger, judged: Judged, views: Views, found: Inference) -> DangerFound:
    indicators = [rule for rule in program.indicators[danger.id] if rule.id not in found.vacuous]
    counter = program.counter[danger.id]
    came = found.outcomes
    return DangerFound.built(
        index=judged.index,
        low=judged.low,
        high=judged.high,
        status=judged.status,
        evidence=EvidenceFound.built(
            for_=tuple(_sign(program, rule, views, found) for rule in indicators if came[rule.id] is True),
            against=tuple(_sign(program, rule, views, found) for rule in indicators if came[rule.id] is False)
            + tuple(_sign(program, rule, views, found) for rule in counter if came[rule.id] is True),
            missing=tuple(_sign(program, rule, views, found) for rule in indicators if came[rule.id] is None),
        ),
    )


def _sign(program: Program, rule: Rule, views: Views, found: Inference) -> Sign:
    missing: dict[str, tuple[str, ...]] = {}
    if found.outcomes[rule.id] is None:
        for leaf, term in program.leaf_terms[rule.id]:
            if isinstance(leaf, AnswerLeaf) and outcome(term, found.facts) is None:
                item = program.pack.instrument.items[leaf.answer]
                missing[item.id] = (leaf.as_,) if leaf.as_ else item.scored_from or tuple(item.ask)
            elif isinstance(leaf, GapLeaf) and outcome(term, found.facts) is None:
                missing[leaf.gap] = _lacking(program, leaf, views)
    return Sign.built(rule=rule.id, weight=rule.then.weight or 0, missing=missing)


def _lacking(program: Program, leaf: GapLeaf, views: Views) -> tuple[str, ...]:
    """Whose answers a gap still needs: of the two views those that say nothing of its subject, else both."""
    items = [each.item.id for each in program.scored.get(leaf.gap, ())] or [leaf.gap]

    def silent(view: str) -> bool:
        return not any(views.get(view, {}).get(item, NO_VIEW).state == "answered" for item in items)

    return tuple(view for view in leaf.between if silent(view)) or leaf.between


def _trace(program: Program, views: Views, found: Inference, scores: Mapping[str, ScoreFound]) -> Trace:
    items = program.pack.instrument.items
    answers = {name: answer_read(items[name], reading) for name, reading in found.readings.items()}
    rules = program.pack.ruleset.rules
    return Trace.built(
        answers=answers, rules={rule.id: _rule_trace(program, rule, views, found, answers, scores) for rule in rules}
    )


def answer_read(item: Item, reading: Reading) -> AnswerRead:
    """What rules read of an item, and how many people said so."""
    return _answer_read(reading.state, value_of(item, reading), reading.view, reading.number)


@lru_cache(maxsize=4_096)
def _answer_read(state: State, value: Met | None, view: str | None, number: int) -> AnswerRead:
    """Frozen, so answers that are alike share one."""
    return AnswerRead.built(state=state, value=value, view=view, number=number)


def _rule_trace(
    program: Program,
    rule: Rule,
    views: Views,
    found: Inference,
    answers: Mapping[str, AnswerRead],
    scores: Mapping[str, ScoreFound],
) -> RuleTrace:
    told = found.outcomes[rule.id]
    met = [
        answers[leaf.answer].value
        if leaf.__class__ is AnswerLeaf and leaf.as_ is None
        else _met(program, leaf, views, found, scores)
        for leaf, _ in program.leaf_terms[rule.id]
    ]
    # The class stands in the key too, since 1 == 1.0 and they are written differently.
    leaves = tuple((value, value.__class__, came) for value, came in zip(met, found.leaves[rule.id], strict=True))
    return _traced(told, found.ranged[rule.id] is told, leaves)


@lru_cache(maxsize=16_384)
def _traced(told: Outcome, firm: bool, leaves: tuple[tuple[Met | None, type, Outcome], ...]) -> RuleTrace:
    """One rule's trace; frozen, so agencies that answered alike share it."""
    return RuleTrace.built(
        outcome=TOLD[told],
        firm=firm,
        leaves=tuple(LeafTrace.built(met=met, outcome=_WORDS[came]) for met, _, came in leaves),
    )


_WORDS: Mapping[Outcome, Literal["true", "false", "unknown"]] = {True: "true", False: "false", None: "unknown"}


def _met(program: Program, leaf: Any, views: Views, found: Inference, scores: Mapping[str, ScoreFound]) -> Met | None:
    """The value a comparison met that is no plain answer; None where there was none."""
    if isinstance(leaf, AnswerLeaf):
        item = program.pack.instrument.items[leaf.answer]
        return value_of(item, view_reading(item, leaf.as_ or "", views))
    if isinstance(leaf, ScoreLeaf):
        return scores[leaf.score].score
    if isinstance(leaf, FindingLeaf | NoFindingLeaf):
        return TOLD[found.outcomes[leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding]]
    if isinstance(leaf, DangerLeaf):
        return STATUSES[found.facts.known[f"danger.{leaf.danger}"]]
    assert isinstance(leaf, GapLeaf)
    size = found.facts.known.get(gap_fact(leaf.gap, leaf.between))
    if size is None or leaf.gap in program.pack.instrument.items:
        return size
    return size_told(size) if size >= 0 else -size_told(size)
