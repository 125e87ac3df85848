"""How little was missing: a table of conditions, outcomes of their comparisons, and what would have had to be true."""

from typing import Any

import pytest

from assessor.engines.terms import shape
from assessor.model.condition import AllOf, AnyOf, AtLeastN, FindingLeaf
from assessor.nearly import _missing

A, B, C = (FindingLeaf(finding=name) for name in "abc")
T, F, U = "true", "false", "unknown"


@pytest.mark.parametrize(
    ("condition", "outcomes", "false", "unknown"),
    [
        (A, (T,), (), ()),
        (A, (F,), (0,), ()),
        (A, (U,), (), (0,)),
        (AllOf(all=(A, B, C)), (T, F, U), (1,), (2,)),
        (AnyOf(any=(A, B, C)), (F, F, U), (), (2,)),
        (AnyOf(any=(A, B)), (F, F), (0,), ()),
        (AtLeastN(at_least_n=(2, (A, B, C))), (F, U, T), (), (1,)),
        (AtLeastN(at_least_n=(2, (A, B, C))), (F, F, T), (0,), ()),
        (AllOf(all=(AnyOf(any=(A, B)), C)), (F, U, F), (2,), (1,)),
    ],
)
def test_the_fewest_comparisons_that_would_have_to_be_true(
    condition: Any, outcomes: tuple[str, ...], false: tuple[int, ...], unknown: tuple[int, ...]
) -> None:
    found = _missing(shape(condition), outcomes)
    assert (found.false, found.unknown) == (false, unknown)
