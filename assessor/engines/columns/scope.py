"""What a table is assessed for: the pack, the items of the form, how few people a view may show, what rules read."""

from dataclasses import dataclass
from functools import cached_property

from assessor.engines.columns.dialect import CLOSED
from assessor.engines.facts import answer_fact, fact_names, option_fact, unanswered_fact
from assessor.engines.program import Program
from assessor.engines.terms import Term, Test
from assessor.model.instrument import Item


@dataclass(frozen=True, eq=False)
class Scope:
    """The one thing that every stage is given."""

    program: Program
    form: str
    fewest: int
    """People of a protected view who must have answered an item; 1 where every person stands alone."""

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items of the form."""
        instrument = self.program.pack.instrument
        names = instrument.form(self.form).items
        return instrument.items if names is None else {name: instrument.items[name] for name in names}

    @property
    def with_level(self) -> bool:
        """Whether the form has all items, so that there is a level."""
        return self.program.pack.instrument.form(self.form).items is None

    @property
    def views(self) -> tuple[str, ...]:
        """Every view, in the order of the instrument."""
        return tuple(self.program.pack.instrument.views)

    def least(self, view: str) -> int:
        """How many people of a view must have answered an item."""
        return self.fewest if self.program.pack.instrument.views[view].protected else 1

    def asked(self, item: str) -> tuple[str, ...]:
        """The views that are asked an item in this form."""
        return tuple(view for view in self.views if item in self.items and view in self.items[item].ask)

    def meant(self, item: str) -> tuple[str, ...]:
        """The views an item is read from, the first that answered first."""
        found = self.items.get(item)
        return () if found is None else found.scored_from or tuple(found.ask)

    def standing_in(self, item: str) -> tuple[str, ...]:
        """The view that is read where none of those answered."""
        found = self.items.get(item)
        return () if found is None or found.provisional is None else (found.provisional,)

    def sources(self, item: str) -> tuple[str, ...]:
        """Every view that an item may be read from."""
        return tuple(dict.fromkeys((*self.meant(item), *self.standing_in(item))))

    @cached_property
    def routes(self) -> tuple[Term, ...]:
        """Every different way of routing."""
        return tuple(dict.fromkeys(self.program.routing.values()))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every condition whose outcome a table tells."""
        program = self.program
        return (*program.rules.values(), *program.in_place.values(), *program.positions.values())

    @cached_property
    def tests(self) -> tuple[Test, ...]:
        """Every comparison of those conditions, each once."""
        return tuple(dict.fromkeys(test for tree in self.terms for test in tests_of(tree)))

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that those conditions read."""
        return frozenset(test.fact for test in self.tests)

    @cached_property
    def read(self) -> tuple[Item, ...]:
        """The items of the pack that something is made of, in order; others are only checked."""
        program = self.program
        named = {each.item.id for items in program.scored.values() for each in items}
        named |= {leaf.gap for leaf in program.gap_leaves}
        named |= {item for danger in program.pack.ruleset.dangers if danger.clearing for item in danger.clearing.of}
        items = program.pack.instrument.items
        return tuple(item for name, item in items.items() if name in named or self._in_facts(item))

    def _in_facts(self, item: Item) -> bool:
        names = (
            name for view in (None, *item.ask) for name in (*fact_names(item, view), unanswered_fact(item.id, view))
        )
        return any(name in self.facts or name in self.program.routing_facts for name in names)

    def options_read(self, item: Item) -> tuple[str, ...]:
        """The options of a tick-all item that some condition or routing reads."""
        read = self.facts | self.program.routing_facts
        views = (None, *item.ask)
        return tuple(o.id for o in item.options if any(option_fact(item.id, o.id, view) in read for view in views))

    def highest(self, item: Item) -> int:
        """The largest place an answer to `item` can have."""
        if item.kind == "choice":
            return len(item.options) - 1
        if item.kind == "count":
            return item.highest or 0
        return max(len(self.program.pack.instrument.points(item)) - 1, 0)

    def first(self, item: Item) -> int:
        """The number of an item's first answer: options are numbered from 1, points and counts from 0."""
        return 1 if item.kind == "choice" else 0

    def furthest(self, item: Item) -> int:
        """The largest number of an answer, or the size of a code where that is larger."""
        return max(self.highest(item) + self.first(item), -CLOSED)

    @cached_property
    def numbered(self) -> dict[str, int]:
        """Facts whose answers are numbered from 1."""
        choices = [item for item in self.program.pack.instrument.items.values() if self.first(item)]
        return {answer_fact(item.id, view): 1 for item in choices for view in (None, *item.ask)}

    def kept(self, item: Item) -> tuple[int, ...]:
        """The points of each place, reversed where the item is negative; empty where nothing has points."""
        return self.program.pack.instrument.kept_points[item.id]

    def steps(self, item: Item) -> tuple[int, ...]:
        """The answers that can be told apart: all places, or for a count the least of each stretch that rules see."""
        if item.kind != "count":
            return tuple(range(self.highest(item) + 1))
        names = {answer_fact(item.id, view) for view in (None, *item.ask)}
        routing = (test for tree in self.program.routing.values() for test in tests_of(tree))
        edges = {
            edge
            for test in (*self.tests, *routing)
            if test.fact in names
            for low, high in test.ranges
            for edge in (low, high + 1)
        }
        return (0, *sorted(edge for edge in edges if 0 < edge <= self.highest(item)))


def tests_of(tree: Term) -> tuple[Test, ...]:
    """Every comparison of a condition, left to right."""
    if isinstance(tree, Test):
        return (tree,)
    return tuple(test for part in tree.parts for test in tests_of(part))
