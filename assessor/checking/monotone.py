"""Readier answers never look worse: raising a polarised answer adds no sign and no gate, and takes no strength.

Scores need no proof by search: with the same items answered, a score is a half-up division of a sum that raising an
answer can only raise, and half-up division never falls where the number divided rises. So each test of a score, and
each test of an answer, has directions in which raising can turn it; what is joined can turn as its parts can. Where a
rule could turn the wrong way by this, the solver looks for two agencies that differ in one answer and show it.

Left aside are comparisons of views (a gap can widen when one view rises), notes, questions and profiles, which judge
nothing, and comparisons with exactly one answer between the ends. Dangers are compared while participation is there
before and after: who is told everything and asked nothing is `absent`, not low.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from assessor.checking.ground import Claim, Ground, Shown, UnsettledError, Witness
from assessor.engines.program import Program
from assessor.engines.solver.encoding import Encoding
from assessor.engines.solver.search import solve
from assessor.engines.terms import HIGHEST, LOWEST, Joined, Term, Test
from assessor.errors import Problem, problem
from assessor.loading.references import Origins
from assessor.model.condition import STATUSES
from assessor.model.instrument import Item
from assessor.scoring import MAX_SCORE

GOOD = ("strength", "counter_evidence")
"""Kinds of rules that raising an answer may only begin to fire."""
BAD = ("indicator", "gate", "challenge", "need")
"""Kinds of rules that raising an answer may only stop from firing."""

_CHAINS = (("likely", "possible", "low"), ("likely", "possible", "not_enough_known"))
"""How a status can move while readiness rises and the same is known: down one of these."""


class Turns(NamedTuple):
    """Whether raising an answer can make a condition true that was not, or no longer true."""

    begins: bool
    ends: bool

    def reversed(self) -> "Turns":
        """For a condition that is true where this one is false."""
        return Turns(self.ends, self.begins)


NEVER = Turns(False, False)


class Directions:
    """How the conditions of a pack can turn when an answer is raised."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._items = {
            fact: program.pack.instrument.items[name]
            for name, (facts, _) in program.item_facts.items()
            for fact in facts
        }
        self._rules: dict[str, Turns] = {}

    def rule(self, name: str) -> Turns:
        """How a rule can turn."""
        if name not in self._rules:
            self._rules[name] = self.term(self.program.rules[name])
        return self._rules[name]

    def term(self, tree: Term) -> Turns:
        """How a condition can turn."""
        if isinstance(tree, Joined):
            turns = [self.term(part) for part in tree.parts]
            return Turns(any(each.begins for each in turns), any(each.ends for each in turns))
        sort, _, name = tree.fact.partition(".")
        if sort == "score":
            return Turns(
                any(low > max(LOWEST, 0) for low, _ in tree.ranges),
                any(high < min(HIGHEST, MAX_SCORE) for _, high in tree.ranges),
            )
        if sort == "finding":
            fires, silent = tree.holds(1), tree.holds(0)
            return NEVER if fires == silent else self.rule(name) if fires else self.rule(name).reversed()
        if sort == "danger":
            return self._status(tree)
        item = self._items.get(tree.fact.partition("@")[0]) if sort == "answer" else None
        return self._answer(tree, item) if item is not None and item.scored else NEVER

    def _status(self, test: Test) -> Turns:
        begins = ends = False
        for chain in _CHAINS:
            holds = [test.holds(STATUSES.index(status)) for status in chain]
            begins |= any(not worse and better for worse, better in _earlier(holds))
            ends |= any(worse and not better for worse, better in _earlier(holds))
        return Turns(begins, ends)

    def _answer(self, test: Test, item: Item) -> Turns:
        kept = self.program.pack.instrument.kept_points[item.id]
        inside = [place for place in range(len(kept)) if test.holds(place)]
        if len(inside) == 1 and min(kept) < kept[inside[0]] < max(kept):
            return NEVER  # exactly one answer between the ends: left aside
        outside = [place for place in range(len(kept)) if place not in inside]
        return Turns(
            any(kept[worse] < kept[better] for worse in outside for better in inside),
            any(kept[worse] < kept[better] for worse in inside for better in outside),
        )


def _earlier(holds: list[bool]) -> Iterator[tuple[bool, bool]]:
    return ((one, other) for place, one in enumerate(holds) for other in holds[place + 1 :])


