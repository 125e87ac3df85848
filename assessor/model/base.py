"""What every model has in common: frozen, strict, no unknown keys, no NaN."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """A value: never changed once built, and refused whole when anything in it is unknown or of another type."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        populate_by_name=True,
        use_attribute_docstrings=True,
        defer_build=True,
    )


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]{0,59}$")]
"""A short name without blanks; ids are a public contract and never change their meaning."""
