"""Rule-based, explained self-assessment of organisations, by packs of questions and rules; the public names.

Names load on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessor.api import Result, assess, load_pack, read_responses
    from assessor.checking import check
    from assessor.collecting import Collected, collect
    from assessor.errors import AssessorError, Problem
    from assessor.model.assessment import Assessment
    from assessor.model.response import Responses
    from assessor.model.ruleset import Pack

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "assessor.model.assessment",
    "AssessorError": "assessor.errors",
    "Collected": "assessor.collecting",
    "Pack": "assessor.model.ruleset",
    "Problem": "assessor.errors",
    "Responses": "assessor.model.response",
    "Result": "assessor.api",
    "assess": "assessor.api",
    "check": "assessor.checking",
    "collect": "assessor.collecting",
    "load_pack": "assessor.api",
    "read_responses": "assessor.api",
}

__all__ = [
    "Assessment", "AssessorError", "Collected", "Pack", "Problem", "Responses", "Result", "assess", "check", "collect",
    "load_pack", "read_responses",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'assessor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
