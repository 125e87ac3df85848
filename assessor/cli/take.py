"""`assessor take`: the assessment in a terminal, over one or several sittings."""

import click

from assessor.cli.options import engine_option, lang_option, plain_option


@click.command()
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--as", "perspective", required=True, metavar="PERSPECTIVE", help="Who answers, such as manager.")
@click.option("--form", metavar="FORM", help="full or quick; a quick one can go on as the full one.")
@click.option("--save", "target", metavar="FILE", help="Where the answers are kept; goes on with FILE if it exists.")
@click.option("--agency", metavar="NAME", help="Name of the organisation; asked for if left out.")
@lang_option
@click.option("--no-input", is_flag=True, help="Never ask; say how to answer by file instead.")
@engine_option
@plain_option
def take(
    pack: str | None,
    perspective: str,
    form: str | None,
    target: str | None,
    agency: str | None,
    no_input: bool,
    engine: str,
    plain: bool,
) -> None:
    """Answer the questionnaire, one question at a time, and get the report.

    Every answer is saved before the next question shows. Stop with q, Ctrl-C or
    by closing the terminal, and go on later with the same command.

    \b
    Example:
      assessor take --as manager
      assessor take --as service_user --save answers.yaml
    """
    from assessor.cli.sitting import Sitting

    Sitting(pack, perspective, form, target, agency, no_input).run(engine, plain)
