"""`assessor plan`: a plan made from an assessment, or carried over to a new one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.options import engine_option, output_option, pack_option, plain_option

if TYPE_CHECKING:
    from assessor.api import Result
    from assessor.model.plan import Plan

ENDINGS = {
    ".txt": "text", ".md": "markdown", ".yaml": "yaml", ".yml": "yaml",
    ".html": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--update", "earlier", metavar="OLD.yaml", help="Carry over what people typed in an earlier plan.")
@click.option(
    "--format", "asked", type=click.Choice(["text", "markdown", "yaml", "html", "docx", "pdf"]),
    help="yaml is the plan to fill in; docx and pdf need -o.  [default: by the name of -o, else text]",
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
      assessor plan answers.yaml --update plan.yaml -o plan.docx
      assessor plan next-year.yaml --update plan.yaml -o plan.yaml
    """
    from assessor.advice.plan import plan as plan_of
    from assessor.advice.updating import update
    from assessor.api import assess, load_pack
    from assessor.cli.files import refuse_terminal, responses_in, write
    from assessor.cli.formats import format_of
    from assessor.loading.plan_file import read_plan
    from assessor.report.plan_steps import summary

    layout = format_of(asked, output, ENDINGS)
    if layout in ("docx", "pdf"):
        refuse_terminal(layout, output)
    chosen = load_pack(pack) if pack else None
    (responses,) = responses_in((file,), chosen)
    result = assess(responses, chosen, engine=engine)
    made = plan_of(result)
    if earlier is not None:
        made = update(made, read_plan(earlier, result.pack))
    text = _laid_out(made, result, layout, plain)
    _nothing_lost(text, layout, output, earlier)
    write(text, output)
    if earlier is not None:
        click.echo(summary(made), err=True)


def _laid_out(made: "Plan", result: "Result", layout: str, plain: bool) -> str | bytes:
    from assessor.loading.plan_file import plan_as_yaml
    from assessor.report.pages import filed, laid_out
    from assessor.report.plan_page import SUBJECT, TITLE, plan_outline
    from assessor.report.wording import cleaned

    if layout == "yaml":
        return plan_as_yaml(made)
    blocks, agency = plan_outline(made, result.pack, spoken=plain), cleaned(made.agency)
    if layout == "html":
        from assessor.report.leaf import as_leaf

        return as_leaf(blocks, SUBJECT, agency)
    if layout in ("docx", "pdf"):
        return filed(blocks, layout, TITLE.format(agency=agency), result.responses.day)
    return laid_out(blocks, layout, plain=plain)


def _nothing_lost(text: str | bytes, layout: str, output: str | None, earlier: str | None) -> None:
    """Raises AssessorError where a plan that was not carried over would be written over."""
    from assessor.errors import USAGE, AssessorError, problem

    if output is None or output == "-" or not Path(output).is_file():
        return
    carried = earlier is not None and Path(output).samefile(earlier)
    may_be_a_plan = carried or ENDINGS.get(Path(output).suffix.lower()) == "yaml" or layout == "yaml"
    written = text if isinstance(text, bytes) else text.encode()
    if may_be_a_plan and not (carried and layout == "yaml") and Path(output).read_bytes() != written:
        raise AssessorError([problem("plan-in-the-way", name=output)], USAGE)
