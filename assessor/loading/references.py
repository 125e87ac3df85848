"""Cross references of a pack: what is named exists, comparisons fit what they read, nothing is circular."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from assessor.engines.strata import Circle, strata
from assessor.engines.terms import count_disjuncts, term
from assessor.errors import Problem, nearest, problem
from assessor.loading.catalogue import Judged
from assessor.loading.strict_yaml import Document, Path_
from assessor.model.citations import citations
from assessor.model.condition import STATUSES, AnswerLeaf, DangerLeaf, FindingLeaf, GapLeaf, NoFindingLeaf, leaves
from assessor.model.instrument import UNSCALED, Instrument, Item
from assessor.model.rule import Rule
from assessor.model.ruleset import Ruleset

MAX_DISJUNCTS = 64


class Origins:
    """Where each declared thing stands in the files."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], tuple[Document, Path_]] = {}
        self.catalogues: tuple[Judged, ...] = ()
        """The translations the pack was read with, held against its texts; none where it has no catalogue."""

    def note(self, sort: str, name: str, document: Document, path: Path_) -> None:
        self._places.setdefault((sort, name), (document, path))

    def known(self, sort: str, name: str) -> bool:
        return (sort, name) in self._places

    def at(self, sort: str, name: str, *keys: str | int) -> dict[str, Any]:
        """File and line for a message about `keys` of the `sort` called `name`."""
        if (sort, name) not in self._places:
            return {}
        document, path = self._places[sort, name]
        return {"file": document.name, "line": document.line((*path, *keys))}


def check_references(instrument: Instrument, ruleset: Ruleset, origins: Origins) -> list[Problem]:
    """All that is wrong between the parts of a pack."""
    check = _References(instrument, ruleset, origins)
    found = [*check.items(), *check.forms(), *check.levels(), *check.rules(), *check.dangers(), *check.strategies()]
    found += [*check.tables(), *check.plan(), *check.citations()]
    return found or list(check.order())


