"""How each view sees the agency, in words: a table by dimension, the widest gaps, and what is kept back."""

from collections.abc import Mapping
from typing import NamedTuple

from assessor.agreement import FEW_PEOPLE, PEOPLE, Agreement
from assessor.language import N_, count, say
from assessor.model.assessment import Assessment, CellFound, FindingFound, GapFound, ScoreFound, ViewFound
from assessor.model.condition import GapLeaf, leaves
from assessor.model.instrument import Item
from assessor.model.ruleset import Pack
from assessor.model.text import Language
from assessor.report.wording import NONE, about, capital, exactly, question, quoted, reply

WIDTHS = N_(("alike", "somewhat", "far apart"), sense="views are")
FAR, SOMEWHAT = 25, 10
"""Percent of the widest gap there could be from which views are told to be far, or somewhat, apart."""

FEW_SHOWN = N_(
    "{who}: {answered} answered, and {fewest} are needed before anything of theirs is shown, scored or compared."
)
NO_FIGURE = N_(
    {
        "spread_and_agreement": "spread and agreement: {reason}",
        "spread": "spread: {reason}",
        "agreement": "agreement: {reason}",
        "icc": "ICC: {reason}",
        "alpha": "alpha: {reason}",
    },
    sense="no figure for",
)


class GapRead(NamedTuple):
    """A gap that a rule found: who sees it better, what each side says, what to do."""

    title: str
    sides: str
    suggests: str
    id: str = ""


class ItemSides(NamedTuple):
    """One question that views answered far apart, with what each said."""

    asked: str
    said: tuple[tuple[str, str], ...]


class ViewsRead(NamedTuple):
    """Everything a report says of views."""

    names: tuple[str, ...]
    """Each view that is shown, with how many people."""
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    """(dimension, score of each view, how far apart in words)."""
    widest: tuple[GapRead, ...]
    """The three widest gaps."""
    others: tuple[GapRead, ...]
    sides: tuple[ItemSides, ...]
    """Questions that views answered far apart."""
    alike: int
    """How many more questions several views answered much alike."""
    kept_back: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]], ...]
    """(view, parts of the organisation, rows of (dimension, score of each part))."""
    agreement: tuple[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]
    """(view, rows of (dimension, people, spread, agreement, ICC, alpha), why figures are missing)."""
    points: tuple[tuple[int | None, ...], ...] = ()
    """The scores of `rows` in whole points, for layouts that draw."""


def read_views(
    found: Assessment, pack: Pack, language: Language, agreement: Mapping[str, Mapping[str, Agreement]]
) -> ViewsRead | None:
    """What the report says of views; None for a file of one person."""
    return _Views(found, pack, language, agreement).read() if found.perspectives else None


