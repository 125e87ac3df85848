"""The figures of the report as blocks: scores with their ranges, views beside each other, gaps, parts, agreement."""

from assessor.language import N_, count, say
from assessor.report.blocks import (
    Bar,
    Bars,
    Block,
    Dots,
    Drawn,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Part,
    Points,
    Table,
)
from assessor.report.page import Page, ScoreRow
from assessor.report.views import GapRead, ViewsRead
from assessor.report.wording import cleaned, small

BAR = 20
"""Characters of a bar; one for each five points."""

WHY_FOUND = N_("How this was found")
ABOUT = N_("0 to 100, higher is readier. The range is what answers that are still missing could make of the score.")
LEGEND = N_("In the bar, # is the score and - is what is still possible.")
DRAWN = N_("In the bar, the dark part is the score and the lighter part what is still possible.")
BY_VIEW = N_(
    "Scores by who answered; a dash stands where a view is not asked or too little is known. Views are asked partly "
    "different questions. The last column compares only questions that two views share, at least three."
)


def scores(page: Page) -> Part:
    """Every dimension with its range."""
    yield Heading(say("Scores"))
    yield Paragraph(say(ABOUT))
    rows = (page.overall, *page.scores)
    dimension, score, span, bar_, answers = (
        say("Dimension"), say("Score"), say("Range"), say("Bar", sense="chart"), say("Answers"),
    )  # fmt: skip
    drawn = Drawn(3, tuple(row.bar for row in rows), say(DRAWN))
    headers = (dimension, score, span, bar_, answers)
    plain = Table(headers, tuple(map(_score_row, rows)), (26, None, None, None, None), say(LEGEND), drawn=drawn)
    caption = say("Scores, with the range still possible")
    table = Table(
        (dimension, score, span, answers),
        tuple((row.title, row.score, row.range, row.answered) for row in rows),
        (26, None, None, None),
        caption=caption,
    )
    bars = tuple(Bar(row.title, row.score, *row.bar) for row in rows)
    noted = tuple((say("{title}: {note}.", title=row.title, note=row.note), ()) for row in rows if row.note)
    key = (say("score", sense="key"), say("still possible"), say("still possible, no score yet"))
    notes = tuple(row.note for row in rows)
    below: tuple[Block, ...] = (plain, Points(noted)) if noted else (plain,)
    yield Bars(caption, _told(rows), key, bars, table, notes, below)


def _told(rows: tuple[ScoreRow, ...]) -> str:
    """What the bars show, in one sentence for those who cannot see them."""
    told = (say("{title}: {score}, {range}", title=r.title, score=r.score, range=r.range or r.note) for r in rows)
    return "; ".join(told) + "."


def _score_row(row: ScoreRow) -> tuple[str, ...]:
    return row.title, row.score, row.range, bar(*row.bar), row.answered


def bar(low: int | None, score: int | None, high: int | None) -> str:
    """A bar of characters: # up to the score (or the lowest possible), - up to the highest possible, . beyond."""
    if high is None:
        return ""
    solid = (score if score is not None else low or 0) * BAR // 100
    possible = max(high * BAR // 100, solid)
    return "#" * solid + "-" * (possible - solid) + "." * (BAR - possible)


def by_view(views: ViewsRead) -> Part:
    """What is kept back, and the scores of each view beside each other."""
    if views.kept_back:
        yield Points(tuple((line, ()) for line in views.kept_back))
    if len(views.names) > 1:
        yield Paragraph(say(BY_VIEW))
        rows = tuple((title, *told, apart) for title, told, apart in views.rows)
        caption = say("Scores by who answered")
        headers = (say("Dimension"), *views.names, say("Views are"))
        table = Table(headers, rows, (22, *(12 for _ in views.names), 9), caption=caption)
        drawn = tuple((row[0], points) for row, points in zip(views.rows, views.points, strict=True))
        about = "; ".join(
            say("{title}: {scores}", title=title, scores=", ".join(map(" ".join, zip(views.names, told, strict=True))))
            for title, told, _ in views.rows
        )
        yield Dots(caption, f"{about}.", views.names, drawn, table, (table,))


def gaps(views: ViewsRead) -> Part:
    """Where views differ, widest first."""
    for title, some in ((say("The widest gaps"), views.widest), (say("More gaps"), views.others)):
        if some:
            yield Heading(title, 3)
            numbers = tuple(range(1, len(some) + 1)) if some is views.widest else ()
            points = tuple((f"{gap.title}.", (gap.sides, say("To do: {todo}", todo=gap.suggests))) for gap in some)
            yield Entries(say(WHY_FOUND), tuple(map(_gap, some)), (Points(points, numbers),))
    if views.sides:
        yield Heading(say("Questions that views answer far apart"), 3)
        yield Points(
            tuple(
                (each.asked, tuple(say("{who}: {said}.", who=who, said=said) for who, said in each.said))
                for each in views.sides
            )
        )
    if views.alike:
        yield Paragraph(
            count(
                "1 more question that several views answered: no great difference.",
                "{n} more questions that several views answered: no great difference.",
                views.alike,
            )
        )


def _gap(gap: GapRead) -> Entry:
    return Entry(f"{gap.title}.", gap.sides, ((say("To do"), gap.suggests),), id=gap.id)


def within_views(views: ViewsRead) -> Part:
    """Parts of the organisation, and how far the people of a view agree."""
    for view, parts, rows_of_parts in views.parts:
        title = say("Parts of the organisation: {view}", view=view)
        yield Heading(title, 3)
        table = tuple((name, *told) for name, told in rows_of_parts)
        headers = (say("Dimension"), *map(cleaned, parts))
        yield Table(headers, table, (22, *(14 for _ in parts)), caption=title)
    for view, rows_of_agreement, reasons in views.agreement:
        title = say("How far {who} agree with each other", who=small(view))
        yield Heading(title, 3)
        headers = (say("Dimension"), say("People"), say("Spread"), say("Agreement"), say("ICC(2,k)"), say("Alpha"))
        if rows_of_agreement:
            yield Table(headers, rows_of_agreement, (24, None, None, 22, None, None), caption=title)
        if reasons:
            yield Points(tuple((say("No figure for {reason}.", reason=reason), ()) for reason in reasons))
