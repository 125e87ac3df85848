"""`assessor schema`: JSON Schemas of what goes in and what comes out."""

import click

from assessor.cli.options import output_option

SORTS = ("responses", "assessment", "instrument", "ruleset", "plan", "sector")


@click.command()
@click.argument("sort", type=click.Choice(SORTS), metavar="|".join(SORTS))
@output_option
def schema(sort: str, output: str | None) -> None:
    """Print the JSON Schema of a file or a result.

    \b
    Example:
      assessor schema responses -o responses.schema.json
    """
    import json

    from assessor.cli.files import write
    from assessor.model.schemas import json_schema

    write(json.dumps(json_schema(sort), indent=2, ensure_ascii=False) + "\n", output)
