"""The reasons for one thing, each told once: a conclusion, what it rests on, what was read, what is cited."""

from collections.abc import Iterator
from typing import Any

from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.explaining.gaps import gap_read
from assessor.explaining.saying import (
    CAME,
    GAVE,
    RECOMMENDED,
    RULE,
    RULE_OPEN,
    SIGNS,
    USERS,
    answered,
    scored,
    status_said,
    weight_said,
)
from assessor.language import count, say
from assessor.model.assessment import Assessment, LevelFound, Met, Recommended, RuleTrace
from assessor.model.citations import citations
from assessor.model.condition import AnswerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf, ScoreLeaf, leaves, parts
from assessor.model.reason import Reason
from assessor.model.rule import Rule
from assessor.model.ruleset import Pack
from assessor.model.strategy import Strategy
from assessor.model.text import Language
from assessor.nearly import missing
from assessor.report.basis import stated
from assessor.report.conditions import comparison, joined, subject_word, view_word
from assessor.report.wording import (
    about,
    answering,
    cited,
    exactly,
    question,
    reply,
    reply_read,
    span,
    status_word,
    to_ask,
)


class Explaining:
    """Makes the reasons for one subject."""

    def __init__(self, assessment: Assessment, pack: Pack, language: Language) -> None:
        self.found, self.pack, self.language = assessment, pack, language
        self.rules = pack.ruleset.rules_by_id
        self.items = pack.instrument.items
        self.told: set[str] = set()
        """Rules and dimensions that this tree has explained already; told again, they are only named."""
        self.dimensions = {dimension.id: dimension for dimension in pack.ruleset.dimensions}

    def of(self, subject: str) -> Reason:
        sorts: tuple[tuple[Any, Any], ...] = (
            (self.dimensions, self.dimension),
            (self.found.dangers.all, self.danger),
            (self.rules, self.rule),
            (self.pack.ruleset.strategies_by_id, self.strategy),
            (self.items, self.item),
            (self.pack.ruleset.sources_by_id, self.source),
        )
        if subject == "level":
            return self.level()
        if subject == "overall":
            return self.overall()
        for known, told in sorts:
            if subject in known:
                reason: Reason = told(subject)
                return reason
        names = ["level", "overall", *(name for known, _ in sorts for name in known)]
        raise AssessorError([problem("unknown-subject", id=subject, nearest=nearest(subject, names, "items"))], USAGE)

    def level(self) -> Reason:
        level = self.found.level
        if level is None:
            says = say("There is no level: the form asks only some items, or too few dimensions have a score.")
            return Reason(says, (self.overall(),), "level")
        held, open_ = tuple(map(self.rule, level.held_by)), tuple(map(self.rule, self._undecided(level)))
        parts = [Reason(say("This holds the level back:"), held)] if held else []
        parts += [Reason(say("This could still hold it back:"), open_)] if open_ else []
        return Reason(self._level(level), (*parts, *self._above(level), self.overall()), "level")

    def _undecided(self, level: LevelFound) -> list[str]:
        """Gates below the level that open answers could still close."""
        return [
            rule.id
            for rule in self.pack.ruleset.rules
            if rule.then.caps_at and rule.then.caps_at < level.number
            and self.found.trace.rules[rule.id].outcome == "undecided"
        ]  # fmt: skip

    def _level(self, level: LevelFound) -> str:
        titles = {each.number: each.title.said_in(self.language) for each in self.pack.ruleset.levels}
        says = say(
            "Level {number} of {highest}: {title}. The score proposes {proposed}.",
            number=level.number, highest=len(titles), title=titles[level.number], proposed=level.proposed,
        )  # fmt: skip
        if level.low == level.high:
            return says
        could = say("With the answers still open it could be {low} to {high}.", low=level.low, high=level.high)
        return f"{says} {could}"

    def _above(self, level: LevelFound) -> tuple[Reason, ...]:
        """Why not the next level: the score it starts from, and the gates that would hold it back."""
        above = next((each for each in self.pack.ruleset.levels if each.number == level.number + 1), None)
        if above is None:
            return ()
        parts = []
        if level.proposed < above.number:
            now = about(self.found.overall)
            parts.append(
                Reason(say("It starts from an overall score of {start}; it is {score}.", start=above.start, score=now))
            )
        fires = [
            rule.id
            for rule in self.pack.ruleset.rules
            if rule.then.caps_at is not None
            and rule.then.caps_at < above.number
            and self.found.trace.rules[rule.id].outcome == "fires"
        ]
        parts += [self.rule(gate) for gate in fires]
        title = above.title.said_in(self.language)
        return (Reason(say("Why not level {number}, {title}:", number=above.number, title=title), tuple(parts)),)

    def overall(self) -> Reason:
        parts = tuple(
            Reason(f"{self._scored(name)} {weight_said(dimension.weight)}")
            for name, dimension in self.dimensions.items()
        )
        overall = self.found.overall
        says = say(
            "Overall {score} of 100, still possible {range}. The weights are this tool's inference.",
            score=about(overall), range=span(overall),
        )  # fmt: skip
        return Reason(says, parts, "overall")

    def _scored(self, name: str) -> str:
        score = self.found.scores[name]
        seen = [view_word(view, self.pack) for view in score.as_seen_by]
        return scored(self.dimensions[name].title.said_in(self.language), score, seen)

    def dimension(self, name: str) -> Reason:
        if self._again(name):
            return self._named(self._scored(name), name)
        rows = [item for item in self.items.values() if item.scored and item.dimension == name]
        parts = tuple(self._points(item.id) for item in rows)
        return Reason(self._scored(name), (*parts, *self._sources(self.dimensions[name].source)), name)

    def _again(self, name: str) -> bool:
        """Whether `name` was explained before in this tree; it has been from now on."""
        before = name in self.told
        self.told.add(name)
        return before

    def _named(self, says: str, name: str) -> Reason:
        """In place of reasons that were told before."""
        return Reason(say("{what} (Told above.)", what=says), (), name, True)

    def _points(self, name: str) -> Reason:
        item, answer = self.items[name], self.found.trace.answers[name]
        marks = self.pack.instrument.points(item)
        says = self._asked(name)
        if answer.state == "answered" and self.found.perspectives:
            return Reason(f"{says} {weight_said(item.weight)}", self._by_view(item.id))
        if answer.state == "answered":
            place = item.positions[answer.value] if isinstance(answer.value, str) else answer.value
            top = max(marks)
            got = marks[place] if isinstance(place, int) else 0
            got = top - got if item.polarity == "negative" else got
            gave = count(
                "{got} of {n} points, weight {weight}.",
                "{got} of {n} points, weight {weight}.",
                top,
                got=got,
                weight=item.weight,
            )
            return Reason(f"{says} {gave}")
        return Reason(says)

    def _by_view(self, name: str) -> tuple[Reason, ...]:
        """What each view that the item is scored from gave, as far as it may be told."""
        item, views = self.items[name], self.found.perspectives
        order = [view for view in item.scored_from if name in (views[view].items if view in views else {})]
        order = order or ([item.provisional] if item.provisional else [])
        told = []
        for view in order:
            cell, who = views[view].items[name], self.pack.instrument.views[view].plural.said_in(self.language)
            gave = GAVE[cell.points is not None, cell.alike]
            mean = "" if cell.points is None else exactly(cell.points)
            told.append(Reason(say(gave, who=who, number=cell.number, mean=mean)))
        return tuple(told)

    def _asked(self, name: str) -> str:
        item, answer = self.items[name], self.found.trace.answers[name]
        asked = question(item, answer.view, self.language)
        said = reply_read(item, answer, self.pack, self.language)
        if not answer.view:
            return say("{asked} [{id}] Answer: {said}.", asked=asked, id=name, said=said)
        return answered(asked, name, said, view_word(answer.view, self.pack), answer.number)

    def _number(self, view: str, item: str) -> int:
        """How many people of a view answered an item; 1 where they are not told apart."""
        found = self.found.perspectives.get(view)
        return found.items[item].number if found and item in found.items else 1

    def danger(self, name: str) -> Reason:
        danger = next(each for each in self.pack.ruleset.dangers if each.id == name)
        found = self.found.dangers[name]
        groups = zip(SIGNS, (found.evidence.for_, found.evidence.against, found.evidence.missing), strict=True)
        parts = [Reason(say(title), tuple(self.rule(sign.rule) for sign in signs)) for title, signs in groups if signs]
        if danger.clearing:
            views = [view_word(view, self.pack) for view in danger.clearing.views]
            needs = say(
                "It is called low only when {who} answered at least {number} of: {items}.",
                who=answering(views), number=danger.clearing.at_least, items=", ".join(danger.clearing.of),
            )  # fmt: skip
            parts.append(Reason(needs))
        says = status_said(danger.title.said_in(self.language), found)
        return Reason(says, (*parts, *self._sources(danger.source)), name)

    def rule(self, name: str) -> Reason:
        rule, trace = self.rules[name], self.found.trace.rules[name]
        says = self._rule_says(rule, trace)
        if self._again(name):
            return self._named(says, name)
        why = rule.because.said_in(self.language)
        because = Reason(say("Because: {why} ({basis})", why=why, basis=self._stated(rule)))
        near = () if trace.outcome == "fires" else self._lacked(rule, trace)
        return Reason(says, (because, self._condition(rule, trace), *near, *self._sources(rule.source)), name)

    def _rule_says(self, rule: Rule, trace: RuleTrace, firm: bool | None = None) -> str:
        told = RULE if (trace.firm if firm is None else firm) else RULE_OPEN
        return say(told[trace.outcome], title=rule.title.said_in(self.language), id=rule.id)

    def _lacked(self, rule: Rule, trace: RuleTrace) -> tuple[Reason, ...]:
        """The least that would have made a rule hold, and the questions that could still decide it."""
        lacked, all_leaves = missing(rule, trace), list(leaves(rule.when))
        told = []
        if lacked.false and len(all_leaves) > 1:
            wanted = tuple(Reason(f"{comparison(all_leaves[n], self.pack, self.language)}.") for n in lacked.false)
            told.append(Reason(say("For it to hold, at least this would have to be so:"), wanted))
        open_ = tuple(map(Reason, dict.fromkeys(self._to_ask(all_leaves[n]) for n in lacked.unknown)))
        if open_:
            told.append(Reason(say("This is open, and could decide it:"), open_))
        return tuple(told)

    def _to_ask(self, leaf: Any) -> str:
        """What an unknown comparison waits for: a question and who could answer it, or what it reads."""
        if not isinstance(leaf, AnswerLeaf):
            return f"{comparison(leaf, self.pack, self.language)}."
        item = self.items[leaf.answer]
        views = (leaf.as_,) if leaf.as_ else item.scored_from or tuple(item.ask)
        who = to_ask([self.pack.instrument.views[view].plural.said_in(self.language) for view in views])
        asked = question(item, views[0], self.language)
        return say("Ask {who}: {asked} [{id}]", who=who, asked=asked, id=item.id)

    def _stated(self, thing: Rule | Strategy) -> str:
        return stated(thing.basis, self.pack, self.language)

    def _condition(self, rule: Rule, trace: RuleTrace) -> Reason:
        met = iter(zip(leaves(rule.when), trace.leaves, strict=True))

        def told(condition: Any) -> Reason:
            inner = parts(condition)
            if inner:
                return Reason(joined(condition), tuple(told(part) for part in inner))
            leaf, came = next(met)
            says = say(CAME[came.outcome], comparison=comparison(leaf, self.pack, self.language))
            return Reason(says, self._read(leaf, came.met))

        return told(rule.when)

    def _read(self, leaf: Any, met: Met | None = None) -> tuple[Reason, ...]:
        """What a comparison read, one step further down."""
        if isinstance(leaf, AnswerLeaf) and leaf.as_ is None:
            return (Reason(self._asked(leaf.answer)),)
        if isinstance(leaf, AnswerLeaf):
            item = self.items[leaf.answer]
            asked, who = question(item, leaf.as_, self.language), view_word(str(leaf.as_), self.pack)
            if met is None:
                return (Reason(say("{asked} [{id}, as {who}]", asked=asked, id=leaf.answer, who=who)),)
            said, number = reply(item, met, self.pack, self.language), self._number(str(leaf.as_), item.id)
            return (Reason(answered(asked, leaf.answer, said, who, number)),)
        if isinstance(leaf, GapLeaf):
            return self._gap(leaf)
        if isinstance(leaf, ScoreLeaf):
            return (self.overall() if leaf.score == "overall" else self.dimension(leaf.score),)
        if isinstance(leaf, FindingLeaf | NoFindingLeaf):
            return (self.rule(leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding),)
        return ()

    def _gap(self, leaf: GapLeaf) -> tuple[Reason, ...]:
        return gap_read(leaf, self.found, self.pack, self.language)

    def strategy(self, name: str) -> Reason:
        strategy = self.pack.ruleset.strategies_by_id[name]
        named = {"title": strategy.title.said_in(self.language), "id": name}
        source = self._sources(strategy.source)
        came = next((each for each in self.found.recommendations if each.strategy == name), None)
        if came is not None:
            return Reason(say(RECOMMENDED[came.first], **named, rank=came.rank), (*self._called_for(came), *source))
        if name in self.found.in_place:
            says = say("{title} [{id}] is in place already: keep it.", **named)
            return Reason(says, (*self._in_place(strategy), *source))
        links = sorted((*strategy.called_by.primary, *strategy.called_by.worded), key=self._distance)
        says = say(
            "{title} [{id}] is not recommended: none of the findings that call it came. Those that lacked least come "
            "first.",
            **named,
        )
        return Reason(says, (*(self._caller(finding) for finding in links), *source))

    def _called_for(self, step: Recommended) -> Iterator[Reason]:
        """What calls for a recommended strategy, what to mind, and who says that it helps."""
        yield Reason(say("Called by:"), tuple(self._caller(finding) for finding in step.called_by))
        for text in step.cautions:
            yield Reason(say("Caution: {caution}", caution=text.said_in(self.language)))
        basis = self._stated(self.pack.ruleset.strategies_by_id[step.strategy])
        yield Reason(say("The strategy is {basis}; see its links for theirs.", basis=basis))

    def _distance(self, finding: str) -> tuple[int, int]:
        """How far a finding is from coming: comparisons that are false, then those that are unknown."""
        if finding in self.rules:
            return missing(self.rules[finding], self.found.trace.rules[finding]).size
        return (1, 0)

    def _caller(self, finding: str) -> Reason:
        if finding in self.rules:
            return self.rule(finding)
        danger, _, status = finding.rpartition(".")
        now = self.found.dangers[danger]
        words = {"danger": self._danger_word(danger), "status": status_word(status), "now": status_word(now.status)}
        if now.index is None:
            return Reason(say("{danger} is {status} (now: {now})", **words), (), danger, True)
        return Reason(
            say("{danger} is {status} (now: {now}, index {index})", **words, index=now.index), (), danger, True
        )

    def _danger_word(self, name: str) -> str:
        """A danger inside a reason: in English its id, which is an English word; in French its title."""
        title = next(each.title for each in self.pack.ruleset.dangers if each.id == name)
        return name if self.language == "en" else title.said_in(self.language)

    def _in_place(self, strategy: Strategy) -> Iterator[Reason]:
        for leaf in leaves(strategy.in_place_when):
            wanted = comparison(leaf, self.pack, self.language)
            says = say("It counts as in place where {comparison}.", comparison=wanted)
            yield Reason(says, self._read(leaf))

    def item(self, name: str) -> Reason:
        item = self.items[name]
        readers = [rule for rule in self.pack.ruleset.rules if name in _items_read(rule)]
        read = tuple(Reason(self._rule_says(r, self.found.trace.rules[r.id], firm=True)) for r in readers)
        parts = [Reason(say("Why we ask: {why}", why=item.why.said_in(self.language)))]
        if item.scored:
            fed = subject_word(str(item.dimension), self.pack)
            parts.append(
                Reason(say("Feeds the score of {dimension}, weight {weight}.", dimension=fed, weight=item.weight))
            )
        used = (Reason(say("Read by:"), read),) if read else ()
        return Reason(self._asked(name), (*parts, *used, *self._sources(item.source)))

    def source(self, name: str) -> Reason:
        cites = citations(self.pack.instrument, self.pack.ruleset)
        users = dict.fromkeys(say(USERS[sort], id=who) for sort, who, elements in cites if name in elements)
        line = cited(name, self.pack, self.language)
        return Reason(say("Source {line}", line=line), tuple(map(Reason, users)))

    def _sources(self, elements: tuple[str, ...]) -> tuple[Reason, ...]:
        return tuple(
            Reason(say("Source: {source}", source=cited(element, self.pack, self.language))) for element in elements
        )


def _items_read(rule: Rule) -> set[str]:
    return {leaf.answer for leaf in leaves(rule.when) if isinstance(leaf, AnswerLeaf)}
