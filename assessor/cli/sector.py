"""`assessor sector`: what many agencies have in common."""

from datetime import date
from typing import TYPE_CHECKING

import click

from assessor.cli.options import engine_option, output_option, pack_option, plain_option

if TYPE_CHECKING:
    from assessor.model.ruleset import Pack
    from assessor.model.sector import Sector

ENDINGS = {".txt": "text", ".md": "markdown", ".json": "json", ".html": "html", ".docx": "docx", ".pdf": "pdf"}
BINARY = ("docx", "pdf")
A_SECTOR = "A sector"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--of", "agency", metavar="AGENCY", help="Also say where this agency stands among the others.")
@click.option(
    "--min-agencies", "at_least", type=int, default=5, show_default=True,
    help="Tell nothing of fewer agencies than this; at least 3.",
)  # fmt: skip
@click.option(
    "--format",
    "asked",
    type=click.Choice(["text", "markdown", "json", "html", "docx", "pdf"]),
    help="[default: by the name of -o, else text]",
)
@engine_option
@pack_option
@output_option
@plain_option
def sector(
    files: tuple[str, ...],
    agency: str | None,
    at_least: int,
    asked: str | None,
    engine: str,
    pack: str | None,
    output: str | None,
    plain: bool,
) -> None:
    """Report on many agencies together, one response FILE each.

    Levels, scores, dangers, barriers and recommendations that they share. No
    agency is named but the one that --of asks for, and no small number is told.

    \b
    Example:
      assessor sector answers/*.yaml -o sector.md
      assessor sector answers/*.yaml -o sector.html
      assessor sector answers/*.yaml --of "Harbour House" --format json
    """
    import json

    from assessor.advice.sector import sector as sector_of
    from assessor.api import assess, load_pack
    from assessor.cli.files import refuse_terminal, responses_in, write
    from assessor.cli.formats import format_of

    layout = format_of(asked, output, ENDINGS)
    if layout in BINARY:
        refuse_terminal(layout, output)
    chosen = load_pack(pack) if pack else None
    results = [assess(responses, chosen, engine=engine) for responses in responses_in(files, chosen)]
    found = sector_of(results, agency, at_least)
    if layout == "json":
        plain_values = found.model_dump(mode="json", by_alias=True)
        write(json.dumps(plain_values, indent=2, ensure_ascii=False) + "\n", output)
    else:
        day = max(result.responses.day for result in results)
        write(_laid_out(found, results[0].pack, layout, plain, day), output)


def _laid_out(found: "Sector", pack: "Pack", layout: str, plain: bool, day: date) -> str | bytes:
    from assessor.report.pages import filed, laid_out
    from assessor.report.sector_page import sector_outline
    from assessor.report.sector_reading import read_sector

    page = read_sector(found, pack)
    blocks = tuple(sector_outline(page))
    if layout == "html":
        from assessor.report.leaf import as_leaf

        return as_leaf(blocks, str(pack.instrument.title), A_SECTOR)
    return filed(blocks, layout, page.title, day) if layout in BINARY else laid_out(blocks, layout, plain=plain)