def readier_looks_worse(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Rules that turn the wrong way when an answer is raised, each with the answer, from what and to what."""
    directions = Directions(ground.program)
    for rule in ground.program.pack.ruleset.rules:
        turns = directions.rule(rule.id)
        wrong = {"begins": rule.then.kind in BAD and turns.begins, "ends": rule.then.kind in GOOD and turns.ends}
        where = origins.at("rule", rule.id, "when")
        for how in (how for how, possible in wrong.items() if possible):
            term = ground.program.rules[rule.id]
            yield from _looked_for(ground, term, how, where, ("rule", rule.id), rule.then.kind.replace("_", " "))
    for name, term in ground.program.in_place.items():
        if directions.term(term).ends:
            where = origins.at("strategy", name, "in_place_when")
            yield from _looked_for(ground, term, "ends", where, ("strategy", name), "in_place_when of")


def _looked_for(
    ground: Ground, term: Term, how: str, where: Mapping[str, Any], about: tuple[str, str], kind: str
) -> Iterator[Problem]:
    """A problem where two agencies are found between which the condition turns the wrong way."""
    try:
        found = _counterexample(ground, term, how)
    except UnsettledError:
        yield problem("not-settled", **where, claim=f"{about[0]} {about[1]}: {how} when an answer rises")
        return
    if found is not None:
        item, before, after = found
        sort, name = about
        ground.witnesses.append(Witness(Claim(sort, name, f"{how} when {item.id} rises"), after, before))
        words: dict[str, Any] = {"id": name, "item": item.id, "kind": kind}
        words |= {"low": _said(before, item), "high": _said(after, item)}
        yield problem("looks-worse" if how == "begins" else "no-longer-good", **where, **words)


def _said(shown: Shown, item: Item) -> Any:
    said = shown.voices.said[item.id][shown.form[item.id].place]
    return next(iter(said.values()))


def _counterexample(ground: Ground, term: Term, how: str) -> tuple[Item, Shown, Shown] | None:
    """An item and two agencies that differ in it alone, between which a condition turns the wrong way."""
    items, space = ground.program.pack.instrument.items, ground.spaces[0]
    before = Encoding(ground.program, space.space)
    came = before.term(term).true
    own = tuple(name for name in before.built() if items[name].scored)
    after = Encoding(ground.program, space.space, beside=before, own=frozenset(own))
    logic, comes = before.logic, after.term(term).true
    logic.require(logic.every((logic.negated(came), comes) if how == "begins" else (came, logic.negated(comes))))
    for encoding in (before, after):
        logic.require(logic.every(logic.negated(each) for each in _absent(encoding)))
    raised = logic.one_of(len(own)) if own else ()
    for name, changed in zip(own, raised, strict=True):
        _raised_or_same(before, after, name, changed)
    solution = solve(logic) if own else None
    if solution is None or not solution.found:
        if solution is not None and solution.status == "open":
            raise UnsettledError
        return None
    form = dict(before.read(solution.true, before.built()))
    changed_form = {**form, **after.read(solution.true, own)}
    name = next(name for name, changed in zip(own, raised, strict=True) if solution.true(changed))
    return items[name], ground.assessed(space, form), ground.assessed(space, changed_form)


def _raised_or_same(before: Encoding, after: Encoding, item: str, raised: Any) -> None:
    """Between two agencies an item is answered readier, or stands in the same way."""
    logic = before.logic
    choices, stood = before.chosen(item)
    _, stands = after.chosen(item)
    for one, other in zip(stood, stands, strict=True):
        logic.require(logic.some((raised, logic.negated(one), other)))
    for literals in (stood, stands):
        answered = [literal for choice, literal in zip(choices, literals, strict=True) if choice.value is not None]
        logic.require(logic.some((logic.negated(raised), *answered)))
    worth = [logic.weighed([choice.value or 0 for choice in choices], literals) for literals in (stood, stands)]
    rises = logic.reaches(worth[1].plus(worth[0].times(-1)), 1)
    logic.require(logic.some((logic.negated(raised), rises)))


def _absent(encoding: Encoding) -> Iterable[Any]:
    """Of each danger that the condition reads, whether it is absent."""
    return [encoding.dangers.statuses(danger)["absent"] for danger in encoding.dangers.judged()]
