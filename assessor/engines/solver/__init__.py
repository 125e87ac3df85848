"""A pack as a constraint problem, exact since everything is a whole number: for the smallest change, and for proofs."""

from functools import lru_cache

from assessor.errors import USAGE, AssessorError, problem


@lru_cache(maxsize=1)
def solver_there() -> bool:
    """Whether the solver, the extra `solve`, is installed."""
    try:
        import assessor.engines.solver.logic  # noqa: F401
    except ImportError:
        return False
    return True


def require_solver() -> None:
    """Raises AssessorError where the solver is not installed."""
    if not solver_there():
        raise AssessorError([problem("no-extra", extra="solve", library="ortools")], USAGE)
