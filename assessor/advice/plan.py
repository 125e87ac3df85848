"""An assessment made into a plan: six headings filled in from what was found, with blanks for people to fill."""

from collections.abc import Iterator

from assessor.api import Result
from assessor.model.assessment import Assessment, Met
from assessor.model.plan import (
    Barrier,
    Barriers,
    Champion,
    LevelSaid,
    Need,
    Plan,
    Resources,
    Said,
    Step,
    What,
    Why,
)
from assessor.model.response import PackName
from assessor.model.ruleset import Pack
from assessor.model.text import Language

CONSISTENCY = ("note", "question")
"""Findings that hold the stated aim against practice."""


def plan(result: Result, language: Language = "en") -> Plan:
    """The plan that one assessment gives; the same for the same answers, with no free text of anybody's."""
    return _Draft(result.assessment, result.pack, language).plan()


class _Draft:
    def __init__(self, found: Assessment, pack: Pack, language: Language) -> None:
        self.found, self.pack, self.language = found, pack, language
        self.fields = {field.id: field for field in pack.ruleset.plan}

    def plan(self) -> Plan:
        steps = tuple(self.steps())
        return Plan(
            agency=self.found.agency,
            date=self.found.date,
            pack=PackName(id=self.pack.id, version=self.pack.version),
            what=self.what(),
            why=Why(said=tuple(self.said("why")), findings=self.findings(*CONSISTENCY)),
            champions=(
                Champion(is_service_user="yes", is_senior="no"),
                Champion(is_service_user="no", is_senior="yes"),
            ),
            barriers=Barriers(found=tuple(self.barriers()), said=tuple(self.said("barriers"))),
            strategies=steps,
            resources=Resources(
                missing=tuple(self.lacking()),
                needs=tuple(Need(strategy=step.strategy, title=step.title) for step in steps if step.first),
            ),
            undecided=tuple(self.undecided()),
        )

    def findings(self, *kinds: str) -> tuple[str, ...]:
        return tuple(finding.id for finding in self.found.findings if finding.kind in kinds)

    def reads(self, field: str) -> tuple[str, ...]:
        """The items whose answers the pack wants under a heading."""
        return self.fields[field].reads if field in self.fields else ()

    def what(self) -> What:
        level = self.found.level
        return What(
            level=LevelSaid(id=level.id, low=level.low, high=level.high) if level else None,
            position=self.found.dangers.position,
            little_say=dict(self.little_say()),
            in_place=self.found.in_place,
        )

    def little_say(self) -> Iterator[tuple[str, str]]:
        """(item, answer) of the places where the answer has less than half of the points."""
        items, points = self.pack.instrument.items, self.pack.instrument.kept_points
        for name in self.reads("what"):
            answer = self.found.trace.answers[name].value
            kept = points[name]
            if isinstance(answer, str) and kept and 2 * kept[items[name].positions[answer]] < max(kept):
                yield name, answer

    def said(self, field: str) -> Iterator[Said]:
        """What each view answered to the questions of a heading, as far as it may be shown."""
        for name in self.reads(field):
            answered = [
                (view, seen.items[name].value) for view, seen in self.found.perspectives.items() if name in seen.items
            ]
            read = self.found.trace.answers[name]
            if not self.found.perspectives and read.state == "answered" and read.view:
                answered = [(read.view, read.value)]
            for view, value in answered:
                yield Said(item=name, view=view, answer=_options(value))

    def barriers(self) -> Iterator[Barrier]:
        for finding in self.found.findings:
            if finding.kind == "challenge":
                yield Barrier(finding=finding.id, title=finding.title.said_in(self.language))

    def steps(self) -> Iterator[Step]:
        """One step for each recommended strategy, the first ones first."""
        for step in sorted(self.found.recommendations, key=lambda step: (not step.first, step.rank)):
            yield Step(
                strategy=step.strategy,
                title=step.title.said_in(self.language),
                first=step.first,
                first_step=step.first_step.said_in(self.language),
                sign=step.sign.said_in(self.language),
                called_by=step.called_by,
                since=self.found.date,
            )

    def lacking(self) -> Iterator[str]:
        """Challenges that the pack's heading for resources cites: no strategy answers them by creating any."""
        cited = self.fields["resources"].source if "resources" in self.fields else ()
        for name in self.findings("challenge"):
            if self.pack.ruleset.rules_by_id[name].then.challenge in cited:
                yield name

    def undecided(self) -> Iterator[str]:
        """Challenges, and findings that call strategies, which answers still missing leave open."""
        linked = {
            finding: None
            for strategy in self.pack.ruleset.strategies
            for finding in (*strategy.called_by.primary, *strategy.called_by.worded, *strategy.called_by.supporting)
        }
        challenges = (rule.id for rule in self.pack.ruleset.rules if rule.then.challenge)
        for finding in sorted({**linked, **dict.fromkeys(challenges)}):
            trace = self.found.trace.rules.get(finding)
            danger = self.found.dangers.all.get(finding.rpartition(".")[0]) if trace is None else None
            if trace.outcome == "undecided" if trace else danger and danger.status == "not_enough_known":
                yield finding


def _options(value: Met | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