class _References:
    def __init__(self, instrument: Instrument, ruleset: Ruleset, origins: Origins) -> None:
        self.instrument, self.ruleset, self.origins = instrument, ruleset, origins
        self.dangers_by_id = {danger.id: danger for danger in ruleset.dangers}
        self.dimensions = {dimension.id for dimension in ruleset.dimensions}
        statuses = [f"{danger}.{status}" for danger in self.dangers_by_id for status in STATUSES]
        self.findings = [*ruleset.rules_by_id, *statuses]

    def unknown(self, sort: str, name: object, known: Iterable[str], show: str = "", **where: Any) -> Problem:
        return problem("unknown-id", **where, sort=sort, id=name, nearest=nearest(name, known, show))

    def items(self) -> Iterator[Problem]:
        for item in self.instrument.items.values():
            where = self.origins.at("item", item.id)
            provisional = [item.provisional] if item.provisional else []
            for view in dict.fromkeys([*item.ask, *item.scored_from, *provisional, *item.help_for]):
                if view not in self.instrument.views:
                    yield self.unknown("perspective", view, self.instrument.views, **where)
            if item.dimension and item.dimension not in self.dimensions:
                place = self.origins.at("item", item.id, "dimension")
                yield self.unknown("dimension", item.dimension, self.dimensions, **place)
            if item.kind not in (*self.instrument.scale_labels, *UNSCALED):
                place = self.origins.at("item", item.id, "kind")
                yield self.unknown("kind", item.kind, [*self.instrument.scale_labels, *UNSCALED], **place)
            else:
                for reason, remedy in _item_faults(item):
                    yield problem("bad-item", **where, item=item.id, reason=reason, remedy=remedy)
            if item.only_if is not None:
                yield from self.condition(item.only_if, "item", item.id, "only_if")
                yield from self._routing(item)

    def _routing(self, item: Item) -> Iterator[Problem]:
        for leaf in leaves(item.only_if):
            read = self.instrument.items.get(getattr(leaf, "answer", ""))
            if read is None or read.scored or read.only_if is not None:
                remedy = "Let it read an item that is never scored and is always asked."
                where = self.origins.at("item", item.id, "only_if")
                yield problem(
                    "bad-item", **where, item=item.id, reason="`only_if` reads no routing item", remedy=remedy
                )

    def forms(self) -> Iterator[Problem]:
        for form in self.instrument.forms:
            for place, name in enumerate(form.items or ()):
                if name not in self.instrument.items:
                    where = self.origins.at("form", form.id, "items", place)
                    yield self.unknown("item", name, self.instrument.items, "items", **where)

    def levels(self) -> Iterator[Problem]:
        levels = self.ruleset.levels
        where = self.origins.at("levels", levels[0].id)
        if [level.number for level in levels] != list(range(1, len(levels) + 1)):
            yield problem("bad-levels", **where, reason="the numbers do not count up from 1")
        starts = [level.start for level in levels]
        if starts[0] != 0 or starts != sorted(set(starts)):
            yield problem("bad-levels", **where, reason="they do not rise from 0")

    def rules(self) -> Iterator[Problem]:
        for rule in self.ruleset.rules:
            yield from self.condition(rule.when, "rule", rule.id, "when")
            yield from self._conclusion(rule)
            expected = {example.expect for example in rule.examples}
            for word, lacks in (("fires", "fires"), ("silent", "stays silent")):
                if word not in expected:
                    where = self.origins.at("rule", rule.id, "examples")
                    yield problem("few-examples", **where, rule=rule.id, lacks=lacks)

    def _conclusion(self, rule: Rule) -> Iterator[Problem]:
        where = self.origins.at("rule", rule.id, "then")
        danger = rule.then.indicator_of or rule.then.counter_evidence_of
        if danger and danger not in self.dangers_by_id:
            yield self.unknown("danger", danger, self.dangers_by_id, **where)
        if rule.then.strength and rule.then.strength not in self.dimensions:
            yield self.unknown("dimension", rule.then.strength, self.dimensions, **where)
        if rule.then.challenge and rule.then.challenge not in self.ruleset.sources_by_id:
            yield self.unknown("source element", rule.then.challenge, self.ruleset.sources_by_id, "sources", **where)
        if rule.then.caps_at and rule.then.caps_at > len(self.ruleset.levels):
            yield self.unknown(
                "level", rule.then.caps_at, [str(level.number) for level in self.ruleset.levels], **where
            )

    def dangers(self) -> Iterator[Problem]:
        rules, items, views = self.ruleset.rules_by_id, self.instrument.items, self.instrument.views
        for danger in self.ruleset.dangers:
            where = self.origins.at("dangers", danger.id)
            named = [rule for pair in danger.decisive for rule in pair] + [*danger.floor]
            for rule in named + ([danger.absent_when] if danger.absent_when else []):
                if rule not in rules:
                    yield self.unknown("rule", rule, rules, "rules", **where)
            if danger.clearing:
                for item in (*danger.clearing.of, *danger.clearing.one_of):
                    if item not in items:
                        yield self.unknown("item", item, items, "items", **where)
                for view in danger.clearing.views:
                    if view not in views:
                        yield self.unknown("perspective", view, views, **where)
        for position in self.ruleset.positions:
            if position.when is not None:
                yield from self.condition(position.when, "positions", position.id, "when")
        for evidence in self.ruleset.evidence:
            if evidence.shown_when is not None:
                yield from self.condition(evidence.shown_when, "evidence", evidence.id, "shown_when")

    def tables(self) -> Iterator[Problem]:
        for matrix in self.ruleset.matrices:
            where = self.origins.at("matrices", matrix.id)
            item = self.instrument.items.get(matrix.item)
            if item is None:
                yield self.unknown("item", matrix.item, self.instrument.items, "items", **where)
                continue
            rows, columns = [row.id for row in matrix.rows], [column.id for column in matrix.columns]
            for option, (row, column) in matrix.cells.items():
                for sort, name, known in (
                    ("option", option, item.positions),
                    ("row", row, rows),
                    ("column", column, columns),
                ):
                    if name not in known:
                        yield self.unknown(sort, name, known, **where)
        for grid in self.ruleset.grids:
            for name in grid.items:
                if name not in self.instrument.items:
                    yield self.unknown(
                        "item", name, self.instrument.items, "items", **self.origins.at("grids", grid.id)
                    )

    def plan(self) -> Iterator[Problem]:
        items = self.instrument.items
        for field in self.ruleset.plan:
            where = self.origins.at("plan", field.id, "reads")
            for name in field.reads:
                if name not in items:
                    yield self.unknown("item", name, items, "items", **where)
                elif not items[name].options:
                    reason, remedy = "the plan reads it, and it has no options", "Name choice or tick-all items."
                    yield problem("bad-item", **where, item=name, reason=reason, remedy=remedy)

    def strategies(self) -> Iterator[Problem]:
        known, groups = self.ruleset.strategies_by_id, {group.id for group in self.ruleset.groups}
        for strategy in self.ruleset.strategies:
            where = self.origins.at("strategy", strategy.id, "called_by")
            links = strategy.called_by
            called = [*links.primary, *links.worded, *links.supporting]
            for finding in called + [f for caution in strategy.cautions for f in caution.later_while]:
                if finding not in self.findings:
                    yield self.unknown("finding", finding, self.findings, "rules", **where)
            if not links.primary and not links.worded:
                reason = f"Strategy {strategy.id} has only supporting links, so it is never recommended"
                yield problem("bad-link", **where, reason=reason, remedy="Give it a primary or worded link.")
            for other in (*strategy.pairs_with, *strategy.conflicts_with):
                if other not in known:
                    yield self.unknown("strategy", other, known, "strategies", **where)
            if strategy.group not in groups:
                place = self.origins.at("strategy", strategy.id, "group")
                yield self.unknown("group", strategy.group, groups, **place)
            if strategy.in_place_when is not None:
                yield from self.condition(strategy.in_place_when, "strategy", strategy.id, "in_place_when")

    def citations(self) -> Iterator[Problem]:
        """Every cited element of the source exists."""
        known = self.ruleset.sources_by_id
        for sort, name, cited in citations(self.instrument, self.ruleset):
            for element in cited:
                if element not in known:
                    where = self.origins.at(sort, name, "source")
                    yield self.unknown("source element", element, known, "sources", **where)

    def order(self) -> Iterator[Problem]:
        try:
            strata(self.ruleset)
        except Circle as circle:
            where = self.origins.at("rule", circle.path[0], "when")
            yield problem("circle", **where, path=" -> ".join(circle.path))
        for rule in self.ruleset.rules:
            count = count_disjuncts(term(rule.when, self.instrument))
            if count > MAX_DISJUNCTS:
                where = self.origins.at("rule", rule.id, "when")
                yield problem("too-many-branches", **where, rule=rule.id, count=count, limit=MAX_DISJUNCTS)

    def condition(self, condition: Any, sort: str, name: str, key: str) -> Iterator[Problem]:
        """What is wrong with the comparisons of a condition."""
        where = self.origins.at(sort, name, key)
        for leaf in leaves(condition):
            if isinstance(leaf, AnswerLeaf):
                yield from self._answer(leaf, where)
            elif isinstance(leaf, DangerLeaf):
                yield from self._danger(leaf, where)
            elif isinstance(leaf, FindingLeaf | NoFindingLeaf):
                rule = leaf.finding if isinstance(leaf, FindingLeaf) else leaf.no_finding
                if rule not in self.ruleset.rules_by_id:
                    yield self.unknown("rule", rule, self.ruleset.rules_by_id, "rules", **where)
            elif isinstance(leaf, GapLeaf):
                yield from self._gap(leaf, where)
            elif leaf.score not in self.dimensions | {"overall"}:
                yield self.unknown("dimension", leaf.score, self.dimensions, **where)
            else:
                yield from _threshold(leaf, "a score", where)

    def _answer(self, leaf: AnswerLeaf, where: dict[str, Any]) -> Iterator[Problem]:
        item = self.instrument.items.get(leaf.answer)
        if item is None:
            yield self.unknown("item", leaf.answer, self.instrument.items, "items", **where)
            return
        if leaf.as_ and leaf.as_ not in self.instrument.views:
            yield self.unknown("perspective", leaf.as_, self.instrument.views, **where)
        elif leaf.as_ and leaf.as_ not in item.ask:
            reason = f"{item.id} is read as {leaf.as_}, who is not asked"
            yield problem(
                "bad-item", **where, item=item.id, reason=reason, remedy="Ask that perspective, or drop `as`."
            )
        fitting = _fitting(item)
        if leaf.operator not in fitting:
            subject, words = f"{item.id} ({item.kind})", ", ".join(fitting)
            yield problem("bad-operator", **where, operator=leaf.operator, subject=subject, fitting=words)
        elif leaf.operator != "unanswered":
            yield from self._operands(leaf, item, where)

    def _operands(self, leaf: AnswerLeaf, item: Item, where: dict[str, Any]) -> Iterator[Problem]:
        operands = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
        for operand in operands:
            if item.options:
                if operand not in item.positions:
                    hint = nearest(operand, item.positions)
                    yield problem("bad-operand", **where, value=operand, subject=item.id, nearest=hint)
                continue
            top = item.highest if item.kind == "count" else len(self.instrument.points(item)) - 1
            if not isinstance(operand, int) or not 0 <= operand <= (top or 0):
                hint = f"Use a whole number from 0 to {top}."
                yield problem("bad-operand", **where, value=operand, subject=item.id, nearest=hint)

    def _danger(self, leaf: DangerLeaf, where: dict[str, Any]) -> Iterator[Problem]:
        if leaf.danger not in self.dangers_by_id:
            yield self.unknown("danger", leaf.danger, self.dangers_by_id, **where)
        fitting = ("is", "is_not", "one_of", "none_of")
        if leaf.operator not in fitting:
            words = ", ".join(fitting)
            yield problem("bad-operator", **where, operator=leaf.operator, subject="a danger", fitting=words)
            return
        for status in leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,):
            if status not in STATUSES:
                hint = nearest(status, STATUSES)
                yield problem("bad-operand", **where, value=status, subject=f"danger {leaf.danger}", nearest=hint)

    def _gap(self, leaf: GapLeaf, where: dict[str, Any]) -> Iterator[Problem]:
        item = self.instrument.items.get(leaf.gap)
        if item is None and leaf.gap not in self.dimensions:
            yield self.unknown("item or dimension", leaf.gap, [*self.instrument.items, *self.dimensions], **where)
        for view in leaf.between:
            if view not in self.instrument.views:
                yield self.unknown("perspective", view, self.instrument.views, **where)
            elif item is not None and view not in item.ask:
                reason = f"a gap reads {view}, who is not asked"
                yield problem("bad-item", **where, item=item.id, reason=reason, remedy="Ask that perspective.")
        if leaf.better is not None and leaf.better not in leaf.between:
            yield self.unknown("perspective", leaf.better, leaf.between, **where)
        if item is not None and (item.nominal or item.kind in ("tick", "count", "text")):
            remedy = "Compare an item that has points, or a dimension."
            yield problem(
                "bad-item", **where, item=item.id, reason="a gap reads it, and it has no points", remedy=remedy
            )
        yield from _threshold(leaf, "a gap", where)


