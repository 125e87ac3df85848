"""A day of the calendar, as text; no stage needs the time of day, and none asks what day it is."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field


class NotADay(ValueError):
    """A date that no calendar has, or that is written in another way."""


def _a_day(value: str) -> str:
    try:
        if dt.date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise NotADay("a date is written as YYYY-MM-DD")


RealDay = Annotated[str, AfterValidator(_a_day), Field(json_schema_extra={"format": "date"})]
"""A day, as YYYY-MM-DD."""
