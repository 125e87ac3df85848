"""`assessor translate`: the catalogues of a pack's French, brought up to date."""

import click


@click.command()
@click.argument("pack", metavar="PACK")
def translate(pack: str) -> None:
    """Bring the French catalogues of a pack up to date.

    PACK is the folder of a pack, or a bundled pack's id. The catalogues are
    questionnaires/.../fr.po and rules/.../fr.po. New texts are added empty,
    texts whose English changed are marked fuzzy with the English before, and
    translations of texts that are gone are set aside.

    \b
    Example:
      assessor translate mypack
    """
    from assessor.cli.files import write
    from assessor.loading.translating import refreshed_catalogues

    for catalogue in refreshed_catalogues(pack):
        write(catalogue.content, str(catalogue.path))
        click.echo(f"{catalogue.name}: {catalogue.told}.")
