"""Dangers: an index and a status from the indicators that fired, stayed silent or are undecided.

With F, S and U the weights of those three, index = 100 F / (F + S) and the range is what U could still make of it. An
indicator that is silent only because nothing it reads applies is left out of all three. Counter-evidence is shown,
never subtracted: a good sign does not undo a bad one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessor.engines.reference import Outcome
from assessor.model.condition import STATUSES, Status
from assessor.model.reading import Views
from assessor.model.rule import Rule
from assessor.model.ruleset import Danger
from assessor.scoring import half_up

_LADDER: tuple[Status, ...] = ("low", "possible", "likely")


@dataclass(frozen=True)
class Judged:
    """A danger's index and range in whole percents, its status, and every status open answers could still give it."""

    index: int | None
    low: int | None
    high: int | None
    status: Status
    attainable: frozenset[Status]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The places of the attainable statuses, as one-number ranges."""
        return tuple((place, place) for place in sorted(STATUSES.index(status) for status in self.attainable))


@dataclass(frozen=True)
class _Tally:
    fired: int
    silent: int
    undecided: int
    known: int
    decisive: bool
    floor: bool

    @property
    def index(self) -> int | None:
        decided = self.fired + self.silent
        return half_up(100 * self.fired, decided) if decided else None


def judge(
    danger: Danger,
    indicators: Iterable[Rule],
    outcomes: Mapping[str, Outcome],
    ranged: Mapping[str, Outcome],
    vacuous: frozenset[str],
    views: Views,
) -> Judged:
    """`danger` as its rules leave it; `vacuous` are rules silent only because nothing they read applies."""
    counted = [rule for rule in indicators if rule.id not in vacuous]
    now = _tally(danger, counted, outcomes)
    cleared, clearable = _clearing(danger, views)
    status: Status = "absent" if outcomes.get(danger.absent_when or "") is True else _status(danger, now, cleared)
    everything = now.fired + now.silent + now.undecided
    return Judged(
        now.index,
        half_up(100 * now.fired, everything) if everything else None,
        half_up(100 * (now.fired + now.undecided), everything) if everything else None,
        status,
        _attainable(danger, counted, ranged, (cleared, clearable)) | {status},
    )


def _tally(danger: Danger, counted: list[Rule], outcomes: Mapping[str, Outcome]) -> _Tally:
    weight = {came: sum(r.then.weight or 0 for r in counted if outcomes[r.id] is came) for came in (True, False, None)}
    return _Tally(
        weight[True],
        weight[False],
        weight[None],
        sum(outcomes[rule.id] is not None for rule in counted),
        any(all(outcomes.get(rule) is True for rule in pair) for pair in danger.decisive),
        any(outcomes.get(rule) is True for rule in danger.floor),
    )


def _status(danger: Danger, tally: _Tally, cleared: bool) -> Status:
    decided = tally.fired + tally.silent
    enough = tally.known >= danger.known.indicators and tally.index is not None
    known = enough and 100 * decided >= danger.known.share * (decided + tally.undecided)
    index = tally.index or 0
    if tally.decisive or (known and index >= danger.cuts.likely):
        return "likely"
    if known and (index >= danger.cuts.possible or tally.floor):
        return "possible"
    return "low" if known and cleared else "not_enough_known"


def _attainable(
    danger: Danger, counted: list[Rule], ranged: Mapping[str, Outcome], clearing: tuple[bool, bool]
) -> frozenset[Status]:
    """Every status between all open indicators staying silent and all of them firing."""
    absent = ranged.get(danger.absent_when or "", False)
    if absent is True:
        return frozenset(("absent",))
    best = _status(danger, _tally(danger, counted, _settled(ranged, False)), any(clearing))
    worst = _status(danger, _tally(danger, counted, _settled(ranged, True)), clearing[0])
    found: set[Status] = {best, worst}
    if best in _LADDER and worst in _LADDER:
        found.update(_LADDER[_LADDER.index(best) : _LADDER.index(worst) + 1])
    if absent is None:
        found.add("absent")
    return frozenset(found)


def _settled(ranged: Mapping[str, Outcome], undecided_as: bool) -> dict[str, Outcome]:
    return {rule: undecided_as if came is None else came for rule, came in ranged.items()}


def _clearing(danger: Danger, views: Views) -> tuple[bool, bool]:
    """Whether those whose answers clear the danger gave enough of them, and whether they still could."""
    needs = danger.clearing
    if needs is None:
        return True, True
    states = {
        item: {views[view][item].state if item in views.get(view, {}) else "no_view" for view in needs.views}
        for item in needs.of
    }

    def enough(items: set[str]) -> bool:
        return len(items) >= needs.at_least and (not needs.one_of or bool(items & set(needs.one_of)))

    open_states = {"answered", "unanswered", "no_view"}
    return (
        enough({item for item, seen in states.items() if "answered" in seen}),
        enough({item for item, seen in states.items() if seen & open_states}),
    )
