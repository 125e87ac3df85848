"""What is proven about a pack, over every agency in which each view speaks with one voice: limits in docs/proofs.md."""

from collections.abc import Callable, Iterator

from assessor.checking.ground import Ground
from assessor.checking.monotone import readier_looks_worse
from assessor.checking.pairs import contradictions, rules_that_add_nothing
from assessor.checking.questions import idle_items, idle_thresholds, short_scales
from assessor.checking.reach import (
    constant_comparisons,
    constant_conditions,
    gates_that_never_hold,
    idle_comparisons,
    levels_out_of_reach,
    positions_out_of_reach,
    rules_without_effect,
    statuses_out_of_reach,
    strategies_never_recommended,
)
from assessor.engines.program import program
from assessor.errors import Problem
from assessor.loading.references import Origins
from assessor.model.ruleset import Pack

PROOFS: tuple[Callable[[Ground, Origins], Iterator[Problem]], ...] = (
    idle_items,
    short_scales,
    rules_without_effect,
    constant_comparisons,
    idle_comparisons,
    constant_conditions,
    positions_out_of_reach,
    strategies_never_recommended,
    statuses_out_of_reach,
    levels_out_of_reach,
    gates_that_never_hold,
    rules_that_add_nothing,
    contradictions,
    idle_thresholds,
    readier_looks_worse,
)


def proven(pack: Pack, origins: Origins | None = None) -> tuple[tuple[Problem, ...], Ground]:
    """What no agency bears out, or some agency refutes, and the agencies found on the way with what each shows."""
    ground = Ground(program(pack))
    problems = tuple(found for each in PROOFS for found in each(ground, origins or Origins()))
    return problems, ground
