"""What `assessor --version` says: program, engines, packs."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from assessor import __version__
from assessor.api import load_pack, rete_missing
from assessor.errors import AssessorError
from assessor.loading.library import bundled_faults, bundled_packs


def version_lines() -> Iterator[str]:
    """One fact a line."""
    yield f"assessor {__version__}"
    missing = rete_missing()
    try:
        yield (
            f"engine: reference ({missing})" if missing else f"engine: rete (durable_rules {version('durable_rules')})"
        )
    except PackageNotFoundError:
        yield "engine: rete (durable_rules, version unknown)"
    for name in bundled_packs():
        try:
            pack = load_pack(name)
        except AssessorError as error:
            yield f"pack: {name} cannot be used: {error.problems[0]}"
        else:
            yield f"pack: {pack.id} {pack.version} (sha256 {pack.sha256[:12]})"
    for fault in bundled_faults():
        yield f"pack: left out: {fault}"
