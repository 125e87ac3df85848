"""`assessor score`: the report of one agency, or of several."""

import click

from assessor.cli.options import engine_option, output_option, pack_option, plain_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "layout", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True,
    help="Several files as json give one object a line.",
)  # fmt: skip
@engine_option
@pack_option
@output_option
@plain_option
@click.option("--agreement", is_flag=True, help="Also say how far the people of each view agree with each other.")
def score(
    files: tuple[str, ...],
    layout: str,
    engine: str,
    pack: str | None,
    output: str | None,
    plain: bool,
    agreement: bool,
) -> None:
    """Score response files and print the readiness report.

    Each FILE holds the answers of one agency (YAML or JSON); - reads stdin.

    \b
    Example:
      assessor score answers.yaml
      assessor score answers.yaml --format markdown -o report.md
    """
    from assessor.api import assess, load_pack
    from assessor.cli.files import responses_in, write
    from assessor.errors import USAGE, AssessorError, problem
    from assessor.report import render

    chosen = load_pack(pack) if pack else None
    results = [assess(responses, chosen, engine=engine) for responses in responses_in(files, chosen)]
    if layout == "html" and len(results) > 1:
        raise AssessorError([problem("one-file", layout=layout, count=len(results))], USAGE)
    if layout == "json":
        indent = 2 if len(results) == 1 else None
        write("".join(result.to_json(indent) + "\n" for result in results), output)
    else:
        pages = (
            render(
                r.assessment,
                r.pack,
                r.responses,
                layout,
                plain=plain,
                agreement=r.agreement() if agreement else {},
                reasons=r.reasons() if layout == "html" else {},
            )
            for r in results
        )
        write("\n".join(pages), output)
