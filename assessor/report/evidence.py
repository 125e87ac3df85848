"""What was found and what is recommended, in words: dangers with their signs, findings, steps, and what they cite."""

from assessor.language import say
from assessor.model.assessment import Assessment, DangerFound, FindingFound, Recommended, Sign
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording
from assessor.report.basis import basis_word, source_word
from assessor.report.page import DangerRead, FindingRead, StepRead
from assessor.report.wording import NONE, cited, from_to, status_word, to_ask

_GROUPED = {
    "challenge": "challenge", "need": "need", "note": "consistency", "question": "consistency", "gate": "gate",
}  # fmt: skip


class Evidence:
    """Reads dangers, findings and recommendations of one assessment; `cited` gathers what they cite."""

    def __init__(self, assessment: Assessment, pack: Pack, language: Language) -> None:
        self.found, self.pack, self.language = assessment, pack, language
        self.ruleset = pack.ruleset
        self.findings = {finding.id: finding for finding in assessment.findings}
        self.cited: set[str] = set()
        self.chapters = {group.id: group.section for group in pack.ruleset.groups}

    def said(self, text: Wording) -> str:
        return text.said_in(self.language)

    def danger(self, name: str, found: DangerFound) -> DangerRead:
        danger = next(each for each in self.ruleset.dangers if each.id == name)
        self.cited.update(danger.source)
        return DangerRead(
            self.said(danger.title),
            self.said(danger.about),
            status_word(found.status),
            _figures(found),
            tuple(self.sign(sign) for sign in found.evidence.for_),
            tuple(self.sign(sign, against=True) for sign in found.evidence.against),
            tuple(self.missing(sign) for sign in found.evidence.missing),
            name,
            _span(found),
        )

    def sign(self, sign: Sign, against: bool = False) -> str:
        title, weight = self.said(self.ruleset.rules_by_id[sign.rule].title), sign.weight
        if not against:
            return say("{title} (weight {weight})", title=title, weight=weight)
        if weight:
            return say("Not the case: {title} (weight {weight})", title=title, weight=weight)
        return say("{title} (counter-evidence)", title=title)

    def missing(self, sign: Sign) -> str:
        title, weight = self.said(self.ruleset.rules_by_id[sign.rule].title), sign.weight
        who = dict.fromkeys(view for views in sign.missing.values() for view in views)
        if not who:
            return say("{title}: ask an earlier finding (weight {weight})", title=title, weight=weight)
        views = to_ask(self.said(self.pack.instrument.views[view].plural) for view in who)
        return say("{title}: ask {who} (weight {weight})", title=title, who=views, weight=weight)

    def finding(self, finding: FindingFound) -> FindingRead:
        self.cited.update(finding.source)
        return FindingRead(
            self.said(finding.title),
            self.said(finding.because),
            "" if finding.firm else say("could change with open answers"),
            ", ".join(finding.source),
            basis_word(finding.basis, self.pack, self.language),
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
        return StepRead(
            step.rank,
            step.first,
            self.chapters[self.ruleset.strategies_by_id[step.strategy].group],
            self.said(step.title),
            self.said(step.first_step),
            self.said(step.sign),
            tuple(map(self.caller, step.called_by)),
            tuple(map(self.said, step.cautions)),
            tuple(cited(element, self.pack, self.language) for element in step.source),
            self.basis(step),
            self.evidence(step.strategy),
            step.strategy,
            step.source,
        )

    def basis(self, step: Recommended) -> str:
        """Who says that the step helps, and who says that these findings call for it."""
        source = source_word(self.pack, self.language)
        worded = set(self.ruleset.strategies_by_id[step.strategy].called_by.worded) & set(step.called_by)
        if step.basis == "inference":
            if worded:
                return say("strategy from the inference, link stated in the {source}", source=source)
            return say("strategy from the inference, link our inference")
        if worded:
            return say("strategy from the {source}, link stated in the {source}", source=source)
        return say("strategy from the {source}, link our inference", source=source)

    def caller(self, finding: str) -> str:
        if finding in self.findings:
            return self.said(self.findings[finding].title)
        danger, _, status = finding.rpartition(".")
        title = next((self.said(d.title) for d in self.ruleset.dangers if d.id == danger), danger)
        return say("{danger}: {status}", danger=title, status=status_word(status))

    def evidence(self, strategy: str) -> tuple[str, ...]:
        """What research says of a strategy, where its condition holds."""
        shown = []
        for each in self.ruleset.evidence:
            if strategy in each.beside and each.use != "measure" and each.id in self.found.evidence:
                self.cited.update(each.source)
                shown.append(self.said(each.text))
        return tuple(shown)

    def profiles(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, self.said(rule.title))
            for rule in self.ruleset.rules
            for name in rule.then.profile or ()
            if rule.id in self.findings
        )


def _figures(found: DangerFound) -> str:
    """The index, and what open answers could still make of it."""
    index, low, high = found.index, found.low, found.high
    if low is None or (low, high) == (index, index):
        return say("no index") if index is None else say("index {index}", index=index)
    if index is None:
        return say("no index, still possible {low} to {high}", low=low, high=high)
    return say("index {index}, still possible {low} to {high}", index=index, low=low, high=high)


def _span(danger: DangerFound) -> tuple[str, str]:
    if danger.index is None or danger.low is None:
        return NONE, NONE
    return str(danger.index), from_to(danger.low, danger.high)
