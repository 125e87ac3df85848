"""A page of blocks that is no report, such as a plan, as one HTML file in the report's look."""

from collections.abc import Iterable, Iterator

from assessor.language import say, speaking
from assessor.model.text import Language
from assessor.report.blocks import Block, Heading, Paragraph, Table
from assessor.report.chapters import Chapter, Document
from assessor.report.html import environment, policy_of, template_text
from assessor.report.plan_words import BLANK, BLANK_SPOKEN

LINE = f'<span class="blank"><span class="unseen">{BLANK_SPOKEN}</span></span>'
"""A line to write on, that a screen reader says in words."""
STYLES = ("report.css", "page.css", "leaf.css")


def as_leaf(blocks: Iterable[Block], subject: str, agency: str, language: Language = "en") -> str:
    """The blocks as a whole page; its heading is said as `subject`, then `agency`."""
    with speaking(language):
        shown = _document(tuple(blocks), subject, agency, language)
    style = "".join(map(template_text, STYLES))
    page = (
        environment()
        .get_template("page.html.j2")
        .render(page=shown, prefix="", style=style, policy=policy_of(style), reasons={}, linked=set(), cited=set())
    )
    # Behind the head, as a title is text alone. No attribute holds what somebody typed, so that markup is safe there.
    head, body, rest = page.partition("<body")
    return head + body + rest.replace(BLANK, LINE)


def _document(blocks: tuple[Block, ...], subject: str, agency: str, language: Language) -> Document:
    title = next((each.text for each in blocks if isinstance(each, Heading) and each.depth == 1), subject)
    begins = [at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.depth == 2]
    before = blocks[: begins[0]] if begins else blocks
    notices = tuple(each.text for each in before if isinstance(each, Paragraph))
    chapters = tuple(
        _chapter(number, blocks[at:end])
        for number, (at, end) in enumerate(zip(begins, [*begins[1:], len(blocks)], strict=True), 1)
    )
    first, *others = notices or ("",)
    return Document(
        language, title, subject, agency, first, tuple(others), chapters,
        say("Contents"), say("Skip to the report"), say(":"),
    )  # fmt: skip


def _chapter(number: int, blocks: tuple[Block, ...]) -> Chapter:
    title = blocks[0].text if isinstance(blocks[0], Heading) else ""
    return Chapter(f"part-{number}", title, tuple(_captioned(blocks[1:], title)))


def _captioned(blocks: tuple[Block, ...], title: str) -> Iterator[Block]:
    """Every table by a name, that of the heading above where it has none of its own."""
    for block in blocks:
        if isinstance(block, Heading):
            title = block.text
        yield block._replace(caption=title) if isinstance(block, Table) and not block.caption else block
