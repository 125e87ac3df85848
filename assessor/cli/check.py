"""`assessor check`: packs proven sane, response files and plans proven readable."""

import click


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
def check(paths: tuple[str, ...]) -> None:
    """Check packs (their examples are run), response files and plans.

    PATH is the folder of a pack, a bundled pack's id, a response file or a plan;
    without PATH every bundled pack is checked. Ends with 1 if there are problems.

    \b
    Example:
      assessor check
      assessor check mypack answers.yaml
    """
    from assessor.checking.paths import checked
    from assessor.loading.library import bundled_packs

    found = [checked(path) for path in paths or bundled_packs()]
    for path, summary, problems in found:
        for each in problems:
            click.echo(str(each))
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}" if problems else "no problem"
        click.echo(f"{path}: {summary}{count} found.")
    if any(problems for _, _, problems in found):
        raise SystemExit(1)
