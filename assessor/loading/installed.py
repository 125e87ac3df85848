"""Packs that installed packages bring, found as data: nothing of such a package is imported or run.

A distribution names its pack in the entry-point group `assessor.packs`: the pack's id, then the package that holds the
folders questionnaires and rules. Packs that come with the program cannot be replaced in this way.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from assessor.errors import Problem, problem

GROUP = "assessor.packs"
OURS = "participation-assessor"
"""The distribution that the program itself is."""


class Installed(NamedTuple):
    """A pack that a distribution says it brings."""

    name: str
    package: str
    distribution: str
    folder: Path | None
    """Where the folders questionnaires and rules are; None where the package does not hold them."""


def installed_packs(taken: Iterable[str] = ()) -> dict[str, Installed]:
    """Name -> pack, of those that can be used: they are there, and only one distribution has the name."""
    return {name: one for name, (one, *others) in _claims().items() if _usable(one, others, name in taken)}


def installed_faults(taken: Iterable[str] = (), only: str | None = None) -> Iterator[Problem]:
    """What is wrong with the others, or the `only` one; `taken` are the names of packs that come with the program."""
    for name, claims in _claims().items():
        if only not in (None, name):
            continue
        homes = [OURS] * (name in taken) + [claim.distribution for claim in claims]
        if len(homes) > 1:
            yield problem("pack-clash", name=name, first=homes[0], second=" and ".join(homes[1:]))
        for claim in claims:
            if claim.folder is None:
                words = claim._asdict()
                yield problem("pack-not-there", **{key: words[key] for key in ("name", "package", "distribution")})


def _usable(one: Installed, others: list[Installed], taken: bool) -> bool:
    return not others and not taken and one.folder is not None


def _claims() -> dict[str, list[Installed]]:
    """Name -> every pack that is called so."""
    found: dict[str, list[Installed]] = {}
    for each in _found(tuple(sys.path)):
        found.setdefault(each.name, []).append(each)
    return found


@lru_cache(maxsize=4)
def _found(path: tuple[str, ...]) -> tuple[Installed, ...]:
    """Every entry of the group, by name and distribution; looked up once for each state of the search path."""
    read = (_installed(entry) for entry in entry_points(group=GROUP))
    return tuple(sorted(read, key=lambda each: (each.name, each.distribution)))


def _installed(entry: EntryPoint) -> Installed:
    distribution = entry.dist.name if entry.dist else "a distribution without a name"
    return Installed(entry.name, entry.module, distribution, _folder(entry.module))


def _folder(package: str) -> Path | None:
    """Where the package lies. Only its topmost part is looked up; importing a part inside it would run the rest."""
    first, *inside = package.split(".")
    try:
        spec = find_spec(first)
    except (ImportError, ValueError):
        return None
    homes = [Path(home, *inside) for home in (spec and spec.submodule_search_locations) or ()]
    return next((home for home in homes if all((home / kind).is_dir() for kind in ("questionnaires", "rules"))), None)