class _Views:
    def __init__(
        self, found: Assessment, pack: Pack, language: Language, agreement: Mapping[str, Mapping[str, Agreement]]
    ) -> None:
        self.found, self.pack, self.language, self.agreed = found, pack, language, agreement
        self.shown = {name: view for name, view in found.perspectives.items() if view.items}

    def plural(self, view: str) -> str:
        return self.pack.instrument.views[view].plural.said_in(self.language)

    def read(self) -> ViewsRead:
        gaps = tuple(self.gaps())
        sides, alike = self.sides()
        rows = self.rows()
        return ViewsRead(
            names=tuple(f"{capital(self.plural(name))} ({view.respondents})" for name, view in self.shown.items()),
            rows=tuple((title, tuple(map(told, scores)), apart) for title, scores, apart in rows),
            widest=gaps[:3],
            others=gaps[3:],
            sides=sides,
            alike=alike,
            kept_back=tuple(self.kept_back()),
            parts=tuple(self.parts()),
            agreement=tuple(self.agreement(view) for view in self.agreed),
            points=tuple(tuple(map(_whole, scores)) for _, scores, _ in rows),
        )

    def rows(self) -> list[tuple[str, tuple[ScoreFound | None, ...], str]]:
        rows = []
        for dimension in self.pack.ruleset.dimensions:
            scores = [view.scores.get(dimension.id) for view in self.shown.values()]
            if any(score is not None and score.applies for score in scores):
                rows.append((dimension.title.said_in(self.language), tuple(scores), self.apart(dimension.id)))
        return rows

    def apart(self, dimension: str) -> str:
        """How far apart views are on a dimension, over the questions they share."""
        gaps = [gap for gap in self.found.gaps if gap.subject == dimension]
        if not gaps:
            return ""
        return say(WIDTHS[_width(gaps[0])], sense="views are")

    def gaps(self) -> list[GapRead]:
        """The gaps that rules found, widest first."""
        rules = self.pack.ruleset.rules_by_id
        read = []
        for finding in self.found.findings:
            if finding.kind == "gap":
                leaf = next(leaf for leaf in leaves(rules[finding.id].when) if isinstance(leaf, GapLeaf))
                gap = next(g for g in self.found.gaps if (g.subject, g.between) == (leaf.gap, leaf.between))
                read.append((-gap.percent, -finding.severity, finding.id, self.gap(finding, gap)))
        return [each for _, _, _, each in sorted(read, key=lambda row: row[:3])]

    def gap(self, finding: FindingFound, gap: GapFound) -> GapRead:
        conclusion = self.pack.ruleset.rules_by_id[finding.id].then.gap
        assert conclusion is not None
        title, suggests = finding.title.said_in(self.language), conclusion.said_in(self.language)
        return GapRead(title, self.two_sides(gap), suggests, finding.id)

    def two_sides(self, gap: GapFound) -> str:
        said = self.each_side(gap)
        if not gap.better:
            return said
        return say("{who} see it better. {said}", who=capital(self.plural(gap.better)), said=said)

    def each_side(self, gap: GapFound) -> str:
        """What each side of a gap said, or how far apart they are."""
        item = self.pack.instrument.items.get(gap.subject)
        if item is None:
            points = exactly(gap.size)
            return say("Over the questions both answered they are about {points} of 100 points apart.", points=points)
        one, other = gap.between
        return say(
            "{one} say {said}, {other} say {answer}.",
            one=capital(self.plural(one)), said=self.said(item, self.shown[one].items[item.id]),
            other=self.plural(other), answer=self.said(item, self.shown[other].items[item.id]),
        )  # fmt: skip

    def said(self, item: Item, cell: CellFound) -> str:
        words = quoted(reply(item, cell.value, self.pack, self.language))
        return say("{answer} (all or nearly all)", answer=words) if cell.alike else words

    def sides(self) -> tuple[tuple[ItemSides, ...], int]:
        """Questions that several views answered, those far apart with what each said."""
        far, alike = [], 0
        for item in self.pack.instrument.items.values():
            cells = {name: view.items[item.id] for name, view in self.shown.items() if item.id in view.items}
            points = [cell.points for cell in cells.values() if cell.points is not None]
            if len(points) < 2:
                continue
            if max(points) - min(points) < FAR:
                alike += 1
                continue
            said = tuple(
                (f"{capital(self.plural(name))} ({cell.number})", self.side(item, cell)) for name, cell in cells.items()
            )
            far.append(ItemSides(question(item, next(iter(cells)), self.language), said))
        return tuple(far), alike

    def side(self, item: Item, cell: CellFound) -> str:
        """One view's answer in words, with the mean where its people differ."""
        said = self.said(item, cell)
        if cell.alike or cell.number == 1 or cell.points is None:
            return said
        return say("{answer}, mean {points} of 100", answer=said, points=f"{cell.points:.0f}")

    def kept_back(self) -> list[str]:
        lines = []
        for name, view in self.found.perspectives.items():
            who, fewest = capital(self.plural(name)), view.fewest
            if view.needed:
                answered = say(FEW_SHOWN, who=who, answered=view.respondents, fewest=fewest)
                needed = count("{n} more is needed.", "{n} more are needed.", view.needed)
                lines.append(f"{answered} {needed}")
            elif view.hidden:
                lines.append(
                    count(
                        "{who}: {n} question was answered by fewer than {fewest} and is not shown, scored or compared.",
                        "{who}: {n} questions were answered by fewer than {fewest} and are not shown, scored or "
                        "compared.",
                        len(view.hidden), who=who, fewest=fewest,
                    )
                )  # fmt: skip
        return lines

    def parts(self) -> list[tuple[str, tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]]:
        """For each view, the scores of the parts of the organisation that may be shown."""
        tables = []
        for name in self.found.perspectives:
            parts = {part: views[name] for part, views in self.found.units.items() if name in views}
            rows = []
            for dimension in self.pack.ruleset.dimensions:
                scores = [scores.get(dimension.id) for scores in parts.values()]
                if any(scores):
                    rows.append((dimension.title.said_in(self.language), tuple(map(told, scores))))
            if len(parts) > 1 and rows:
                tables.append((capital(self.plural(name)), tuple(parts), tuple(rows)))
        return tables

    def agreement(self, view: str) -> tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """How far the people of one view agree, dimension by dimension."""
        titles = {dimension.id: dimension.title.said_in(self.language) for dimension in self.pack.ruleset.dimensions}
        rows: list[tuple[str, ...]] = []
        reasons: dict[str, None] = {}
        who = capital(self.plural(view))
        if self.found.perspectives[view].respondents < PEOPLE:
            few = say(FEW_PEOPLE, n=PEOPLE)
            return who, (), (say(NO_FIGURE["spread_and_agreement"], sense="no figure for", reason=few),)
        for name, each in self.agreed[view].items():
            word = say("{word} ({figure})", word=each.word, figure=each.r_wg.told) if each.word else NONE
            figures = {"spread": each.spread, "agreement": each.r_wg, "icc": each.icc_average, "alpha": each.alpha}
            lacking = {sort: figure.reason for sort, figure in figures.items() if figure.reason}
            for sort, reason in lacking.items():
                reasons[say(NO_FIGURE[sort], sense="no figure for", reason=reason)] = None
            told = [str(figures[sort].told or NONE) for sort in ("icc", "alpha")]
            rows.append((titles[name], str(each.n), str(each.spread.told or NONE), word, *told))
        return who, tuple(rows), tuple(reasons)


def told(score: ScoreFound | None) -> str:
    """A score in a table of views: a dash where the view is not asked, or too little is known."""
    return NONE if score is None or score.score is None else about(score)


def _whole(score: ScoreFound | None) -> int | None:
    return None if score is None or score.score is None else round(score.score)


def _width(gap: GapFound) -> int:
    return 2 if gap.percent >= FAR else 1 if gap.percent >= SOMEWHAT else 0


def text_withheld(view: ViewFound, shared: bool) -> bool:
    """Whether the free text of a protected view is kept back: nobody agreed to share it, or too few answered."""
    return view.fewest > 1 and (not shared or view.needed > 0)
