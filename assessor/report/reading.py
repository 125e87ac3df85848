"""What a reader of one assessment sees, in a language and without layout; no layout computes a figure of its own."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from assessor.agreement import Agreement
from assessor.model.assessment import Assessment, DangerFound, FindingFound, Recommended, ScoreFound, Sign
from assessor.model.response import Respondent, Responses
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording
from assessor.report.citing import Cited, document, lines_cited, references
from assessor.report.grids import GridRead, MatrixRead, grid_read, matrix_read
from assessor.report.placing import Plane, Standing, read_plane, read_standing
from assessor.report.views import ViewsRead, read_views, text_withheld
from assessor.report.wording import STATUS_WORDS, about, cited, cleaned, either, question, span

BASIS = {"presentation": "presentation", "inference": "our inference"}


class ScoreRow(NamedTuple):
    """One dimension: its figures in words, and the same in whole points for a bar."""

    title: str
    score: str
    range: str
    answered: str
    note: str
    bar: tuple[int | None, int | None, int | None]


class DangerRead(NamedTuple):
    """One danger with the evidence in sentences."""

    title: str
    about: str
    status: str
    figures: str
    for_: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]
    id: str = ""
    span: tuple[str, str] = ("-", "-")
    """The index, and what it could still be."""


class FindingRead(NamedTuple):
    """One finding; `firm` is empty, or says that open answers could change it."""

    title: str
    because: str
    firm: str
    source: str
    basis: str
    id: str = ""
    cites: tuple[str, ...] = ()
    """Ids of the elements of the source."""


class StepRead(NamedTuple):
    """One recommendation with everything a reader needs to act and to check it."""

    rank: int
    first: bool
    section: str
    """The report's section it belongs to."""
    title: str
    first_step: str
    sign: str
    why: tuple[str, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    basis: str
    evidence: tuple[str, ...]
    id: str = ""
    cites: tuple[str, ...] = ()


class Page(NamedTuple):
    """The whole report."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    level: str
    level_meaning: str
    held_by: tuple[str, ...]
    overall: ScoreRow
    scores: tuple[ScoreRow, ...]
    position: tuple[str, str] | None
    dangers: tuple[DangerRead, ...]
    headings: dict[str, tuple[str, str]]
    """Section id -> its title and what it is about, from the pack."""
    profiles: tuple[tuple[str, str], ...]
    """(profile, what was found)."""
    matrices: tuple[MatrixRead, ...]
    grids: tuple[GridRead, ...]
    strengths: tuple[FindingRead, ...]
    findings: dict[str, tuple[FindingRead, ...]]
    """challenge, need, consistency -> findings, most severe first."""
    views: ViewsRead | None
    steps: tuple[StepRead, ...]
    in_place: tuple[str, ...]
    open_items: tuple[str, ...]
    own_words: tuple[tuple[str, str], ...]
    own_questions: tuple[tuple[str, str], ...]
    """(question that a respondent would have asked, their answer to it)."""
    references: tuple[str, ...]
    limits: tuple[str, ...]
    language: Language = "en"
    subject: str = ""
    """What is assessed, without the agency."""
    agency: str = ""
    standing: Standing | None = None
    plane: Plane | None = None
    document: str = ""
    """The one source, as it is cited in full."""
    sources: tuple[Cited, ...] = ()


_GROUPED = {
    "challenge": "challenge", "need": "need", "note": "consistency", "question": "consistency", "gate": "gate",
}  # fmt: skip


_OPEN = {"unanswered": "", "hidden": " (too few people answered to show it)"}


def read_page(
    assessment: Assessment,
    pack: Pack,
    responses: Responses,
    language: Language = "en",
    agreement: Mapping[str, Mapping[str, Agreement]] = MappingProxyType({}),
) -> Page:
    """The report of `assessment`, in `language`; English stands in where a text is not translated.

    `agreement` is what `Result.agreement` gives, where the report is to say how far the people of a view agree.
    """
    page = _Reader(assessment, pack, responses, language).page()
    return page._replace(
        views=read_views(assessment, pack, language, agreement),
        standing=read_standing(assessment, pack, language),
        plane=read_plane(assessment, pack, language),
    )


class _Reader:
    def __init__(self, assessment: Assessment, pack: Pack, responses: Responses, language: Language) -> None:
        self.found, self.pack, self.responses, self.language = assessment, pack, responses, language
        self.ruleset = pack.ruleset
        self.findings = {finding.id: finding for finding in assessment.findings}
        self.cited: set[str] = set()
        self.chapters = {group.id: group.section for group in pack.ruleset.groups}

    def say(self, text: Wording) -> str:
        return text.said_in(self.language)

    def page(self) -> Page:
        found, source = self.found, self.ruleset.ruleset.source
        strengths = tuple(self.finding(each) for each in found.findings if each.kind == "strength")
        steps = tuple(map(self.step, found.recommendations))
        views = ", ".join(
            f"{count} {self.view(view) if count == 1 else self.plural(view)}" for view, count in found.views.items()
        )
        return Page(
            title=f"{self.say(self.ruleset.ruleset.title)}: {cleaned(found.agency)}",
            subtitle=f"Answers of {found.date} by {views}. Form: {found.form}. Source: {source.cited_as}.",
            notices=self.notices(),
            level=self.level(),
            level_meaning=self.level_meaning(),
            held_by=tuple(self.held_by()),
            overall=self.score("Overall", found.overall),
            scores=tuple(self.score(self.say(d.title), found.scores[d.id]) for d in self.ruleset.dimensions),
            position=self.position(),
            dangers=tuple(self.danger(name, danger) for name, danger in found.dangers.all.items()),
            headings={s.id: (self.say(s.title), self.say(s.about) if s.about else "") for s in self.ruleset.sections},
            profiles=self.profiles(),
            matrices=tuple(matrix_read(each, found, self.pack, self.language) for each in self.ruleset.matrices),
            grids=tuple(grid_read(each, found, self.pack, self.language) for each in self.ruleset.grids),
            strengths=strengths,
            findings=self.grouped(),
            views=None,
            steps=steps,
            in_place=tuple(self.say(self.ruleset.strategies_by_id[name].title) for name in found.in_place),
            open_items=self.open_items(),
            own_words=self.own_words(),
            own_questions=self.own_questions(),
            references=references(self.cited, self.pack, self.language),
            limits=tuple(self.say(limit.text) for limit in self.ruleset.limits),
            language=self.language,
            subject=self.say(self.ruleset.ruleset.title),
            agency=cleaned(found.agency),
            document=document(self.pack),
            sources=lines_cited(self.cited, self.pack, self.language),
        )

    def view(self, view: str) -> str:
        return self.say(self.pack.instrument.views[view].title).lower()

    def plural(self, view: str) -> str:
        return self.say(self.pack.instrument.views[view].plural)

    def notices(self) -> tuple[str, ...]:
        notices = []
        views = [name for name, view in self.found.perspectives.items() if view.items] or [*self.found.views]
        if len(views) == 1:
            who = self.plural(views[0])
            notices.append(f"This is one view: how {who} see it. Others may see the same place differently.")
        if self.found.overall.rounded:
            protected = [self.say(v.plural) for v in self.pack.instrument.perspectives if v.protected]
            notices.append(
                f"Figures that rest on the answers of {either(protected)} are in steps of five, so that nobody "
                "can be singled out; levels and findings use the exact figures."
            )
        if self.found.form != "full" and self.found.level is None:
            notices.append("The short form shows dangers and where to look; it gives no level.")
        if self.language == "fr" and self.ruleset.ruleset.title.fr is None:
            notices.append("Le contenu n'est pas encore traduit : les textes sont en anglais.")
        return tuple(notices)

    def level(self) -> str:
        level = self.found.level
        if level is None:
            return "No level: too little is known, or the form asks only some items."
        titles = {each.number: self.say(each.title) for each in self.ruleset.levels}
        says = f"Level {level.number} of {len(titles)}: {titles[level.number]}"
        if level.low != level.high:
            says += f" (from {level.low} to {level.high} once everything is answered)"
        return says

    def level_meaning(self) -> str:
        level = self.found.level
        return next((self.say(each.meaning) for each in self.ruleset.levels if level and each.id == level.id), "")

    def held_by(self) -> list[str]:
        level = self.found.level
        if level is None or not level.held_by:
            return []
        titles = {each.number: self.say(each.title) for each in self.ruleset.levels}
        lines = [f"The score alone would give level {level.proposed}, {titles[level.proposed]}. Held back by:"]
        for gate in level.held_by:
            rule = self.ruleset.rules_by_id[gate]
            lines.append(f"{self.say(rule.title)}. {self.say(rule.because)}")
        return lines

    def score(self, title: str, score: ScoreFound) -> ScoreRow:
        """A row; bars are in whole points, so that a layout only draws them."""
        bar = tuple(None if part is None else round(part) for part in (score.low, score.score, score.high))
        if score.applies == 0:
            return ScoreRow(title, "-", "", "", "does not apply", (None, None, None))
        note = "too few answers for a score" if score.score is None else ""
        if score.score is not None and score.as_seen_by:
            note = f"partly as seen by {' and '.join(map(self.plural, score.as_seen_by))} only"
        return ScoreRow(
            title, about(score), span(score), f"{score.answered} of {score.applies}", note, (bar[0], bar[1], bar[2])
        )

    def position(self) -> tuple[str, str] | None:
        at = self.found.dangers.position
        return next(((self.say(p.title), self.say(p.meaning)) for p in self.ruleset.positions if p.id == at), None)

    def danger(self, name: str, found: DangerFound) -> DangerRead:
        danger = next(each for each in self.ruleset.dangers if each.id == name)
        index = "no index" if found.index is None else f"index {found.index}"
        if found.low is not None and (found.low, found.high) != (found.index, found.index):
            index += f", still possible {found.low} to {found.high}"
        self.cited.update(danger.source)
        return DangerRead(
            self.say(danger.title),
            self.say(danger.about),
            STATUS_WORDS[found.status],
            index,
            tuple(self.sign(sign) for sign in found.evidence.for_),
            tuple(self.sign(sign, against=True) for sign in found.evidence.against),
            tuple(self.missing(sign) for sign in found.evidence.missing),
            name,
            _span(found),
        )

    def sign(self, sign: Sign, against: bool = False) -> str:
        rule = self.ruleset.rules_by_id[sign.rule]
        title = self.say(rule.title)
        if not against:
            return f"{title} (weight {sign.weight})"
        return f"Not the case: {title} (weight {sign.weight})" if sign.weight else f"{title} (counter-evidence)"

    def missing(self, sign: Sign) -> str:
        who = dict.fromkeys(view for views in sign.missing.values() for view in views)
        asked = " or ".join(map(self.plural, who)) or "an earlier finding"
        return f"{self.say(self.ruleset.rules_by_id[sign.rule].title)}: ask {asked} (weight {sign.weight})"

    def finding(self, finding: FindingFound) -> FindingRead:
        self.cited.update(finding.source)
        return FindingRead(
            self.say(finding.title),
            self.say(finding.because),
            "" if finding.firm else "could change with open answers",
            ", ".join(finding.source),
            BASIS[finding.basis],
            finding.id,
            finding.source,
        )

    def grouped(self) -> dict[str, tuple[FindingRead, ...]]:
        groups: dict[str, tuple[FindingRead, ...]] = {}
        for each in self.found.findings:
            group = _GROUPED.get(each.kind)
            if group:
                groups[group] = (*groups.get(group, ()), self.finding(each))
        return groups

    def step(self, step: Recommended) -> StepRead:
        self.cited.update(step.source)
        links = self.ruleset.strategies_by_id[step.strategy].called_by
        basis = "link stated in the presentation" if set(links.worded) & set(step.called_by) else "link our inference"
        return StepRead(
            step.rank,
            step.first,
            self.chapters[self.ruleset.strategies_by_id[step.strategy].group],
            self.say(step.title),
            self.say(step.first_step),
            self.say(step.sign),
            tuple(map(self.caller, step.called_by)),
            tuple(map(self.say, step.cautions)),
            tuple(cited(element, self.pack, self.language) for element in step.source),
            f"strategy from the {step.basis}, {basis}",
            self.evidence(step.strategy),
            step.strategy,
            step.source,
        )

    def caller(self, finding: str) -> str:
        if finding in self.findings:
            return self.say(self.findings[finding].title)
        danger, _, status = finding.rpartition(".")
        title = next((self.say(d.title) for d in self.ruleset.dangers if d.id == danger), danger)
        return f"{title}: {STATUS_WORDS.get(status, status)}"

    def evidence(self, strategy: str) -> tuple[str, ...]:
        """What research says of a strategy, where its condition holds."""
        shown = []
        for each in self.ruleset.evidence:
            if strategy in each.beside and each.use != "measure" and each.id in self.found.evidence:
                self.cited.update(each.source)
                shown.append(self.say(each.text))
        return tuple(shown)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, self.say(rule.title))
            for rule in self.ruleset.rules
            for name in rule.then.profile or ()
            if rule.id in self.findings
        )

    def open_items(self) -> tuple[str, ...]:
        """Questions that were put to somebody and left open."""
        answers = self.found.trace.answers
        return tuple(
            f"{question(item, answers[item.id].view, self.language)} [{item.id}]{_OPEN[answers[item.id].state]}"
            for item in self.pack.instrument.items.values()
            if answers[item.id].state in _OPEN
        )

    def own_words(self) -> tuple[tuple[str, str], ...]:
        """Free text and notes, cleaned; the answers file keeps them as they were written."""
        rows: list[tuple[str, str]] = []
        items = self.pack.instrument.items
        for person in self.heard():
            for name, value in person.answers.items():
                if items[name].kind == "text" and isinstance(value, str):
                    rows.append((question(items[name], person.perspective, self.language), cleaned(value)))
            for name, note in person.notes.items():
                asked = question(items[name], person.perspective, self.language)
                rows.append((f"Note on: {asked}", cleaned(note)))
        return tuple(rows)

    def heard(self) -> list[Respondent]:
        """The respondents whose free text may be shown."""
        shared, views = self.responses.share_notes, self.found.perspectives
        return [
            person
            for person in self.responses.counted
            if not views or not text_withheld(views[person.perspective], shared)
        ]

    def own_questions(self) -> tuple[tuple[str, str], ...]:
        """Questions that respondents added, with their answers; never scored."""
        return tuple(
            (cleaned(own.ask), cleaned(own.answer or "")) for person in self.heard() for own in person.own_questions
        )


def _span(danger: DangerFound) -> tuple[str, str]:
    if danger.index is None or danger.low is None:
        return "-", "-"
    return str(danger.index), f"{danger.low} to {danger.high}"
