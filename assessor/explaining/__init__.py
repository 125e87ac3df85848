"""Why something came out as it did: a tree from a conclusion down to the answers and up to the line of the source."""

from assessor.explaining.page import PageReasons
from assessor.explaining.reasons import Explaining
from assessor.language import speaking
from assessor.model.assessment import Assessment
from assessor.model.reason import Reason
from assessor.model.ruleset import Pack
from assessor.model.text import Language


def explain(assessment: Assessment, pack: Pack, subject: str, language: Language = "en") -> Reason:
    """The reasons for `subject`: level, overall, or the id of anything in the pack; raises AssessorError if unknown."""
    with speaking(language):
        return Explaining(assessment, pack, language).of(subject)


def chains(assessment: Assessment, pack: Pack, language: Language = "en") -> dict[str, Reason]:
    """The reasons for everything a page shows, by id; what has a place of its own there is only named elsewhere.

    The scores of all dimensions stand under `overall`, the signs of a danger under the danger, gates under `level`.
    """
    with speaking(language):
        return PageReasons(assessment, pack, language).chains()
