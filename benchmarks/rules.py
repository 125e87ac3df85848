"""The rules of a pack in this project and in its peers: whether they agree, and how long each takes an agency."""

from collections.abc import Callable
from functools import partial

from assessor.api import assess, choose_engine
from assessor.engines.facts import Facts
from assessor.engines.program import Program, program
from assessor.engines.reference import Engine, Fired
from assessor.engines.strata import Stratum
from assessor.inference.infer import Inference, infer
from assessor.model.response import Responses
from assessor.model.ruleset import Pack
from assessor.perspectives import views_of
from benchmarks.business_engine import BusinessEngine
from benchmarks.clips_engine import ClipsEngine
from benchmarks.timing import Times, side_by_side
from benchmarks.zen_engine import ZenEngine

OURS = "assessor"

Calls = list[tuple[Stratum, Facts]]


def peers(ready: Program) -> tuple[Engine, ...]:
    """The engines to compare with, each with the pack's rules compiled."""
    return ClipsEngine(ready), BusinessEngine(ready), ZenEngine(ready)


def differing(pack: Pack, agencies: list[Responses]) -> dict[str, int]:
    """Engine -> for how many agencies the rules that fire, or anything inferred of them, differ from the reference's.

    The ids that fire are compared themselves, since inference would make up for a rule that an engine let pass.
    """
    ready = program(pack)
    engines = (choose_engine(ready, "rete"), *peers(ready))
    return {engine.name: sum(_differs(ready, engine, each) for each in agencies) for engine in engines}


def _differs(ready: Program, engine: Engine, responses: Responses) -> bool:
    reference = choose_engine(ready, "reference")
    recorder = _Recorder(reference)
    wanted = _inferred(ready, recorder, responses)
    fired = all(engine.run(*call).fired == reference.run(*call).fired for call in recorder.calls)
    return not fired or _inferred(ready, engine, responses) != wanted


def _inferred(ready: Program, engine: Engine, responses: Responses) -> Inference:
    views = views_of(ready.pack.instrument, ready.routing, responses)
    whole = ready.pack.instrument.form(responses.form).items is None
    return infer(ready, views, engine, with_level=whole)


def whole_times(pack: Pack, agencies: list[Responses], rounds: int) -> Times:
    """From responses to findings: `assess` with its whole trace, and inference on each peer without any."""
    ready = program(pack)
    actions = {OURS: _over(agencies, partial(assess, pack=pack, engine="rete"))}
    actions |= {engine.name: _over(agencies, partial(_inferred, ready, engine)) for engine in peers(ready)}
    return side_by_side(actions, rounds)


def _over(agencies: list[Responses], act: Callable[[Responses], object]) -> Callable[[], object]:
    def every() -> None:
        for each in agencies:
            act(each)

    return every


def rules_times(pack: Pack, agencies: list[Responses], rounds: int) -> Times:
    """Rules alone: from the facts of each stratum to the ids that fire."""
    ready = program(pack)
    calls = _calls(ready, agencies)
    engines = {OURS: choose_engine(ready, "rete"), **{engine.name: engine for engine in peers(ready)}}
    return side_by_side({name: _runs(engine, calls) for name, engine in engines.items()}, rounds)


def _runs(engine: Engine, calls: Calls) -> Callable[[], object]:
    def every() -> None:
        for stratum, facts in calls:
            engine.run(stratum, facts)

    return every


class _Recorder:
    """Passes on to another engine, and keeps what it was asked."""

    name = "recorder"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.calls: Calls = []

    def run(self, stratum: Stratum, facts: Facts) -> Fired:
        """What the other engine says."""
        self.calls.append((stratum, facts))
        return self._engine.run(stratum, facts)


def _calls(ready: Program, agencies: list[Responses]) -> Calls:
    recorder = _Recorder(choose_engine(ready, "reference"))
    for each in agencies:
        _inferred(ready, recorder, each)
    return recorder.calls
