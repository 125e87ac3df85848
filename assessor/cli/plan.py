"""`assessor plan`: a plan made from an assessment, or carried over to a new one."""

from pathlib import Path

import click

from assessor.cli.options import engine_option, output_option, pack_option, plain_option

ENDINGS = {".txt": "text", ".md": "markdown", ".yaml": "yaml", ".yml": "yaml"}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--update", "earlier", metavar="OLD.yaml", help="Carry over what people typed in an earlier plan.")
@click.option(
    "--format", "asked", type=click.Choice(["text", "markdown", "yaml"]),
    help="yaml is the plan to fill in.  [default: by the name of -o, else text]",
)  # fmt: skip
@engine_option
@pack_option
@output_option
@plain_option
def plan(
    file: str, earlier: str | None, asked: str | None, engine: str, pack: str | None, output: str | None, plain: bool
) -> None:
    """Make a plan from the answers in FILE, to be finished by people.

    It has the headings What, Why, Champions, Barriers, Strategies and Resources,
    filled in from what was found. Keep it as YAML, fill it in there, and carry it
    over to later answers with --update: nothing that was typed is lost.

    \b
    Example:
      assessor plan answers.yaml -o plan.yaml
      assessor plan answers.yaml --update plan.yaml -o plan.md
      assessor plan next-year.yaml --update plan.yaml -o plan.yaml
    """
    from assessor.advice.plan import plan as plan_of
    from assessor.advice.updating import update
    from assessor.api import assess, load_pack
    from assessor.cli.files import responses_in, write
    from assessor.cli.formats import format_of
    from assessor.loading.plan_file import plan_as_yaml, read_plan
    from assessor.report.pages import laid_out
    from assessor.report.plan_page import plan_outline
    from assessor.report.plan_steps import summary

    layout = format_of(asked, output, ENDINGS)
    chosen = load_pack(pack) if pack else None
    (responses,) = responses_in((file,), chosen)
    result = assess(responses, chosen, engine=engine)
    made = plan_of(result)
    if earlier is not None:
        made = update(made, read_plan(earlier, result.pack))
    if layout == "yaml":
        text = plan_as_yaml(made)
    else:
        text = laid_out(plan_outline(made, result.pack, spoken=plain), layout, plain=plain)
    _nothing_lost(text, layout, output, earlier)
    write(text, output)
    if earlier is not None:
        click.echo(summary(made), err=True)


def _nothing_lost(text: str, layout: str, output: str | None, earlier: str | None) -> None:
    """Raises AssessorError where a plan that was not carried over would be written over."""
    from assessor.errors import USAGE, AssessorError, problem

    if output is None or output == "-" or not Path(output).is_file():
        return
    carried = earlier is not None and Path(output).samefile(earlier)
    may_be_a_plan = carried or ENDINGS.get(Path(output).suffix.lower()) == "yaml" or layout == "yaml"
    if may_be_a_plan and not (carried and layout == "yaml") and Path(output).read_bytes() != text.encode():
        raise AssessorError([problem("plan-in-the-way", name=output)], USAGE)
