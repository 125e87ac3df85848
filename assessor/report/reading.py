"""From an assessment to what a reader of it sees, in a language; no layout computes a figure of its own."""

from collections.abc import Mapping
from types import MappingProxyType

from assessor.agreement import Agreement
from assessor.language import N_, count, date, say, speaking
from assessor.model.assessment import Assessment, ScoreFound
from assessor.model.response import Respondent, Responses
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording
from assessor.report.citing import document, lines_cited, references
from assessor.report.evidence import Evidence
from assessor.report.grids import grid_read, matrix_read
from assessor.report.page import Page, ScoreRow
from assessor.report.placing import read_plane, read_standing
from assessor.report.views import read_views, text_withheld
from assessor.report.wording import NONE, about, answers_of, cleaned, question, seeing, small, span

IN_STEPS = N_(
    "Figures that rest on the answers of {who} are in steps of five, so that nobody can be singled out; levels and "
    "findings use the exact figures."
)
_OPEN = N_(
    {"unanswered": "{asked} [{id}]", "hidden": "{asked} [{id}] (too few people answered to show it)"}, sense="open"
)


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
    with speaking(language):
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
        self.evidence = Evidence(assessment, pack, language)

    def said(self, text: Wording) -> str:
        return text.said_in(self.language)

    def page(self) -> Page:
        found, evidence, ruleset = self.found, self.evidence, self.ruleset
        strengths = tuple(evidence.finding(each) for each in found.findings if each.kind == "strength")
        steps = tuple(map(evidence.step, found.recommendations))
        dangers = tuple(evidence.danger(name, danger) for name, danger in found.dangers.all.items())
        findings = evidence.grouped()
        subject, agency = self.said(ruleset.ruleset.title), cleaned(found.agency)
        return Page(
            title=say("{subject}: {agency}", subject=subject, agency=agency),
            subtitle=self.subtitle(),
            notices=self.notices(),
            level=self.level(),
            level_meaning=self.level_meaning(),
            held_by=tuple(self.held_by()),
            overall=self.score(say("Overall"), found.overall),
            scores=tuple(self.score(self.said(d.title), found.scores[d.id]) for d in ruleset.dimensions),
            position=self.position(),
            dangers=dangers,
            headings={s.id: (self.said(s.title), self.said(s.about) if s.about else "") for s in ruleset.sections},
            profiles=evidence.profiles(),
            matrices=tuple(matrix_read(each, found, self.pack, self.language) for each in ruleset.matrices),
            grids=tuple(grid_read(each, found, self.pack, self.language) for each in ruleset.grids),
            strengths=strengths,
            findings=findings,
            views=None,
            steps=steps,
            in_place=tuple(self.said(ruleset.strategies_by_id[name].title) for name in found.in_place),
            open_items=self.open_items(),
            own_words=self.own_words(),
            own_questions=self.own_questions(),
            references=references(evidence.cited, self.pack, self.language),
            limits=tuple(self.said(limit.text) for limit in ruleset.limits),
            language=self.language,
            subject=subject,
            agency=agency,
            document=document(self.pack),
            sources=lines_cited(evidence.cited, self.pack, self.language),
        )

    def plural(self, view: str) -> str:
        return self.said(self.pack.instrument.views[view].plural)

    def subtitle(self) -> str:
        found = self.found
        views = ", ".join(f"{number} {self.people(view, number)}" for view, number in found.views.items())
        # English calls a form by its id, which is an English word.
        form = found.form if self.language == "en" else small(self.said(self.pack.instrument.form(found.form).title))
        return say(
            "Answers of {date} by {who}. Form: {form}. Source: {source}.",
            date=date(found.date), who=views, form=form, source=self.ruleset.ruleset.source.cited_as,
        )  # fmt: skip

    def people(self, view: str, number: int) -> str:
        return self.said(self.pack.instrument.views[view].title).lower() if number == 1 else self.plural(view)

    def notices(self) -> tuple[str, ...]:
        notices = []
        views = [name for name, view in self.found.perspectives.items() if view.items] or [*self.found.views]
        if len(views) == 1:
            one = self.plural(views[0])
            notices.append(
                say("This is one view: how {who} see it. Others may see the same place differently.", who=one)
            )
        if self.found.overall.rounded:
            protected = [self.said(v.plural) for v in self.pack.instrument.perspectives if v.protected]
            notices.append(say(IN_STEPS, who=answers_of(protected)))
        if self.found.form != "full" and self.found.level is None:
            notices.append(say("The short form shows dangers and where to look; it gives no level."))
        if self.language == "fr" and self.ruleset.ruleset.title.fr is None:
            notices.append(say("The content is not translated yet: its texts are in English."))
        return tuple(notices)

    def level(self) -> str:
        level = self.found.level
        if level is None:
            return say("No level: too little is known, or the form asks only some items.")
        titles = {each.number: self.said(each.title) for each in self.ruleset.levels}
        number, title, highest = level.number, titles[level.number], len(titles)
        if level.low == level.high:
            return say("Level {number} of {highest}: {title}", number=number, highest=highest, title=title)
        return say(
            "Level {number} of {highest}: {title} (from {low} to {high} once everything is answered)",
            number=number, highest=highest, title=title, low=level.low, high=level.high,
        )  # fmt: skip

    def level_meaning(self) -> str:
        level = self.found.level
        return next((self.said(each.meaning) for each in self.ruleset.levels if level and each.id == level.id), "")

    def held_by(self) -> list[str]:
        level = self.found.level
        if level is None or not level.held_by:
            return []
        title = next(self.said(each.title) for each in self.ruleset.levels if each.number == level.proposed)
        alone = say(
            "The score alone would give level {number}, {title}. Held back by:", number=level.proposed, title=title
        )
        lines = [alone]
        for gate in level.held_by:
            rule = self.ruleset.rules_by_id[gate]
            lines.append(f"{self.said(rule.title)}. {self.said(rule.because)}")
        return lines

    def score(self, title: str, score: ScoreFound) -> ScoreRow:
        """A row; bars are in whole points, so that a layout only draws them."""
        bar = tuple(None if part is None else round(part) for part in (score.low, score.score, score.high))
        if score.applies == 0:
            return ScoreRow(title, NONE, "", "", say("does not apply"), (None, None, None))
        note = say("too few answers for a score") if score.score is None else ""
        if score.score is not None and score.as_seen_by:
            seen = [*map(self.plural, score.as_seen_by)]
            note = say("partly as seen by {who} only", who=seeing(seen))
        answered = count("{answered} of {n}", "{answered} of {n}", score.applies, answered=score.answered)
        return ScoreRow(title, about(score), span(score), answered, note, (bar[0], bar[1], bar[2]))

    def position(self) -> tuple[str, str] | None:
        at = self.found.dangers.position
        return next(((self.said(p.title), self.said(p.meaning)) for p in self.ruleset.positions if p.id == at), None)

    def open_items(self) -> tuple[str, ...]:
        """Questions that were put to somebody and left open."""
        answers = self.found.trace.answers
        return tuple(
            say(
                _OPEN[answers[item.id].state],
                sense="open",
                asked=question(item, answers[item.id].view, self.language),
                id=item.id,
            )
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
                rows.append((say("Note on: {asked}", asked=asked), cleaned(note)))
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
