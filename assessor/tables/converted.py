"""The export of a survey tool as the table that everything else reads; faults go on naming what stands in the file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assessor.errors import Problem, problem
from assessor.tables.block import RECORD, Block, Fault, Original, Part, Table
from assessor.tables.boxes import Boxes, Odd, joined
from assessor.tables.codebook import ROLES, Codebook
from assessor.tables.coding import text_of, wrong_cells
from assessor.tables.headings import Target
from assessor.tables.mapping import Column, Mapped
from assessor.tables.meanings import MOMENT, Meanings
from assessor.tables.profile import Profile
from assessor.tables.wordings import normal, texts_of

if TYPE_CHECKING:
    import polars as pl


class Converted:
    """A table in the columns of ours, read from one in those of a tool."""

    def __init__(self, inner: Table, mapping: Mapped, book: Codebook, profile: Profile, perspective: str | None):
        self.inner, self.mapping, self.book, self.profile, self.perspective = inner, mapping, book, profile, perspective
        self.name, self.parts = inner.name, inner.parts
        self.sample: Mapping[str, Sequence[str]] = {}
        self.roles = {each.target.name: each.header for each in mapping.columns if each.target.name in ROLES}
        self.naming = self._naming()
        """Column of ours -> what the file calls it."""
        self.headers = tuple(self.naming)
        self.personal = tuple(header for header in inner.headers if header not in self._read)
        """What is left out of the rejects: all that is not read, since nobody said what stands in it."""
        self.notes = (*inner.notes, *self._notes())
        self._meanings: dict[str, Meanings] = {}

    def _naming(self) -> dict[str, str]:
        found = dict(self.roles)
        for name, columns in self.mapping.of_items.items():
            if name in self.roles:
                continue
            whole = {each.target.option: each.header for each in columns}
            first = columns[0].header
            for each in self.book.of_item[name]:
                found[each.name] = whole.get(each.name.partition(".")[2], first)
        return found

    def _notes(self) -> Iterable[Problem]:
        yield from (problem("personal-column", file=self.name, column=each) for each in self.mapping.personal)
        hint = "Say in a map what it is, if it is an answer."
        yield from (problem("ignored-column", file=self.name, column=x, nearest=hint) for x in self.mapping.left)

    def meanings(self, column: Column) -> Meanings:
        """What the cells of a column of answers mean."""
        if column.header not in self._meanings:
            item = self.book.instrument.items[column.target.name]
            self._meanings[column.header] = Meanings(self.book, item, self.profile, column.answers)
        return self._meanings[column.header]

    @property
    def _read(self) -> list[str]:
        used = {each.header for each in self.mapping.columns}
        if self.profile.instance in self.inner.headers:
            used.add(self.profile.instance)
        return [header for header in self.inner.headers if header in used]

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        import polars as pl

        read = self._read
        block = self.inner.block(part, read, {})
        raw = block.frame
        columns, odd = self._columns(raw)
        places = {header: place for place, header in enumerate(self.inner.headers)}
        records = raw[RECORD]
        faults = [
            Fault(records[row], told, header, _shown(raw[header][row]), places[header]) for row, header, told in odd
        ]
        faults += self._late(block)
        frame = pl.DataFrame([*columns, records])
        said = [name for name in frame.columns if name == "agency" or name not in (*ROLES, RECORD)]
        unread = {row for row, _, _ in odd}
        empty = frame.select(pl.all_horizontal(pl.col(name).is_null() for name in said)).to_series()
        skipped = [row for row in empty.arg_true().to_list() if row not in unread]
        kept = frame.with_row_index("_row").filter(~pl.col("_row").is_in(skipped)).drop("_row") if skipped else frame
        known = {name: kept[name] for name in wanted if name in kept.columns}
        return Block(
            pl.DataFrame({**known, RECORD: kept[RECORD]}), [*block.faults, *faults], block.skipped + len(skipped)
        )

    def _late(self, block: Block) -> list[Fault]:
        """Columns that only later records have, which no map was asked about."""
        return [
            Fault(record, problem("unknown-column", column=header, nearest="Say in a map what it is."), header)
            for header in sorted(block.late)
            if header not in self.mapping.personal and header not in self.mapping.left
            for record in block.late[header]
        ]

    def _columns(self, raw: "pl.DataFrame") -> "tuple[list[pl.Series], list[Odd]]":
        found: list[pl.Series] = [self._role(role, header, raw) for role, header in self.roles.items()]
        odd: list[Odd] = []
        for name, columns in self.mapping.of_items.items():
            if name in self.roles:
                continue
            meanings, header = self.meanings(columns[0]), columns[0].header
            if columns[0].target.option:
                headers: dict[Target, str] = {each.target: each.header for each in columns}
                series, wrong = Boxes(meanings, self.profile).read(raw, headers)
            elif meanings.item.kind == "tick":
                series, wrong = joined(raw[header], meanings, header)
            else:
                series, wrong = _single(raw[header], meanings, header)
            found += series
            odd += wrong
        return found, odd

    def _role(self, role: str, header: str, raw: "pl.DataFrame") -> "pl.Series":
        texts = text_of(raw[header])
        missing = {normal(each) for each in self.profile.missing}
        change = {"perspective": self._view, "form": self._form, "date": _day}.get(role, str)
        different = [text for text in texts.unique().to_list() if text is not None]
        told = [None if normal(text) in missing else change(text) for text in different]
        changed = texts.replace_strict(different, told, default=None, return_dtype=texts.dtype).alias(role)
        return self._told_apart(changed, raw) if role == "respondent" and self.profile.serial else changed

    def _told_apart(self, ids: "pl.Series", raw: "pl.DataFrame") -> "pl.Series":
        """Numbers that every survey starts anew get the perspective in front and the number of a repetition behind."""
        import polars as pl

        parts: list[pl.Expr | pl.Series] = [ids]
        if "perspective" in self.roles:
            view = self._role("perspective", self.roles["perspective"], raw).fill_null("")
            parts.insert(0, view)
        elif self.perspective:
            parts.insert(0, pl.lit(self.perspective))
        if self.profile.instance in raw.columns:
            parts.append(text_of(raw[self.profile.instance]).fill_null("1"))
        return raw.select(pl.concat_str(parts, separator="-").alias("respondent")).to_series()

    def _view(self, text: str) -> str:
        for view in self.book.instrument.perspectives:
            if normal(text) in map(normal, (view.id, *texts_of([view.title, view.plural]))):
                return view.id
        return text

    def _form(self, text: str) -> str:
        for form in self.book.instrument.forms:
            if normal(text) in map(normal, (form.id, *texts_of([form.title]))):
                return form.id
        return text

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        return self.inner.originals(part, records)


def _single(column: "pl.Series", meanings: Meanings, header: str) -> "tuple[list[pl.Series], list[Odd]]":
    """The whole numbers of a column of one answer each, and what is wrong."""
    import polars as pl

    texts = text_of(column)
    said = {text: meanings.number(text) for text in texts.unique().to_list() if text is not None}
    known = {text: number for text, number in said.items() if isinstance(number, int)}
    blank = [text for text, number in said.items() if number is None]
    if blank:
        texts = texts.set(texts.is_in(blank).fill_null(False), None)
    numbers = texts.replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.Int32)
    told = {text: each for text, each in said.items() if isinstance(each, Problem)}
    wrong = wrong_cells(texts, numbers, lambda text: told[text])
    return [numbers.alias(meanings.field.name)], [(each.row, header, each.problem) for each in wrong]


def _day(text: str) -> str:
    """A date without the time of the day, which could tell who answered."""
    moment = MOMENT.fullmatch(text)
    return moment[1] if moment else text


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def renamed(faults: Sequence[Fault], originals: Mapping[int, Original], naming: Mapping[str, str]) -> list[Fault]:
    """Faults that name columns of ours, as faults of what stands in the file."""
    found = []
    for fault in faults:
        header = naming.get(fault.column)
        cells = originals[fault.record].cells if header is not None and fault.record in originals else None
        if header is not None and isinstance(cells, Mapping):
            fault = fault._replace(column=header, value=_shown(cells.get(header)), place=list(cells).index(header))
        found.append(fault)
    return found
