"""`assessor score`: the report of one agency, or of several."""

from typing import TYPE_CHECKING

import click

from assessor.cli.options import engine_option, output_option, pack_option, plain_option

if TYPE_CHECKING:
    from assessor.api import Result


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "layout", type=click.Choice(["text", "markdown", "html", "json", "pdf", "docx", "xlsx"]),
    default="text", show_default=True, help="pdf, docx and xlsx need -o. Several files as json give one object a line.",
)  # fmt: skip
@engine_option
@pack_option
@output_option
@plain_option
@click.option("--set", "changes", multiple=True, metavar="ITEM=VALUE", help="What if: show only what would change.")
@click.option("--agreement", is_flag=True, help="Also say how far the people of each view agree with each other.")
def score(
    files: tuple[str, ...],
    layout: str,
    engine: str,
    pack: str | None,
    output: str | None,
    plain: bool,
    changes: tuple[str, ...],
    agreement: bool,
) -> None:
    """Score response files and print the readiness report.

    Each FILE holds the answers of one agency (YAML or JSON); - reads stdin.

    \b
    Example:
      assessor score answers.yaml
      assessor score answers.yaml --format markdown -o report.md
      assessor score *.yaml --format xlsx -o report.xlsx
    """
    from assessor.api import assess, load_pack
    from assessor.cli.files import refuse_terminal, responses_in, write
    from assessor.errors import USAGE, AssessorError, problem
    from assessor.report import BINARY

    if layout in BINARY:
        refuse_terminal(layout, output)
    chosen = load_pack(pack) if pack else None
    results = [assess(responses, chosen, engine=engine) for responses in responses_in(files, chosen)]
    if layout == "html" and len(results) > 1:
        raise AssessorError([problem("one-file", layout=layout, count=len(results))], USAGE)
    if changes:
        from assessor.cli.changes import differences

        write("\n".join(differences(results, changes, layout, plain=plain)), output)
    else:
        write(_reports(results, layout, plain, agreement), output)


def _reports(results: "list[Result]", layout: str, plain: bool, agreement: bool) -> str | bytes:
    """Every result in one layout."""
    from assessor.report import BINARY, render, render_bytes

    if layout == "json":
        indent = 2 if len(results) == 1 else None
        return "".join(result.to_json(indent) + "\n" for result in results)
    agreements = [result.agreement() if agreement else {} for result in results]
    if layout in BINARY:
        return render_bytes(results, layout, agreements=agreements)
    pages = (
        render(
            each.assessment,
            each.pack,
            each.responses,
            layout,
            plain=plain,
            agreement=agreed,
            reasons=each.reasons() if layout == "html" else {},
        )
        for each, agreed in zip(results, agreements, strict=True)
    )
    return "\n".join(pages)
