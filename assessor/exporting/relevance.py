"""When a question is asked, as an expression of a survey tool: unless an answer says that it does not arise.

What is not known is asked, so each comparison also holds of a blank and of "don't know"; "does not apply" closes it.
"""

from collections.abc import Callable
from itertools import combinations

from assessor.engines.facts import answer_fact, option_fact
from assessor.engines.terms import Term, Test
from assessor.exporting.survey import Choice, Field, Survey

Written = Callable[[Field, tuple[Choice, ...]], str]
"""How a tool writes "this is open, not known, or one of these choices"."""


def relevance(routed: Term | None, survey: Survey, written: Written, also: str = "and", either: str = "or") -> str:
    """The expression for `routed`; empty where it is always asked, or reads what this form does not ask."""
    if routed is None:
        return ""
    return _told(routed, survey, written, also, either) or ""


def _told(tree: Term, survey: Survey, written: Written, also: str, either: str) -> str | None:
    """None for what holds whatever the answers are."""
    if isinstance(tree, Test):
        return _test(tree, survey, written)
    parts = [_told(part, survey, written, also, either) for part in tree.parts]
    least = {"all": len(parts), "any": 1, "at_least": tree.least}[tree.how]
    least -= sum(part is None for part in parts)
    known = [part for part in parts if part is not None]
    if least <= 0:
        return None
    ways = [f" {also} ".join(some) for some in combinations(known, least)]
    return f"({f') {either} ('.join(ways)})" if len(ways) > 1 else f"({ways[0]})"


def _test(test: Test, survey: Survey, written: Written) -> str | None:
    for field in survey.fields:
        if field.kind == "many":
            for choice in field.choices:
                if test.fact == option_fact(field.id, choice.id):
                    return written(field, (choice,)) if test.holds(1) else None
        elif test.fact == answer_fact(field.id):
            return written(field, tuple(c for place, c in enumerate(field.choices) if test.holds(place)))
    return None
