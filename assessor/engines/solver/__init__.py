"""A pack as a constraint problem, exact since everything is a whole number: for the smallest change, and for proofs."""

from functools import lru_cache


@lru_cache(maxsize=1)
def solver_missing() -> str | None:
    """Why the solver (the extra `solve`) cannot be used here; None where it can."""
    try:
        import assessor.engines.solver.logic  # noqa: F401
    except ImportError as error:
        return f"ortools does not import ({error})"
    return None
