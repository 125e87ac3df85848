"""`assessor check`: packs proven sane, response files proven readable."""

import click

from assessor.cli.options import lang_option


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@lang_option
def check(paths: tuple[str, ...]) -> None:
    """Check packs (their examples are run) and response files.

    PATH is the folder of a pack, a bundled pack's id, or a response file;
    without PATH every bundled pack is checked. Ends with 1 if there are problems.

    \b
    Example:
      assessor check
      assessor check mypack answers.yaml
    """
    from assessor.checking.paths import checked
    from assessor.language import count, say
    from assessor.loading.library import bundled_packs

    found = [checked(path) for path in paths or bundled_packs()]
    for path, summary, problems in found:
        for each in problems:
            click.echo(str(each))
        words = {"path": path, "summary": summary}
        if not problems:
            click.echo(say("{path}: {summary}no problem found.", **words))
            continue
        told = count(
            "{path}: {summary}{n} problem found.", "{path}: {summary}{n} problems found.", len(problems), **words
        )
        click.echo(told)
    if any(problems for _, _, problems in found):
        raise SystemExit(1)
