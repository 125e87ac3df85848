"""`assessor rescore`: the same answers under other rules."""

import click

from assessor.cli.options import engine_option, lang_option, output_option, plain_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--pack", "new", required=True, metavar="NEW", help="The pack to score with now.")
@click.option("--from", "old", metavar="OLD", help="The pack the answers were scored with.  [default: the bundled one]")
@click.option("--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@engine_option
@output_option
@plain_option
@lang_option
def rescore(
    files: tuple[str, ...], new: str, old: str | None, layout: str, engine: str, output: str | None, plain: bool
) -> None:
    """Score answers under a new pack and say what changed, for whom, through which rule.

    \b
    Example:
      assessor rescore answers/*.yaml --pack my-pack
    """
    from assessor.advice.rescore import rescore as rescored
    from assessor.api import load_pack
    from assessor.cli.files import responses_in, write
    from assessor.report.difference import rescored_blocks
    from assessor.report.pages import laid_out

    packs = load_pack(old) if old else None, load_pack(new)
    before, after = responses_in(files, packs[0]), responses_in(files, packs[1])
    was = packs[0] or load_pack(before[0].pack.id)
    found = rescored(zip(before, after, strict=True), was, packs[1], engine=engine)
    if layout == "json":
        write(found.model_dump_json(by_alias=True, indent=2) + "\n", output)
    else:
        write(laid_out(rescored_blocks(found, packs[1]), layout, plain=plain), output)
