"""The report as chapters of a page that can draw, link and fold: their order, and the words only such a page needs."""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.language import say, speaking
from assessor.model.text import Language
from assessor.report import figures, found, outline
from assessor.report.blocks import Block, Definitions, Fold, Heading, Jumps, Paragraph, Part, Place, Rich, Table
from assessor.report.page import Page


class Chapter(NamedTuple):
    """One chapter; `id` names it in links."""

    id: str
    title: str
    blocks: tuple[Block | Rich, ...]


class Document(NamedTuple):
    """The whole page."""

    language: Language
    title: str
    subject: str
    agency: str
    subtitle: str
    notices: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    contents: str
    skip: str
    colon: str
    """What stands between a label and what it is a label of."""


DANGERS = "part-dangers"


def document(page: Page) -> Document:
    """The page with its chapters, in the order in which a board reads them."""
    with speaking(page.language):
        return Document(
            page.language,
            page.title,
            page.subject,
            page.agency,
            page.subtitle,
            page.notices,
            tuple(chapter for chapter in _chapters(page) if chapter.blocks),
            say("Contents"),
            say("Skip to the report"),
            say(":"),
        )


def _chapters(page: Page) -> Iterator[Chapter]:
    fold = say("How this level came about") if page.standing else say("Why there is no level")
    yield _chapter("part-level", (*outline.level(page), Fold(fold, "level")))
    yield _chapter("part-first", outline.first(page), say("What to do first, and why"))
    yield _chapter("part-scores", _scores(page))
    yield _chapter(DANGERS, _dangers(page), say("Dangers"))
    yield _chapter("part-gaps", figures.gaps(page.views) if page.views else (), say("Where views differ"))
    how = (*found.profiles(page), *found.grids(page, "how"), *found.matrices(page, "how"))
    yield _section(page, "how", how)
    yield _section(page, "why", (*found.matrices(page, "why"), *found.aims(page)))
    yield _section(page, "what", tuple(found.strengths(page)))
    yield _section(page, "challenges", (*_jumps(page), *found.challenges(page)))
    for section in found.sections_of_steps(page):
        yield _section(page, section, tuple(found.steps(page, section)))
    yield _chapter("part-open", outline.unanswered(page))
    yield _chapter("part-questions", outline.own_questions(page))
    yield _chapter("part-words", outline.own_words(page))
    yield _chapter("part-sources", _sources(page), say("Sources"))
    yield _chapter("part-references", outline.references(page))
    yield _chapter("part-limits", outline.limits(page))


def _chapter(name: str, blocks: Part | tuple[Block | Rich, ...], title: str = "") -> Chapter:
    """A chapter whose title is its first heading, unless it is given."""
    inside = tuple(blocks)
    if inside and isinstance(inside[0], Heading) and inside[0].depth < 3:
        return Chapter(name, inside[0].text, inside[1:])
    return Chapter(name, title, inside)


def _section(page: Page, section: str, blocks: tuple[Block | Rich, ...]) -> Chapter:
    return _chapter(f"section-{section}", outline.chapter(page, section, blocks))


def _scores(page: Page) -> Part:
    yield from figures.scores(page)
    yield Fold(say("How the scores came about"), "overall")
    if page.views is not None:
        yield Heading(say("How each view sees it"), 3)
        yield from figures.by_view(page.views)
        yield from figures.within_views(page.views)


def _dangers(page: Page) -> Part:
    if not page.dangers:
        return
    yield from found.position(page)
    yield _place(page)
    for danger in page.dangers:
        yield from found.evidence(danger)
        yield Fold(say("How each sign was read"), danger.id)


def _place(page: Page) -> Place:
    """The dangers as a place on two axes, with the same figures as a table."""
    caption = say("The dangers in figures")
    title = say("Where the two dangers place you") if page.plane else caption
    headers = (say("Danger"), say("Status"), say("Index"), say("Still possible"))
    rows = tuple((danger.title, danger.status, *danger.span) for danger in page.dangers)
    where = say("Position: {title}.", title=page.position[0]) if page.position else ""
    notes = " ".join(page.plane.notes) if page.plane else ""
    told = " ".join(
        say("{danger}: {status}, {figures}.", danger=danger.title, status=danger.status, figures=danger.figures)
        for danger in page.dangers
    )
    about = f"{told} {where} {notes}".strip()
    table = Table(headers, rows, (None,) * len(headers), caption=caption)
    return Place(title, about, page.plane, (say("where you are now"), say("still possible")), table)


def _jumps(page: Page) -> Part:
    if page.dangers:
        yield Jumps(tuple((found.named(danger), DANGERS) for danger in page.dangers))


def _sources(page: Page) -> Part:
    if page.sources:
        yield Paragraph(page.document)
        yield Definitions(
            tuple((e.id, e.wording, f"{e.section} ({e.place})" if e.place else e.section) for e in page.sources)
        )
