"""The agencies behind proofs, as response files that `assessor score` takes, with an index of what each one shows."""

import json
from pathlib import Path
from typing import Any

from assessor.checking.ground import Claim, Ground, Shown
from assessor.checking.voices import written

INDEX = "claims.json"
AGENCY = "Made up by assessor check, number {number}"


def write_witnesses(ground: Ground, folder: Path) -> int:
    """Writes each agency that shows something once, and the index; the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[int, str] = {}
    claims = []
    for claim, shown, before in ground.witnesses:
        entry: dict[str, Any] = {**_plain(claim), "file": _file(shown, folder, names)}
        if before is not None:
            entry["before"] = _file(before, folder, names)
        claims.append(entry)
    (folder / INDEX).write_text(json.dumps(claims, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(names)


def _plain(claim: Claim) -> dict[str, str]:
    return {"sort": claim.sort, "id": claim.id, "shows": claim.shows}


def _file(shown: Shown, folder: Path, names: dict[int, str]) -> str:
    if id(shown) not in names:
        number = len(names) + 1
        names[id(shown)] = f"{number:04}.json"
        responses = written(shown.voices, shown.form, AGENCY.format(number=number))
        plain = responses.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        whole = json.dumps({"response": 1, **plain}, indent=1, ensure_ascii=False)
        (folder / names[id(shown)]).write_text(whole + "\n", encoding="utf-8")
    return names[id(shown)]
