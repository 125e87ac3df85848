"""`assessor schema`: JSON Schemas of what goes in and what comes out."""

import click

from assessor.cli.options import output_option

SORTS = (
    "responses", "assessment", "explanation", "improvement", "plan", "sector", "head", "section", "forms", "rules",
    "instrument", "ruleset",
)  # fmt: skip


@click.command()
@click.argument("sort", type=click.Choice(SORTS), metavar="|".join(SORTS))
@output_option
def schema(sort: str, output: str | None) -> None:
    """Print the JSON Schema of a file or a result.

    The YAML files of a pack are head (instrument.yaml), section, forms and
    rules (any file of the rules). instrument and ruleset are the wholes that
    they are read into. Editors use the schemas to complete and explain keys.

    \b
    Example:
      assessor schema responses -o responses.schema.json
      assessor schema rules -o rules.schema.json
    """
    import json

    from assessor.cli.files import write
    from assessor.model.schemas import json_schema

    write(json.dumps(json_schema(sort), indent=2, ensure_ascii=False) + "\n", output)
