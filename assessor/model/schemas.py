"""JSON Schemas (draft 2020-12) of what crosses the program's border, each key described by the docstring of its field.

The docstrings are read from the source only when a schema is made, so that no other command waits for it.
"""

import ast
import inspect
import sys
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from assessor.model.assessment import Assessment
from assessor.model.condition import OPERATORS, Leaf
from assessor.model.files import FormsFile, Head
from assessor.model.improvement import Improvement
from assessor.model.instrument import Instrument, Section
from assessor.model.plan import Plan
from assessor.model.reason import Explanation
from assessor.model.response import Responses
from assessor.model.rule import CONCLUSIONS, Then
from assessor.model.ruleset import Ruleset
from assessor.model.sector import Sector

_MODELS: dict[str, type[BaseModel]] = {
    "responses": Responses,
    "assessment": Assessment,
    "explanation": Explanation,
    "improvement": Improvement,
    "instrument": Instrument,
    "ruleset": Ruleset,
    "plan": Plan,
    "sector": Sector,
    "head": Head,
    "section": Section,
    "forms": FormsFile,
    "rules": Ruleset,
}
FILES = ("head", "section", "forms", "rules", "responses")
"""The schemas of files that people write."""
_WE_WRITE = ("assessment", "explanation", "improvement", "sector")
"""What only this program writes; the schemas of the rest say what may be left out."""


def json_schema(sort: str) -> dict[str, Any]:
    """The schema of what goes in or comes out, of a whole `instrument` or `ruleset`, or of one file of a pack.

    The files are `head` (instrument.yaml), `section`, `forms` and `rules`: any file of the rules.
    """
    mode: Any = "serialization" if sort in _WE_WRITE else "validation"
    schema = _MODELS[sort].model_json_schema(by_alias=True, mode=mode, schema_generator=_Described)
    if sort == "rules":
        del schema["required"]
        schema = {**schema, "title": "Rules", "description": "One file of a pack's rules: any of these keys."}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


class _Described(GenerateJsonSchema):
    """Describes each key, and says what a validator checks beyond types."""

    def model_schema(self, schema: Any) -> dict[str, Any]:
        made = super().model_schema(schema)
        model = schema["cls"]
        for name, info in model.model_fields.items():
            described = made.get("properties", {}).get(info.alias or name)
            says = next((docs[name] for docs in map(_docstrings, model.__mro__) if name in docs), None)
            if described is not None and says:
                described["description"] = says
        return {**made, **_exactly_one(model, made)}

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def _exactly_one(model: type[BaseModel], made: dict[str, Any]) -> dict[str, Any]:
    """That one operator, or one conclusion, stands there and no second."""
    if issubclass(model, Leaf):
        return {"oneOf": [{"required": [each]} for each in OPERATORS if each in made["properties"]]}
    if issubclass(model, Then):
        together = {"weight": ["indicator_of"], "indicator_of": ["weight"]}
        return {"oneOf": [{"required": [each]} for each in CONCLUSIONS], "dependentRequired": together}
    return {}


@cache
def _docstrings(model: type) -> dict[str, str]:
    """Field -> the docstring under it; none where there is no source to read."""
    module = sys.modules.get(model.__module__)
    if module is None or not model.__module__.startswith("assessor."):
        return {}
    try:
        parsed = ast.parse(inspect.getsource(module))
    except (OSError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    for definition in parsed.body:
        if isinstance(definition, ast.ClassDef) and definition.name == model.__name__:
            for field, below in zip(definition.body, definition.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    found |= _said(field.target.id, below)
    return found


def _said(name: str, below: ast.stmt) -> dict[str, str]:
    if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
        return {name: inspect.cleandoc(below.value.value)}
    return {}
