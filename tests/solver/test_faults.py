"""Faults made in the bundled rules one at a time: `check`, with its proofs, finds nearly all of them."""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

import pytest

from assessor.checking import check
from assessor.checking.proofs import proven
from assessor.loading.kept import thawed
from assessor.loading.references import Origins, check_references
from assessor.model.ruleset import Pack
from tests.pace import LONG
from tests.solver.faults import every_fault, some_faults

pytest.importorskip("ortools")

EACH = 12
"""Faults of each of the eight kinds in the long run."""
SHARE = 0.95


def _found_by(plain: Any) -> str:
    """The code that tells the fault; empty where nothing does."""
    pack = thawed({**plain, "sha256": sha256(json.dumps(plain).encode()).hexdigest()})
    for problems in (lambda: check_references(pack.instrument, pack.ruleset, Origins()), lambda: check(pack)):
        found = problems()
        if found:
            return str(found[0].code)
    told, _ = proven(pack)
    return f"proven: {told[0].code}" if told else ""


def _plain(pack: Pack) -> Any:
    return json.loads(pack.canonical())


def test_a_sample_of_faults_is_found(participation: Pack) -> None:
    faults = some_faults(_plain(participation), 2, seed=7)
    sample = faults[:: max(len(faults) // 12, 1)][:12]
    assert len(sample) == 12
    assert [(kind, where) for kind, where, plain in sample if not _found_by(plain)] == []


def test_a_pack_that_was_only_written_out_again_has_no_fault(participation: Pack) -> None:
    assert _found_by(_plain(participation)) == ""


@pytest.mark.skipif(not LONG, reason="several minutes; with ASSESSOR_LONG")
def test_nearly_every_fault_is_found() -> None:
    from assessor.loading.library import load

    plain = _plain(load("participation"))
    assert len(every_fault(plain)) == 8
    made, found, missed = Counter[str](), Counter[tuple[str, str]](), []
    for kind, where, changed in some_faults(plain, EACH, seed=11):
        made[kind] += 1
        by = _found_by(changed)
        if by:
            found[kind, by] += 1
        else:
            missed.append(f"{kind}: {where}")
    listed = [f"{kind}: {count} of {made[kind]} by {by}" for (kind, by), count in sorted(found.items())]
    print("\n".join([*listed, *(f"missed: {each}" for each in missed)]))  # noqa: T201
    assert sum(made.values()) >= 60
    assert sum(found.values()) >= SHARE * sum(made.values()), missed
