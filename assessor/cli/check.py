"""`assessor check`: packs proven sane, response files and plans proven readable."""

from pathlib import Path

import click

NOT_PROVEN = (
    "Proofs were not run, since the solver is not installed. Install it with: "
    "pip install 'participation-assessor[solve]'. With --no-proofs this is not said."
)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--proofs/--no-proofs", default=None, help="Require the proofs of packs, or leave them out.")
@click.option(
    "--witnesses", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write the agencies behind proofs to DIR, as response files.",
)  # fmt: skip
@click.option("--format", "layout", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
def check(paths: tuple[str, ...], proofs: bool | None, witnesses: Path | None, layout: str) -> None:
    """Check packs, response files and plans.

    PATH is the folder of a pack, a bundled pack's id, a response file or a plan;
    without PATH every bundled pack is checked. Examples of rules are run; then
    more is proven of a pack, where the extra solve is installed. Ends with 1 if
    there are problems.

    \b
    Example:
      assessor check
      assessor check mypack answers.yaml
      assessor check mypack --proofs --witnesses shown --format sarif
    """
    from assessor.checking.paths import checked, is_pack, left_out
    from assessor.loading.library import bundled_packs

    chosen = paths or bundled_packs()
    prove = proofs is not False and any(map(is_pack, chosen)) and _can_prove(required=bool(proofs))
    found = [checked(path, proofs=prove, witnesses=witnesses) for path in chosen]
    found += () if paths else left_out()
    if layout == "text":
        for path, summary, problems in found:
            for each in problems:
                click.echo(str(each))
            count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}" if problems else "no problem"
            click.echo(f"{path}: {summary}{count} found.")
    else:
        from assessor.checking.formats import as_json, as_sarif

        click.echo((as_json if layout == "json" else as_sarif)(found), nl=False)
    if any(each.problems for each in found):
        raise SystemExit(1)


def _can_prove(*, required: bool) -> bool:
    """Whether the solver is there; says so where it is not, and raises where it must be."""
    from assessor.engines.solver import solver_missing
    from assessor.errors import USAGE, AssessorError, problem

    missing = solver_missing()
    if missing is None:
        return True
    if required:
        raise AssessorError([problem("no-solver", reason=missing)], USAGE)
    click.echo(NOT_PROVEN, err=True)
    return False
