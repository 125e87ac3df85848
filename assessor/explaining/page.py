"""The reasons for a whole page, on which each is told in one place and only named elsewhere."""

from dataclasses import replace

from assessor.explaining.reasons import Explaining
from assessor.explaining.saying import weight_said
from assessor.language import say
from assessor.model.assessment import Assessment, Recommended
from assessor.model.condition import GapLeaf
from assessor.model.reason import Reason
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import status_word


class PageReasons(Explaining):
    """Makes the chains of one page."""

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
        return Reason(say("Called by:"), tuple(map(self._caller, step.called_by)), step.strategy)

    def overall(self) -> Reason:
        whole = super().overall()
        if self.subject != "overall":
            return self._named(whole.says, "overall")
        self.elsewhere.difference_update(self.dimensions)
        weighed = ((self.dimension(name), each.weight) for name, each in self.dimensions.items())
        return replace(
            whole, parts=tuple(replace(one, says=f"{one.says} {weight_said(much)}") for one, much in weighed)
        )

    def danger(self, name: str) -> Reason:
        evidence = self.found.dangers[name].evidence
        self.elsewhere.difference_update(s.rule for s in (*evidence.for_, *evidence.against, *evidence.missing))
        return super().danger(name)

    def _gap(self, leaf: GapLeaf) -> tuple[Reason, ...]:
        """Not for a whole dimension: the page has a table of what each view said."""
        return () if leaf.gap in self.dimensions else super()._gap(leaf)

    def _again(self, name: str) -> bool:
        return name in self.elsewhere or super()._again(name)

    def _named(self, says: str, name: str) -> Reason:
        return Reason(self.rules[name].title.said_in(self.language) if name in self.rules else says, (), name, True)

    def _caller(self, finding: str) -> Reason:
        if finding in self.rules:
            return self.rule(finding)
        name, _, status = finding.rpartition(".")
        danger = next(each for each in self.pack.ruleset.dangers if each.id == name)
        says = say("{danger}: {status}", danger=danger.title.said_in(self.language), status=status_word(status))
        return Reason(says, (), name, True)


_SHOWN = ("challenge", "need", "note", "question", "gap", "strength")
"""Kinds of findings that a page shows each for itself."""
