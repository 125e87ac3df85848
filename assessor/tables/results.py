"""The columns of a result, one row an agency: what every engine gives, under the same names and in the same order."""

from typing import TYPE_CHECKING, Any

from assessor.model.assessment import Assessment, ScoreFound
from assessor.model.ruleset import Pack

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]
FIRSTS = ("first", "second", "third")
OUTCOMES = {"fires": True, "silent": False, "undecided": None}


def schema_of(pack: Pack, by_respondent: bool = False) -> "dict[str, pl.DataType]":
    """Column -> its type."""
    import polars as pl

    text, number, whole, flag = pl.String(), pl.Float64(), pl.Int32(), pl.Boolean()
    rules = pack.ruleset
    found: dict[str, pl.DataType] = {"agency": text}
    if by_respondent:
        found |= {"respondent": text, "perspective": text}
    found |= {f"views.{view}": whole for view in pack.instrument.views}
    for name in (*(f"score.{dimension.id}" for dimension in rules.dimensions), "overall"):
        found |= {name: number, f"{name}.low": number, f"{name}.high": number, f"{name}.rounded": flag}
    found |= {"level": text, **{f"level.{name}": whole for name in ("number", "proposed", "low", "high")}}
    found |= {f"held_by.{rule.id}": flag for rule in rules.rules if rule.then.caps_at is not None}
    for danger in rules.dangers:
        found[f"danger.{danger.id}.status"] = text
        found |= {f"danger.{danger.id}.{name}": whole for name in ("index", "low", "high")}
    found["position"] = text
    found |= {f"finding.{rule.id}": flag for rule in rules.rules}
    found |= {f"strategy.{strategy.id}": whole for strategy in rules.strategies}
    found |= {f"in_place.{strategy.id}": flag for strategy in rules.strategies}
    return found | dict.fromkeys(FIRSTS, text) | {"refused": whole}


def row_of(found: Assessment, pack: Pack) -> Row:
    """The columns of one assessment, but for whose it is."""
    gates = [f"held_by.{rule.id}" for rule in pack.ruleset.rules if rule.then.caps_at is not None]
    row: Row = {f"views.{view}": number for view, number in found.views.items()}
    for dimension, score in found.scores.items():
        row |= _score(f"score.{dimension}", score)
    row |= _score("overall", found.overall)
    if found.level is not None:
        row["level"] = found.level.id
        row |= {f"level.{name}": getattr(found.level, name) for name in ("number", "proposed", "low", "high")}
        row |= {name: name.removeprefix("held_by.") in found.level.held_by for name in gates}
    for danger, told in found.dangers.all.items():
        row |= {f"danger.{danger}.{name}": getattr(told, name) for name in ("status", "index", "low", "high")}
    row["position"] = found.dangers.position
    row |= {f"finding.{rule}": OUTCOMES[trace.outcome] for rule, trace in found.trace.rules.items()}
    row |= {f"strategy.{each.strategy}": each.rank for each in found.recommendations}
    row |= {f"in_place.{strategy}": True for strategy in found.in_place}
    firsts = [each.strategy for each in found.recommendations if each.first]
    row |= dict(zip(FIRSTS, firsts, strict=False))
    return row | {"refused": 0}


def _score(name: str, score: ScoreFound) -> Row:
    return {name: score.score, f"{name}.low": score.low, f"{name}.high": score.high, f"{name}.rounded": score.rounded}
