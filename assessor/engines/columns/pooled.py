"""Many people to an agency: what each view answered, read off its counts, and what the agency's answer is.

The same as pooling.py and perspectives.py say of one agency: the middle answer of a view, its mean, its state where
too few answered; of several views the first answer and the mean of the means.
"""

from dataclasses import dataclass

from assessor.engines.columns.dialect import CLOSED, OPEN, Dialect, Expr, Layer
from assessor.engines.columns.packing import CLOSED_COUNT, Packing
from assessor.engines.columns.routing import unseen_closed
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import answer_fact, option_fact, unanswered_fact
from assessor.model.instrument import Item
from assessor.scoring import GRID

HIDDEN = -7
"""A view's reading that too few gave to be shown, beside answers, `CLOSED` and `OPEN`; null is a view of nobody."""


@dataclass(frozen=True)
class Pooled:
    """The stages from sums of agencies to what rules and scores read."""

    x: Dialect
    scope: Scope
    packing: Packing
    unit = GRID

    def cells(self) -> list[tuple[Item, str]]:
        """Every item with every view that is asked it."""
        return [(item, view) for item in self.packing.items() for view in self.scope.asked(item.id)]

    def layers(self) -> list[Layer]:
        """Counts, how many answered, the reading of each view, then that of the agency."""
        stages = (self._counts, self._numbers, self._answers, self._readings)
        views = [{name: each for cell in self.cells() for name, each in stage(*cell).items()} for stage in stages]
        agency: Layer = {}
        states: Layer = {}
        for item in self.scope.read:
            agency |= self._agency(item)
            states |= self._states(item)
        return [*views, agency, states, *unseen_closed(self.x, self.scope, self._unseen)]

    def _counts(self, item: Item, view: str) -> Layer:
        packing = self.packing
        return {f"{count} {item.id}@{view}": packing.read(item, count, view) for count in packing.counts(item)}

    def _count(self, item: Item, view: str, count: object) -> Expr:
        return self.x.col(f"{count} {item.id}@{view}")

    def _numbers(self, item: Item, view: str) -> Layer:
        """How many answered; of options in no order also how many gave the commonest answer."""
        x, name = self.x, f"{item.id}@{view}"
        if item.kind == "tick":
            return {f"number {name}": self._count(item, view, "answered")}
        each = [self._count(item, view, step) for step in self.scope.steps(item)]
        most = {f"most {name}": x.most_of(each)} if item.nominal else {}
        return {f"number {name}": x.total(each, x.number), **most}

    def _answers(self, item: Item, view: str) -> Layer:
        """The middle answer, and the mean, whether they are shown or not; or which options more than half ticked."""
        name, number = f"{item.id}@{view}", self.x.col(f"number {item.id}@{view}")
        if item.kind == "tick":
            options = self.scope.options_read(item)
            return {f"ticked {o} {name}": self._count(item, view, f"option {o}") * 2 > number for o in options}
        means = {f"mean {name}": self._mean(item, view)} if item.scored else {}
        return {f"middle {name}": self._middle(item, view), **means}

    def _readings(self, item: Item, view: str) -> Layer:
        """The answer or state that a view shows."""
        x, name = self.x, f"{item.id}@{view}"
        number, closed = x.col(f"number {name}"), self._count(item, view, CLOSED_COUNT)
        people, least = x.col(f"views.{view}"), self.scope.least(view)
        left_open = people - number - closed
        kind = x.whole(self.scope.furthest(item))
        code = x.choose(
            [
                (number >= least, x.lit(0, kind) if item.kind == "tick" else x.col(f"middle {name}")),
                (people == 0, x.lit(None, kind)),
                ((closed >= least) & (closed > left_open), x.lit(CLOSED, kind)),
                (left_open >= least, x.lit(OPEN, kind)),
            ],
            x.lit(HIDDEN, kind),
        )
        return {f"reading {name}": code}

    def _middle(self, item: Item, view: str) -> Expr:
        """The low median toward the less ready end; of options in no order the commonest."""
        x, name, first = self.x, f"{item.id}@{view}", self.scope.first(item)
        order, kind = self._order(item), self.x.whole(self.scope.furthest(item))
        if item.nominal:
            found = [self._count(item, view, step) == x.col(f"most {name}") for step in order]
        else:
            sums = [self._count(item, view, order[0])]
            for step in order[1:-1]:
                sums.append(sums[-1] + self._count(item, view, step))
            found = [each * 2 >= x.col(f"number {name}") for each in sums]
        cases = [(here, x.lit(step + first, kind)) for here, step in zip(found, order[:-1], strict=False)]
        return x.choose(cases, x.lit(order[-1] + first, kind))

    def _order(self, item: Item) -> tuple[int, ...]:
        """Places from the less ready end; of those with equal points the nearer to that end first."""
        steps, kept = self.scope.steps(item), self.scope.kept(item)
        if not kept or item.nominal:
            return steps
        sign = -1 if item.polarity == "negative" else 1
        return tuple(sorted(steps, key=lambda place: (kept[place], sign * place)))

    def _mean(self, item: Item, view: str) -> Expr:
        """The mean of the points in 1/10,000, rounded half up; null where too few answered."""
        x, kept = self.x, self.scope.kept(item)
        number = x.col(f"number {item.id}@{view}")
        parts = [self._count(item, view, s) * (2 * GRID * kept[s]) for s in self.scope.steps(item) if kept[s]]
        shown = number >= self.scope.least(view)
        return (x.total(parts, x.number) + number) // x.choose([(shown, number * 2)], x.lit(None, x.number))

    def answered(self, item: Item, view: str) -> Expr:
        """Whether a view shows an answer."""
        if view not in self.scope.asked(item.id):
            return self.x.no()
        return (self.x.col(f"reading {item.id}@{view}") >= 0).fill_null(False)

    def could_answer(self, item: Item, view: str) -> Expr:
        """Whether a view shows an answer, or may still give one."""
        if view not in self.scope.asked(item.id):
            return self.x.lit(True, self.x.flag)
        code = self.x.col(f"reading {item.id}@{view}")
        return ((code >= 0) | (code == OPEN)).fill_null(True)

    def _chain(self, item: Item, column: str) -> list[tuple[Expr, Expr]]:
        """What the first view that answered says, of those meant, then of the one that stands in."""
        return [
            (self.x.col(f"reading {item.id}@{view}") >= 0, self.x.col(f"{column} {item.id}@{view}"))
            for view in self.scope.sources(item.id)
        ]

    def _agency(self, item: Item) -> Layer:
        """The state or place of the agency's reading, its mean, and which options are ticked."""
        x = self.x
        nothing = x.lit(None, x.whole(self.scope.furthest(item)))
        sources = self.scope.sources(item.id)
        states = [x.col(f"reading {item.id}@{view}") for view in sources]
        first = [(~state.is_null(), state) for state in states]
        made = {f"reading {item.id}": x.choose([*self._chain(item, "reading"), *first], nothing)}
        for option in self.scope.options_read(item):
            made[f"ticked {option} {item.id}"] = x.choose(self._chain(item, f"ticked {option}"), x.no())
        if item.scored and sources:
            made[f"mean {item.id}"] = self._mean_of_views(item)
        elif item.scored:
            made[f"mean {item.id}"] = x.lit(None, x.number)
        return made

    def _mean_of_views(self, item: Item) -> Expr:
        """The mean of the views meant, each counting once; else that of the one that stands in."""
        x, meant = self.x, self.scope.meant(item.id)
        values = [x.col(f"mean {item.id}@{view}").fill_null(0) for view in meant]
        number = x.tally((self.answered(item, view), 1) for view in meant).cast(x.number)
        there = x.some([self.answered(item, view) for view in meant])
        mean = (x.total(values, x.number) * 2 + number) // x.choose([(there, number * 2)], x.lit(None, x.number))
        standing_in = self.scope.standing_in(item.id)
        other = x.col(f"mean {item.id}@{standing_in[0]}") if standing_in else x.lit(None, x.number)
        return x.choose([(there, mean)], other)

    def _states(self, item: Item) -> Layer:
        """Facts of the agency's reading and of single views."""
        x, facts = self.x, self.scope.facts
        reading = x.col(f"reading {item.id}")
        made = {answer_fact(item.id): self._fact(reading)}
        for option in self.scope.options_read(item):
            made[option_fact(item.id, option)] = self._option(reading, x.col(f"ticked {option} {item.id}"))
        made[unanswered_fact(item.id)] = (reading == OPEN).fill_null(False)
        for view in self.scope.asked(item.id):
            code = x.col(f"reading {item.id}@{view}")
            made[answer_fact(item.id, view)] = self._fact(code)
            made[unanswered_fact(item.id, view)] = (code == OPEN).fill_null(False)
            for option in self.scope.options_read(item):
                ticked = x.col(f"ticked {option} {item.id}@{view}")
                made[option_fact(item.id, option, view)] = self._option(code, ticked)
        if item.id not in self.scope.items:
            made |= {unanswered_fact(item.id, view): x.no() for view in item.ask}
        plain = {answer_fact(item.id), *(option_fact(item.id, option) for option in self.scope.options_read(item))}
        return {fact: each for fact, each in made.items() if fact in plain or fact in facts}

    def _fact(self, code: Expr) -> Expr:
        return self.x.choose([((code >= 0) | (code == CLOSED), code)], self.x.lit(None, self.x.whole(-CLOSED)))

    def _option(self, code: Expr, ticked: Expr) -> Expr:
        return self.x.choose([((code >= 0) & ticked, self.x.lit(1, self.x.whole(-CLOSED)))], self._fact(code))

    def _unseen(self, item: Item) -> Expr:
        code = self.x.col(f"reading {item.id}")
        return (code == HIDDEN).fill_null(True)

    def points(self, item: Item) -> Expr:
        """The mean of the points in 1/10,000, higher is readier; only where there is an answer."""
        return self.x.col(f"mean {item.id}")

    def place_in(self, item: Item, view: str) -> Expr:
        """The middle answer of one view; below 0 or null where it shows none."""
        asked = view in self.scope.asked(item.id)
        return self.x.col(f"reading {item.id}@{view}") if asked else self.x.lit(None, self.x.whole(-CLOSED))

    def points_in(self, item: Item, view: str) -> Expr:
        """The mean of one view; only where there is an answer."""
        return self.x.col(f"mean {item.id}@{view}")

    def meets(self, first: str, second: str) -> bool:
        """Whether two views can both have answered."""
        return True

    def guarded(self, item: Item) -> Expr:
        """Whether the agency's reading rests on an answer of a protected view."""
        views = self.scope.program.pack.instrument.views
        meant, others = self.scope.meant(item.id), self.scope.standing_in(item.id)
        shown = self.x.some([self.answered(item, view) for view in meant])
        guarded = self.x.some([self.answered(item, view) for view in meant if views[view].protected])
        stands_in = self.x.some([self.answered(item, view) for view in others if views[view].protected])
        return guarded | (~shown & stands_in)
