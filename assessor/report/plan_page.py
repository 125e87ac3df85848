"""A plan as headings, paragraphs, lists and tables: a working document, with blanks to fill in by hand."""

from collections.abc import Iterable, Iterator

from assessor.model.plan import Barrier, Champion, PastBarrier, Plan, Said
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.blocks import Block, Heading, Paragraph, Points, Table
from assessor.report.plan_steps import resources_blocks, since_blocks, steps_blocks
from assessor.report.plan_words import BLANK, BLANK_SPOKEN, PlanWords
from assessor.report.wording import cited, cleaned, option_label, question

SUBJECT, TITLE = "Plan", "Plan: {agency}"
MADE = "Filled in from the answers of {date}. Pack: {pack}, version {version}. Source: {source}."
FORMATIVE = (
    "This plan is for talking and deciding together. What is filled in here is this tool's inference from the answers; "
    "it has not been validated, and the author of the source endorses no score."
)
DRAFTED = {
    "yes": "Service users helped to draft this plan.",
    "no": "Service users have not helped to draft this plan. Go through it with them before you decide on it.",
    "unknown": "Did service users help to draft this plan? {blank}",
}
DRAFTED_EARLIER = "That was said before the answers of {date} came in. Go through what is new with them as well."
LOOK_AGAIN = "When we will look at this plan again: {day}"
NOTE = "Note: {note}"

HEADINGS = {
    "what": "What?", "why": "Why?", "champions": "Champions?", "barriers": "Barriers?", "strategies": "Strategies?",
    "resources": "Resources?",
}  # fmt: skip
"""The headings where a pack declares none."""

LEVEL = "Level {number} of {count}: {title}."
LEVEL_RANGE = "Level {number} of {count}: {title} (from {low} to {high} once everything is answered)."
NO_LEVEL = "No level: too little is known, or the form asked only some of the questions."
POSITION = "Position, by the dangers: {title}."
LITTLE_SAY = "Where service users are told at most"
IN_PLACE = "In place: keep it"
PLACE = "{question} {answer}."
AIM = "Where we would like to be in twelve months: {aim}"

SAID = "{who}: {answers}."
NOTHING_SAID = "{who}: none of them."
REASONS = "The reasons given"
FIT = "How they fit with practice"
REASON = "Our reason, in one honest sentence: {reason}"
HOPES = "What service users hope to gain: {hopes}"

NOBODY = "No champion is named yet."
NO_SERVICE_USER = "None of the champions named is a service user; at least one should be."
NO_SENIOR = "None of the champions named is a senior person who can change things; at least one should be."
YES_NO = {"yes": "yes", "no": "no", None: ""}

NO_BARRIER = "The answers show no barrier. Ask service users which ones they meet."
HELD_BACK = "What people say gets in the way"
MORE_THAN_HALF = "Where several people of one view answered, this is what more than half of them ticked."
PAST = "No longer found"
PAST_REASONS = {
    "not_found": "The answers of {date} no longer show it.",
    "not_known": "The answers of {date} do not tell whether it is still there.",
}

SOURCES = "Sources"
LIMITS = "Limits of this instrument"


def plan_outline(plan: Plan, pack: Pack, language: Language = "en", *, spoken: bool = False) -> Iterator[Block]:
    """The blocks of a plan, in the order they are read; `spoken` says in words that something is to be filled in.

    What people typed is cleaned here and nowhere else.
    """
    yield from _Page(plan, PlanWords(pack, language, BLANK_SPOKEN if spoken else BLANK)).blocks()


