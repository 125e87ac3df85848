"""Rule-based self-assessment of how service users take part in running an organisation; the public names.

Names load on first use, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessor.advice.compare import diff
    from assessor.advice.plan import plan
    from assessor.advice.sector import sector
    from assessor.advice.updating import update
    from assessor.api import Result, assess, load_pack, read_responses
    from assessor.checking import check
    from assessor.collecting import Collected, collect
    from assessor.errors import AssessorError, Problem
    from assessor.loading.plan_file import plan_as_yaml, read_plan
    from assessor.model.assessment import Assessment
    from assessor.model.plan import Plan
    from assessor.model.response import Responses
    from assessor.model.ruleset import Pack
    from assessor.model.sector import Sector

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "assessor.model.assessment",
    "AssessorError": "assessor.errors",
    "Collected": "assessor.collecting",
    "Pack": "assessor.model.ruleset",
    "Plan": "assessor.model.plan",
    "Problem": "assessor.errors",
    "Responses": "assessor.model.response",
    "Result": "assessor.api",
    "Sector": "assessor.model.sector",
    "assess": "assessor.api",
    "check": "assessor.checking",
    "diff": "assessor.advice.compare",
    "collect": "assessor.collecting",
    "load_pack": "assessor.api",
    "plan": "assessor.advice.plan",
    "plan_as_yaml": "assessor.loading.plan_file",
    "read_plan": "assessor.loading.plan_file",
    "read_responses": "assessor.api",
    "sector": "assessor.advice.sector",
    "update": "assessor.advice.updating",
}

__all__ = [
    "Assessment", "AssessorError", "Collected", "Pack", "Plan", "Problem", "Responses", "Result", "Sector", "assess",
    "check", "collect", "diff", "load_pack", "plan", "plan_as_yaml", "read_plan", "read_responses", "sector", "update",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'assessor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
