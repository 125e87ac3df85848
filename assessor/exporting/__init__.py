"""The questionnaire in the formats of survey tools, with ids that come back."""

from assessor.errors import USAGE, AssessorError, problem
from assessor.model.ruleset import Pack
from assessor.model.text import Language

TARGETS = ("xlsform", "limesurvey", "redcap", "fhir")


def exported(pack: Pack, perspective: str, target: str, form: str = "full", language: Language = "en") -> str | bytes:
    """The form of a pack for one perspective, as `target`: xlsform (bytes of a workbook), limesurvey, redcap or fhir.

    xlsform, limesurvey and fhir hold every language there is; redcap holds one. KeyError where the pack has no such
    perspective or form; AssessorError where the tool cannot hold it.
    """
    from assessor.exporting.survey import survey

    found = survey(pack.instrument, perspective, form)
    if target == "xlsform":
        try:
            from assessor.exporting.xlsform import xlsform

            return xlsform(found)
        except ImportError:
            raise AssessorError([problem("no-extra", library="XlsxWriter", extra="xlsx")], USAGE) from None
    if target == "redcap":
        from assessor.exporting.redcap import redcap

        return redcap(found, language)
    if target == "fhir":
        from assessor.exporting.fhir import fhir

        return fhir(found)
    from assessor.exporting.limesurvey import limesurvey

    return limesurvey(found)
