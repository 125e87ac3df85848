"""Runs the solver: one worker, one seed, effort counted and not timed, so the same question has the same answer."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ortools.sat.python import cp_model

from assessor.engines.solver.logic import Lit, Logic, Sum

Status = Literal["best", "some", "none", "open"]
"""`best`: proven to be the best point there is (or any, where nothing is minimised). `some`: a point, not proven best.
`none`: proven that there is no point. `open`: given up before either was known."""

EFFORT = 20.0
"""Deterministic time the solver may take for one question; roughly seconds, and the same on every machine."""

_STATUSES: dict[int, Status] = {
    int(cp_model.OPTIMAL): "best",
    int(cp_model.FEASIBLE): "some",
    int(cp_model.INFEASIBLE): "none",
}


class Solution(NamedTuple):
    """What the solver came to, and the point it found."""

    status: Status
    solver: cp_model.CpSolver
    least: int = 0
    """The number that was minimised."""

    @property
    def found(self) -> bool:
        """Whether there is a point to read."""
        return self.status in ("best", "some")

    def true(self, lit: Lit) -> bool:
        """Whether a literal is true at the point."""
        return lit if isinstance(lit, bool) else bool(self.solver.boolean_value(lit))

    def number(self, number: Sum) -> int:
        """A number at the point."""
        return number.fixed + sum(weight * int(self.solver.value(what)) for weight, what in number.parts)


def solve(
    logic: Logic, minimise: Sum | None = None, *, assuming: Iterable[Lit] = (), effort: float = EFFORT
) -> Solution:
    """A point of the problem, the best one where something is minimised; `assuming` some literals for this once."""
    literals = list(assuming)
    if any(literal is False for literal in literals):
        return Solution("none", cp_model.CpSolver())
    logic.minimise(minimise)
    logic.assume(literal for literal in literals if literal is not True)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = 1
    parameters.max_deterministic_time = effort
    parameters.symmetry_level = 0
    told = int(solver.solve(logic.model))
    if told == int(cp_model.MODEL_INVALID):
        raise ValueError(logic.model.validate())
    status = _STATUSES.get(told, "open")
    solution = Solution(status, solver)
    return solution._replace(least=solution.number(minimise)) if minimise is not None and solution.found else solution
