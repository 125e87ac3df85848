"""The readiness level over columns: the band of the overall score, held back by the gates that fire."""

from dataclasses import dataclass

from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.scope import Scope
from assessor.model.rule import Rule
from assessor.scoring import GRID


@dataclass(frozen=True)
class Levels:
    """The stages from score, findings and findings on ranges to the level by number, proposed, low and high."""

    x: Dialect
    scope: Scope
    ranged: frozenset[str]

    @property
    def gates(self) -> list[Rule]:
        """The rules that cap the level."""
        return [rule for rule in self.scope.program.pack.ruleset.rules if rule.then.caps_at is not None]

    def layers(self) -> list[Layer]:
        """Nothing at all in a form of some items."""
        x = self.x
        if not self.scope.with_level:
            names = ("number", "proposed", "low", "high")
            held = {f"held {gate.id}": x.unknown() for gate in self.gates}
            return [{f"level {name}": x.lit(None, self._kind) for name in names} | held]
        bands = {f"band {part}": self._band(part) for part in ("", "low ", "high ")}
        proposed = x.col("band ")
        capped = {
            "level proposed": self._known(proposed),
            "level number": self._capped(proposed, self._fired()),
            "low number": self._capped(x.col("band low "), self._could_fire()),
            "high number": self._capped(x.col("band high "), self._surely_fire()),
        }
        number = x.col("level number")
        widened = {
            "level low": self._known(x.least_of([x.col("low number"), number])),
            "level high": self._known(x.most_of([x.col("high number"), number])),
        }
        return [bands, capped, widened | {f"held {gate.id}": self._held(gate) for gate in self.gates}]

    @property
    def _kind(self) -> object:
        return self.x.whole(len(self.scope.program.pack.ruleset.levels))

    def _known(self, found: Expr) -> Expr:
        """Only where there is an overall score."""
        return self.x.choose([(self.x.col("scored overall"), found)], self.x.lit(None, self._kind))

    def _band(self, part: str) -> Expr:
        """The number of the level whose band holds a score."""
        x, score = self.x, self.x.col(f"figure {part}overall")
        levels = sorted(self.scope.program.pack.ruleset.levels, key=lambda level: -level.number)
        cases = [(score >= level.start * GRID, x.lit(level.number, self._kind)) for level in levels]
        return x.choose(cases, x.lit(min(level.number for level in levels), self._kind))

    def _capped(self, number: Expr, firing: dict[str, Expr]) -> Expr:
        """The least of a number and of the caps of the gates that fire; null without a score."""
        x = self.x
        caps = sorted({gate.then.caps_at or 0 for gate in self.gates})
        lowest = [
            (x.some([firing[gate.id] for gate in self.gates if gate.then.caps_at == cap]), x.lit(cap, self._kind))
            for cap in caps
        ]
        least = x.choose(lowest, x.lit(None, self._kind))
        return self._known(x.least_of([number, least])) if caps else self._known(number)

    def _fired(self) -> dict[str, Expr]:
        return {gate.id: self.x.col(f"finding.{gate.id}").fill_null(False) for gate in self.gates}

    def _on_ranges(self, gate: Rule) -> Expr:
        return self.x.col(f"ranged {gate.id}" if gate.id in self.ranged else f"finding.{gate.id}")

    def _could_fire(self) -> dict[str, Expr]:
        return {gate.id: self._on_ranges(gate).fill_null(True) for gate in self.gates}

    def _surely_fire(self) -> dict[str, Expr]:
        return {gate.id: self._on_ranges(gate).fill_null(False) for gate in self.gates}

    def _held(self, gate: Rule) -> Expr:
        """Whether a gate holds the level below what the score proposes; unknown where there is no level."""
        x, cap = self.x, gate.then.caps_at
        fired = x.col(f"finding.{gate.id}").fill_null(False)
        number, proposed = x.col("level number"), x.col("level proposed")
        return x.choose([(~number.is_null(), fired & (number == cap) & (proposed > cap))], x.unknown())
