"""What reasons say: their whole sentences, by what they are about."""

from collections.abc import Sequence
from typing import Any

from assessor.language import N_, say
from assessor.model.assessment import DangerFound, ScoreFound
from assessor.report.wording import about, from_to, seeing, span, status_word

RULE = N_(
    {
        "fires": "{title} [{id}: fires]",
        "silent": "{title} [{id}: silent]",
        "undecided": "{title} [{id}: undecided]",
    }
)
RULE_OPEN = N_(
    {
        "fires": "{title} [{id}: fires, could change with open answers]",
        "silent": "{title} [{id}: silent, could change with open answers]",
        "undecided": "{title} [{id}: undecided, could change with open answers]",
    }
)
SCORED = N_(
    {
        (True, False): "{title}: {score} of 100, still possible {range}.",
        (True, True): "{title}: {score} of 100, still possible {range}, as seen by {who} only.",
        (False, False): "{title}: no score, {answered} of {items} items answered, still possible {range}.",
        (
            False,
            True,
        ): "{title}: no score, {answered} of {items} items answered, still possible {range}, as seen by {who} only.",
    }
)
"""What is told of a score: (whether there is one, whether it rests on some views only)."""
GAVE = N_(
    {
        (True, False): "{who}, {number} answered: {mean} of 100 points.",
        (True, True): "{who}, {number} answered: {mean} of 100 points, all or nearly all alike.",
        (False, False): "{who}, {number} answered: .",
        (False, True): "{who}, {number} answered: , all or nearly all alike.",
    }
)
RECOMMENDED = N_(
    {
        False: "{title} [{id}] is recommended, number {rank}.",
        True: "{title} [{id}] is recommended, number {rank} and among the first.",
    }
)
STATUS = N_(
    {
        (False, False): "{danger}: {status}, no index.",
        (True, False): "{danger}: {status}, index {index} of 100.",
        (False, True): "{danger}: {status}, no index, still possible {range}.",
        (True, True): "{danger}: {status}, index {index} of 100, still possible {range}.",
    }
)
"""What is told of a danger: (whether there is an index, whether there is a range)."""
CAME = N_({"true": "true: {comparison}.", "false": "false: {comparison}.", "unknown": "unknown: {comparison}."})
SIGNS = N_(("Signs of it:", "Signs against it (counter-evidence is shown, never subtracted):", "Not known yet:"))
USERS = N_(
    {
        "instrument": "Used by instrument",
        "ruleset": "Used by ruleset",
        "section": "Used by section {id}",
        "item": "Used by item {id}",
        "rule": "Used by rule {id}",
        "dimensions": "Used by dimensions {id}",
        "levels": "Used by levels {id}",
        "dangers": "Used by dangers {id}",
        "positions": "Used by positions {id}",
        "groups": "Used by groups {id}",
        "references": "Used by references {id}",
        "evidence": "Used by evidence {id}",
        "plan": "Used by plan {id}",
        "sections": "Used by sections {id}",
        "matrices": "Used by matrices {id}",
        "grids": "Used by grids {id}",
        "strategy": "Used by strategy {id}",
    }
)
"""What cites a line of the source, by its sort."""


def weight_said(weight: int | None) -> str:
    """How much something counts."""
    return say("Weight {weight}.", weight=weight)


def status_said(title: str, found: DangerFound) -> str:
    """A danger with its status, its index, and what the index could still be."""
    words: dict[str, Any] = {"danger": title, "status": status_word(found.status), "index": found.index}
    if found.low is None:
        return say(STATUS[found.index is not None, False], **words)
    return say(STATUS[found.index is not None, True], **words, range=from_to(found.low, found.high))


def scored(title: str, score: ScoreFound, seen_by: Sequence[str]) -> str:
    """A score with what it could still be; `seen_by` names the views where only some of those asked answered."""
    if score.applies == 0:
        return say("{title}: does not apply.", title=title)
    words: dict[str, Any] = {"title": title, "range": span(score), "who": seeing(seen_by)}
    if score.score is None:
        words |= {"answered": score.answered, "items": score.applies}
    else:
        words["score"] = about(score)
    return say(SCORED[score.score is not None, bool(seen_by)], **words)


def answered(asked: str, item: str, said: str, who: str, number: int) -> str:
    """A question with what a view answered: the one who was asked, or the middle of several."""
    words = {"asked": asked, "id": item, "said": said, "who": who}
    if number > 1:
        return say("{asked} [{id}] Answer ({who}, the middle one of {number}): {said}.", number=number, **words)
    return say("{asked} [{id}] Answer ({who}): {said}.", **words)
