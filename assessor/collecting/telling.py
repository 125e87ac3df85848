"""What came of collecting, in words: who counts, what waits, how many more people are needed."""

from collections.abc import Iterator

from assessor.collecting import Collected
from assessor.language import count, current, say
from assessor.model.instrument import Perspective
from assessor.model.response import MIN_VIEW, Respondent
from assessor.releasing.guard import Waiting


def summary(collected: Collected) -> Iterator[str]:
    """One fact a line."""
    responses = collected.responses
    fewest = responses.min_view or MIN_VIEW
    for view in collected.pack.instrument.perspectives:
        yield _counted(view, [person for person in responses.respondents if person.perspective == view.id], fewest)
    views = collected.pack.instrument.views
    for waiting in collected.waiting:
        yield from _waiting(views[waiting.perspective].plural.said_in(current()), waiting)
    held = sum(len(person.held) for person in responses.respondents)
    if held and collected.record is None:
        yield count(
            "1 answer waits since an earlier collecting; --release goes on with that.",
            "{n} answers wait since an earlier collecting; --release goes on with that.",
            held,
        )
    answers = sum(len(person.set_aside) for person in responses.respondents)
    people = len(responses.set_aside)
    yield say(
        "Set aside: {respondents}, and {answers} of those who count.",
        respondents=count("1 respondent", "{n} respondents", people),
        answers=count("1 answer", "{n} answers", answers),
    )


def _counted(view: Perspective, people: list[Respondent], fewest: int) -> str:
    who, found = view.plural.said_in(current()), len(people)
    counted = count("{n} counted", "{n} counted", found) if found else say("nobody counted")
    more = fewest - sum(bool(person.answers) for person in people)
    if not view.protected or more <= 0:
        return say("{who}: {counted}.", who=who, counted=counted)
    return count(
        "{who}: {counted}; {n} more is needed before anything of theirs shows.",
        "{who}: {counted}; {n} more are needed before anything of theirs shows.",
        more,
        who=who,
        counted=counted,
    )


def _waiting(who: str, waiting: Waiting) -> Iterator[str]:
    if waiting.answers:
        yield count(
            "{who}: 1 answer waits, since now they could be told apart from those released before; {people} more "
            "must answer before the first of them show.",
            "{who}: {n} answers wait, since now they could be told apart from those released before; {people} more "
            "must answer before the first of them show.",
            waiting.answers,
            who=who,
            people=_people(waiting.more),
        )
    if waiting.for_good:
        yield count(
            "{who}: 1 answer waits for as long as this record is kept, since somebody whose answer was shown left or "
            "changed it.",
            "{who}: {n} answers wait for as long as this record is kept, since somebody whose answer was shown left or "
            "changed it.",
            waiting.for_good,
            who=who,
        )
    if waiting.stayed:
        yield count(
            "{who}: 1 person left, and what was shown of them stays as it was.",
            "{who}: {n} people left, and what was shown of them stays as it was.",
            waiting.stayed,
            who=who,
        )


def _people(number: int) -> str:
    return count("1 person", "{n} people", number)
