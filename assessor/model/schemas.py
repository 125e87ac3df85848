"""JSON Schemas (draft 2020-12) of the models that cross the program's border."""

from typing import Any

from pydantic import BaseModel

from assessor.model.assessment import Assessment
from assessor.model.improvement import Improvement
from assessor.model.instrument import Instrument
from assessor.model.response import Responses
from assessor.model.ruleset import Ruleset

_MODELS: dict[str, type[BaseModel]] = {
    "responses": Responses,
    "assessment": Assessment,
    "improvement": Improvement,
    "instrument": Instrument,
    "ruleset": Ruleset,
}


def json_schema(sort: str) -> dict[str, Any]:
    """The schema of `responses`, `assessment`, `improvement`, `instrument` or `ruleset`."""
    mode: Any = "serialization" if sort in ("assessment", "improvement") else "validation"
    schema = _MODELS[sort].model_json_schema(by_alias=True, mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
