"""A map drafted from one export: what is certain, what is guessed by likeness and marked so, what nothing is like."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, Problem, problem
from assessor.language import N_, say
from assessor.model.text import Language
from assessor.tables.block import Table
from assessor.tables.codebook import ROLES, Codebook
from assessor.tables.coding import text_of
from assessor.tables.exported import heads_of
from assessor.tables.headings import Known, Target, readings
from assessor.tables.layout import Filled
from assessor.tables.mapfile import Entry, MapFile, Told
from assessor.tables.mapping import Column, certain
from assessor.tables.meanings import Meanings
from assessor.tables.opening import known_encoding, looked_at, named
from assessor.tables.options import Options, refuse_bad
from assessor.tables.profile import PLAIN, profile
from assessor.tables.tool import Tool
from assessor.tables.wordings import AGENCY, SAID, normal, squeezed, texts_of

LEAST = 70
"""How like a wording a header must be, from 0 to 100, to be a guess at all."""
LEAST_ID = 85
LEAST_LABEL = 75
APART = 3
"""How much less like the next one must be."""
MOST_CELLS = 500
"""Different cells of a column that are looked at."""


@dataclass
class Draft:
    """What was found out about the columns of one file."""

    entries: list[Entry]
    personal: tuple[str, ...]
    unmatched: list[str]
    """Columns that nothing here is like."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """(column, cell) where a column is known and what stands in it is not."""

    def told(self) -> list[str]:
        """What is certain, what is guessed and what is like nothing, in words."""
        sure = [f"  {each.column} -> {each.as_}" for each in self.entries if not each.guessed]
        guesses = [each for each in self.entries if each.guessed]
        guessed = [f"  {each.column} -> {each.as_} ({_how_sure(each.score)})" for each in guesses]
        for each in self.entries:
            for cell in each.answers:
                guessed.append(f"  {each.column}: {cell.cell} -> {cell.means} ({_how_sure(cell.score)})")
        groups = {
            N_("Certain ({number}):"): sure,
            N_("Guessed; look at each and confirm it in the map ({number}):"): guessed,
            N_("Like nothing here, and left out ({number}):"): [f"  {each}" for each in self.unmatched],
            N_("Cells that say nothing here ({number}):"): [f"  {column}: {cell}" for column, cell in self.unread],
            N_("Left out, since they could tell who answered ({number}):"): [f"  {each}" for each in self.personal],
        }
        return [line for head, lines in groups.items() if lines for line in (say(head, number=len(lines)), *lines)]

    def file(self, pack: str, profile: str | None) -> MapFile:
        """The draft as a map file."""
        return MapFile(map=1, pack=pack, profile=profile, columns=tuple(self.entries))


def _how_sure(score: int | None) -> str:
    """How sure a guess is: where texts were compared, how alike they are."""
    return say("in this order") if score is None else say("{score} of 100 alike", score=score)


def drafted(
    source: str, book: Codebook, name: str | None, options: Options, language: Language | None, stdin: BinaryIO
) -> Draft:
    """A draft for the file called `source`; raises AssessorError where it cannot be read, or nothing in it is alike."""
    if find_spec("rapidfuzz") is None:
        raise AssessorError([problem("no-extra", library="rapidfuzz", extra="batch")], USAGE)
    refuse_bad(options, book.pack)
    if options.encoding is not None:
        options = dataclasses.replace(options, encoding=known_encoding(options.encoding))
    tool = Tool(name, PLAIN if name is None else profile(name))
    with TemporaryDirectory() as folder:
        for short, path in named([source])[:1]:
            each = looked_at(short, path, Path(folder), stdin, tool.sorts)
            table = tool.raw(each, Path(folder), options)
            found = draft(table, Known(book, tool.profile, options.perspective, language), options.filled)
    if all(entry.as_ in ROLES for entry in found.entries):
        raise AssessorError([problem("nothing-alike", file=source, pack=book.pack.id)], BAD_RESPONSES)
    return found


def draft(table: Table, known: Known, filled: Filled) -> Draft:
    """A draft for the columns of `table`."""
    heads = heads_of(table, table.headers)
    sure = certain(table.headers, heads, known, filled)
    # A question may hold a word, such as name, by which a column that could tell who answered is known.
    doubtful = [each for each in sure.personal if not any(map(known.profile.drops, heads[each]))]
    guesses = _Guesses(known).columns([*sure.left, *doubtful], heads, {each.target for each in sure.columns})
    scores = {header: score for header, (_, score) in guesses.items()}
    columns = [*sure.columns, *(Column(header, target) for header, (target, _) in guesses.items())]
    order = {header: place for place, header in enumerate(table.headers)}
    found = Draft(
        [],
        tuple(x for x in sure.personal if x not in guesses),
        [header for header in sure.left if header not in guesses],
    )
    cells = _cells(table, [each.header for each in columns])
    for each in sorted(columns, key=lambda column: order[column.header]):
        answers, unread = _answers(each, cells[each.header], known)
        guessed, score = each.header in scores, scores.get(each.header)
        entry = Entry(column=each.header, as_=str(each.target), guessed=guessed, score=score, answers=tuple(answers))
        found.entries.append(entry)
        found.unread += [(each.header, cell) for cell in unread]
    return found


def _cells(table: Table, headers: Sequence[str]) -> dict[str, list[str]]:
    """The different cells of the first part's columns."""
    part = next((part for part in table.parts if not part.lost), None)
    if part is None:
        return {header: [] for header in headers}
    frame = table.block(part, headers, {}).frame
    different = {header: text_of(frame[header]).drop_nulls().unique(maintain_order=True) for header in headers}
    return {header: cells.head(MOST_CELLS).to_list() for header, cells in different.items()}


