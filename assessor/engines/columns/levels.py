"""The readiness level over columns: the band of the overall score, held back by the gates that fire."""

from dataclasses import dataclass

from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.scope import Scope
from assessor.model.rule import Rule
from assessor.scoring import GRID

BANDS = ("", "low ", "high ")


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
        bands = {f"band {part}": self._band(part) for part in BANDS}
        caps = {f"cap {part}": self._cap(firing) for part, firing in zip(BANDS, self._firing(), strict=True)}
        capped = {
            "level proposed": self._known(x.col("band ")),
            "level number": self._known(self._lower("band ", "cap ")),
            "low number": self._lower("band low ", "cap low "),
            "high number": self._lower("band high ", "cap high "),
        }
        low, high, number = x.col("low number"), x.col("high number"), x.col("level number")
        widened = {
            "level low": self._known(x.choose([(low < number, low)], number)),
            "level high": self._known(x.choose([(high > number, high)], number)),
        }
        return [bands | caps, capped, widened | {f"held {gate.id}": self._held(gate) for gate in self.gates}]

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

    def _lower(self, band: str, cap: str) -> Expr:
        """The smaller of a band and of a cap, which there may not be."""
        band_, cap_ = self.x.col(band), self.x.col(cap)
        return self.x.choose([(cap_ < band_, cap_)], band_)

    def _cap(self, firing: dict[str, Expr]) -> Expr:
        """The least cap of the gates that fire; null where none does."""
        x = self.x
        caps = sorted({gate.then.caps_at or 0 for gate in self.gates})
        lowest = [
            (x.some([firing[gate.id] for gate in self.gates if gate.then.caps_at == cap]), x.lit(cap, self._kind))
            for cap in caps
        ]
        return x.choose(lowest, x.lit(None, self._kind))

    def _firing(self) -> list[dict[str, Expr]]:
        """Gates that fire; that could; that do whatever open answers turn out to be."""
        found = {gate.id: self.x.col(f"finding.{gate.id}") for gate in self.gates}
        ranged = {name: self.x.col(f"ranged {name}") if name in self.ranged else each for name, each in found.items()}
        return [
            {name: each.fill_null(False) for name, each in found.items()},
            {name: each.fill_null(True) for name, each in ranged.items()},
            {name: each.fill_null(False) for name, each in ranged.items()},
        ]

    def _held(self, gate: Rule) -> Expr:
        """Whether a gate holds the level below what the score proposes; unknown where there is no level."""
        x, cap = self.x, gate.then.caps_at
        fired = x.col(f"finding.{gate.id}").fill_null(False)
        number, proposed = x.col("level number"), x.col("level proposed")
        return x.choose([(~number.is_null(), fired & (number == cap) & (proposed > cap))], x.unknown())
