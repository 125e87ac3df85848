"""An earlier plan carried over to a new assessment: what people typed stays, what was found is written anew."""

from collections.abc import Iterator

from assessor.errors import USAGE, AssessorError, Problem, problem
from assessor.model.plan import Barrier, Barriers, Gone, Need, PastBarrier, PastStep, Plan, Resources, Step
from assessor.model.response import PackName

CARRIED = ("title", "first_step", "sign", "owner", "due", "status", "note")
"""What a step keeps. Its wording too: people may have changed it, and have worked with it."""

FILLED_IN = ("people", "time", "money", "ask", "due")
"""What people fill in of a need; one without any of these is written anew."""


def update(plan: Plan, earlier: Plan) -> Plan:
    """`plan`, made from a new assessment, with all that people typed in `earlier`; nothing typed is lost.

    Steps that are called no more are kept, each with the reason. Doing it twice changes nothing. Raises AssessorError
    where the two are not of one agency and pack, or `earlier` is the newer one.
    """
    wrong = list(_misfits(plan, earlier))
    if wrong:
        raise AssessorError(wrong, USAGE)
    before = plan.date != earlier.date
    return plan.model_copy(
        update={
            "earlier": (*earlier.earlier, *((earlier.date,) if before else ())),
            "drafted_with_service_users": earlier.drafted_with_service_users,
            "look_again": earlier.look_again,
            "note": earlier.note,
            "what": plan.what.model_copy(update={"aim": earlier.what.aim, "note": earlier.what.note}),
            "why": plan.why.model_copy(
                update={name: getattr(earlier.why, name) for name in ("reason", "hopes", "note")}
            ),
            "champions": earlier.champions or plan.champions,
            "barriers": _barriers(plan, earlier),
            "strategies": tuple(_steps(plan, earlier)),
            "resources": _resources(plan, earlier),
            "no_longer_needed": tuple(_past_steps(plan, earlier)),
        }
    )


def _misfits(plan: Plan, earlier: Plan) -> Iterator[Problem]:
    if plan.agency != earlier.agency:
        yield problem("other-agency", found=earlier.agency, wanted=plan.agency)
    if plan.pack.id != earlier.pack.id:
        yield problem("other-plan", found=_named(earlier.pack), wanted=_named(plan.pack))
    if plan.date < earlier.date:
        yield problem("older-answers", date=plan.date, later=earlier.date)


def _named(pack: PackName) -> str:
    return f"{pack.id} {pack.version}"


def _steps(plan: Plan, earlier: Plan) -> Iterator[Step]:
    """The steps called now, with what was typed of them, then those that people added."""
    live = {step.strategy: step for step in earlier.strategies}
    past = {step.strategy: step for step in earlier.no_longer_needed}
    for step in plan.strategies:
        before = live.get(step.strategy) or past.get(step.strategy)
        if before is None:
            yield step
            continue
        kept = {name: getattr(before, name) for name in CARRIED if getattr(before, name) is not None}
        since = (before.since or earlier.date) if step.strategy in live else step.since
        yield step.model_copy(update={**kept, "since": since})
    yield from (step for step in earlier.strategies if step.strategy is None)


def _past_steps(plan: Plan, earlier: Plan) -> Iterator[PastStep]:
    """The steps that are called no more, those of long ago first."""
    called = {step.strategy for step in plan.strategies}
    for gone in earlier.no_longer_needed:
        if gone.strategy not in called:
            yield gone.model_copy(update={"reason": _reason(gone, plan)})
    for step in earlier.strategies:
        if step.strategy is not None and step.strategy not in called:
            # Validated again, since a step and a past step differ in what they must have.
            whole = {**dict(step), "first": False, "since": step.since or earlier.date}
            yield PastStep(**whole, reason=_reason(step, plan), left=plan.date)


def _reason(step: Step, plan: Plan) -> Gone:
    if step.strategy in plan.what.in_place:
        return "in_place"
    return "not_known" if set(step.called_by) & set(plan.undecided) else "not_called"


def _barriers(plan: Plan, earlier: Plan) -> Barriers:
    known = {barrier.finding: barrier for barrier in (*earlier.barriers.past, *earlier.barriers.found)}
    found = [_barrier(barrier, known.get(barrier.finding)) for barrier in plan.barriers.found]
    found += [barrier for barrier in earlier.barriers.found if barrier.finding is None]
    return plan.barriers.model_copy(
        update={"found": tuple(found), "past": tuple(_past_barriers(plan, earlier)), "note": earlier.barriers.note}
    )


def _barrier(barrier: Barrier, before: Barrier | None) -> Barrier:
    if before is None:
        return barrier
    return Barrier(finding=barrier.finding, title=before.title or barrier.title, note=before.note)


def _past_barriers(plan: Plan, earlier: Plan) -> Iterator[PastBarrier]:
    found = {barrier.finding for barrier in plan.barriers.found}
    for barrier in (*earlier.barriers.past, *earlier.barriers.found):
        left = barrier.left if isinstance(barrier, PastBarrier) else None
        if barrier.finding in found or (barrier.finding is None and left is None):
            continue
        yield PastBarrier(
            finding=barrier.finding,
            title=barrier.title,
            note=barrier.note,
            reason="not_known" if barrier.finding in plan.undecided else "not_found",
            left=left or plan.date,
        )


def _resources(plan: Plan, earlier: Plan) -> Resources:
    """What the first steps take now, then whatever else was filled in."""
    known = {need.strategy: need for need in earlier.resources.needs}
    first = {need.strategy for need in plan.resources.needs}
    needs = [known.get(need.strategy, need) for need in plan.resources.needs]
    needs += [need for need in earlier.resources.needs if need.strategy not in first and _is_filled_in(need)]
    return plan.resources.model_copy(update={"needs": tuple(needs), "note": earlier.resources.note})


def _is_filled_in(need: Need) -> bool:
    return need.strategy is None or any(getattr(need, name) is not None for name in FILLED_IN)
