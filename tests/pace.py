"""How often a property is tried: a little before each commit, as often as ASSESSOR_LONG says in the long runs."""

import os

LONG = "ASSESSOR_LONG" in os.environ


def runs(short: int) -> int:
    """So many examples in the suite, and those of the long runs where they are more."""
    return max(short, int(os.environ.get("ASSESSOR_LONG") or short))
