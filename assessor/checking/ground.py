"""What proofs stand on: agencies tried beforehand, and the solver for what none of them shows.

Most of what a pack can do shows in a few hundred agencies that answer at random or at one end. What none of them shows
is asked of the solver, on as much of the pack as the question reads; it finds an agency or proves that there is none.
An agency that the solver finds is assessed before it counts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from assessor.checking.voices import Voices, read_as, voices
from assessor.engines.facts import Facts
from assessor.engines.program import Program
from assessor.engines.reference import ReferenceEngine, outcome
from assessor.engines.solver.encoding import Encoding
from assessor.engines.solver.search import solve
from assessor.engines.solver.space import Form, Picked
from assessor.errors import Problem, problem
from assessor.inference.infer import Inference, infer

TRIED = 240
"""Agencies tried beforehand, besides those at one end."""


class Shown(NamedTuple):
    """One agency of a space, and what it comes to; `answered`: every question that is asked has an answer."""

    voices: Voices
    form: Form
    found: Inference
    answered: bool


class Question(NamedTuple):
    """Whether some agency is such: said of an inference, and for the solver.

    `answered` asks for an agency to which every question applies that it is asked.
    """

    holds: Callable[[Inference], bool]
    literal: Callable[[Encoding], Any]
    answered: bool = False


class Claim(NamedTuple):
    """Something that an agency shows of one part of a pack."""

    sort: str
    id: str
    shows: str

    def __str__(self) -> str:
        return f"{self.sort} {self.id}: {self.shows}"


class Witness(NamedTuple):
    """A claim and the agency that shows it; `before` is the same agency before one answer was raised."""

    claim: Claim
    shown: Shown
    before: Shown | None = None


class UnsettledError(Exception):
    """The solver gave up before a question was settled."""


class SolverDisagreesError(Exception):
    """An agency that the solver found does not come out as it said: a fault of the program."""


@dataclass
class Ground:
    """The agencies that are known so far, and the spaces to look for more."""

    program: Program
    shown: list[Shown] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)

    def __post_init__(self) -> None:
        views = tuple(self.program.pack.instrument.views)
        self.spaces = [voices(self.program, views, second) for second in ((), *_second_voices(self.program))]
        self._engine = ReferenceEngine(self.program.rules)
        self.shown += [self.assessed(self.spaces[0], form) for form in _tried(self.spaces[0])]
        chance = Random(2)
        for space in self.spaces[1:]:
            self.shown += [self.assessed(space, _at_random(space, chance)) for _ in range(TRIED // 8)]

    def find(self, question: Question) -> Shown | None:
        """An agency of which the question is true; None where it is proven that there is none."""
        able = (each for each in self.shown if each.answered or not question.answered)
        known = next((each for each in able if question.holds(each.found)), None)
        if known is not None:
            return known
        for space in self.spaces:
            found = self.searched(space, question)
            if found is not None:
                if not question.holds(found.found):
                    raise SolverDisagreesError(str(found.form))
                self.shown.append(found)
                return found
        return None

    def searched(self, space: Voices, question: Question) -> Shown | None:
        """An agency of one space that the solver finds."""
        encoding = Encoding(self.program, space.space)
        wanted = question.literal(encoding)
        if wanted is False:
            return None
        encoding.logic.require(wanted)
        for item in encoding.built() if question.answered else ():
            able = _places_answered(space, item)
            encoding.logic.require(encoding.logic.some(encoding.chosen(item)[1][place] for place in able))
        solution = solve(encoding.logic)
        if solution.status == "open":
            raise UnsettledError
        if not solution.found:
            return None
        return self.assessed(space, encoding.read(solution.true, encoding.built()))

    def assessed(self, space: Voices, form: Form) -> Shown:
        """An agency with what it comes to; items that `form` leaves out are answered in the middle."""
        whole = _routed(space, {**_in_order(space, 0.5), **form})
        answered = all(picked.place in _places_answered(space, item) for item, picked in whole.items())
        return Shown(space, whole, infer(self.program, read_as(space, whole), self._engine), answered)


def missing(
    ground: Ground, claim: Claim, question: Question, where: Mapping[str, Any], code: str, **words: Any
) -> Iterator[Problem]:
    """The problem `code` where no agency bears out a claim; one that does is kept as its witness."""
    try:
        found = ground.find(question)
    except UnsettledError:
        yield problem("not-settled", **where, claim=str(claim))
        return
    if found is None:
        yield problem(code, **where, **words)
    else:
        ground.witnesses.append(Witness(claim, found))


def _second_voices(program: Program) -> Iterator[frozenset[str]]:
    """The sets of views that must speak on their own for the gaps that each rule reads to open."""
    found: dict[frozenset[str], None] = {}
    for leaf in program.gap_leaves:
        found.setdefault(frozenset(leaf.between[:1]))
    for stratum in program.strata:
        for rule in stratum.rules:
            pairs = [leaf.between for leaf, _ in program.leaf_terms[rule.id] if leaf in program.gap_leaves]
            if len(pairs) > 1:
                found.setdefault(frozenset(first for first, _ in pairs) - frozenset(second for _, second in pairs))
    yield from (each for each in found if each)


def _tried(space: Voices) -> Iterator[Form]:
    """Agencies at both ends and in the middle, each with a question that does not apply, and many at random."""
    for share in (0.0, 1.0, 0.5):
        yield _in_order(space, share)
    chance = Random(1)
    for _ in range(TRIED):
        yield _at_random(space, chance)


def _in_order(space: Voices, share: float) -> Form:
    """Everything answered at one end, or in between: 0 is the least ready answer, 1 the readiest."""
    form = {}
    for item in space.space:
        places = _answered(space, item)
        picked = places[round(share * (len(places) - 1))]
        options = sorted(set(space.space[item].choices[picked].free.values()))
        form[item] = Picked(picked, frozenset(options[: round(share * len(options))]))
    return form


def _places_answered(space: Voices, item: str) -> set[int]:
    """The choices at which an item is answered by all who are asked it, or closed."""
    slot = space.space[item]
    asked = space.said[item][0].keys()
    return {
        place for place, each in enumerate(slot.choices) if place == slot.closed or each.answered_by.issuperset(asked)
    }


def _answered(space: Voices, item: str) -> list[int]:
    """The choices at which an item is answered, least ready first; without points in their order."""
    choices = space.space[item].choices
    places = [place for place, choice in enumerate(choices) if choice.answered_by] or [0]
    return sorted(places, key=lambda place: choices[place].value or 0)


def _at_random(space: Voices, chance: Random) -> Form:
    """Everything answered around one quality, some of it not applying."""
    quality, spread, missing = chance.random(), chance.choice([0.1, 0.4, 1.0]), chance.choice([0.0, 0.05, 0.3])
    form = {}
    for item, slot in space.space.items():
        places = _answered(space, item)
        share = min(max(quality + spread * (chance.random() - 0.5), 0.0), 1.0)
        place = places[round(share * (len(places) - 1))]
        if chance.random() < missing:
            place = chance.randrange(len(slot.choices))
        options = sorted(set(slot.choices[place].free.values()))
        form[item] = Picked(place, frozenset(option for option in options if chance.random() < share))
    return form


def _routed(space: Voices, form: Mapping[str, Picked]) -> Form:
    """A form whose items are closed just where their routing is."""
    program, whole = space.program, dict(form)
    facts = _routing_facts(space, form)
    for item, term in program.routing.items():
        closed = space.space[item].closed
        if closed is not None:
            shut = outcome(term, facts) is False
            if shut or whole[item].place == closed:
                whole[item] = Picked(closed if shut else _answered(space, item)[0])
    return whole


def _routing_facts(space: Voices, form: Mapping[str, Picked]) -> Facts:
    known: dict[str, int] = {}
    inapplicable: set[str] = set()
    for item, (names, _) in space.program.item_facts.items():
        if not space.program.routing_facts.isdisjoint(names):
            choice = space.space[item].choices[form[item].place]
            known.update(choice.known)
            known.update({fact: int(option in form[item].ticked) for fact, option in choice.free.items()})
            inapplicable.update(choice.inapplicable)
    return Facts(known, frozenset(inapplicable))
