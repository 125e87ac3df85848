"""A pack as Markdown pages for people: what is asked, how it is scored, what is concluded, and where it comes from."""

from assessor.language import speaking
from assessor.model.ruleset import Pack


def handbook(pack: Pack) -> dict[str, str]:
    """File name -> page, the first page first; the same pack gives the same bytes."""
    from assessor.report.handbook.dangers import dangers_page
    from assessor.report.handbook.index import index_page
    from assessor.report.handbook.linking import Links
    from assessor.report.handbook.questionnaire import questionnaire_page
    from assessor.report.handbook.reported import glossary_page, report_page
    from assessor.report.handbook.rules import rules_page
    from assessor.report.handbook.scores import scores_page
    from assessor.report.handbook.sources import sources_page
    from assessor.report.handbook.strategies import strategies_page

    links = Links(pack)
    pages = {
        "index.md": index_page,
        "questionnaire.md": questionnaire_page,
        "scores.md": scores_page,
        "dangers.md": dangers_page,
        "rules.md": rules_page,
        "strategies.md": strategies_page,
        "report.md": report_page,
        "sources.md": sources_page,
        "glossary.md": glossary_page,
    }
    with speaking("en"):
        return {name: "\n".join(page(pack, links)).strip() + "\n" for name, page in pages.items()}
