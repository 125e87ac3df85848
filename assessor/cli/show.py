"""`assessor show`: what packs contain."""

import click

from assessor.cli.options import output_option, pack_option

SORTS = ("packs", "items", "rules", "strategies", "sources", "glossary")


@click.command()
@click.argument("sort", type=click.Choice(SORTS), metavar="|".join(SORTS))
@click.argument("subject", required=False, metavar="[ID]")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pack_option
@output_option
def show(sort: str, subject: str | None, layout: str, pack: str | None, output: str | None) -> None:
    """List what a pack contains, or show one thing whole.

    \b
    Example:
      assessor show rules
      assessor show items asked_when
    """
    from assessor.cli.files import write
    from assessor.cli.listing import listing
    from assessor.loading.library import bundled_faults

    for fault in bundled_faults() if sort == "packs" and not pack else ():
        click.echo(str(fault), err=True)
    write(listing(sort, subject, layout, pack), output)
