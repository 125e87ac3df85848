"""A difference between two assessments in words: what moved, what became of recommendations, which answers did it."""

from collections.abc import Iterable, Iterator

from assessor.language import N_, count, current, date, say, speaking
from assessor.model.assessment import AnswerRead
from assessor.model.difference import AnswerMoved, Became, Difference, Moved, Rescored
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.conditions import titled
from assessor.report.wording import cleaned, figure, question, reply_read, status_word

VERDICTS = N_(
    {
        "better": "better",
        "worse": "worse",
        "same": "the same",
        "within_noise": "within what chance could do",
        "unknown": "cannot be told",
    },
    sense="change",
)
OUTCOMES = N_(
    {"fires": "held", "silent": "did not hold", "undecided": "not known", None: "no such rule"}, sense="rule was"
)
BECAME: dict[Became, str] = N_(
    {
        "in_place": "Done: in place now",
        "no_longer_called": "No longer called for",
        "still_open": "Still open",
        "new": "New",
    },
    sense="steps",
)
CHANCE = N_(
    "How much of a change is chance cannot be told: at least five people of each view must have answered on both sides."
)


def difference_blocks(found: Difference, pack: Pack, language: Language | None = None) -> Iterator[Block]:
    """The blocks of a comparison; `pack` is that of the later side, `language` the one spoken now unless given."""
    spoken = language or current()
    with speaking(spoken):
        return iter([*_Telling(found, pack, spoken).blocks()])


class _Telling:
    def __init__(self, found: Difference, pack: Pack, language: Language) -> None:
        self.found, self.pack, self.language = found, pack, language
        self.titles = {each.number: each.title.said_in(language) for each in pack.ruleset.levels}

    def blocks(self) -> Iterator[Block]:
        found = self.found
        yield Heading(say("What changed: {agency}", agency=cleaned(found.agency)), 1)
        yield Paragraph(
            say("Answers of {before}, then of {after}.", before=date(found.before.date), after=date(found.after.date))
        )
        if found.before.pack != found.after.pack:
            one, other = found.before.pack, found.after.pack
            yield Paragraph(
                say(
                    "The rules are not the same: {old} version {from_}, then {new} version {to}. Items and rules are "
                    "matched by id.",
                    old=one.id, from_=one.version, new=other.id, to=other.version,
                )
            )  # fmt: skip
        if found.nothing:
            yield Paragraph(say("Nothing changed."))
            return
        yield from self._level()
        yield from self._scores()
        yield from self._dangers()
        yield from self._steps()
        yield from self._answers()
        yield from self._rules()

    def _level(self) -> Iterator[Block]:
        level = self.found.level
        yield Heading(say("Readiness"))
        if level.before == level.after:
            yield Paragraph(say("The level is the same: {level}.", level=self._titled(level.after)))
        else:
            before, after = self._titled(level.before), self._titled(level.after)
            yield Paragraph(say("Before: {before}. Now: {after}.", before=before, after=after))
        gone = [gate for gate in level.held_before if gate not in level.held_after]
        come = [gate for gate in level.held_after if gate not in level.held_before]
        if gone:
            yield Paragraph(say("No longer held back by: {gates}.", gates=self._gates(gone)))
        if come:
            yield Paragraph(say("Now held back by: {gates}.", gates=self._gates(come)))

    def _gates(self, gates: list[str]) -> str:
        rules = self.pack.ruleset.rules_by_id
        return "; ".join(rules[gate].title.said_in(self.language) if gate in rules else gate for gate in gates)

    def _titled(self, number: int | None) -> str:
        if number is None:
            return say("no level")
        return say("level {number}, {title}", number=number, title=self.titles.get(number, ""))

    def _scores(self) -> Iterator[Block]:
        yield Heading(say("Scores"))
        titles = {each.id: each.title.said_in(self.language) for each in self.pack.ruleset.dimensions}
        rows = [self._row(say("Overall"), self.found.overall)]
        rows += [self._row(titles[name], moved) for name, moved in self.found.scores.items()]
        headers = (say("Dimension"), say("Before"), say("Now"), say("Change"))
        yield Table(headers, tuple(rows), (30, None, None, 30))
        if not any(moved.margin for moved in self.found.scores.values()):
            yield Paragraph(say(CHANCE))

    def _row(self, title: str, moved: Moved) -> tuple[str, ...]:
        return title, figure(moved.before), figure(moved.after), say(VERDICTS[moved.verdict], sense="change")

    def _dangers(self) -> Iterator[Block]:
        titles = {each.id: each.title.said_in(self.language) for each in self.pack.ruleset.dangers}
        changed = [
            (
                say(
                    "{danger}: {before} before, {after} now (index {index}, then {now}).",
                    danger=titles[name], before=status_word(moved.before), after=status_word(moved.after),
                    index=_index(moved.index_before), now=_index(moved.index_after),
                ),
                (),
            )
            for name, moved in self.found.dangers.items()
            if (moved.before, moved.index_before) != (moved.after, moved.index_after)
        ]  # fmt: skip
        if changed:
            yield Heading(say("Dangers"))
            yield Points(tuple(changed))

    def _steps(self) -> Iterator[Block]:
        titles = {name: each.title.said_in(self.language) for name, each in self.pack.ruleset.strategies_by_id.items()}
        yield Heading(say("Recommendations"))
        for became, said in BECAME.items():
            names = [name for name, came in self.found.steps.items() if came == became]
            if names:
                yield Heading(say(said, sense="steps"), 3)
                yield Points(tuple((f"{titles.get(name, name)} [{name}]", ()) for name in names))

    def _answers(self) -> Iterator[Block]:
        if self.found.answers:
            yield Heading(say("Answers that changed"))
            yield Points(tuple(self._answer(name, moved) for name, moved in self.found.answers.items()))

    def _answer(self, name: str, moved: AnswerMoved) -> tuple[str, tuple[str, ...]]:
        item = self.pack.instrument.items.get(name)
        if item is None:
            return say("{item} is not asked any more.", item=name), ()
        view = (moved.after or moved.before or AnswerRead(state="no_view")).view
        asked = f"{question(item, view, self.language)} [{name}]"
        said = [
            reply_read(item, side, self.pack, self.language) if side else say("not part of the questionnaire")
            for side in (moved.before, moved.after)
        ]
        return asked, (say("Before: {before}. Now: {after}.", before=said[0], after=said[1]),)

    def _rules(self) -> Iterator[Block]:
        rules = self.pack.ruleset.rules_by_id
        points = []
        for name, moved in self.found.rules.items():
            title = rules[name].title.said_in(self.language) if name in rules else name
            before, after = (say(OUTCOMES[came], sense="rule was") for came in (moved.before, moved.after))
            told = say(
                "{title} [{id}]: {before} before, {after} now.", title=title, id=name, before=before, after=after
            )
            points.append((told, _through(moved.by, self.pack)))
        if points:
            yield Heading(say("Rules that came out otherwise"))
            yield Points(tuple(points))