def ratio(one: str, other: str) -> int:
    """How like two texts are, from 0 to 100."""
    from rapidfuzz import fuzz

    alike: float = fuzz.ratio(one, other)
    return round(alike)


def _alike(question: str, wording: str) -> int:
    """How like a header is to a wording; nearly all where it is the beginning of one that a tool cut off."""
    text = normal(question)
    cut = question.rstrip().endswith(("..", "…")) and len(text) > 9 and wording.startswith(text)
    return 99 if cut else ratio(text, wording)


class _Guesses:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.texts = [(text, item) for text, items in known.wordings.items() for item in items]

    def columns(
        self, left: Sequence[str], heads: Mapping[str, Sequence[str]], taken: set[Target]
    ) -> dict[str, tuple[Target, int]]:
        """Header -> what it is most like and how like; each of ours but once, the likest first."""
        likely = [
            (score, header, target)
            for header in left
            if not self.known.is_other(heads[header])
            for target, score in [self._likest(heads[header])]
            if target is not None
        ]
        found: dict[str, tuple[Target, int]] = {}
        for score, header, target in sorted(likely, key=lambda each: -each[0]):
            whole = {*taken, *(target for target, _ in found.values())}
            if target not in whole and not (target.option and Target(target.name) in whole):
                found[header] = target, score
        return found

    def _likest(self, headers: Sequence[str]) -> tuple[Target | None, int]:
        best: tuple[Target | None, int] = (None, 0)
        for header in headers:
            alike = max(_alike(header, normal(text)) for text in AGENCY)
            if alike >= LEAST and alike > best[1]:
                best = Target("agency"), alike
            for question, option in readings(header, self.known.profile):
                item, score = self._item(question)
                if item is None:
                    continue
                target, alike = self._option(item, option)
                score = min(score, alike)
                if target is not None and score > best[1]:
                    best = target, score
        return best

    def _item(self, question: str) -> tuple[str | None, int]:
        exact = self.known.item(question)
        if exact is not None:
            return exact, 100
        scores: dict[str, int] = {}
        for wording, item in self.texts:
            scores[item] = max(scores.get(item, 0), _alike(question, wording))
        for short, item in self.known.ids.items():
            score = ratio(squeezed(question), squeezed(short)) if len(question) < 40 else 0
            if score >= LEAST_ID:
                scores[item] = max(scores.get(item, 0), score)
        ranked = sorted(scores.items(), key=lambda each: -each[1])
        if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < APART):
            return None, 0
        return ranked[0]

    def _option(self, name: str, option: str) -> tuple[Target | None, int]:
        item = self.known.items[name]
        if not option:
            return Target(name), 100
        if item.kind != "tick":
            return None, 0
        exact = self.known.option(item, option)
        if exact is not None:
            return Target(name, exact), 100
        labels = [(text, each.id) for each in item.options for text in texts_of([each.label])]
        found, score = likest(option, labels)
        return (Target(name, found), score) if found else (None, 0)


def likest(text: str, labels: Sequence[tuple[str, str]]) -> tuple[str, int]:
    """What `text` is most like, and how like; nothing where it is like none, or like two."""
    scores: dict[str, int] = {}
    for label, name in labels:
        scores[name] = max(scores.get(name, 0), ratio(normal(text), normal(label)))
    ranked = sorted(scores.items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < LEAST_LABEL or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < APART):
        return "", 0
    return ranked[0]


def _answers(column: Column, cells: Sequence[str], known: Known) -> tuple[list[Told], list[str]]:
    """What cells that say nothing certain are guessed to mean, and those that are like nothing."""
    item = known.items.get(column.target.name)
    if item is None or item.kind in ("text", "count"):
        return [], []
    meanings = Meanings(known.book, item, known.profile)
    if column.target.option:
        return [], []
    if item.kind == "tick":
        return [], [cell for cell in cells if isinstance(meanings.several(cell), Problem)]
    unknown = {cell: told for cell in cells if isinstance(told := meanings.number(cell), Problem)}
    numbers = [cell for cell, told in unknown.items() if told.code == "own-number"]
    found = _by_order(numbers, meanings)
    labels = [(text, name) for name, label in meanings.answers for text in texts_of([label])]
    labels += [(text, marker) for marker, said in list(SAID.items())[1:] for text in said]
    unread = []
    for cell in unknown:
        if cell in numbers and found:
            continue
        name, score = ("", 0) if cell in numbers else likest(cell, labels)
        if name:
            found.append(Told(cell=cell, means=name, guessed=True, score=score))
        else:
            unread.append(cell)
    return found, unread


def _by_order(numbers: Sequence[str], meanings: Meanings) -> list[Told]:
    """The tool's own numbers in the order of the answers, from 1 as tools do unless there is a 0: a guess."""
    values = {int(each) for each in numbers if each.isdecimal()}
    least = 0 if 0 in values else 1
    if not values or max(values) >= least + len(meanings.answers):
        return []
    names = [name for name, _ in meanings.answers]
    return [Told(cell=str(n), means=name, guessed=True) for n, name in enumerate(names, least)]
