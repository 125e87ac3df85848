"""What `score --set` prints: only what would change."""

from collections.abc import Iterable, Iterator

from assessor.advice.compare import diff
from assessor.advice.what_if import what_if
from assessor.api import Result
from assessor.report.difference import difference_blocks
from assessor.report.pages import laid_out


def differences(results: Iterable[Result], changes: tuple[str, ...], layout: str, *, plain: bool) -> Iterator[str]:
    """One page for each agency: the difference that `changes` make."""
    for result in results:
        found = diff(result, what_if(result, changes))
        if layout == "json":
            yield found.model_dump_json(by_alias=True, indent=2) + "\n"
        else:
            yield laid_out(difference_blocks(found, result.pack), layout, plain=plain)
