"""Options that several commands share."""

import click

pack_option = click.option("--pack", metavar="PACK", help="A bundled pack's id, or the folder of an own pack.")
engine_option = click.option(
    "--engine",
    type=click.Choice(["auto", "rete", "reference"]),
    default="auto",
    show_default=True,
    help="Which evaluator runs the rules; results are the same.",
)
output_option = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of stdout.")
plain_option = click.option("--plain", is_flag=True, help="No tables: one fact a line, for screen readers.")
