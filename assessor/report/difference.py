"""A difference between two assessments in words: what moved, what became of recommendations, which answers did it."""

from collections.abc import Iterator

from assessor.model.assessment import AnswerRead
from assessor.model.difference import AnswerMoved, Became, Difference, Moved, Rescored
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.wording import STATUS_WORDS, cleaned, figure, question, reply_read

VERDICTS = {
    "better": "better",
    "worse": "worse",
    "same": "the same",
    "within_noise": "within what chance could do",
    "unknown": "cannot be told",
}
OUTCOMES = {"fires": "held", "silent": "did not hold", "undecided": "not known", None: "no such rule"}
BECAME: dict[Became, str] = {
    "in_place": "Done: in place now",
    "no_longer_called": "No longer called for",
    "still_open": "Still open",
    "new": "New",
}


def difference_blocks(found: Difference, pack: Pack, language: Language = "en") -> Iterator[Block]:
    """The blocks of a comparison; `pack` is that of the later side."""
    return _Telling(found, pack, language).blocks()


class _Telling:
    def __init__(self, found: Difference, pack: Pack, language: Language) -> None:
        self.found, self.pack, self.language = found, pack, language
        self.titles = {each.number: each.title.said_in(language) for each in pack.ruleset.levels}

    def blocks(self) -> Iterator[Block]:
        found = self.found
        yield Heading(f"What changed: {cleaned(found.agency)}", 1)
        yield Paragraph(f"Answers of {found.before.date}, then of {found.after.date}.")
        if found.before.pack != found.after.pack:
            one, other = found.before.pack, found.after.pack
            yield Paragraph(
                f"The rules are not the same: {one.id} version {one.version}, then {other.id} version {other.version}. "
                "Items and rules are matched by id."
            )
        if found.nothing:
            yield Paragraph("Nothing changed.")
            return
        yield from self._level()
        yield from self._scores()
        yield from self._dangers()
        yield from self._steps()
        yield from self._answers()
        yield from self._rules()

    def _level(self) -> Iterator[Block]:
        level = self.found.level
        yield Heading("Readiness")
        if level.before == level.after:
            yield Paragraph(f"The level is the same: {self._titled(level.after)}.")
        else:
            yield Paragraph(f"Before: {self._titled(level.before)}. Now: {self._titled(level.after)}.")
        rules = self.pack.ruleset.rules_by_id
        for said, gates in (
            ("No longer held back by: {}.", [gate for gate in level.held_before if gate not in level.held_after]),
            ("Now held back by: {}.", [gate for gate in level.held_after if gate not in level.held_before]),
        ):
            titles = [rules[gate].title.said_in(self.language) if gate in rules else gate for gate in gates]
            if titles:
                yield Paragraph(said.format("; ".join(titles)))

    def _titled(self, number: int | None) -> str:
        return "no level" if number is None else f"level {number}, {self.titles.get(number, '')}"

    def _scores(self) -> Iterator[Block]:
        yield Heading("Scores")
        titles = {each.id: each.title.said_in(self.language) for each in self.pack.ruleset.dimensions}
        rows = [self._row("Overall", self.found.overall)]
        rows += [self._row(titles[name], moved) for name, moved in self.found.scores.items()]
        yield Table(("Dimension", "Before", "Now", "Change"), tuple(rows), (30, None, None, 30))
        if not any(moved.margin for moved in self.found.scores.values()):
            yield Paragraph(
                "How much of a change is chance cannot be told: at least five people of each view must have answered "
                "on both sides."
            )

    def _row(self, title: str, moved: Moved) -> tuple[str, ...]:
        return title, figure(moved.before), figure(moved.after), VERDICTS[moved.verdict]

    def _dangers(self) -> Iterator[Block]:
        titles = {each.id: each.title.said_in(self.language) for each in self.pack.ruleset.dangers}
        changed = [
            (
                f"{titles[name]}: {STATUS_WORDS[moved.before]} before, {STATUS_WORDS[moved.after]} now "
                f"(index {_index(moved.index_before)}, then {_index(moved.index_after)}).",
                (),
            )
            for name, moved in self.found.dangers.items()
            if (moved.before, moved.index_before) != (moved.after, moved.index_after)
        ]
        if changed:
            yield Heading("Dangers")
            yield Points(tuple(changed))

    def _steps(self) -> Iterator[Block]:
        titles = {name: each.title.said_in(self.language) for name, each in self.pack.ruleset.strategies_by_id.items()}
        yield Heading("Recommendations")
        for became, said in BECAME.items():
            names = [name for name, came in self.found.steps.items() if came == became]
            if names:
                yield Heading(said, 3)
                yield Points(tuple((f"{titles.get(name, name)} [{name}]", ()) for name in names))

    def _answers(self) -> Iterator[Block]:
        if self.found.answers:
            yield Heading("Answers that changed")
            yield Points(tuple(self._answer(name, moved) for name, moved in self.found.answers.items()))

    def _answer(self, name: str, moved: AnswerMoved) -> tuple[str, tuple[str, ...]]:
        item = self.pack.instrument.items.get(name)
        if item is None:
            return f"{name} is not asked any more.", ()
        view = (moved.after or moved.before or AnswerRead(state="no_view")).view
        asked = f"{question(item, view, self.language)} [{name}]"
        said = [
            reply_read(item, side, self.pack, self.language) if side else "not part of the questionnaire"
            for side in (moved.before, moved.after)
        ]
        return asked, (f"Before: {said[0]}. Now: {said[1]}.",)

    def _rules(self) -> Iterator[Block]:
        rules = self.pack.ruleset.rules_by_id
        points = []
        for name, moved in self.found.rules.items():
            title = rules[name].title.said_in(self.language) if name in rules else name
            came = f"{OUTCOMES[moved.before]} before, {OUTCOMES[moved.after]} now"
            points.append((f"{title} [{name}]: {came}.", (f"Through: {', '.join(moved.by)}.",) if moved.by else ()))
        if points:
            yield Heading("Rules that came out otherwise")
            yield Points(tuple(points))


def _index(index: int | None) -> str:
    return "none" if index is None else str(index)


def rescored_blocks(found: Rescored, pack: Pack, language: Language = "en") -> Iterator[Block]:
    """The blocks of many agencies under other rules; `pack` is the new one."""
    yield Heading("The same answers under other rules", 1)
    yield Paragraph(f"{len(found.agencies)} scored under both; {found.unchanged} without any change.")
    rows = tuple((_numbered(before), _numbered(after), str(count)) for before, after, count in found.levels)
    yield Heading("Levels")
    yield Table(("Level before", "Level now", "Agencies"), rows, (None, None, None))
    if found.rules:
        rules = pack.ruleset.rules_by_id
        yield Heading("Rules that came out otherwise")
        yield Points(
            tuple(
                (f"{rules[name].title.said_in(language) if name in rules else name} [{name}]: {count}", ())
                for name, count in found.rules.items()
            )
        )
    changed = [each for each in found.agencies if not each.nothing]
    if changed:
        yield Heading("Agencies")
        yield Points(tuple(_agency(each) for each in changed))


def _numbered(level: int | None) -> str:
    return "no level" if level is None else str(level)


def _agency(found: Difference) -> tuple[str, tuple[str, ...]]:
    level = f"level {found.level.before or 'none'}, then {found.level.after or 'none'}"
    overall = f"overall {figure(found.overall.before)}, then {figure(found.overall.after)}"
    through = ", ".join(found.rules)
    return f"{cleaned(found.agency)}: {level}; {overall}.", (f"Through: {through}.",) if through else ()
