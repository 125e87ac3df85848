"""Every element of the source is cited by some part of the pack."""

from collections.abc import Iterator

from assessor.errors import Problem, problem
from assessor.loading.references import Origins
from assessor.model.citations import citations
from assessor.model.ruleset import Pack


def uncited_elements(pack: Pack, origins: Origins) -> Iterator[Problem]:
    """A problem for each element that nothing cites."""
    used = {element for _, _, cited in citations(pack.instrument, pack.ruleset) for element in cited}
    for element in pack.ruleset.sources:
        if element.id not in used:
            yield problem("uncited", **origins.at("source", element.id), id=element.id, wording=element.wording)
