"""The first page: what the pack is, how much it holds, and what it cannot do."""

from collections.abc import Iterator

from assessor.model.ruleset import Pack
from assessor.report.handbook.linking import Links
from assessor.report.markdown import escaped

_PAGES = (
    ("questionnaire.md", "Questionnaire", "who answers, and every question in the words of each perspective"),
    ("scores.md", "Scores and levels", "what each score is made of, and what each level means"),
    ("dangers.md", "Dangers", "what can be wrong behind good scores, with its signs"),
    ("rules.md", "Rules", "when something holds, what follows, why, and examples"),
    ("strategies.md", "Strategies", "what can be done, and what calls it"),
    ("report.md", "Report and plan", "headings, tables, statements from research, the plan, limits"),
    ("sources.md", "Sources", "every element of the source, and who cites it"),
    ("glossary.md", "Words and references", "what words mean, and the publications behind the source"),
)


def index_page(pack: Pack, links: Links) -> Iterator[str]:
    """The lines of index.md."""
    instrument, ruleset = pack.instrument, pack.ruleset
    source = ruleset.ruleset.source
    yield f"# {escaped(str(instrument.title))}"
    yield ""
    yield f"Pack `{pack.id}`, version {pack.version}. These pages are made from its files: "
    yield f"`assessor show --docs DIR --pack {pack.id}`."
    yield ""
    yield escaped(str(instrument.introduction))
    yield ""
    who = (source.author, source.affiliation, source.presented_to, source.date)
    yield f"Source: *{escaped(source.title)}*, {', '.join(escaped(each) for each in who if each)}. "
    yield f"Cited as {escaped(source.cited_as)}: {links.sources(source.elements)}."
    yield ""
    rules = f"{len(ruleset.rules)} rules with {sum(len(rule.examples) for rule in ruleset.rules)} examples"
    yield f"It holds {len(instrument.items)} questions for {len(instrument.perspectives)} perspectives, {rules}, "
    yield f"{len(ruleset.strategies)} strategies and {len(ruleset.sources)} elements of the source."
    yield ""
    for file, title, holds in _PAGES:
        yield f"- [{title}]({file}): {holds}"
    if ruleset.limits:
        yield from ("", "## Limits", "")
        yield from (f"- {escaped(str(limit.text))}" for limit in ruleset.limits)
