"""The report as chapters of a page that can draw, link and fold: their order, and the words only such a page needs."""

from collections.abc import Iterator
from typing import NamedTuple

from assessor.model.text import Language
from assessor.report import outline
from assessor.report.blocks import Block, Definitions, Fold, Heading, Jumps, Paragraph, Place, Rich, Table
from assessor.report.reading import Page


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
    contents: str = "Contents"
    skip: str = "Skip to the report"


DANGERS = "part-dangers"


def document(page: Page) -> Document:
    """The page with its chapters, in the order in which a board reads them."""
    return Document(
        page.language,
        page.title,
        page.subject,
        page.agency,
        page.subtitle,
        page.notices,
        tuple(chapter for chapter in _chapters(page) if chapter.blocks),
    )


def _chapters(page: Page) -> Iterator[Chapter]:
    fold = "How this level came about" if page.standing else "Why there is no level"
    yield _chapter("part-level", (*outline.level(page), Fold(fold, "level")))
    yield _chapter("part-first", outline.first(page), "What to do first, and why")
    yield _chapter("part-scores", _scores(page))
    yield _chapter(DANGERS, _dangers(page), "Dangers")
    yield _chapter("part-gaps", outline.gaps(page.views) if page.views else (), "Where views differ")
    how = (*outline.profiles(page), *outline.grids(page, "how"), *outline.matrices(page, "how"))
    yield _section(page, "how", how)
    aim = outline.findings(page, "consistency", "Aim and practice")
    yield _section(page, "why", (*outline.matrices(page, "why"), *aim))
    yield _section(page, "what", tuple(outline.strengths(page)))
    yield _section(page, "challenges", (*_jumps(page), *outline.challenges(page)))
    for section in outline.sections_of_steps(page):
        yield _section(page, section, tuple(outline.steps(page, section)))
    yield _chapter("part-open", outline.unanswered(page))
    yield _chapter("part-questions", outline.own_questions(page))
    yield _chapter("part-words", outline.own_words(page))
    yield _chapter("part-sources", _sources(page), "Sources")
    yield _chapter("part-references", outline.references(page))
    yield _chapter("part-limits", outline.limits(page))


def _chapter(name: str, blocks: outline.Part | tuple[Block | Rich, ...], title: str = "") -> Chapter:
    """A chapter whose title is its first heading, unless it is given."""
    inside = tuple(blocks)
    if inside and isinstance(inside[0], Heading) and inside[0].depth < 3:
        return Chapter(name, inside[0].text, inside[1:])
    return Chapter(name, title, inside)


def _section(page: Page, section: str, blocks: tuple[Block | Rich, ...]) -> Chapter:
    return _chapter(f"section-{section}", outline.chapter(page, section, blocks))


def _scores(page: Page) -> outline.Part:
    yield from outline.scores(page)
    yield Fold("How the scores came about", "overall")
    if page.views is not None:
        yield Heading("How each view sees it", 3)
        yield from outline.by_view(page.views)
        yield from outline.within_views(page.views)


def _dangers(page: Page) -> outline.Part:
    if not page.dangers:
        return
    yield from outline.position(page)
    yield _place(page)
    for danger in page.dangers:
        yield from outline.evidence(danger)
        yield Fold("How each sign was read", danger.id)


def _place(page: Page) -> Place:
    """The dangers as a place on two axes, with the same figures as a table."""
    title = "Where the two dangers place you" if page.plane else "The dangers in figures"
    headers = ("Danger", "Status", "Index", "Still possible")
    rows = tuple((danger.title, danger.status, *danger.span) for danger in page.dangers)
    where = f"Position: {page.position[0]}." if page.position else ""
    notes = " ".join(page.plane.notes) if page.plane else ""
    told = " ".join(f"{danger.title}: {danger.status}, {danger.figures}." for danger in page.dangers)
    about = f"{told} {where} {notes}".strip()
    table = Table(headers, rows, (None,) * len(headers), caption="The dangers in figures")
    return Place(title, about, page.plane, ("where you are now", "still possible"), table)


def _jumps(page: Page) -> outline.Part:
    if page.dangers:
        yield Jumps(tuple((f"{danger.title}: {danger.status}", DANGERS) for danger in page.dangers))


def _sources(page: Page) -> outline.Part:
    if page.sources:
        yield Paragraph(page.document)
        yield Definitions(
            tuple((e.id, e.wording, f"{e.section} ({e.place})" if e.place else e.section) for e in page.sources)
        )
