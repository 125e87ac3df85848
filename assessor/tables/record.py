"""The run record: what was read, with which program, pack and options, what came of it; with no clock but the day."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assessor.language import count, current, number
from assessor.model.ruleset import Pack
from assessor.tables.opening import Input
from assessor.tables.options import Options


@dataclass(frozen=True)
class Counted:
    """What became of the records of one file, or of all: accepted + rejected + skipped = records."""

    records: int
    accepted: int
    rejected: int
    skipped: int

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(*(one + more for one, more in zip(self.numbers, other.numbers, strict=True)))

    def __str__(self) -> str:
        return count(
            "{of} record: {accepted} accepted, {rejected} rejected, {skipped} blank.",
            "{of} records: {accepted} accepted, {rejected} rejected, {skipped} blank.",
            self.records, of=number(self.records), accepted=number(self.accepted), rejected=number(self.rejected),
            skipped=number(self.skipped),
        )  # fmt: skip

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """records, accepted, rejected, skipped."""
        return self.records, self.accepted, self.rejected, self.skipped

    def moved(self, rejected: int) -> "Counted":
        """The same with some more records rejected that had been accepted."""
        return Counted(self.records, self.accepted - rejected, self.rejected + rejected, self.skipped)


def run_of(
    version: str, pack: Pack, options: Options, inputs: Sequence[Input], tool: Mapping[str, Any]
) -> dict[str, Any]:
    """What a run is: with the same of all this, the same comes out."""
    return {
        "program": version,
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack.sha256},
        "options": {**options.noted(), "lang": current()},
        **({"tool": dict(tool)} if tool else {}),
        "inputs": [{"name": each.path.name, "size": each.size, "sha256": each.sha256} for each in inputs],
    }


def record_of(
    run: Mapping[str, Any], counts: Sequence[Counted], output: Path, agencies: int, notes: Sequence[str]
) -> str:
    """The run record as JSON."""
    total = sum(counts, Counted(0, 0, 0, 0))
    with output.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    inputs = [{**each, **asdict(count)} for each, count in zip(run["inputs"], counts, strict=True)]
    record = {
        "record": "batch/1",
        "date": dt.date.today().isoformat(),
        **run,
        "inputs": inputs,
        "counts": asdict(total),
        "notes": list(notes),
        "output": {"name": output.name, "rows": agencies, "sha256": sha256},
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
