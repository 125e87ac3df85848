"""`assessor improve`: the smallest change that would help one agency."""

import click

from assessor.cli.options import output_option, pack_option, plain_option


def _target(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, float] | None:
    if value is None:
        return None
    dimension, _, score = value.rpartition(":")
    try:
        return dimension, float(score)
    except ValueError:
        raise click.BadParameter("Write DIMENSION:SCORE, such as power:60.") from None


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--to", "to_level", metavar="LEVEL", help="The level to reach, by number or id.  [default: the next]")
@click.option("--clear", metavar="DANGER", help="Instead: the danger that is to be low.")
@click.option("--raise", "raise_", metavar="DIMENSION:SCORE", callback=_target, help="Instead: the score to reach.")
@click.option(
    "--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)  # fmt: skip
@pack_option
@output_option
@plain_option
def improve(
    file: str,
    to_level: str | None,
    clear: str | None,
    raise_: tuple[str, float] | None,
    layout: str,
    pack: str | None,
    output: str | None,
    plain: bool,
) -> None:
    """Find the fewest answers that would have to become readier.

    FILE holds the answers of one agency; - reads stdin. Needs the extra solve.

    \b
    Example:
      assessor improve answers.yaml
      assessor improve answers.yaml --clear tokenism
      assessor improve answers.yaml --raise power:60 --format markdown
    """
    from assessor.advice.improve import improve as smallest
    from assessor.api import assess, load_pack
    from assessor.cli.files import responses_in, write
    from assessor.report.improving import improvement_blocks
    from assessor.report.pages import laid_out

    chosen = load_pack(pack) if pack else None
    (responses,) = responses_in((file,), chosen)
    result = assess(responses, chosen)
    found = smallest(result, to_level=to_level, clear=clear, raise_=raise_)
    if layout == "json":
        write(found.model_dump_json(indent=2, by_alias=True) + "\n", output)
    else:
        write(laid_out(improvement_blocks(found, result.pack), layout, plain=plain), output)
