"""Everything a pack can say, some agency is told: rules fire and stay silent, strategies, levels, gates, statuses."""

from collections.abc import Iterator
from itertools import count as counting
from typing import Any

from assessor.checking.ground import Claim, Ground, Question, missing
from assessor.engines.reference import outcome
from assessor.engines.solver.encoding import Encoding
from assessor.engines.terms import Joined, Term, leaf_term
from assessor.errors import Problem
from assessor.loading.references import Origins
from assessor.model.condition import STATUSES, AllOf, AtLeastN, DangerLeaf, Status, leaves, parts
from assessor.model.instrument import Instrument


def rules_without_effect(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Rules that fire in no agency, or in every one."""
    for rule in ground.program.pack.ruleset.rules:
        where = origins.at("rule", rule.id, "when")
        fires, silent = Claim("rule", rule.id, "fires"), Claim("rule", rule.id, "silent")
        yield from missing(ground, fires, _rule(rule.id, True), where, "never-fires", rule=rule.id)
        yield from missing(ground, silent, _rule(rule.id, False), where, "never-silent", rule=rule.id)


def _rule(rule: str, comes: bool) -> Question:
    def literal(encoding: Encoding) -> Any:
        came = encoding.rule(rule)
        return came.true if comes else came.false

    return Question(lambda found: found.outcomes[rule] is comes, literal, answered=not comes)


def constant_comparisons(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Comparisons, in rules of several, that come out alike in every agency."""
    for rule in ground.program.pack.ruleset.rules:
        pairs = ground.program.leaf_terms[rule.id]
        for place, (leaf, term) in enumerate(pairs if len(pairs) > 1 else ()):
            where = origins.at("rule", rule.id, "when")
            words = {"rule": rule.id, "number": place + 1, "subject": _subject(leaf)}
            for comes, told in ((True, "false"), (False, "true")):
                question = _leaf(rule.id, place, term, comes)
                claim = Claim("comparison", f"{rule.id} {place + 1}", str(comes).lower())
                yield from missing(ground, claim, question, where, "constant-comparison", **words, told=told)


def _leaf(rule: str, place: int, term: Term, comes: bool) -> Question:
    def literal(encoding: Encoding) -> Any:
        came = encoding.term(term)
        return came.true if comes else came.false

    return Question(lambda found: found.leaves[rule][place] is comes, literal, answered=not comes)


def _subject(leaf: Any) -> str:
    read = ("answer", "score", "danger", "gap", "finding", "no_finding")
    return next(f"{key} {getattr(leaf, key)}" for key in read if hasattr(leaf, key))


def idle_comparisons(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Comparisons that can be true and false, and never decide a rule: others of the rule say the same."""
    program = ground.program
    for rule in program.pack.ruleset.rules:
        for place, (leaf, _) in enumerate(program.leaf_terms[rule.id] if len(program.leaf_terms[rule.id]) > 1 else ()):
            if not any(each.found.outcomes[rule.id] and each.found.leaves[rule.id][place] for each in ground.shown):
                continue  # what never fires, or never holds, is told already
            without = _without(rule.when, place, program.pack.instrument)
            where = origins.at("rule", rule.id, "when")
            words = {"rule": rule.id, "number": place + 1, "subject": _subject(leaf)}
            claim = Claim("comparison", f"{rule.id} {place + 1}", "decides")
            yield from missing(ground, claim, _decides(rule.id, without), where, "idle-comparison", **words)


def _without(condition: Any, place: int, instrument: Instrument) -> Term:
    """A condition with one of its comparisons, counted from the left, never true."""
    number = counting()

    def rebuilt(part: Any) -> Term:
        inner = parts(part)
        if not inner:
            return Joined("any", ()) if next(number) == place else leaf_term(part, instrument)
        terms = tuple(rebuilt(each) for each in inner)
        if isinstance(part, AtLeastN):
            return Joined("at_least", terms, part.at_least_n[0])
        return Joined("all" if isinstance(part, AllOf) else "any", terms)

    return rebuilt(condition)


def _decides(rule: str, without: Term) -> Question:
    def literal(encoding: Encoding) -> Any:
        return encoding.logic.every((encoding.rule(rule).true, encoding.logic.negated(encoding.term(without).true)))

    return Question(lambda found: found.outcomes[rule] is True and outcome(without, found.facts) is not True, literal)


def constant_conditions(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Conditions outside rules that come out alike in every agency: in place, routing, evidence."""
    for sort, place, name, key, term in _conditions(ground):
        where = origins.at(place, name, key)
        for comes, told in ((True, "never"), (False, "always")):
            claim = Claim(sort, name, f"{key} {'holds' if comes else 'does not hold'}")
            question = _term(term, comes)
            yield from missing(
                ground, claim, question, where, "constant-condition", key=key, sort=sort, id=name, told=told
            )


def _conditions(ground: Ground) -> Iterator[tuple[str, str, str, str, Term]]:
    program = ground.program
    yield from (("strategy", "strategy", name, "in_place_when", term) for name, term in program.in_place.items())
    yield from (("item", "item", name, "only_if", term) for name, term in program.routing.items())
    yield from (("evidence", "evidence", name, "shown_when", term) for name, term in program.evidence.items())


def _term(term: Term, comes: bool) -> Question:
    def literal(encoding: Encoding) -> Any:
        true = encoding.term(term).true
        return true if comes else encoding.logic.negated(true)

    return Question(lambda found: (outcome(term, found.facts) is True) is comes, literal, answered=not comes)


def positions_out_of_reach(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Positions that no agency is in, their own condition and those before them considered."""
    passed: list[Term] = []
    for position in ground.program.pack.ruleset.positions:
        term = ground.program.positions.get(position.id)
        where = origins.at("positions", position.id)
        claim = Claim("position", position.id, "reached")
        question = _position(position.id, term, tuple(passed))
        yield from missing(ground, claim, question, where, "position-out-of-reach", position=position.id)
        passed += [term] if term is not None else []


def _position(position: str, own: Term | None, passed: tuple[Term, ...]) -> Question:
    def literal(encoding: Encoding) -> Any:
        others = (encoding.logic.negated(encoding.term(each).true) for each in passed)
        return encoding.logic.every((own is None or encoding.term(own).true, *others))

    return Question(lambda found: found.position == position, literal)


def strategies_never_recommended(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Strategies that are recommended to no agency."""
    for strategy in ground.program.pack.ruleset.strategies:
        where = origins.at("strategy", strategy.id, "called_by")
        claim = Claim("strategy", strategy.id, "recommended")
        question = _recommended(strategy.id)
        yield from missing(ground, claim, question, where, "never-recommended", strategy=strategy.id)


def _recommended(strategy: str) -> Question:
    return Question(
        lambda found: any(each.strategy.id == strategy for each in found.called),
        lambda encoding: encoding.recommended(strategy),
    )


def levels_out_of_reach(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Levels that no agency is at."""
    levels = ground.program.pack.ruleset.levels
    for level in levels:
        where = origins.at("levels", level.id)
        claim = Claim("level", level.id, "reached")
        question = _level(level.number, len(levels))
        yield from missing(ground, claim, question, where, "level-out-of-reach", level=level.id, number=level.number)


def _level(number: int, highest: int) -> Question:
    def literal(encoding: Encoding) -> Any:
        above = number < highest and encoding.level_reaches(number + 1)
        return encoding.logic.every((encoding.level_reaches(number), encoding.logic.negated(above)))

    return Question(lambda found: found.level is not None and found.level.number == number, literal)


def gates_that_never_hold(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Gates that hold the level of no agency: they fire only where the score, or a lower gate, gives no more anyway."""
    ruleset = ground.program.pack.ruleset
    for rule in ruleset.rules:
        cap = rule.then.caps_at
        if cap is not None:
            where = origins.at("rule", rule.id, "then")
            claim = Claim("gate", rule.id, "holds")
            question = _gate(rule.id, cap < len(ruleset.levels))
            yield from missing(ground, claim, question, where, "gate-never-holds", rule=rule.id, cap=cap)


def _gate(gate: str, caps: bool) -> Question:
    return Question(
        lambda found: found.level is not None and gate in found.level.held_by,
        lambda encoding: caps and encoding.holds(gate),
    )


def statuses_out_of_reach(ground: Ground, origins: Origins) -> Iterator[Problem]:
    """Statuses of dangers that no agency has: low, possible, likely, and every other that something names."""
    ruleset = ground.program.pack.ruleset
    named = {
        (leaf.danger, status)
        for rule in ruleset.rules
        for leaf in leaves(rule.when)
        if isinstance(leaf, DangerLeaf)
        for status in (leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,))
    }
    for danger in ruleset.dangers:
        always = {"low", "possible", "likely"} | ({"absent"} if danger.absent_when else set())
        for status in STATUSES:
            if status in always or (danger.id, status) in named:
                where = origins.at("dangers", danger.id)
                words = {"danger": danger.id, "status": status.replace("_", " ")}
                claim = Claim("status", danger.id, status)
                yield from missing(ground, claim, _status(danger.id, status), where, "status-out-of-reach", **words)


def _status(danger: str, status: Status) -> Question:
    return Question(
        lambda found: found.dangers[danger].status == status,
        lambda encoding: encoding.dangers.statuses(danger)[status],
    )
