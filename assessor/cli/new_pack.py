"""`assessor new-pack`: a small complete pack to begin from."""

import click


@click.command("new-pack")
@click.argument("folder", metavar="DIR")
@click.option("--id", "name", metavar="ID", help="What response files call the pack.  [default: the folder's name]")
def new_pack(folder: str, name: str | None) -> None:
    """Write a small pack of your own into the folder DIR, to change step by step.

    It is complete: it passes `assessor check`, scores the example beside it,
    and its comments say what each part is for. DIR must be new or empty.

    \b
    Example:
      assessor new-pack meetings
      assessor check meetings
    """
    import shlex
    from pathlib import Path

    from assessor.loading.new_pack import new_pack as written

    chosen, files = written(Path(folder), name)
    for each in files:
        click.echo(Path(folder, each))
    example = str(Path(folder, "examples", "first.yaml"))
    click.echo(f"The pack {chosen} is written. Check it: {shlex.join(['assessor', 'check', folder])}")
    click.echo(f"Score its example: {shlex.join(['assessor', 'score', example, '--pack', folder])}")
