"""Rules by kind: the condition in words, what follows, why, where from, and the examples that keep each honest."""

from collections.abc import Iterator
from typing import Any

from assessor.model.rule import Example, Rule
from assessor.model.ruleset import Pack
from assessor.report.handbook.conditions import condition_lines
from assessor.report.handbook.linking import Links, headed, table
from assessor.report.markdown import escaped

_KINDS = {
    "gate": ("Gates", "They cap the level, however good the rest is."),
    "indicator": ("Signs of a danger", "Their weight goes into the index of the danger."),
    "counter_evidence": ("Counter-evidence", "Shown beside a danger, never subtracted."),
    "challenge": ("Challenges", "Challenges that the source names."),
    "need": ("Needs", "What is missing."),
    "gap": ("Gaps", "Where two views lie far apart; neither is taken to be the right one."),
    "note": ("Notes", "Remarks, such as where aim and practice do not match; never penalties."),
    "question": ("Questions", "To talk about."),
    "strength": ("Strengths", "Dimensions that are strong."),
    "profile": ("Profiles", "Types, never ranks."),
}


def rules_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of rules.md."""
    yield from ("# Rules", "", "[All pages](index.md)", "")
    yield "A rule fires when its condition is true, stays silent when it is false, and is undecided while what it reads"
    yield "is missing. The examples are run by `assessor check`."
    yield ""
    for kind, (title, about) in _KINDS.items():
        rules = [rule for rule in pack.ruleset.rules if rule.then.kind == kind]
        if rules:
            yield from (f"## {title}", "", about, "")
        for rule in rules:
            yield from _rule(rule, links)


def _rule(rule: Rule, links: Links) -> Iterator[str]:
    yield from headed(3, str(rule.title), "rule", rule.id)
    yield from condition_lines("When", rule.when, links)
    yield f"- Then: {_then(rule, links)}"
    yield f"- Because: {escaped(str(rule.because))}"
    yield f"- {links.footing(rule)}"
    callers = _called(rule, links)
    if callers:
        yield f"- Calls: {', '.join(callers)}"
    yield ""
    rows = ((_given(example), example.expect) for example in rule.examples)
    yield from table(("Given", "The rule"), rows)


def _then(rule: Rule, links: Links) -> str:
    then = rule.then
    says = {
        "indicator": lambda: f"a sign of {links.to('danger', then.indicator_of or '')}, weight {then.weight}",
        "counter_evidence": lambda: f"speaks against {links.to('danger', then.counter_evidence_of or '')}",
        "challenge": lambda: f"the challenge {links.to('source', then.challenge or '')}",
        "need": lambda: f"a need: {escaped(str(then.need))}",
        "gap": lambda: escaped(str(then.gap)),
        "note": lambda: escaped(str(then.note)),
        "question": lambda: escaped(str(then.question)),
        "strength": lambda: f"{links.to('dimension', then.strength or '')} is a strength",
        "profile": lambda: "; ".join(f"profile `{name}`: `{found}`" for name, found in (then.profile or {}).items()),
        "gate": lambda: f"the level is at most {then.caps_at}",
    }[then.kind]()
    return f"{says} (severity {then.severity})" if then.severity else says


def _called(rule: Rule, links: Links) -> list[str]:
    """The strategies that the rule calls."""
    called = []
    for strategy in links.pack.ruleset.strategies:
        by = strategy.called_by
        if rule.id in (*by.primary, *by.worded, *by.supporting):
            called.append(links.to("strategy", strategy.id))
    return called


def _given(example: Example) -> str:
    """The facts of an example, as the file writes them."""
    given = example.given
    facts = [f"{item}: {_value(value)}" for item, value in given.answers.items()]
    facts += [f"{view} {item}: {_value(v)}" for view, answers in given.views.items() for item, v in answers.items()]
    facts += [f"score {name}: {score}" for name, score in given.scores.items()]
    facts += [f"danger {name}: {status}" for name, status in given.dangers.items()]
    facts += [f"{rule}: {word}" for word, rules in given.findings.items() for rule in rules]
    return "<br>".join(f"`{fact}`" for fact in facts) or "nothing"


def _value(value: Any) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