def _index(index: int | None) -> str:
    return say("none", sense="figure") if index is None else str(index)


def _through(ids: Iterable[str], pack: Pack) -> tuple[str, ...]:
    names = ", ".join(titled(each, pack) for each in ids)
    return (say("Through: {ids}.", ids=names),) if names else ()


def rescored_blocks(found: Rescored, pack: Pack, language: Language | None = None) -> Iterator[Block]:
    """The blocks of many agencies under other rules; `pack` is the new one."""
    spoken = language or current()
    with speaking(spoken):
        return iter([*_rescored(found, pack, spoken)])


def _rescored(found: Rescored, pack: Pack, language: Language) -> Iterator[Block]:
    yield Heading(say("The same answers under other rules"), 1)
    both, unchanged = len(found.agencies), found.unchanged
    yield Paragraph(
        count(
            "{n} scored under both; {unchanged} without any change.",
            "{n} scored under both; {unchanged} without any change.",
            both, unchanged=unchanged,
        )
    )  # fmt: skip
    rows = tuple((_numbered(before), _numbered(after), str(many)) for before, after, many in found.levels)
    yield Heading(say("Levels"))
    yield Table((say("Level before"), say("Level now"), say("Agencies")), rows, (None, None, None))
    if found.rules:
        rules = pack.ruleset.rules_by_id
        titles = {name: rules[name].title.said_in(language) if name in rules else name for name in found.rules}
        yield Heading(say("Rules that came out otherwise"))
        yield Points(
            tuple(
                (say("{title} [{id}]: {number}", title=titles[name], id=name, number=many), ())
                for name, many in found.rules.items()
            )
        )
    changed = [each for each in found.agencies if not each.nothing]
    if changed:
        yield Heading(say("Agencies"))
        yield Points(tuple(_agency(each, pack) for each in changed))


def _numbered(level: int | None) -> str:
    return say("no level") if level is None else str(level)


def _agency(found: Difference, pack: Pack) -> tuple[str, tuple[str, ...]]:
    none = say("none", sense="level")
    told = say(
        "{agency}: level {before}, then {after}; overall {score}, then {now}.",
        agency=cleaned(found.agency), before=found.level.before or none, after=found.level.after or none,
        score=figure(found.overall.before), now=figure(found.overall.after),
    )  # fmt: skip
    return told, _through(found.rules, pack)
