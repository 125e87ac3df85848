"""`assessor check`: packs proven sane, response files and plans proven readable."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.options import lang_option

if TYPE_CHECKING:
    from assessor.checking.paths import Checked


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--proofs/--no-proofs", default=None, help="Require the proofs of packs, or leave them out.")
@click.option(
    "--witnesses", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write the agencies behind proofs to DIR, as response files.",
)  # fmt: skip
@click.option("--format", "layout", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@lang_option
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
        for each in found:
            for line in (*map(str, each.problems), _summed_up(each)):
                click.echo(line)
    else:
        from assessor.checking.formats import as_json, as_sarif

        click.echo((as_json if layout == "json" else as_sarif)(found), nl=False)
    if any(each.problems for each in found):
        raise SystemExit(1)


def _summed_up(found: "Checked") -> str:
    """What was read, and how many problems there are."""
    from assessor.language import count, say

    words = {"path": found.path, "summary": found.summary}
    if not found.problems:
        return say("{path}: {summary}no problem found.", **words)
    return count(
        "{path}: {summary}{n} problem found.", "{path}: {summary}{n} problems found.", len(found.problems), **words
    )


def _can_prove(*, required: bool) -> bool:
    """Whether the solver is there; says so where it is not, and raises where it must be."""
    from assessor.engines.solver import solver_missing
    from assessor.errors import USAGE, AssessorError, problem
    from assessor.language import say

    missing = solver_missing()
    if missing is None:
        return True
    if required:
        raise AssessorError([problem("no-solver", reason=missing)], USAGE)
    told = say(
        "Proofs were not run, since the solver is not installed. Install it with: {command}. With --no-proofs this is "
        "not said.",
        command="pip install 'participation-assessor[solve]'",
    )
    click.echo(told, err=True)
    return False
