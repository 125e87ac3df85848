"""`assessor form`: the questionnaire to hand out."""

import click

from assessor.cli.options import output_option


@click.command()
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--as", "perspective", required=True, metavar="PERSPECTIVE", help="Who will answer.")
@click.option("--form", "form_id", default="full", show_default=True, metavar="FORM", help="full or quick.")
@click.option(
    "--to", "layout", type=click.Choice(["markdown", "html", "xlsform", "limesurvey", "redcap", "fhir"]),
    default="markdown", show_default=True, help="On paper, in a browser, or for a survey tool.",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of the texts.")
@click.option("--agency", metavar="NAME", default="", help="Name of the organisation, filled in already (html).")
@output_option
def form(
    pack: str | None, perspective: str, form_id: str, layout: str, lang: str, agency: str, output: str | None
) -> None:
    """Write the questionnaire for one perspective, to print or to send.

    As html it is one file that is filled in in a browser, without a network, and
    saves a response file that assessor score takes as it is.

    \b
    Example:
      assessor form --as service_user --to markdown -o form.md
    """
    from assessor.api import DEFAULT_PACK, load_pack
    from assessor.cli.files import refuse_terminal, write
    from assessor.cli.naming import known_form
    from assessor.exporting import exported
    from assessor.model.text import Language
    from assessor.report.paper import paper_form

    chosen = load_pack(pack or DEFAULT_PACK)
    known_form(chosen.instrument, perspective, form_id)
    language: Language = "fr" if lang == "fr" else "en"
    if layout == "markdown":
        write(paper_form(chosen.instrument, perspective, form_id, language), output)
    elif layout == "html":
        from assessor.exporting.webform import web_form

        write(web_form(chosen, perspective, form_id, language, agency), output)
    else:
        if layout == "xlsform":
            refuse_terminal(layout, output)
        write(exported(chosen, perspective, layout, form_id, language), output)
