"""What came of collecting, in words: who counts, what waits, how many more people are needed."""

from collections.abc import Iterator

from assessor.collecting import Collected
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
        yield from _waiting(views[waiting.perspective].plural.said_in("en"), waiting)
    held = sum(len(person.held) for person in responses.respondents)
    if held and collected.record is None:
        yield f"{_waits(held)} since an earlier collecting; --release goes on with that."
    answers = sum(len(person.set_aside) for person in responses.respondents)
    people = len(responses.set_aside)
    yield f"Set aside: {_many(people, 'respondent')}, and {_many(answers, 'answer')} of those who count."


def _counted(view: Perspective, people: list[Respondent], fewest: int) -> str:
    line = f"{view.plural.said_in('en')}: {len(people) or 'nobody'} counted"
    more = fewest - sum(bool(person.answers) for person in people)
    if not view.protected or more <= 0:
        return f"{line}."
    return f"{line}; {more} more {'is' if more == 1 else 'are'} needed before anything of theirs shows."


def _waiting(who: str, waiting: Waiting) -> Iterator[str]:
    if waiting.answers:
        yield (
            f"{who}: {_waits(waiting.answers)}, since now they could be told apart from those released before; "
            f"{_people(waiting.more)} more must answer before the first of them show."
        )
    if waiting.for_good:
        yield (
            f"{who}: {_waits(waiting.for_good)} for as long as this record is kept, since somebody whose answer was "
            "shown left or changed it."
        )
    if waiting.stayed:
        yield f"{who}: {_people(waiting.stayed)} left, and what was shown of them stays as it was."


def _waits(count: int) -> str:
    return "1 answer waits" if count == 1 else f"{count} answers wait"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
