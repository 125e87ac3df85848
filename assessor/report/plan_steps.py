"""The steps of a plan in blocks: those to begin with, those that follow, what they take, and how they stand."""

from collections.abc import Iterator

from assessor.model.plan import Need, PastStep, Plan, Standing, Step
from assessor.report.blocks import Block, Heading, Paragraph, Points
from assessor.report.plan_words import PlanWords
from assessor.report.wording import cleaned

FIRST = "First steps"
LATER = "Later, when the first ones are under way"
OWN = "Steps of our own"
NO_STEP = "Nothing is recommended now. Keep what is in place, and ask again in a year."
TITLED = "{title} {first_step}"
SIGN = "We would notice: {sign}"
CALLED_BY = "Called by: {findings}."
CAUTION = "Caution: {text}"
WHO = "Owner: {owner}. Due: {due}. Status: {status}."
NOTE = "Note: {note}"
STATUSES = {"not_started": "not started", "started": "started", "done": "done", "dropped": "dropped"}

NOT_CREATED = "No strategy creates resources. Settle here who will be asked for what is missing, and by when."
LACKING = "The answers say that resources are lacking: {finding}."
TAKES = "People: {people}. Time: {time}. Money: {money}."
ASK = "Who will be asked for what is missing: {ask}. By: {due}."

SINCE = "Since the answers of {date}"
STANDINGS: dict[Standing, str] = {
    "done": "Done",
    "open": "Still open",
    "new": "New, or called again",
    "gone": "No longer needed",
    "dropped": "Dropped",
}
STILL_CALLED = "The answers still point to it: see whether it worked."
GONE_REASONS = {
    "in_place": "In place now, by the answers of {date}: keep it.",
    "not_called": "No longer called, by the answers of {date}.",
    "not_known": "The answers of {date} do not tell whether it is still needed.",
}
OWNED = "Owner: {owner}."
DUE = "Due: {due}."
SUMMARY = "{done} done, {open} still open, {new} new, {gone} no longer needed."


def summary(plan: Plan) -> str:
    """How many steps of an updated plan stand how, in one line."""
    return SUMMARY.format(**{stands: len(steps) for stands, steps in plan.standing().items()})


def steps_blocks(plan: Plan, words: PlanWords) -> Iterator[Block]:
    """Every step with blanks for who, when and how it goes."""
    called = [step for step in plan.strategies if step.strategy is not None]
    own = [step for step in plan.strategies if step.strategy is None]
    first = [step for step in called if step.first]
    if not plan.strategies:
        yield Paragraph(NO_STEP)
    number = 1
    for heading, steps in ((FIRST, first), (LATER, [s for s in called if not s.first]), (OWN, own)):
        if steps:
            yield Heading(heading, 3)
            points = tuple((_titled(step, words), tuple(_step(step, words))) for step in steps)
            yield Points(points, tuple(range(number, number + len(steps))))
            number += len(steps)


def _titled(step: Step, words: PlanWords) -> str:
    title = words.sentence(step.title)
    return TITLED.format(title=title, first_step=cleaned(step.first_step)) if step.first_step else title


def _step(step: Step, words: PlanWords) -> Iterator[str]:
    if step.sign or step.strategy is None:
        yield SIGN.format(sign=words.typed(step.sign))
    if step.called_by:
        yield CALLED_BY.format(findings="; ".join(map(words.caller, step.called_by)))
    declared = words.pack.ruleset.strategies_by_id.get(step.strategy or "")
    if declared is not None:
        yield from (CAUTION.format(text=words.say(caution.text)) for caution in declared.cautions)
        yield words.sourced(declared.source, declared.basis)
    status = STATUSES[step.status]
    yield WHO.format(owner=words.typed(step.owner), due=words.typed(step.due), status=status)
    yield NOTE.format(note=words.typed(step.note))


def resources_blocks(plan: Plan, words: PlanWords) -> Iterator[Block]:
    """What the first steps take, and what the answers say is lacking."""
    for finding in plan.resources.missing:
        words.cite(words.pack.ruleset.rules_by_id[finding].source)
        yield Paragraph(LACKING.format(finding=words.caller(finding)))
    yield Paragraph(NOT_CREATED)
    if plan.resources.needs:
        yield Points(tuple((words.sentence(need.title), _need(need, words)) for need in plan.resources.needs))
    if plan.resources.note:
        yield Paragraph(NOTE.format(note=words.typed(plan.resources.note)))


def _need(need: Need, words: PlanWords) -> tuple[str, ...]:
    takes = {name: words.typed(getattr(need, name)) for name in ("people", "time", "money")}
    return TAKES.format(**takes), ASK.format(ask=words.typed(need.ask), due=words.typed(need.due))


def since_blocks(plan: Plan, words: PlanWords) -> Iterator[Block]:
    """What became of the steps since the earlier answers."""
    yield Heading(SINCE.format(date=plan.earlier[-1]))
    for stands, steps in plan.standing().items():
        if steps:
            yield Heading(STANDINGS[stands], 3)
            yield Points(tuple((words.sentence(step.title), tuple(_stands(step))) for step in steps))


def _stands(step: Step) -> Iterator[str]:
    if isinstance(step, PastStep):
        yield GONE_REASONS[step.reason].format(date=step.left)
    elif step.status == "done" and step.strategy is not None:
        yield STILL_CALLED
    if step.owner:
        yield OWNED.format(owner=cleaned(step.owner))
    if step.due:
        yield DUE.format(due=step.due)
    if isinstance(step, PastStep) and step.note:
        yield NOTE.format(note=cleaned(step.note))
