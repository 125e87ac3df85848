"""`assessor compare`: what changed from one assessment of an agency to the next."""

import click

from assessor.cli.options import engine_option, lang_option, output_option, pack_option, plain_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="BEFORE AFTER...")
@click.option("--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("--pack-before", metavar="PACK", help="The pack of the first file, if it is another one.")
@engine_option
@pack_option
@output_option
@plain_option
@lang_option
def compare(
    files: tuple[str, ...],
    layout: str,
    pack_before: str | None,
    engine: str,
    pack: str | None,
    output: str | None,
    plain: bool,
) -> None:
    """Compare two or more assessments of one agency.

    Says what moved, what could be chance, which answers and rules moved it, and
    which recommendations are done, still open or new.

    \b
    Example:
      assessor compare spring.yaml autumn.yaml
    """
    from assessor.advice.series import series
    from assessor.api import load_pack
    from assessor.cli.files import write
    from assessor.report.difference import difference_blocks
    from assessor.report.pages import laid_out

    chosen = load_pack(pack) if pack else None
    first = load_pack(pack_before) if pack_before else chosen
    found = series(files, chosen, first, engine=engine)
    if layout == "json":
        write("".join(each.model_dump_json(by_alias=True, indent=2) + "\n" for each, _ in found), output)
        return
    pages = (laid_out(difference_blocks(each, result.pack), layout, plain=plain) for each, result in found)
    write("\n".join(pages), output)
