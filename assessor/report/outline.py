"""The report as headings, paragraphs, lists and tables: the order of the page, for every linear layout."""

from collections.abc import Iterator

from assessor.language import N_, say, speaking
from assessor.report import figures, found
from assessor.report.blocks import Block, First, Heading, Paragraph, Part, Points, Quotes, Rich, Verdict, plainly
from assessor.report.page import Page


def outline(page: Page) -> Iterator[Block]:
    """The blocks of the report, in the order they are read, for layouts that only know plain ones."""
    with speaking(page.language):
        return iter([plain for block in _linear(page) for plain in plainly(block)])


def _linear(page: Page) -> Part:
    yield Heading(page.title, 1)
    yield Paragraph(page.subtitle)
    for notice in page.notices:
        yield Paragraph(notice)
    yield from level(page)
    yield from first(page)
    yield from figures.scores(page)
    if page.views is not None:
        yield Heading(say("How each view sees it"))
        yield from figures.by_view(page.views)
        yield from figures.gaps(page.views)
        yield from figures.within_views(page.views)
    yield from chapter(page, "what", found.strengths(page))
    yield from chapter(page, "why", (*found.matrices(page, "why"), *found.aims(page)))
    how = (*found.profiles(page), *found.grids(page, "how"), *found.matrices(page, "how"))
    yield from chapter(page, "how", how)
    yield from chapter(page, "challenges", (*found.dangers(page), *found.challenges(page)))
    yield from recommendations(page)
    yield from unanswered(page)
    yield from own_questions(page)
    yield from own_words(page)
    yield from references(page)
    yield from limits(page)


_TITLES = N_(
    {
        "what": "What is there already",
        "why": "Why",
        "how": "How service users take part",
        "challenges": "Challenges and dangers",
        "": "Recommendations",
    },
    sense="chapter",
)
"""Headings of the chapters that a pack may name otherwise."""


def chapter(page: Page, section: str, blocks: Part | tuple[Block | Rich, ...]) -> Part:
    """The blocks of one section of the pack's under its heading; nothing where there are none."""
    inside = tuple(blocks)
    if inside:
        title, about = page.headings.get(section) or (say(_TITLES.get(section, _TITLES[""]), sense="chapter"), "")
        yield Heading(title)
        if about:
            yield Paragraph(about)
        yield from inside


def level(page: Page) -> Part:
    """The level and what held it back."""
    says = page.level.removesuffix(".") + "."
    plain: list[Block] = [Paragraph(says)]
    if page.level_meaning:
        plain.append(Paragraph(page.level_meaning))
    if page.held_by:
        plain += [Paragraph(page.held_by[0]), Points(tuple((line, ()) for line in page.held_by[1:]))]
    yield Heading(say("Readiness"))
    yield Verdict(says, page.standing, page.level_meaning, page.held_by, tuple(plain))


def first(page: Page) -> Part:
    """The three first steps."""
    steps = [step for step in page.steps if step.first]
    if not steps:
        yield Paragraph(say("Nothing is recommended now. Keep what is in place, and ask again in a year."))
        return
    yield Heading(say("What to do first, and why"))
    points = tuple(
        (f"{step.title}. {step.first_step}", (say("Why: {reasons}.", reasons="; ".join(step.why[:3])),))
        for step in steps
    )
    plain = Points(points, tuple(range(1, len(points) + 1)))
    told = tuple((step.title, step.first_step, step.why[:3], step.id) for step in steps)
    yield First(say("Why"), say("More on this step"), told, (plain,))


def recommendations(page: Page) -> Part:
    """Every recommendation, under the sections they belong to."""
    for section in found.sections_of_steps(page):
        yield from chapter(page, section, found.steps(page, section))


def unanswered(page: Page) -> Part:
    """Questions that were left open."""
    if page.open_items:
        yield Heading(say("Not answered"))
        yield Paragraph(say("These questions were left open; answering them would narrow the ranges above."))
        yield Points(tuple((line, ()) for line in page.open_items))


def own_questions(page: Page) -> Part:
    """Questions that respondents would have asked."""
    if page.own_questions:
        yield Heading(say("Questions people would have asked"))
        yield Paragraph(say("Respondents added these themselves. They are not scored."))
        plain = Points(tuple((asked, (said,) if said else ()) for asked, said in page.own_questions))
        yield Quotes(page.own_questions, (plain,))


def own_words(page: Page) -> Part:
    """What people wrote."""
    if page.own_words:
        yield Heading(say("In your own words"))
        yield Quotes(page.own_words, (Points(tuple((asked, (said,)) for asked, said in page.own_words)),))


def references(page: Page) -> Part:
    """The publications behind what is cited."""
    if page.references:
        yield Heading(say("References"))
        yield Points(tuple((reference, ()) for reference in page.references))


def limits(page: Page) -> Part:
    """What the instrument cannot do."""
    if page.limits:
        yield Heading(say("Limits of this instrument"))
        yield Points(tuple((limit, ()) for limit in page.limits))
