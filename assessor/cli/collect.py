"""`assessor collect`: the answers of many people, put into one file."""

import click

from assessor.cli.options import output_option, pack_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@output_option
@click.option("--agency", metavar="NAME", help="Name of the organisation, where the files do not agree.")
@click.option(
    "--min-view", type=click.IntRange(3, 1000), metavar="N",
    help="How many must answer before a protected view shows.  [default: 5]",
)  # fmt: skip
@click.option("--share-notes", is_flag=True, help="Free text may be shown; those who wrote it have agreed.")
@click.option("--release", metavar="RECORD", help="Hold back what could be told apart from the release before.")
@pack_option
def collect(
    files: tuple[str, ...],
    output: str | None,
    agency: str | None,
    min_view: int | None,
    share_notes: bool,
    release: str | None,
    pack: str | None,
) -> None:
    """Put the answers of many people into one response file.

    Each FILE holds one respondent or many; - reads stdin. Nothing is lost: what
    does not count is set aside in the file, and told here. Ids are made opaque.

    \b
    Example:
      assessor collect answers/*.yaml -o agency.yaml
      assessor collect answers/*.yaml -o agency.yaml --release record.yaml
    """
    import shlex
    import sys

    from assessor.api import load_pack
    from assessor.cli.keeping import write_private
    from assessor.collecting import collect as collected
    from assessor.collecting.telling import summary

    found = collected(
        [sys.stdin.buffer if name == "-" else name for name in files],
        agency=agency,
        min_view=min_view,
        share_notes=share_notes,
        release=release,
        pack=load_pack(pack) if pack else None,
    )
    for each in found.told:
        click.echo(str(each), err=True)
    write_private(found.text, output, found.record, release)
    for line in summary(found):
        click.echo(line, err=True)
    if output not in (None, "-"):
        own = ["--pack", pack] if pack else []
        click.echo(f"Next: {shlex.join(['assessor', 'score', str(output), *own])}", err=True)
