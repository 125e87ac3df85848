"""`assessor show`: what packs contain."""

import click

from assessor.cli.options import lang_option, output_option, pack_option

SORTS = ("packs", "items", "rules", "strategies", "sources", "glossary")


@click.command()
@click.argument("sort", required=False, type=click.Choice(SORTS), metavar="|".join(SORTS))
@click.argument("subject", required=False, metavar="[ID]")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--docs", metavar="DIR", help="Write the whole pack into DIR as Markdown pages instead.")
@pack_option
@output_option
@lang_option
def show(
    sort: str | None, subject: str | None, layout: str, docs: str | None, pack: str | None, output: str | None
) -> None:
    """List what a pack contains, show one thing whole, or write it all as pages.

    \b
    Example:
      assessor show rules
      assessor show items asked_when
      assessor show --docs pages --pack mypack
    """
    if docs is not None:
        from assessor.cli.pages import write_pages

        write_pages(docs, pack)
        return
    if sort is None:
        raise click.UsageError(f"Name what to show: {', '.join(SORTS)}; or --docs DIR.")
    from assessor.cli.files import write
    from assessor.cli.listing import listing
    from assessor.loading.library import bundled_faults

    for fault in bundled_faults() if sort == "packs" and not pack else ():
        click.echo(str(fault), err=True)
    write(listing(sort, subject, layout, pack), output)
