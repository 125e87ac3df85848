"""The linter of packs: each check is a function that yields problems; a pack that loads can still fail them."""

from collections.abc import Callable, Iterator

from assessor.checking.census import miscounted
from assessor.checking.coverage import uncited_elements
from assessor.checking.examples import failing_examples
from assessor.checking.translations import faulty_translations
from assessor.errors import Problem
from assessor.loading.references import Origins
from assessor.model.ruleset import Pack

CHECKS: tuple[Callable[[Pack, Origins], Iterator[Problem]], ...] = (
    failing_examples,
    uncited_elements,
    miscounted,
    faulty_translations,
)


def check(pack: Pack, origins: Origins | None = None) -> tuple[Problem, ...]:
    """Everything the linter finds in `pack`; empty where it is sound. With `origins`, problems name file and line.

    Translations are checked only with `origins`: a pack that was loaded no longer knows what they were made from.
    """
    return tuple(found for each in CHECKS for found in each(pack, origins or Origins()))
