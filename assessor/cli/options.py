"""Options that several commands share."""

from typing import Any

import click


def _speak(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Speaks the chosen language to the end of the command."""
    if value is not None and not ctx.resilient_parsing:
        from assessor.language import speaking

        ctx.find_root().with_resource(speaking(value))


lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="Language; otherwise ASSESSOR_LANG, or the locale.",
)
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
