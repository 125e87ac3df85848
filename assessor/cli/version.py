"""What `assessor --version` says: program, engines, packs."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from assessor import __version__
from assessor.api import load_pack, rete_missing
from assessor.loading.library import bundled_packs


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
        pack = load_pack(name)
        yield f"pack: {pack.id} {pack.version} (sha256 {pack.sha256[:12]})"
