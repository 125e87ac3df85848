"""Dangers over columns: index, range and status, and every status that open answers could still give.

The same as inference/dangers.py: weights of the signs that fired, are silent, are undecided; signs that are silent only
because nothing they read applies are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.gaps import Readings
from assessor.engines.columns.scope import Scope
from assessor.model.condition import STATUSES
from assessor.model.rule import Rule
from assessor.model.ruleset import Danger

LOW, POSSIBLE, LIKELY, NOT_ENOUGH, ABSENT = range(len(STATUSES))


@dataclass(frozen=True)
class Dangers:
    """The stages from the findings of a danger's rules to its status, `danger NAME` as its place in STATUSES."""

    x: Dialect
    scope: Scope
    readings: Readings
    ranged: frozenset[str]
    """Rules that have a column `ranged RULE`; the others come out the same on ranges."""
    spanned: frozenset[str]
    """Dangers whose attainable statuses some rule reads."""

    def layers(self, dangers: tuple[Danger, ...]) -> list[Layer]:
        """Weights, then index and what is known, then status, then what could still be."""
        weights: Layer = {}
        apart: Layer = {}
        known: Layer = {}
        status: Layer = {}
        could: Layer = {}
        for danger in dangers:
            weights |= self._weights(danger)
            apart |= self._apart(danger)
            known |= self._known(danger)
            status |= self._judged(danger)
            could |= self._could(danger) if danger.id in self.spanned else {}
        return [weights, apart, known, status, could]

    def _indicators(self, danger: Danger) -> list[tuple[Rule, int]]:
        return [(rule, rule.then.weight or 0) for rule in self.scope.program.indicators[danger.id]]

    def _found(self, rule: str) -> Expr:
        return self.x.col(f"finding.{rule}")

    def _on_ranges(self, rule: str) -> Expr:
        return self.x.col(f"ranged {rule}") if rule in self.ranged else self._found(rule)

    def _weights(self, danger: Danger) -> Layer:
        """Weights of signs that fired, are open, are void; of the last two beside how many these are."""
        x, signs, name = self.x, self._indicators(danger), danger.id
        each = len(signs) + 1
        made = {
            f"fired {name}": x.tally((self._found(rule.id), weight) for rule, weight in signs),
            f"open signs {name}": x.tally((self._found(r.id).is_null(), weight * each + 1) for r, weight in signs),
            f"void signs {name}": x.tally((x.col(f"vacuous {r.id}"), weight * each + 1) for r, weight in signs),
        }
        if name in self.spanned:
            counted = [(self._on_ranges(rule.id), ~x.col(f"vacuous {rule.id}"), weight) for rule, weight in signs]
            made[f"best {name}"] = x.tally((fires & there, weight) for fires, there, weight in counted)
            made[f"worst {name}"] = x.tally((fires.fill_null(True) & there, weight) for fires, there, weight in counted)
        return made | self._clearing(danger)

    def _apart(self, danger: Danger) -> Layer:
        """Weights and numbers apart, in a type that holds what is made of them."""
        x, name = self.x, danger.id
        each = len(self._indicators(danger)) + 1
        kind = self._kind(danger)
        made = {f"{sort} {name}": x.col(f"{sort} {name}").cast(kind) for sort in self._sorts(danger)}
        for sort in ("open", "void"):
            both = x.col(f"{sort} signs {name}")
            made[f"{sort} {name}"] = (both // each).cast(kind)
            made[f"{sort} signs {name}"] = (both - both // each * each).cast(kind)
        return made

    def _sorts(self, danger: Danger) -> tuple[str, ...]:
        return ("fired", "best", "worst") if danger.id in self.spanned else ("fired",)

    def _kind(self, danger: Danger) -> object:
        signs = self._indicators(danger)
        return self.x.whole(201 * max(sum(weight for _, weight in signs), len(signs), 1))

    def _clearing(self, danger: Danger) -> Layer:
        """Whether those whose answers clear the danger gave enough of them, and whether they still could."""
        x, needs, name = self.x, danger.clearing, danger.id
        if needs is None:
            yes = x.lit(True, x.flag)
            return {f"cleared {name}": yes, f"clearable {name}": yes}
        items = {item: self.scope.program.pack.instrument.items[item] for item in needs.of}
        given = {i: x.some([self.readings.answered(item, view) for view in needs.views]) for i, item in items.items()}
        could = {
            i: x.some([self.readings.could_answer(item, view) for view in needs.views]) for i, item in items.items()
        }

        def enough(each: Mapping[str, Expr]) -> Expr:
            number = x.tally((answered, 1) for answered in each.values()) >= needs.at_least
            one = [each[item] for item in needs.one_of if item in each]
            return number & x.some(one) if needs.one_of else number

        return {f"cleared {name}": enough(given), f"clearable {name}": enough(could)}

    def _known(self, danger: Danger) -> Layer:
        """The weight of what is decided, and whether it is enough to judge by."""
        x, name = self.x, danger.id
        signs = self._indicators(danger)
        everything = sum(weight for _, weight in signs) - x.col(f"void {name}")
        number = len(signs) - x.col(f"void signs {name}")
        decided = everything - x.col(f"open {name}")
        share = decided * 100 >= everything * danger.known.share
        enough = number - x.col(f"open signs {name}") >= danger.known.indicators
        return {
            f"decided {name}": decided,
            f"rate decided {name}": self._rate(danger, decided),
            f"rate everything {name}": self._rate(danger, everything),
            f"everything {name}": everything,
            f"known {name}": (decided > 0) & enough & share,
            f"all known {name}": (everything > 0) & (number >= danger.known.indicators),
        }

    def _judged(self, danger: Danger) -> Layer:
        x, name = self.x, danger.id
        fired, decided, everything = x.col(f"fired {name}"), x.col(f"decided {name}"), x.col(f"everything {name}")
        cleared = x.col(f"cleared {name}")
        status = self._status(danger, fired, decided, x.col(f"known {name}"), cleared)
        absent = self._found(danger.absent_when) if danger.absent_when else x.no()
        made = {
            f"danger.{name}": x.choose([(absent, self._place(ABSENT))], status),
            f"index {name}": self._percent(danger, fired, "decided"),
            f"low {name}": self._percent(danger, fired, "everything"),
            f"high {name}": self._percent(danger, fired + x.col(f"open {name}"), "everything"),
        }
        if name in self.spanned:
            known, clearable = x.col(f"all known {name}"), cleared | x.col(f"clearable {name}")
            best, worst = x.col(f"best {name}"), x.col(f"worst {name}")
            made[f"best status {name}"] = self._status(danger, best, everything, known, clearable, undecided=False)
            made[f"worst status {name}"] = self._status(danger, worst, everything, known, cleared, undecided=True)
        return made

    def _place(self, status: int) -> Expr:
        return self.x.lit(status, self.x.whole(ABSENT))

    def _percent(self, danger: Danger, part: Expr, whole: str) -> Expr:
        """A share of the decided weight, or of everything, in percent; null where there is nothing to share."""
        x, rate = self.x, self.x.col(f"rate {whole} {danger.id}")
        share = x.scaled(part, rate, 100, self._heaviest(danger)).cast(x.whole(100))
        return x.choose([(rate > 0, share)], x.lit(None, x.whole(100)))

    def _rate(self, danger: Danger, whole: Expr) -> Expr:
        return self.x.rate(100, whole, whole > 0, self._heaviest(danger))

    def _heaviest(self, danger: Danger) -> int:
        return max(sum(weight for _, weight in self._indicators(danger)), 1)

    def _status(
        self,
        danger: Danger,
        fired: Expr,
        decided: Expr,
        known: Expr,
        cleared: Expr,
        *,
        undecided: bool | None = None,
    ) -> Expr:
        """The status these weights give; `undecided` is what open rules count as where they are read on ranges."""
        x = self.x

        def holds(rule: str) -> Expr:
            return self._found(rule) if undecided is None else self._on_ranges(rule).fill_null(undecided)

        decisive = x.some([x.every([holds(rule) for rule in pair]) for pair in danger.decisive]).fill_null(False)
        floor = x.some([holds(rule) for rule in danger.floor]).fill_null(False)
        # index >= cut, without the division: the index is (200 fired + decided) // (2 decided)
        level = fired * 200 + decided
        likely, possible = (level >= decided * (2 * cut) for cut in (danger.cuts.likely, danger.cuts.possible))
        cases = [
            (decisive | (known & likely), self._place(LIKELY)),
            (known & (possible | floor), self._place(POSSIBLE)),
            (known & cleared, self._place(LOW)),
        ]
        return x.choose(cases, self._place(NOT_ENOUGH))

    def _could(self, danger: Danger) -> Layer:
        """For each status, whether open answers could still give it, from all staying silent to all firing."""
        x, name = self.x, danger.id
        status, best, worst = x.col(f"danger.{name}"), x.col(f"best status {name}"), x.col(f"worst status {name}")
        absent = self._on_ranges(danger.absent_when) if danger.absent_when else x.no()
        surely = absent.fill_null(False)
        made: Layer = {}
        for place in range(len(STATUSES)):
            found = (best == place) | (worst == place)
            if place <= LIKELY:
                found = found | ((best <= place) & (worst >= place) & (worst <= LIKELY))
            if place == ABSENT:
                found = absent.fill_null(True)
            made[f"could {place} {name}"] = (status == place) | (found if place == ABSENT else ~surely & found)
        return made