class _Page:
    def __init__(self, plan: Plan, words: PlanWords) -> None:
        self.plan, self.words, self.pack, self.language = plan, words, words.pack, words.language

    def blocks(self) -> Iterator[Block]:
        yield from self.head()
        if self.plan.earlier:
            yield from since_blocks(self.plan, self.words)
        yield from self.chapter("what", self.what())
        yield from self.chapter("why", self.why())
        yield from self.chapter("champions", self.champions())
        yield from self.chapter("barriers", self.barriers())
        yield from self.chapter("strategies", steps_blocks(self.plan, self.words))
        yield from self.chapter("resources", resources_blocks(self.plan, self.words))
        yield from self.end()

    def chapter(self, field: str, blocks: Iterable[Block]) -> Iterator[Block]:
        declared = next((each for each in self.pack.ruleset.plan if each.id == field), None)
        yield Heading(self.words.say(declared.title) if declared else HEADINGS[field])
        if declared:
            self.words.cite(declared.source)
            yield Paragraph(self.words.say(declared.about))
        yield from blocks

    def head(self) -> Iterator[Block]:
        plan, source = self.plan, self.pack.ruleset.ruleset.source
        yield Heading(TITLE.format(agency=cleaned(plan.agency)), 1)
        made = MADE.format(date=plan.date, pack=plan.pack.id, version=plan.pack.version, source=source.cited_as)
        yield Paragraph(made)
        yield Paragraph(FORMATIVE)
        yield Paragraph(DRAFTED[plan.drafted_with_service_users].format(blank=self.words.blank))
        if plan.earlier and plan.drafted_with_service_users != "unknown":
            yield Paragraph(DRAFTED_EARLIER.format(date=plan.date))
        yield Paragraph(LOOK_AGAIN.format(day=self.words.typed(plan.look_again)))
        yield from self.note(plan.note)

    def note(self, note: str | None) -> Iterator[Block]:
        if note and note.strip():
            yield Paragraph(NOTE.format(note=cleaned(note)))

    def what(self) -> Iterator[Block]:
        what, ruleset = self.plan.what, self.pack.ruleset
        yield Paragraph(self.level())
        for position in ruleset.positions:
            if position.id == what.position:
                yield Paragraph(POSITION.format(title=self.words.say(position.title)))
        if what.little_say:
            yield Heading(LITTLE_SAY, 3)
            yield Points(tuple((self.place(name, answer), ()) for name, answer in what.little_say.items()))
        if what.in_place:
            yield Heading(IN_PLACE, 3)
            titles = [ruleset.strategies_by_id[name].title for name in what.in_place]
            yield Points(tuple((self.words.say(title), ()) for title in titles))
        yield Paragraph(AIM.format(aim=self.words.typed(what.aim)))
        yield from self.note(what.note)

    def level(self) -> str:
        found, levels = self.plan.what.level, self.pack.ruleset.levels
        if found is None:
            return NO_LEVEL
        level = next(each for each in levels if each.id == found.id)
        template = LEVEL if found.low == found.high else LEVEL_RANGE
        title = self.words.say(level.title)
        return template.format(number=level.number, count=len(levels), title=title, low=found.low, high=found.high)

    def place(self, name: str, answer: str) -> str:
        item = self.pack.instrument.items[name]
        asked = question(item, next(iter(item.scored_from), None), self.language)
        return PLACE.format(question=asked, answer=option_label(item, answer, self.language))

    def why(self) -> Iterator[Block]:
        why, rules = self.plan.why, self.pack.ruleset.rules_by_id
        if why.said:
            yield Heading(REASONS, 3)
            yield self.said(why.said)
        if why.findings:
            yield Heading(FIT, 3)
            points = []
            for name in why.findings:
                rule = rules[name]
                self.words.cite(rule.source)
                advice = rule.then.note or rule.then.question
                lines = (rule.because, *((advice,) if advice else ()))
                points.append((f"{self.words.say(rule.title)}.", tuple(map(self.words.say, lines))))
            yield Points(tuple(points))
        yield Paragraph(REASON.format(reason=self.words.typed(why.reason)))
        yield Paragraph(HOPES.format(hopes=self.words.typed(why.hopes)))
        yield from self.note(why.note)

    def said(self, said: tuple[Said, ...]) -> Points:
        """Each question with what every view answered."""
        items, points = self.pack.instrument.items, []
        for name in dict.fromkeys(each.item for each in said):
            answers = tuple(self.answer(each) for each in said if each.item == name)
            asked = next(each.view for each in said if each.item == name)
            points.append((question(items[name], asked, self.language), answers))
        return Points(tuple(points))

    def answer(self, said: Said) -> str:
        item, who = self.pack.instrument.items[said.item], self.words.plural(said.view)
        labels = "; ".join(option_label(item, option, self.language) for option in said.answer)
        return (SAID if labels else NOTHING_SAID).format(who=who, answers=labels)

    def champions(self) -> Iterator[Block]:
        named = [champion for champion in self.plan.champions if champion.named]
        if not named:
            yield Paragraph(NOBODY)
        elif not any(champion.is_service_user == "yes" for champion in named):
            yield Paragraph(NO_SERVICE_USER)
        if named and not any(champion.is_senior == "yes" for champion in named):
            yield Paragraph(NO_SENIOR)
        rows = tuple(map(self.champion, self.plan.champions))
        yield Table(("Name", "Role", "Service user", "Senior", "Note"), rows, (24, 20, None, None, 20))

    def champion(self, champion: Champion) -> tuple[str, ...]:
        kinds = YES_NO[champion.is_service_user], YES_NO[champion.is_senior]
        return self.words.typed(champion.name), self.words.typed(champion.role), *kinds, cleaned(champion.note or "")

    def barriers(self) -> Iterator[Block]:
        barriers = self.plan.barriers
        if barriers.found:
            yield Points(tuple((self.words.sentence(each.title), self.barrier(each)) for each in barriers.found))
        else:
            yield Paragraph(NO_BARRIER)
        if barriers.said:
            yield Heading(HELD_BACK, 3)
            yield Paragraph(MORE_THAN_HALF)
            yield self.said(barriers.said)
        if barriers.past:
            yield Heading(PAST, 3)
            yield Points(tuple((self.words.sentence(each.title), self.past(each)) for each in barriers.past))
        yield from self.note(barriers.note)

    def barrier(self, barrier: Barrier) -> tuple[str, ...]:
        lines = []
        if barrier.finding is not None:
            rule = self.pack.ruleset.rules_by_id[barrier.finding]
            lines += [self.words.say(rule.because), self.words.sourced(rule.source, rule.basis)]
        return (*lines, NOTE.format(note=self.words.typed(barrier.note)))

    def past(self, barrier: PastBarrier) -> tuple[str, ...]:
        reason = PAST_REASONS[barrier.reason].format(date=barrier.left)
        return reason, *((NOTE.format(note=cleaned(barrier.note)),) if barrier.note else ())

    def end(self) -> Iterator[Block]:
        if self.words.cited:
            yield Heading(SOURCES)
            elements = [name for name in self.pack.ruleset.sources_by_id if name in self.words.cited]
            yield Points(tuple((cited(element, self.pack, self.language), ()) for element in elements))
        if self.pack.ruleset.limits:
            yield Heading(LIMITS)
            yield Points(tuple((self.words.say(limit.text), ()) for limit in self.pack.ruleset.limits))