def _fitting(item: Item) -> tuple[str, ...]:
    """The operators that make sense on an item's answers."""
    equal, order = ("is", "is_not", "one_of", "none_of"), ("at_least", "above", "at_most", "below")
    if item.kind == "tick":
        return ("includes", "excludes", "unanswered")
    if item.kind == "text":
        return ("unanswered",)
    unordered = item.kind == "choice" and not item.scored
    return (*equal, "unanswered") if unordered else (*equal, *order, "unanswered")


def _item_faults(item: Item) -> Iterator[tuple[str, str]]:
    """(what, remedy) for parts of one item that do not fit each other."""
    if (item.kind in ("choice", "tick")) != bool(item.options):
        yield f"kind {item.kind} and `options` do not fit", "Only choice and tick have options."
    if len(item.positions) != len(item.options):
        yield "two options have the same id", "Give each its own."
    if item.kind == "count" and item.highest is None:
        yield "a count needs `highest`", "Say the largest count that is taken."
    if item.scored and item.kind in ("tick", "text", "count"):
        yield f"kind {item.kind} cannot be scored", "Set `polarity: none`, or ask it as a choice."
    if item.scored and (item.dimension is None or item.weight is None or not item.scored_from):
        yield "a scored item needs `dimension`, `weight` and `scored_from`", "Add them, or set `polarity: none`."
    if item.scored and item.kind == "choice" and any(option.points is None for option in item.options):
        yield "an option of a scored item has no points", "Give every option whole points."
    elif item.scored and item.kind == "choice" and max((option.points or 0 for option in item.options), default=0) == 0:
        yield "no option has points above 0", "Give the best option the most points."
    for view in (*item.scored_from, *([item.provisional] if item.provisional else [])):
        if view not in item.ask:
            yield f"it is scored from {view}, who is not asked", "Add a wording under `ask`."


def _threshold(leaf: Any, subject: str, where: dict[str, Any]) -> Iterator[Problem]:
    fitting = ("at_least", "above", "at_most", "below")
    if leaf.operator not in fitting:
        words = ", ".join(fitting)
        yield problem("bad-operator", **where, operator=leaf.operator, subject=subject, fitting=words)
        return
    value = leaf.operand
    exact = isinstance(value, int | float) and Decimal(str(value)) * 10_000 % 1 == 0 and 0 <= value <= 100
    if not exact:
        yield problem("bad-threshold", **where, value=value)
