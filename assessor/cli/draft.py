"""`assessor map`: which column of a survey tool's export is which item, drafted into a file that a person confirms."""

import sys

import click

from assessor.cli.options import pack_option


@click.command("map")
@click.argument("source", metavar="INPUT")
@click.option("-o", "--output", metavar="FILE", help="Write the map to FILE instead of stdout.")
@pack_option
@click.option("--as", "perspective", metavar="PERSPECTIVE", help="Who was asked: look at their wordings alone.")
@click.option("--profile", metavar="TOOL", help="The survey tool the file is from: docs/survey-tools.md.")
@click.option("--lang", type=click.Choice(["en", "fr"]), help="Look at wordings in one language alone.")
@click.option("--drop", multiple=True, metavar="COLUMN", help="Leave this column out; may be given several times.")
@click.option("--encoding", metavar="NAME", help="Of text files, such as cp1252.  [default: utf-8]")
def draft(
    source: str, output: str | None, pack: str | None, perspective: str | None, profile: str | None, lang: str | None,
    drop: tuple[str, ...], encoding: str | None,
) -> None:  # fmt: skip
    """Draft which column of an export is which item.

    Says what is certain, what is guessed and how alike it is, and what is
    like nothing here. Guesses are marked in the map, and `assessor batch`
    refuses them until you have looked at them.

    \b
    Example:
      assessor map export.csv --profile limesurvey -o map.yaml
      assessor batch export.csv --map map.yaml -o results.csv
    """
    from assessor.api import DEFAULT_PACK, load_pack
    from assessor.cli.files import write
    from assessor.tables.codebook import Codebook
    from assessor.tables.drafting import drafted
    from assessor.tables.mapfile import as_map
    from assessor.tables.options import Options

    book = Codebook(load_pack(pack or DEFAULT_PACK))
    options = Options("reference", perspective=perspective, encoding=encoding, drop=drop)
    found = drafted(source, book, profile, options, lang, sys.stdin.buffer)  # type: ignore[arg-type]
    for line in found.told():
        click.echo(line, err=True)
    write(as_map(found.file(book.pack.id, profile)), output)
