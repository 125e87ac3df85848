"""A new pack: a small one that is complete, laid out in a folder to be changed step by step."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assessor.errors import USAGE, AssessorError, problem, system_reason
from assessor.language.unsaid import Unsaid, phrase
from assessor.loading.library import home_of, is_bundled, skeleton_folder
from assessor.model.base import Id
from assessor.model.schemas import FILES, json_schema

PLACEHOLDER = "my_pack"
"""What the skeleton is called in its files."""

SCHEMAS = ".schemas"
"""Where the files of a pack name their schemas, for editors."""


def new_pack(folder: Path, name: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(id, files) of a pack written into `folder`, all of it or nothing; its id is the folder's name if none is given.

    Raises AssessorError (exit code 2) where the folder holds something, the id is none or taken, or nothing can be
    written there.
    """
    chosen = _checked_id(name if name is not None else _as_id(folder.resolve().name))
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise AssessorError([problem("not-empty", name=folder)], USAGE)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return chosen, _written(folder, chosen)
    except OSError as error:
        wrong = problem("no-new-pack", name=folder, reason=system_reason(error))
        raise AssessorError([wrong], USAGE) from None


def _written(folder: Path, name: str) -> tuple[str, ...]:
    """Everything beside the folder first, then under its name at once."""
    home = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        files = sorted(path for path in skeleton_folder().rglob("*.yaml"))
        names = [path.relative_to(skeleton_folder()) for path in files]
        texts = [re.sub(rf"\b{PLACEHOLDER}\b", name, path.read_text(encoding="utf-8")) for path in files]
        for relative, text in [*zip(names, texts, strict=True), *_schemas()]:
            (home / relative).parent.mkdir(exist_ok=True)
            (home / relative).write_text(text, encoding="utf-8", newline="\n")
        home.chmod(0o755)
        os.replace(home, folder)
    except OSError:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return tuple(relative.as_posix() for relative in names)


def _schemas() -> list[tuple[Path, str]]:
    """(place, text) of the schema of each file that people write."""
    return [
        (Path(SCHEMAS, f"{sort}.json"), json.dumps(json_schema(sort), indent=2, ensure_ascii=False) + "\n")
        for sort in FILES
    ]


def _as_id(name: str) -> str:
    """A folder's name as an id: My pack 2 becomes my_pack_2."""
    return re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower() or PLACEHOLDER


def _checked_id(name: str) -> str:
    reason: Unsaid | None = None
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        reason = phrase("{name} is not a letter and then up to 59 letters, digits or _.-", name=name)
    if not reason and is_bundled(name):
        reason = phrase("{name} is the pack of {package}", name=name, package=home_of(name))
    if reason:
        raise AssessorError([problem("bad-id", reason=reason)], USAGE)
    return name
