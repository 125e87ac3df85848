"""What tests share: the tiny pack, and a cache folder of their own."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from assessor.loading.library import load
from assessor.model.ruleset import Pack
from tests.pace import runs

TINY = Path(__file__).parent / "packs" / "tiny"

settings.register_profile("assessor", deadline=None, max_examples=runs(50))  # a busy machine is no fault
settings.load_profile("assessor")

os.environ["ASSESSOR_LANG"] = "en"  # wherever the suite runs
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="assessor-tests-")


@pytest.fixture(scope="session")
def tiny() -> Pack:
    return load(str(TINY))


@pytest.fixture(scope="session")
def participation() -> Pack:
    return load("participation")


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
