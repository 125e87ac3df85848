"""Why something came out as it did: a tree from a conclusion down to the answers and up to the line of the source."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assessor.errors import USAGE, AssessorError, nearest, problem
from assessor.model.assessment import Assessment, LevelFound, Recommended, RuleTrace
from assessor.model.citations import citations
from assessor.model.condition import AnswerLeaf, FindingLeaf, NoFindingLeaf, ScoreLeaf, leaves, parts
from assessor.model.reason import Reason
from assessor.model.rule import Rule
from assessor.model.ruleset import Pack
from assessor.model.strategy import Strategy
from assessor.model.text import Language
from assessor.nearly import missing
from assessor.report.wording import STATUS_WORDS, about, cited, comparison, joined, question, reply_read, span

BASIS_WORDS = {"presentation": "stated in the presentation", "inference": "this tool's inference"}


def explain(assessment: Assessment, pack: Pack, subject: str, language: Language = "en") -> Reason:
    """The reasons for `subject`: level, overall, or the id of anything in the pack; raises AssessorError if unknown."""
    return _Explaining(assessment, pack, language).of(subject)


def chains(assessment: Assessment, pack: Pack, language: Language = "en") -> dict[str, Reason]:
    """The reasons for everything a page shows, by id; what has a place of its own there is only named elsewhere.

    The scores of all dimensions stand under `overall`, the signs of a danger under the danger, gates under `level`.
    """
    return _Page(assessment, pack, language).chains()


class _Explaining:
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
            says = "There is no level: the form asks only some items, or too few dimensions have a score."
            return Reason(says, (self.overall(),), "level")
        titles = {each.number: each.title.said_in(self.language) for each in self.pack.ruleset.levels}
        held = [Reason("This holds the level back:", tuple(map(self.rule, level.held_by)))] if level.held_by else []
        undecided = [
            rule.id
            for rule in self.pack.ruleset.rules
            if rule.then.caps_at and rule.then.caps_at < level.number
            and self.found.trace.rules[rule.id].outcome == "undecided"
        ]  # fmt: skip
        open_ = [Reason("This could still hold it back:", tuple(map(self.rule, undecided)))] if undecided else []
        says = f"Level {level.number} of {len(titles)}: {titles[level.number]}. The score proposes {level.proposed}."
        if level.low != level.high:
            says += f" With the answers still open it could be {level.low} to {level.high}."
        return Reason(says, (*held, *open_, *self._above(level), self.overall()), "level")

    def _above(self, level: LevelFound) -> tuple[Reason, ...]:
        """Why not the next level: the score it starts from, and the gates that would hold it back."""
        above = next((each for each in self.pack.ruleset.levels if each.number == level.number + 1), None)
        if above is None:
            return ()
        parts = []
        if level.proposed < above.number:
            parts.append(
                Reason(f"It starts from an overall score of {above.start}; it is {about(self.found.overall)}.")
            )
        fires = [
            rule.id
            for rule in self.pack.ruleset.rules
            if rule.then.caps_at is not None
            and rule.then.caps_at < above.number
            and self.found.trace.rules[rule.id].outcome == "fires"
        ]
        parts += [self.rule(gate) for gate in fires]
        return (Reason(f"Why not level {above.number}, {above.title.said_in(self.language)}:", tuple(parts)),)

    def overall(self) -> Reason:
        parts = tuple(
            Reason(f"{self._scored(name)} Weight {dimension.weight}.") for name, dimension in self.dimensions.items()
        )
        overall = self.found.overall
        says = f"Overall {about(overall)} of 100, still possible {span(overall)}."
        return Reason(says + " The weights are this tool's inference.", parts, "overall")

    def _scored(self, name: str) -> str:
        score, title = self.found.scores[name], self.dimensions[name].title.said_in(self.language)
        if score.applies == 0:
            return f"{title}: does not apply."
        if score.score is None:
            known = f"no score, {score.answered} of {score.applies} items answered"
        else:
            known = f"{about(score)} of 100"
        seen = f", as seen by {' and '.join(score.as_seen_by)} only" if score.as_seen_by else ""
        return f"{title}: {known}, still possible {span(score)}{seen}."

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
        return Reason(f"{says} (Told above.)", (), name, True)

    def _points(self, name: str) -> Reason:
        item, answer = self.items[name], self.found.trace.answers[name]
        marks = self.pack.instrument.points(item)
        says = self._asked(name)
        if answer.state == "answered" and self.found.perspectives:
            return Reason(f"{says} Weight {item.weight}.", self._by_view(item.id))
        if answer.state == "answered":
            place = item.positions[answer.value] if isinstance(answer.value, str) else answer.value
            top = max(marks)
            got = marks[place] if isinstance(place, int) else 0
            got = top - got if item.polarity == "negative" else got
            says += f" {got} of {top} points, weight {item.weight}."
        return Reason(says)

    def _by_view(self, name: str) -> tuple[Reason, ...]:
        """What each view that the item is scored from gave, as far as it may be told."""
        item, views = self.items[name], self.found.perspectives
        order = [view for view in item.scored_from if name in (views[view].items if view in views else {})]
        order = order or ([item.provisional] if item.provisional else [])
        told = []
        for view in order:
            cell, who = views[view].items[name], self.pack.instrument.views[view].plural.said_in(self.language)
            mean = "" if cell.points is None else f"{cell.points:g} of 100 points"
            alike = ", all or nearly all alike" if cell.alike else ""
            told.append(Reason(f"{who}, {cell.number} answered: {mean}{alike}."))
        return tuple(told)

    def _asked(self, name: str) -> str:
        item, answer = self.items[name], self.found.trace.answers[name]
        who = f" ({answer.view})" if answer.view else ""
        if answer.number > 1:
            who = f" ({answer.view}, the middle one of {answer.number})"
        said = reply_read(item, answer, self.pack, self.language)
        return f"{question(item, answer.view, self.language)} [{name}] Answer{who}: {said}."

    def danger(self, name: str) -> Reason:
        danger = next(each for each in self.pack.ruleset.dangers if each.id == name)
        found = self.found.dangers[name]
        index = "no index" if found.index is None else f"index {found.index} of 100"
        says = f"{danger.title.said_in(self.language)}: {STATUS_WORDS[found.status]}, {index}"
        says += f", still possible {found.low} to {found.high}." if found.low is not None else "."
        groups = (
            ("Signs of it:", found.evidence.for_),
            ("Signs against it (counter-evidence is shown, never subtracted):", found.evidence.against),
            ("Not known yet:", found.evidence.missing),
        )
        parts = [Reason(title, tuple(self.rule(sign.rule) for sign in signs)) for title, signs in groups if signs]
        if danger.clearing:
            views = " or ".join(danger.clearing.views)
            needs = f"It is called low only when {views} answered at least {danger.clearing.at_least} of: "
            parts.append(Reason(needs + ", ".join(danger.clearing.of) + "."))
        return Reason(says, (*parts, *self._sources(danger.source)), name)

    def rule(self, name: str) -> Reason:
        rule, trace = self.rules[name], self.found.trace.rules[name]
        firm = "" if trace.firm else ", could change with open answers"
        says = f"{rule.title.said_in(self.language)} [{name}: {trace.outcome}{firm}]"
        if self._again(name):
            return self._named(says, name)
        because = Reason(f"Because: {rule.because.said_in(self.language)} ({BASIS_WORDS[rule.basis]})")
        near = () if trace.outcome == "fires" else self._lacked(rule, trace)
        return Reason(says, (because, self._condition(rule, trace), *near, *self._sources(rule.source)), name)

    def _lacked(self, rule: Rule, trace: RuleTrace) -> tuple[Reason, ...]:
        """The least that would have made a rule hold, and the questions that could still decide it."""
        lacked, all_leaves = missing(rule, trace), list(leaves(rule.when))
        told = []
        if lacked.false and len(all_leaves) > 1:
            wanted = tuple(Reason(f"{comparison(all_leaves[n], self.pack, self.language)}.") for n in lacked.false)
            told.append(Reason("For it to hold, at least this would have to be so:", wanted))
        open_ = tuple(map(Reason, dict.fromkeys(self._to_ask(all_leaves[n]) for n in lacked.unknown)))
        if open_:
            told.append(Reason("This is open, and could decide it:", open_))
        return tuple(told)

    def _to_ask(self, leaf: Any) -> str:
        """What an unknown comparison waits for: a question and who could answer it, or what it reads."""
        if not isinstance(leaf, AnswerLeaf):
            return f"{comparison(leaf, self.pack, self.language)}."
        item = self.items[leaf.answer]
        views = (leaf.as_,) if leaf.as_ else item.scored_from or tuple(item.ask)
        who = " or ".join(self.pack.instrument.views[view].plural.said_in(self.language) for view in views)
        return f"Ask {who}: {question(item, views[0], self.language)} [{item.id}]"

    def _condition(self, rule: Rule, trace: RuleTrace) -> Reason:
        met = iter(zip(leaves(rule.when), trace.leaves, strict=True))

        def told(condition: Any) -> Reason:
            inner = parts(condition)
            if inner:
                return Reason(f"Reads {joined(condition)}:", tuple(told(part) for part in inner))
            leaf, came = next(met)
            says = f"{came.outcome}: {comparison(leaf, self.pack, self.language)}."
            return Reason(says, self._read(leaf))

        return told(rule.when)

    def _read(self, leaf: Any) -> tuple[Reason, ...]:
        """What a comparison read, one step further down."""
        if isinstance(leaf, AnswerLeaf) and leaf.as_ is None:
            return (Reason(self._asked(leaf.answer)),)
        if isinstance(leaf, AnswerLeaf):
            item = self.items[leaf.answer]
            return (Reason(f"{question(item, leaf.as_, self.language)} [{leaf.answer}, as {leaf.as_}]"),)
        if isinstance(leaf, ScoreLeaf):
            return (self.overall() if leaf.score == "overall" else self.dimension(leaf.score),)
        if isinstance(leaf, FindingLeaf | NoFindingLeaf):
            return (self.rule(leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding),)
        return ()

    def strategy(self, name: str) -> Reason:
        strategy = self.pack.ruleset.strategies_by_id[name]
        title = f"{strategy.title.said_in(self.language)} [{name}]"
        source = self._sources(strategy.source)
        came = next((each for each in self.found.recommendations if each.strategy == name), None)
        if came is not None:
            called = tuple(self._caller(finding) for finding in came.called_by)
            cautions = tuple(Reason(f"Caution: {text.said_in(self.language)}") for text in came.cautions)
            basis = Reason(f"The strategy is {BASIS_WORDS[strategy.basis]}; see its links for theirs.")
            says = f"{title} is recommended, number {came.rank}{' and among the first' if came.first else ''}."
            return Reason(says, (Reason("Called by:", called), *cautions, basis, *source))
        if name in self.found.in_place:
            return Reason(f"{title} is in place already: keep it.", (*self._in_place(strategy), *source))
        links = sorted((*strategy.called_by.primary, *strategy.called_by.worded), key=self._distance)
        return Reason(
            f"{title} is not recommended: none of the findings that call it came. Those that lacked least come first.",
            (*(self._caller(finding) for finding in links), *source),
        )

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
        index = "" if now.index is None else f", index {now.index}"
        says = f"{danger} is {STATUS_WORDS.get(status, status)} (now: {STATUS_WORDS[now.status]}{index})"
        return Reason(says, (), danger, True)

    def _in_place(self, strategy: Strategy) -> Iterator[Reason]:
        for leaf in leaves(strategy.in_place_when):
            says = f"It counts as in place where {comparison(leaf, self.pack, self.language)}."
            yield Reason(says, self._read(leaf))

    def item(self, name: str) -> Reason:
        item = self.items[name]
        readers = [rule for rule in self.pack.ruleset.rules if name in _items_read(rule)]
        read = tuple(
            Reason(f"{r.title.said_in(self.language)} [{r.id}: {self.found.trace.rules[r.id].outcome}]")
            for r in readers
        )
        feeds = (Reason(f"Feeds the score of {item.dimension}, weight {item.weight}."),) if item.scored else ()
        parts = (Reason(f"Why we ask: {item.why.said_in(self.language)}"), *feeds)
        used = (Reason("Read by:", read),) if read else ()
        return Reason(self._asked(name), (*parts, *used, *self._sources(item.source)))

    def source(self, name: str) -> Reason:
        cites = citations(self.pack.instrument, self.pack.ruleset)
        users = dict.fromkeys(f"{sort} {who}".strip() for sort, who, elements in cites if name in elements)
        return Reason(
            f"Source {cited(name, self.pack, self.language)}", tuple(Reason(f"Used by {user}") for user in users)
        )

    def _sources(self, elements: tuple[str, ...]) -> tuple[Reason, ...]:
        return tuple(Reason(f"Source: {cited(element, self.pack, self.language)}") for element in elements)


def _items_read(rule: Rule) -> set[str]:
    return {leaf.answer for leaf in leaves(rule.when) if isinstance(leaf, AnswerLeaf)}


class _Page(_Explaining):
    """Reasons for a whole page, on which each is told in one place."""

    def __init__(self, assessment: Assessment, pack: Pack, language: Language) -> None:
        super().__init__(assessment, pack, language)
        self.own = {finding.id for finding in assessment.findings if finding.kind in _SHOWN}
        evidence = (danger.evidence for danger in assessment.dangers.all.values())
        signs = {sign.rule for each in evidence for sign in (*each.for_, *each.against, *each.missing)}
        self.elsewhere = {*self.dimensions, *self.own, *signs}
        """What one of the chains tells in full, so that the others only name it."""
        self.subject = ""

    def chains(self) -> dict[str, Reason]:
        found = self.found
        subjects = ("level", "overall", *found.dangers.all, *(f.id for f in found.findings if f.id in self.own))
        told = {subject: self._chain(subject) for subject in subjects}
        return {**told, **{each.strategy: self._called(each) for each in found.recommendations}}

    def _chain(self, subject: str) -> Reason:
        self.subject = subject
        self.elsewhere.discard(subject)
        return self.of(subject)

    def _called(self, step: Recommended) -> Reason:
        """What called a strategy; the rest of its reasons are a part of the page itself."""
        self.subject = step.strategy
        return Reason("Called by:", tuple(map(self._caller, step.called_by)), step.strategy)

    def overall(self) -> Reason:
        whole = super().overall()
        if self.subject != "overall":
            return self._named(whole.says, "overall")
        self.elsewhere.difference_update(self.dimensions)
        weighed = ((self.dimension(name), each.weight) for name, each in self.dimensions.items())
        return replace(whole, parts=tuple(replace(one, says=f"{one.says} Weight {much}.") for one, much in weighed))

    def danger(self, name: str) -> Reason:
        evidence = self.found.dangers[name].evidence
        self.elsewhere.difference_update(s.rule for s in (*evidence.for_, *evidence.against, *evidence.missing))
        return super().danger(name)

    def _again(self, name: str) -> bool:
        return name in self.elsewhere or super()._again(name)

    def _named(self, says: str, name: str) -> Reason:
        return Reason(self.rules[name].title.said_in(self.language) if name in self.rules else says, (), name, True)

    def _caller(self, finding: str) -> Reason:
        if finding in self.rules:
            return self.rule(finding)
        name, _, status = finding.rpartition(".")
        danger = next(each for each in self.pack.ruleset.dangers if each.id == name)
        return Reason(f"{danger.title.said_in(self.language)}: {STATUS_WORDS[status]}", (), name, True)


_SHOWN = ("challenge", "need", "note", "question", "gap", "strength")
"""Kinds of findings that a page shows each for itself."""
