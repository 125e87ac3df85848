"""From what a person typed to an answer of an item, or one line that says what to type instead."""

from typing import Any, NamedTuple

from assessor.answering.keys import letters, numbers_in
from assessor.language import number, say
from assessor.model.instrument import Instrument, Item

LONGEST = 20_000


class Refused(NamedTuple):
    """What was typed is no answer; `says` is the one line to show."""

    says: str


def choices(item: Item, instrument: Instrument) -> tuple[tuple[Any, Any], ...]:
    """(value, label) of each numbered answer of an item, in order; empty for counts and text."""
    if item.options:
        return tuple((option.id, option.label) for option in item.options)
    return tuple(enumerate(instrument.scale_labels.get(item.kind, ())))


def too_long(longest: int) -> str:
    """What is said where more was typed than can be kept."""
    return say("That is longer than {longest} characters. Please shorten it.", longest=number(longest))


def reply_to(item: Item, typed: str, instrument: Instrument) -> Any:
    """The answer that was typed, or `Refused`."""
    if item.kind == "text":
        text = typed.strip()
        return text if len(text) <= LONGEST else Refused(too_long(LONGEST))
    numbers = numbers_in(typed)
    if item.kind == "count":
        top = item.highest or 0
        good = numbers is not None and len(numbers) == 1 and numbers[0] <= top
        says = say("Type one whole number from 0 to {top}, or {keys} for the keys.", top=top, **letters())
        return numbers[0] if good and numbers else Refused(says)
    values = [value for value, _ in choices(item, instrument)]
    if item.kind == "tick":
        return _ticked(numbers, values)
    if numbers is None or len(numbers) != 1 or not 1 <= numbers[0] <= len(values):
        return Refused(say("Type one number from 1 to {last}, or {keys} for the keys.", last=len(values), **letters()))
    return values[numbers[0] - 1]


def _ticked(numbers: list[int] | None, values: list[Any]) -> Any:
    if numbers == [0]:
        return []
    if numbers is None or not all(1 <= number <= len(values) for number in numbers):
        says = say(
            "Type numbers from 1 to {last} with spaces between, 0 for none, or {keys} for the keys.",
            last=len(values),
            **letters(),
        )
        return Refused(says)
    return [value for place, value in enumerate(values, 1) if place in numbers]


def typed_for(item: Item, value: Any, instrument: Instrument) -> str:
    """What would be typed for an answer: the reverse of `reply_to`, used by tests and scripts."""
    values = [choice for choice, _ in choices(item, instrument)]
    if item.kind in ("text", "count"):
        return str(value)
    if item.kind == "tick":
        return " ".join(str(values.index(each) + 1) for each in value) or "0"
    return str(values.index(value) + 1)
