"""`assessor batch`: a table of many answers scored, one row an agency."""

import sys

import click

from assessor.cli.options import pack_option


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FILE", help="Results: .csv .tsv .jsonl .parquet .arrow .xlsx")
@pack_option
@click.option(
    "--engine", type=click.Choice(["columns", "rete", "reference"]), default="columns", show_default=True,
    help="columns scores all rows at once, the others agency by agency.",
)  # fmt: skip
@click.option("--as", "perspective", metavar="PERSPECTIVE", help="Who answered, where no column says so.")
@click.option("--agency", metavar="NAME", help="The organisation, where no column says so.")
@click.option("--form", metavar="FORM", help="full or quick, where no column says so.  [default: full]")
@click.option(
    "--min-view", type=click.IntRange(3, 1000), default=5, show_default=True, metavar="N",
    help="People of a protected view who must have answered before it is shown.",
)  # fmt: skip
@click.option("--drop", multiple=True, metavar="COLUMN", help="Leave this column out; may be given several times.")
@click.option("--rejects", metavar="FILE", help="Where rejected rows go.  [default: OUTPUT.rejects.csv]")
@click.option("--allow-rejects", is_flag=True, help="End with 0 although rows were rejected.")
@click.option("--by-respondent", is_flag=True, help="One row a person; needs --identifiable.")
@click.option("--identifiable", is_flag=True, help="I know that rows of single people can be traced to them.")
@click.option("--encoding", metavar="NAME", help="Of text files, such as cp1252.  [default: utf-8]")
@click.option("--profile", metavar="TOOL", help="The survey tool the file is from: docs/survey-tools.md.")
@click.option("--map", "map_file", metavar="FILE", help="Which column is which: see assessor map.")
@click.option("--accept-guesses", is_flag=True, help="Take what is guessed in the map.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option("--record", metavar="FILE", help="Where the run record goes.  [default: OUTPUT.run.json]")
@click.option("--part-rows", type=click.IntRange(1), default=250_000, show_default=True, metavar="N")
def batch(
    inputs: tuple[str, ...], output: str, pack: str | None, engine: str, perspective: str | None,
    agency: str | None, form: str | None, min_view: int, drop: tuple[str, ...], rejects: str | None,
    allow_rejects: bool, by_respondent: bool, identifiable: bool, encoding: str | None, resume: bool,
    record: str | None, part_rows: int, profile: str | None, map_file: str | None, accept_guesses: bool,
) -> None:  # fmt: skip
    """Score a table of many answers: one result row an agency.

    INPUT is CSV, TSV, JSON Lines, Parquet, Arrow or XLSX with one row a person
    (or one row an answer), a pattern, or - for CSV on stdin. Every row is
    accepted, rejected with the reason, or blank. Ends with 4 if rows were
    rejected. Columns and codes: docs/batch.md.

    \b
    Example:
      assessor batch answers.csv -o results.csv
      assessor batch "2026/*.parquet" -o results.parquet --min-view 10
    """
    from assessor.api import DEFAULT_PACK, load_pack
    from assessor.errors import BAD_RESPONSES
    from assessor.tables.batch import Places
    from assessor.tables.batch import batch as run
    from assessor.tables.codebook import Codebook
    from assessor.tables.options import Options
    from assessor.tables.progress import Progress
    from assessor.tables.tool import tool_of

    if accept_guesses and not map_file:
        raise click.UsageError("--accept-guesses needs --map FILE.")
    chosen, progress = load_pack(pack or DEFAULT_PACK), Progress()
    options = Options(
        engine, agency, perspective, form, min_view, by_respondent, identifiable, encoding,
        part_rows, drop,
    )  # fmt: skip
    tool = tool_of(Codebook(chosen), profile, map_file, accept_guesses)
    places = Places.of(output, rejects, record)
    try:
        outcome = run(inputs, places, chosen, options, progress, stdin=sys.stdin.buffer, resume=resume, tool=tool)
    finally:
        progress.close()
    if outcome.total.rejected and not allow_rejects:
        raise SystemExit(BAD_RESPONSES)
