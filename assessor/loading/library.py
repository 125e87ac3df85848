"""Where packs are found, and how a pack is loaded fast: from canonical JSON whenever it matches the YAML."""

import json
import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

from assessor.errors import BAD_DEFINITION, AssessorError, nearest, problem
from assessor.loading.kept import thawed
from assessor.model.ruleset import Pack

FORMAT = "4"
"""Counts up when the models change, so that JSON made by an older version is not read."""

SORTS = ("*.yaml", "*.po")
"""The files a pack is read from."""

SHIPPED = "pack.json"
"""The canonical JSON that a wheel carries beside a pack's rules."""


def bundled_folder(kind: str) -> Path:
    """The folder `rules` or `questionnaires`: inside an installed package, beside the sources otherwise."""
    inside = Path(str(resources.files("assessor"))) / kind
    return inside if inside.is_dir() else inside.parent.parent / kind


def bundled_packs() -> tuple[str, ...]:
    """The ids of the packs that come with the program."""
    questionnaires = bundled_folder("questionnaires")
    return tuple(sorted(path.parent.name for path in questionnaires.glob("*/instrument.yaml")))


def folders_of(pack: str) -> tuple[Path, Path, Path]:
    """(questionnaire, rules, folder that messages name files from) of a bundled pack's id or an own pack's folder."""
    if pack in bundled_packs():
        home = bundled_folder("questionnaires").parent
        return bundled_folder("questionnaires") / pack, bundled_folder("rules") / pack, home
    own = Path(pack)
    if not (own / "questionnaires").is_dir() and not (own / "rules").is_dir():
        hint = nearest(pack, bundled_packs())
        if own.is_dir():
            hint = "A pack's folder holds the folders questionnaires and rules."
        raise AssessorError([problem("no-pack", pack=pack, nearest=hint)], BAD_DEFINITION)
    return _with_yaml(own / "questionnaires"), _with_yaml(own / "rules"), own


def _with_yaml(folder: Path) -> Path:
    """`folder` itself, or the one folder of YAML inside it."""
    inner = sorted(path for path in folder.glob("*") if path.is_dir() and any(path.glob("*.yaml")))
    return inner[0] if len(inner) == 1 and not any(folder.glob("*.yaml")) else folder


def load(pack: str) -> Pack:
    """The pack called `pack`: a bundled id, or the path of a folder. Raises AssessorError with every problem."""
    questionnaire, rules, shown = folders_of(pack)
    return _loaded(questionnaire, rules, shown, _fingerprint(questionnaire, rules))


@lru_cache(maxsize=16)
def _loaded(questionnaire: Path, rules: Path, shown: Path, fingerprint: str) -> Pack:
    """The pack in two folders, once for each state of their files."""
    for kept in (rules / SHIPPED, _cache_folder() / f"{fingerprint}.json"):
        found = _kept(kept, fingerprint)
        if found is not None:
            return found
    from assessor.loading.pack import read_pack  # only where the YAML itself must be read: it costs start-up time

    read, _ = read_pack(questionnaire, rules, shown)
    write_json(read, fingerprint, _cache_folder() / f"{fingerprint}.json")
    return read


def build_shipped(pack: str, target: Path) -> None:
    """Writes the canonical JSON of a bundled pack to `target`; what a wheel ships."""
    from assessor.loading.pack import read_pack

    questionnaire, rules, shown = folders_of(pack)
    write_json(read_pack(questionnaire, rules, shown)[0], _fingerprint(questionnaire, rules), target)


def _fingerprint(questionnaire: Path, rules: Path) -> str:
    """Of the bytes of every file a pack is read from, its translations too; line ends do not count."""
    digest = sha256(FORMAT.encode())
    for path in (path for folder in (questionnaire, rules) for sort in SORTS for path in sorted(folder.glob(sort))):
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _kept(path: Path, fingerprint: str) -> Pack | None:
    """The pack in a JSON file made from the same YAML; None where there is none, or it cannot be trusted."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if head != fingerprint:
        return None
    try:
        return thawed(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def write_json(pack: Pack, fingerprint: str, path: Path) -> None:
    """Keeps a pack as one line of fingerprint and one of JSON; silently not, where nothing can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{fingerprint}\n{pack.kept()}\n")
        os.replace(name, path)
    except OSError:
        return


def _cache_folder() -> Path:
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("participation-assessor", appauthor=False)) / "packs"


def examples() -> Iterator[Path]:
    """The answered agencies that come with the program."""
    yield from sorted((bundled_folder("questionnaires") / "examples").glob("*.yaml"))
