"""A plan file: read and checked against its pack with every problem told; written so that it reads back the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, nearest, problem
from assessor.loading.library import bundled_packs, load
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, Path_, read_bytes, read_file
from assessor.loading.yaml_writing import as_yaml
from assessor.model.condition import STATUSES
from assessor.model.plan import Plan
from assessor.model.ruleset import Pack

KNOWN_VERSION = 1

HEAD = """\
# A plan. Fill in what is blank, and change any wording; dates are written as YYYY-MM-DD.
# status: not_started, started, done or dropped. A step of your own has a title and no strategy.
# Carry it over to later answers: assessor plan ANSWERS --update THIS-FILE. Comments are not kept, notes are.
"""


def plan_as_yaml(plan: Plan) -> str:
    """The plan as YAML; `read_plan` gives the same plan back, which is written as the same bytes."""
    return HEAD + as_yaml(plan.model_dump(mode="json"), short_lists=True)


def read_plan(source: str | Path | bytes, pack: Pack | None = None) -> Plan:
    """The plan in a file, or in its bytes. Without `pack`, the bundled pack that the plan names is used.

    Raises AssessorError (exit code 4) with every problem: unknown steps, dates that are none, misspelt keys, and so on.
    """
    document = read_bytes(source, "plan") if isinstance(source, bytes) else read_file(Path(source))
    wrong = _head(document)
    if wrong:
        raise AssessorError(wrong, BAD_RESPONSES)
    return checked_plan(document, pack or _pack_of(document))


def _pack_of(document: Document) -> Pack:
    named = document.value.get("pack")
    name = named.get("id") if isinstance(named, dict) else None
    if not isinstance(name, str):
        key = "pack.id" if isinstance(named, dict) else "pack"
        raise AssessorError([problem("missing-key", file=document.name, line=1, key=key)], BAD_RESPONSES)
    if name not in bundled_packs():
        line, hint = document.line(("pack", "id")), nearest(name, bundled_packs())
        wrong = problem("no-pack", file=document.name, line=line, pack=name, nearest=hint)
        raise AssessorError([wrong], BAD_RESPONSES)
    return load(name)


def is_plan(document: Document) -> bool:
    """Whether a file is meant as a plan, and not as responses."""
    return isinstance(document.value, dict) and "plan" in document.value and "response" not in document.value


def checked_plan(document: Document, pack: Pack) -> Plan:
    """The plan in a document that is meant as one; raises AssessorError (exit code 4) with all that is wrong."""
    plan, wrong = shaped(Plan, document)
    problems = [*document.problems, *wrong, *_Check(document, pack).problems()]
    if problems or plan is None:
        raise AssessorError(sorted(problems, key=lambda found: found.line or 0), BAD_RESPONSES)
    return plan


def _head(document: Document) -> list[Problem]:
    """What is wrong with a file that cannot be read as a plan of this version at all."""
    value = document.value
    if value is None and document.problems:
        return list(document.problems)
    if not isinstance(value, dict) or "plan" not in value:
        return [problem("no-plan-version", file=document.name, line=1)]
    version = value["plan"]
    if isinstance(version, int) and not isinstance(version, bool) and version > KNOWN_VERSION:
        line = document.line(("plan",))
        return [problem("newer-plan", file=document.name, line=line, version=version, known=KNOWN_VERSION)]
    return []


class _Check:
    """What the shape of a plan cannot say: names that exist, things that stand once.

    It looks at plain values, so that a plan of the wrong shape is told this as well.
    """

    def __init__(self, document: Document, pack: Pack) -> None:
        self.document, self.pack = document, pack

    def problems(self) -> Iterator[Problem]:
        yield from self.of_the_pack()
        for pattern, sort, known, show in self.names():
            for path, name in _at(self.document.value, pattern):
                if isinstance(name, str) and name not in known:
                    yield self.told("unknown-id", path, sort=sort, id=name, nearest=nearest(name, known, show))
        yield from self.answers()
        yield from self.once("strategy", "strategies.*.strategy", "no_longer_needed.*.strategy")
        yield from self.once("strategy", "resources.needs.*.strategy")
        yield from self.once("barrier", "barriers.found.*.finding", "barriers.past.*.finding")
        yield from self.once("champion", "champions.*.name", key=lambda name: " ".join(name.split()).casefold())
        for path, step in _at(self.document.value, "strategies.*"):
            if isinstance(step, dict) and step.get("strategy") is None and step.get("title") is None:
                yield self.told("missing-key", path, key="title")

    def told(self, code: str, path: Path_, **words: object) -> Problem:
        return problem(code, file=self.document.name, line=self.document.line(path), **words)

    def of_the_pack(self) -> Iterator[Problem]:
        named = self.document.value.get("pack")
        name, version = (named.get("id"), named.get("version")) if isinstance(named, dict) else (None, None)
        if isinstance(name, str) and name != self.pack.id:
            yield self.told("other-plan", ("pack", "id"), found=name, wanted=self.pack.id)
        elif isinstance(version, int) and version > self.pack.version:
            yield self.told("newer-pack", ("pack", "version"), found=version, known=self.pack.version)

    def names(self) -> Iterator[tuple[str, str, Iterable[str], str]]:
        """(where names stand, what they name, the ones there are, what lists them)."""
        instrument, ruleset = self.pack.instrument, self.pack.ruleset
        strategies, rules = list(ruleset.strategies_by_id), list(ruleset.rules_by_id)
        callers = [*rules, *(f"{danger.id}.{status}" for danger in ruleset.dangers for status in STATUSES)]
        for where in ("strategies.*.strategy", "no_longer_needed.*.strategy", "resources.needs.*.strategy"):
            yield where, "strategy", strategies, "strategies"
        yield "what.in_place.*", "strategy", strategies, "strategies"
        yield "what.level.id", "level", [level.id for level in ruleset.levels], ""
        yield "what.position", "position", [position.id for position in ruleset.positions], ""
        for where in ("why.findings.*", "barriers.found.*.finding", "barriers.past.*.finding", "resources.missing.*"):
            yield where, "rule", rules, "rules"
        for where in ("strategies.*.called_by.*", "no_longer_needed.*.called_by.*", "undecided.*"):
            yield where, "finding", callers, "rules"
        for where in ("why.said.*", "barriers.said.*"):
            yield f"{where}.item", "item", instrument.items, "items"
            yield f"{where}.view", "perspective", instrument.views, ""

    def answers(self) -> Iterator[Problem]:
        """Answers that the plan repeats are options of their items."""
        said = [
            (path, each)
            for where in ("why.said.*", "barriers.said.*")
            for path, each in _at(self.document.value, where)
        ]
        for path, each in said:
            if isinstance(each, dict) and isinstance(each.get("answer"), tuple):
                for place, option in enumerate(each["answer"]):
                    yield from self.option(each.get("item"), option, (*path, "answer", place))
        for path, little in _at(self.document.value, "what.little_say"):
            for name, option in little.items() if isinstance(little, dict) else ():
                if name in self.pack.instrument.items:
                    yield from self.option(name, option, (*path, name))
                else:
                    hint = nearest(name, self.pack.instrument.items, "items")
                    yield self.told("unknown-id", (*path, name), sort="item", id=name, nearest=hint)

    def option(self, name: Any, option: Any, path: Path_) -> Iterator[Problem]:
        item = self.pack.instrument.items.get(name) if isinstance(name, str) else None
        if item is not None and isinstance(option, str) and option not in item.positions:
            hint = nearest(option, item.positions)
            yield self.told("unknown-id", path, sort="answer", id=option, nearest=hint)

    def once(self, sort: str, *patterns: str, key: Callable[[str], str] = str) -> Iterator[Problem]:
        """A problem for each name that stands at these places for the second time."""
        seen: set[str] = set()
        for path, name in (found for pattern in patterns for found in _at(self.document.value, pattern)):
            if isinstance(name, str) and name.strip():
                if key(name) in seen:
                    yield self.told("twice", path, sort=sort, id=name)
                seen.add(key(name))


def _at(value: Any, pattern: str) -> Iterator[tuple[Path_, Any]]:
    """(path, value) of every place that `pattern` names: keys joined by dots, `*` for each entry of a list."""
    found: list[tuple[Path_, Any]] = [((), value)]
    for step in pattern.split("."):
        inner: list[tuple[Path_, Any]] = []
        for path, here in found:
            if step == "*" and isinstance(here, tuple):
                inner += [((*path, place), each) for place, each in enumerate(here)]
            elif isinstance(here, Mapping) and step in here:
                inner.append(((*path, step), here[step]))
        found = inner
    yield from found
