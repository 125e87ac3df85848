"""What became of items and options from one version of a pack to the next, so that old answers still load."""

from typing import Annotated

from pydantic import Field

from assessor.model.base import Frozen, Id


class Migration(Frozen):
    """From one version to the next: new names, and what has none any more (null: its answers are set aside)."""

    since: Annotated[int, Field(ge=1)] = Field(alias="from")
    """The version that answers were given under; they become answers of the next one."""
    items: dict[Id, Id | None] = {}
    options: dict[Id, dict[str, str | None]] = {}
    """Item (by its new name) -> option or point -> what it is now."""
