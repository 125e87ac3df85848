"""Rows of a table to answers: each cell checked, what is none of an answer's forms counted, routing closed.

A cell holds an option's number or id, points or a count, 0 or 1 for one option of tick-all, -8 or `dont_know`, -9 or
`does_not_apply`, or nothing. What comes out is the answer's number, `CLOSED`, or null; for tick-all 0 where anything
was answered, beside a flag an option.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor.engines.columns.dialect import CLOSED, OPEN, Dialect, Expr, Layer
from assessor.engines.columns.routing import closed_routes
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import answer_fact, option_fact
from assessor.model.instrument import Item
from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW

Kinds = Mapping[str, str]
"""Column of the table -> narrow, whole, natural, double, flag or text: how its cells are written."""


@dataclass(frozen=True)
class Cells:
    """The stages from a table's own columns to answers."""

    x: Dialect
    scope: Scope
    kinds: Kinds

    def layers(self) -> list[Layer]:
        """The first of these is all that is kept of the table."""
        answers: Layer = {}
        for item in self.scope.items.values():
            answers |= self._ticks(item) if item.kind == "tick" else self._single(item)
        return [
            self._raw(),
            self._views(),
            self._groups(),
            answers,
            {**self._checks(), **self._own()},
            closed_routes(self.x, self.scope, self.own_facts(), "closed"),
            self._routed(),
        ]

    def columns(self, item: Item) -> tuple[str, ...]:
        """The columns of the table that belong to an item and are there."""
        names = [f"{item.id}.{option.id}" for option in item.options] if item.kind == "tick" else [item.id]
        return tuple(name for name in names if name in self.kinds)

    def _raw(self) -> Layer:
        kept = {"agency": self.x.col("agency"), "perspective": self.x.col("perspective").cast(self.x.string)}
        for item in self.scope.items.values():
            for name in self.columns(item):
                kept[f"raw {name}"] = self._coded(item, name).fill_null(OPEN)
        return kept

    def _coded(self, item: Item, name: str) -> Expr:
        """The cells of one column as whole numbers; what is none of an answer's forms as one number too many."""
        x, kind, cell = self.x, self.kinds[name], self.x.col(name)
        last = self._last(item)
        type_ = x.whole(max(last + 1, 9))
        if item.kind == "text":
            return self._words(cell, kind, type_)
        if kind == "text":
            return self._from_text(item, cell, last, type_)
        if kind == "flag":
            return x.choose([(cell, x.lit(1, type_)), (~cell, x.lit(0, type_))], x.lit(None, type_))
        if kind == "narrow":
            return cell if last < 2**7 else cell.cast(type_)
        if kind == "natural":
            return x.choose([(cell > last, x.lit(last + 1, x.number))], cell).cast(type_)
        if kind == "double":
            cell = cell.fill_nan(None)
            cell = x.choose([((cell < CLOSED) | (cell > last), x.lit(last + 1, x.double))], cell)
            return x.choose([(cell.cast(type_) != cell, x.lit(last + 1, type_))], cell.cast(type_))
        return x.choose([((cell < CLOSED) | (cell > last), x.lit(last + 1, x.number))], cell).cast(type_)

    def _words(self, cell: Expr, kind: str, type_: object) -> Expr:
        """Of words of one's own, 0 where there are some; of numbers in their place the same."""
        x = self.x
        codes: dict[object, int] = {OPEN: OPEN, CLOSED: CLOSED}
        if kind == "text":
            codes = {DONT_KNOW: OPEN, DOES_NOT_APPLY: CLOSED, "-8": OPEN, "-9": CLOSED}
        plain = cell.fill_nan(None) if kind == "double" else cell
        blank = plain.is_null() | (cell == "") if kind == "text" else plain.is_null()
        marked = [(cell == word, x.lit(code, type_)) for word, code in codes.items()] if kind != "flag" else []
        return x.choose([(blank, x.lit(None, type_)), *marked], x.lit(0, type_))

    def _from_text(self, item: Item, cell: Expr, last: int, type_: object) -> Expr:
        x = self.x
        words = {DONT_KNOW: OPEN, "-8": OPEN, DOES_NOT_APPLY: CLOSED, "-9": CLOSED}
        if item.kind == "choice":
            words |= {option.id: number for number, option in enumerate(item.options, 1)}
        if item.kind != "count":
            words |= {str(number): number for number in range(self.scope.first(item), last + 1)}
        nothing = (cell.is_null() | (cell == ""), x.lit(None, type_))
        cases = [nothing, *((cell == word, x.lit(code, type_)) for word, code in words.items())]
        if item.kind == "count":
            digits = cell.str.contains(r"^[0-9]{1,7}$")
            number = x.choose([(digits, cell)], x.lit(None, x.string)).cast(x.number)
            cases.append((digits & (number <= last), number.cast(x.whole(10**7)).cast(type_)))
        return x.choose(cases, x.lit(last + 1, type_))

    def _last(self, item: Item) -> int:
        return 1 if item.kind == "tick" else self.scope.highest(item) + self.scope.first(item)

    def _views(self) -> Layer:
        is_view = {view: self.x.col("perspective") == view for view in self.scope.views}
        return {f"view {view}": each.fill_null(False) for view, each in is_view.items()}

    def people(self, views: tuple[str, ...]) -> Expr:
        """Whether a row is of one of these views."""
        return self.x.some([self.x.col(f"view {view}") for view in views])

    def _groups(self) -> Layer:
        """Every set of views that is asked some item, as one column; and which tick-alls were answered."""
        sets = {self.scope.asked(item) for item in self.scope.items}
        groups = {f"people {'+'.join(views)}": self.people(views) for views in sorted(sets)}
        ticks = [item for item in self.scope.items.values() if item.kind == "tick" and self.columns(item)]
        said = {f"said {item.id}": self._said(item) for item in ticks}
        return groups | said | {"people all": self.people(self.scope.views)}

    def _said(self, item: Item) -> Expr:
        """Whether a tick-all was answered, by somebody who is asked it."""
        raws = [self.x.col(f"raw {name}") for name in self.columns(item)]
        answered = self.x.some([raw.is_between(0, 1) for raw in raws])
        return answered & ~raws[0].is_between(CLOSED, OPEN) & self.people(self.scope.asked(item.id))

    def asked(self, item: Item) -> Expr:
        """Whether the person of a row is asked an item."""
        return self.x.col(f"people {'+'.join(self.scope.asked(item.id))}")

    def _single(self, item: Item) -> Layer:
        """The answers of an item with one column."""
        x, last = self.x, self._last(item)
        nothing = x.lit(None, x.whole(max(last, -CLOSED)))
        if not self.columns(item):
            return {f"cell {item.id}": nothing}
        raw = x.col(f"raw {item.id}")
        said = raw.is_between(self.scope.first(item), last) | (raw == CLOSED)
        return {f"cell {item.id}": x.choose([(said & self.asked(item), raw)], nothing)}

    def _ticks(self, item: Item) -> Layer:
        """Whether a tick-all was answered, and what was ticked."""
        x, names = self.x, self.columns(item)
        kind = x.whole(-CLOSED)
        nothing = x.lit(None, kind)
        options = self.scope.options_read(item)
        if not names:
            return {f"cell {item.id}": nothing, **{f"ticked {item.id}.{option}": x.no() for option in options}}
        said, closed = x.col(f"said {item.id}"), (x.col(f"raw {names[0]}") == CLOSED) & self.asked(item)
        made = {f"cell {item.id}": x.choose([(said, x.lit(0, kind)), (closed, x.lit(CLOSED, kind))], nothing)}
        for option in options:
            name = f"{item.id}.{option}"
            made[f"ticked {name}"] = x.col(f"raw {name}") == 1 if name in names else x.no()
        return made

    def _checks(self) -> Layer:
        """How many cells of a row are no answer, or answer what the person is not asked."""
        x = self.x
        refused: list[Expr] = [~x.col("people all")]
        for item in self.scope.items.values():
            raws = [x.col(f"raw {name}") for name in self.columns(item)]
            if item.kind == "tick":
                refused += [self._refused_tick(item, raw) for raw in raws]
            else:
                open_ = x.col(f"cell {item.id}").is_null()
                refused += [open_ & ~raw.is_between(CLOSED, OPEN) for raw in raws]
        return {"refused": x.tally((each, 1) for each in refused)}

    def _refused_tick(self, item: Item, raw: Expr) -> Expr:
        """A code in one option's column, beside answers in others, says that it was not ticked."""
        return ~(raw.is_between(CLOSED, OPEN) | (raw == 0) | ((raw == 1) & self.x.col(f"said {item.id}")))

    def own_facts(self) -> dict[str, str]:
        """Facts of one person's own answers to routing items -> their columns."""
        found: dict[str, str] = {}
        for item in self.scope.items.values():
            if item.kind == "tick":
                found |= {option_fact(item.id, o): f"own {item.id}.{o}" for o in self.scope.options_read(item)}
            else:
                found[answer_fact(item.id)] = f"cell {item.id}"
        return {fact: name for fact, name in found.items() if fact in self.scope.program.routing_facts}

    def _own(self) -> Layer:
        return {
            name: option_read(self.x, self.x.col(f"ticked {name.removeprefix('own ')}"), self.x.col(f"cell {item.id}"))
            for item in self.scope.items.values()
            if item.kind == "tick"
            for name in self.own_facts().values()
            if name.startswith(f"own {item.id}.")
        }

    def _routed(self) -> Layer:
        """Answers to items that a person was not asked are set aside."""
        x, made = self.x, {}
        for item in self.scope.items.values():
            tree = self.scope.program.routing.get(item.id)
            if tree is not None:
                closed = x.col(f"closed {self.scope.routes.index(tree)}") & self.asked(item)
                cell = x.col(f"cell {item.id}")
                made[f"cell {item.id}"] = x.choose([(closed, x.lit(CLOSED, x.whole(-CLOSED)))], cell)
        return made


def option_read(x: Dialect, ticked: Expr, answer: Expr) -> Expr:
    """One option of tick-all as a fact: 1 where it was ticked, else what the answer to the whole item says."""
    return x.choose([(ticked & (answer == 0), x.lit(1, x.whole(-CLOSED)))], answer)
