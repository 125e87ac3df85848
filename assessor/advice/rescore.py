"""The same answers under other rules: what changes for each agency, and in sum, and through which rule."""

from collections import Counter
from collections.abc import Iterable

from assessor.advice.compare import diff
from assessor.api import assess
from assessor.model.difference import Rescored
from assessor.model.response import Responses
from assessor.model.ruleset import Pack


def rescore(
    responses: Iterable[tuple[Responses, Responses]], old: Pack, new: Pack, *, engine: str = "auto"
) -> Rescored:
    """What `new` makes of answers that were given under `old`.

    Each agency comes twice: as it fits the old pack, and as it fits the new one (older answers brought up).
    """
    differences = tuple(
        diff(assess(before, old, engine=engine), assess(after, new, engine=engine)) for before, after in responses
    )
    return Rescored(
        agencies=differences,
        levels=_counted((each.level.before, each.level.after) for each in differences),
        rules=dict(Counter(rule for each in differences for rule in each.rules).most_common()),
        unchanged=sum(each.nothing for each in differences),
    )


def _counted(pairs: Iterable[tuple[int | None, int | None]]) -> tuple[tuple[int | None, int | None, int], ...]:
    """(level before, level after, how many agencies), lowest first; None where there is no level."""
    counts = Counter(pairs)
    return tuple((b, a, n) for (b, a), n in sorted(counts.items(), key=lambda row: (row[0][0] or 0, row[0][1] or 0)))
