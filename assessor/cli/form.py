"""`assessor form`: the questionnaire to hand out."""

import click

from assessor.cli.options import output_option


@click.command()
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--as", "perspective", required=True, metavar="PERSPECTIVE", help="Who will answer.")
@click.option("--form", "form_id", metavar="FORM", help="full or quick.  [default: the form with all questions]")
@click.option("--to", "layout", type=click.Choice(["markdown"]), default="markdown", show_default=True)
@click.option("--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of the texts.")
@output_option
def form(pack: str | None, perspective: str, form_id: str | None, layout: str, lang: str, output: str | None) -> None:
    """Write the questionnaire for one perspective, to print or to send.

    \b
    Example:
      assessor form --as service_user --to markdown -o form.md
    """
    from assessor.api import DEFAULT_PACK, load_pack
    from assessor.cli.files import write
    from assessor.cli.naming import known_form
    from assessor.report.paper import paper_form

    instrument = load_pack(pack or DEFAULT_PACK).instrument
    known_form(instrument, perspective, form_id)
    chosen = form_id or instrument.whole
    write(paper_form(instrument, perspective, chosen, "fr" if lang == "fr" else "en"), output)
