"""The smallest change that would help, in words: each way as a list of practices, or what is in the way."""

from collections.abc import Iterable, Iterator

from assessor.model.improvement import Alternative, Change, Improvement, Obstacle
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording
from assessor.report.blocks import Block, Heading, Paragraph, Points
from assessor.report.wording import STATUS_WORDS, cited, cleaned

TITLE = "What would help: {agency}"
GOALS = {
    "level": "Wanted: at least level {number}, {title}.",
    "danger": "Wanted: the danger {title} is low.",
    "dimension": "Wanted: a score of at least {number} on {title}.",
}
REACHED = "This is reached already. No answer would have to become readier."
ABOUT = (
    "These are the fewest answers that would have to become readier, and among as few those that cost least (the "
    "effort of what helps, times the points moved). It is arithmetic: answers follow practice, and to change what is "
    "ticked changes nothing. Each way was assessed again and reaches what is wanted."
)
PROVEN = "Proven: no other way takes fewer answers, or as many at a lower cost, than the first."
NOT_PROVEN = "The search was stopped before it was proven that there is no smaller way."
ONE_ANSWER, SOME_ANSWERS = "Way {way}: 1 answer, cost {cost}", "Way {way}: {count} answers, cost {cost}"
AFTERWARDS_LEVEL = "Afterwards: level {level}, {title}; {dangers}."
AFTERWARDS = "Afterwards: {dangers}."
DANGER_IS = "{danger} {status}"
CHANGE = '{asked} From "{now}" to "{then}".'
PRACTICE = 'Work on what this is about: {asked} Answered now "{now}", wanted "{then}".'
HELPS = "What helps: {title}. {first_step}"
NO_STRATEGY = "No strategy of the source is about this alone."
ASK_AGAIN = "Then ask {views} again: only they can say whether it is so."
SOURCE = "Source: {source}."
NO_WAY = "No readier answers to the questions that were answered reach this."
NO_WAY_SEEN = "No way was found before the search was stopped. That does not prove that there is none."
IN_THE_WAY = "In the way"
ALL_LIFTABLE = "Readier answers could lift each of these alone, but not all of them together."
OBSTACLES = {
    "gate": "{title}.",
    "score": "{title}: the score is too low.",
    "danger": "{title} is not low.",
    "clearing": "{title} cannot be called low before enough {views} have answered.",
    "known": "{title}: too little is known; answer what is still open.",
    "sign": "{title}.",
}
NOT_LIFTABLE = "No readier answer can lift this, not even alone."


def improvement_blocks(found: Improvement, pack: Pack, language: Language = "en") -> Iterator[Block]:
    """The blocks of the page, in the order they are read."""
    goal = found.goal
    yield Heading(TITLE.format(agency=cleaned(found.agency)), 1)
    yield Paragraph(GOALS[goal.sort].format(number=f"{goal.number:g}", title=goal.title.said_in(language)))
    if found.reached:
        yield Paragraph(REACHED)
        return
    if found.alternatives:
        yield Paragraph(ABOUT)
        yield Paragraph(PROVEN if found.alternatives[0].proven else NOT_PROVEN)
    for way, each in enumerate(found.alternatives, 1):
        yield from _way(way, each, pack, language)
    if not found.alternatives:
        yield from _in_the_way(found, pack, language)


def _way(way: int, found: Alternative, pack: Pack, language: Language) -> Iterator[Block]:
    count = len(found.changes)
    yield Heading((ONE_ANSWER if count == 1 else SOME_ANSWERS).format(way=way, count=count, cost=found.cost))
    points = tuple(_change(change, pack, language) for change in found.changes)
    yield Points(points, tuple(range(1, count + 1)))
    titles = {danger.id: danger.title.said_in(language) for danger in pack.ruleset.dangers}
    dangers = "; ".join(
        DANGER_IS.format(danger=titles[name], status=STATUS_WORDS[status]) for name, status in found.dangers.items()
    )
    level = next((each.title.said_in(language) for each in pack.ruleset.levels if each.number == found.level), "")
    said = AFTERWARDS_LEVEL if found.level is not None else AFTERWARDS
    if dangers or level:
        yield Paragraph(said.format(level=found.level, title=level, dangers=dangers))


def _change(change: Change, pack: Pack, language: Language) -> tuple[str, tuple[str, ...]]:
    def say(text: Wording | None) -> str:
        return text.said_in(language) if text else ""

    words = {"asked": say(change.asked), "now": say(change.now_label), "then": say(change.then_label)}
    lines = [
        HELPS.format(title=say(change.title), first_step=say(change.first_step)) if change.strategy else NO_STRATEGY
    ]
    if change.ask_again:
        lines.append(ASK_AGAIN.format(views=_plurals(change.ask_again, pack, language)))
    lines += [SOURCE.format(source=cited(element, pack).removesuffix(".")) for element in change.source]
    return (PRACTICE if change.ask_again else CHANGE).format(**words), tuple(lines)


def _in_the_way(found: Improvement, pack: Pack, language: Language) -> Iterator[Block]:
    yield Paragraph(NO_WAY if found.settled else NO_WAY_SEEN)
    yield Heading(IN_THE_WAY)
    yield Points(tuple(_obstacle(each, pack, language) for each in found.obstacles))
    if found.settled and found.obstacles and all(each.liftable for each in found.obstacles):
        yield Paragraph(ALL_LIFTABLE)


def _obstacle(found: Obstacle, pack: Pack, language: Language) -> tuple[str, tuple[str, ...]]:
    views = _plurals(found.views, pack, language)
    said = OBSTACLES[found.sort].format(title=found.title.said_in(language), views=views)
    return said, () if found.liftable else (NOT_LIFTABLE,)


def _plurals(views: Iterable[str], pack: Pack, language: Language) -> str:
    return " or ".join(pack.instrument.views[view].plural.said_in(language) for view in views)
