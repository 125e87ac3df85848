"""What every part of a plan's page says in the same way: blanks, what people typed, titles, what is cited."""

from collections.abc import Iterable

from assessor.model.rule import Basis
from assessor.model.ruleset import Pack
from assessor.model.text import Language, Wording
from assessor.report.wording import STATUS_WORDS, cleaned

BLANK = "____________"
BLANK_SPOKEN = "to be filled in"

DANGER = "{danger}: {status}"
SOURCE = "Source: {elements} ({basis})"
BASIS = {"presentation": "presentation", "inference": "our inference"}


class PlanWords:
    """A pack's texts in one language, and the elements of the source that the page has cited so far."""

    def __init__(self, pack: Pack, language: Language, blank: str) -> None:
        self.pack, self.language, self.blank = pack, language, blank
        self.cited: set[str] = set()

    def say(self, text: Wording) -> str:
        return text.said_in(self.language)

    def cite(self, elements: Iterable[str]) -> None:
        self.cited.update(elements)

    def sourced(self, elements: tuple[str, ...], basis: Basis) -> str:
        """Where something comes from; its elements are listed whole at the end."""
        self.cite(elements)
        return SOURCE.format(elements=", ".join(elements), basis=BASIS[basis])

    def typed(self, text: str | None) -> str:
        """What somebody typed, safe to show; a blank where nobody did."""
        return cleaned(text) if text and text.strip() else self.blank

    def sentence(self, text: str | None) -> str:
        """What somebody typed, with a full stop if it has no end of its own."""
        said = self.typed(text).rstrip()
        return said if said.endswith((".", "!", "?", "…", self.blank)) else f"{said}."

    def plural(self, view: str) -> str:
        said = self.say(self.pack.instrument.views[view].plural)
        return said[:1].upper() + said[1:]

    def caller(self, finding: str) -> str:
        """The title of a finding, or what holds of a danger."""
        rule = self.pack.ruleset.rules_by_id.get(finding)
        if rule is not None:
            return self.say(rule.title)
        name, _, status = finding.rpartition(".")
        danger = next((self.say(each.title) for each in self.pack.ruleset.dangers if each.id == name), name)
        return DANGER.format(danger=danger, status=STATUS_WORDS.get(status, status))
