"""`assessor explain`: why something came out as it did."""

import click

from assessor.cli.options import engine_option, lang_option, output_option, pack_option, plain_option


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("subject", metavar="ID")
@engine_option
@pack_option
@output_option
@click.option(
    "--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
    help="How the reasons are laid out.",
)  # fmt: skip
@plain_option
@lang_option
def explain(
    file: str, subject: str, engine: str, pack: str | None, output: str | None, layout: str, plain: bool
) -> None:
    """Explain one result, down to the answers and up to the source.

    ID is level, overall, or the id of a dimension, danger, rule, strategy, item
    or element of the source. List ids with: assessor show rules.

    \b
    Example:
      assessor explain answers.yaml level
      assessor explain answers.yaml PRA-03
    """
    from assessor.api import assess, load_pack
    from assessor.cli.files import responses_in, write
    from assessor.language import current
    from assessor.model.reason import Explanation
    from assessor.report.tree import as_markdown, as_tree

    chosen = load_pack(pack) if pack else None
    (responses,) = responses_in((file,), chosen)
    reason = assess(responses, chosen, engine=engine).explain(subject)
    if layout == "json":
        told = Explanation(subject=subject, language=current(), reason=reason)
        write(told.model_dump_json(by_alias=True, indent=2) + "\n", output)
    else:
        write(as_markdown(reason.lines()) if layout == "markdown" else as_tree(reason.lines(), plain=plain), output)
