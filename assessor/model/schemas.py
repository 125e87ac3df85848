"""JSON Schemas (draft 2020-12) of the models that cross the program's border."""

from typing import Any

from pydantic import BaseModel

from assessor.model.assessment import Assessment
from assessor.model.instrument import Instrument
from assessor.model.plan import Plan
from assessor.model.response import Responses
from assessor.model.ruleset import Ruleset
from assessor.model.sector import Sector

_MODELS: dict[str, type[BaseModel]] = {
    "responses": Responses,
    "assessment": Assessment,
    "instrument": Instrument,
    "ruleset": Ruleset,
    "plan": Plan,
    "sector": Sector,
}
_WE_WRITE = ("assessment", "sector")
"""What only this program writes; the schemas of the rest say what may be left out."""


def json_schema(sort: str) -> dict[str, Any]:
    """The schema of `responses`, `assessment`, `instrument`, `ruleset`, `plan` or `sector`."""
    mode: Any = "serialization" if sort in _WE_WRITE else "validation"
    schema = _MODELS[sort].model_json_schema(by_alias=True, mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
