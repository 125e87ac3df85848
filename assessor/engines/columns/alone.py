"""Every row an agency of its own: one person of one view, whose answers are read as they stand."""

from dataclasses import dataclass

from assessor.engines.columns.cells import Cells, option_read
from assessor.engines.columns.dialect import Dialect, Expr, Layer
from assessor.engines.columns.routing import unseen_closed
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import answer_fact, option_fact, unanswered_fact
from assessor.model.instrument import Item

UNIT = 1
"""Values are whole points: nobody's mean has a fraction."""


@dataclass(frozen=True)
class Alone:
    """What rules and scores read where each row stands alone; a stage after the cells."""

    x: Dialect
    scope: Scope
    cells: Cells
    unit = UNIT

    def layers(self) -> list[Layer]:
        """The facts of answers; then items closed that nobody was asked; then what is read of single views."""
        groups = {self._group(item): self.cells.people(self.scope.sources(item.id)) for item in self.scope.read}
        answers = {answer_fact(item.id): self._answer(item) for item in self.scope.read}
        options: Layer = {}
        states: Layer = {}
        for item in self.scope.read:
            if item.kind == "tick":
                options |= self._options(item)
            states |= self._states(item)
        return [groups, answers, options | states, *unseen_closed(self.x, self.scope, lambda item: ~self._from(item))]

    def _group(self, item: Item) -> str:
        return f"from {'+'.join(self.scope.sources(item.id))}"

    def _from(self, item: Item) -> Expr:
        """Whether the person of a row is one whom an item is read from."""
        return self.x.col(self._group(item))

    def _answer(self, item: Item) -> Expr:
        if item.id not in self.scope.items:
            return self._nothing(item)
        cell = self.x.col(f"cell {item.id}")
        if set(self.scope.asked(item.id)) <= set(self.scope.sources(item.id)):
            return cell
        return self.x.choose([(self._from(item), cell)], self._nothing(item))

    def _states(self, item: Item) -> Layer:
        """What is read of the item's being left open, and of single views."""
        x, made, facts = self.x, {}, self.scope.facts
        there = item.id in self.scope.items
        if unanswered_fact(item.id) in facts:
            left = self._from(item) & x.col(f"cell {item.id}").is_null() if there else x.no()
            made[unanswered_fact(item.id)] = left
        for view in self.scope.asked(item.id):
            if answer_fact(item.id, view) in facts:
                made[answer_fact(item.id, view)] = self.of_view(item, view)
        for view in item.ask:
            if unanswered_fact(item.id, view) in facts:
                left = x.col(f"view {view}") & x.col(f"cell {item.id}").is_null() if there else x.no()
                made[unanswered_fact(item.id, view)] = left
        return made

    def _options(self, item: Item) -> Layer:
        x, made = self.x, {}
        for option in self.scope.options_read(item):
            ticked = x.col(f"ticked {item.id}.{option}") if item.id in self.scope.items else x.no()
            made[option_fact(item.id, option)] = option_read(x, ticked, x.col(answer_fact(item.id)))
            for view in self.scope.asked(item.id):
                if option_fact(item.id, option, view) in self.scope.facts:
                    made[option_fact(item.id, option, view)] = option_read(x, ticked, self.of_view(item, view))
        return made

    def of_view(self, item: Item, view: str) -> Expr:
        """What one view answered."""
        return self.x.choose([(self.x.col(f"view {view}"), self.x.col(f"cell {item.id}"))], self._nothing(item))

    def _nothing(self, item: Item) -> Expr:
        return self.x.lit(None, self.x.whole(self.scope.furthest(item)))

    def points(self, item: Item) -> Expr:
        """The points of the answer, higher is readier; only where there is one."""
        return kept_points(self.x, self.x.col(answer_fact(item.id)), self.scope, item)

    def place_in(self, item: Item, view: str) -> Expr:
        """The answer of one view; below 0 or null where it gave none."""
        return self.of_view(item, view) if view in self.scope.asked(item.id) else self._nothing(item)

    def points_in(self, item: Item, view: str) -> Expr:
        """The points of one view's answer; only where there is one."""
        return kept_points(self.x, self.of_view(item, view), self.scope, item)

    def meets(self, first: str, second: str) -> bool:
        """Whether two views can both have answered: never two different ones, where each row stands alone."""
        return first == second

    def answered(self, item: Item, view: str) -> Expr:
        """Whether a view shows an answer."""
        if view not in self.scope.asked(item.id):
            return self.x.no()
        return self.x.col(f"view {view}") & (self.x.col(f"cell {item.id}") >= 0).fill_null(False)

    def could_answer(self, item: Item, view: str) -> Expr:
        """Whether a view shows an answer, or may still give one."""
        if view not in self.scope.asked(item.id):
            return self.x.lit(True, self.x.flag)
        return ~self.x.col(f"view {view}") | (self.x.col(f"cell {item.id}") >= 0).fill_null(True)

    def guarded(self, item: Item) -> Expr:
        """Whether the agency's reading rests on a protected view: nobody is protected from themselves."""
        return self.x.no()


def kept_points(x: Dialect, answer: Expr, scope: Scope, item: Item) -> Expr:
    """The points of an answer, higher is readier; only where there is one."""
    kept, first = scope.kept(item), scope.first(item)
    top = max(kept)
    if kept == tuple(range(len(kept))):
        return answer - first if first else answer
    if kept == tuple(range(top, -1, -1)):
        return top + first - answer
    kind = x.whole(top)
    cases = [(answer == at, x.lit(points, kind)) for at, points in enumerate(kept[:-1], first)]
    return x.choose(cases, x.lit(kept[-1], kind))
