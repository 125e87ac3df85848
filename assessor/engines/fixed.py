"""Figures that no pack sets and every engine reads."""

SHARED = 3
"""Items that two views must both have answered before their scores of a dimension are compared."""

FIRST_STEPS = 3
"""How many recommendations are marked as first."""

EFFORT_FIRST_UP_TO = 2
"""Levels at which a small effort counts for more than the number of findings."""
