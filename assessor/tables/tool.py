"""How the files of a run are read: as they are, or as a tool's export, by its profile and a map."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.errors import BAD_RESPONSES, AssessorError, problem
from assessor.language.unsaid import Figure
from assessor.tables.block import Table
from assessor.tables.codebook import ROLES, Codebook
from assessor.tables.converted import Converted
from assessor.tables.exported import Exported, heads_of
from assessor.tables.fhir import FhirTable
from assessor.tables.headings import Known
from assessor.tables.layout import MAX_COLUMNS, personal
from assessor.tables.mapfile import Map, read_map
from assessor.tables.mapping import Mapped, certain, refuse_absent, refuse_twice
from assessor.tables.opening import READ, Input, opened
from assessor.tables.options import Options
from assessor.tables.profile import FOLDER, PLAIN, Profile, profile
from assessor.tables.workbook import as_delimited

FHIR = "fhir"


@dataclass(frozen=True)
class Tool:
    """What reads the inputs of one run; with neither a profile nor a map, they are in our own columns."""

    name: str | None = None
    profile: Profile = PLAIN
    map: Map | None = None

    @property
    def used(self) -> bool:
        """Whether anything stands between the file and our columns."""
        return self.name is not None or self.map is not None

    @property
    def sorts(self) -> Mapping[str, str]:
        """Ending -> what such a file holds."""
        return {**READ, ".json": FHIR, ".ndjson": FHIR, ".jsonl": FHIR} if self.name == FHIR else READ

    def noted(self) -> dict[str, Any]:
        """What a run record says of it."""
        if not self.used:
            return {}
        found: dict[str, Any] = {}
        if self.name is not None:
            content = (FOLDER / f"{self.name}.yaml").read_bytes()
            found["profile"] = {"name": self.name, "sha256": hashlib.sha256(content).hexdigest()}
        if self.map is not None:
            found["map"] = {"sha256": self.map.sha256}
        return found

    def raw(self, each: Input, folder: Path, options: Options) -> Table:
        """The table in an input in the columns of the tool."""
        table = self._raw(each, folder, options)
        if len(table.headers) > MAX_COLUMNS:
            found, limit = Figure(len(table.headers)), Figure(MAX_COLUMNS)
            raise AssessorError([problem("too-many-columns", file=each.name, found=found, limit=limit)], BAD_RESPONSES)
        return table

    def _raw(self, each: Input, folder: Path, options: Options) -> Table:
        text = folder / f"sheet-{each.sha256[:16]}.csv"
        if each.sort == FHIR or (self.name == FHIR and each.sort == "text"):
            return FhirTable(each.path, each.name, options.part_rows, text)
        if each.sort == "text":
            return Exported(each.path, each.name, options.part_rows, self.profile, options.encoding)
        if each.sort == "xlsx":
            row, notes = as_delimited(each.path, each.name, text, self.profile.head_rows)
            plain = self.profile.model_copy(update={"separators": (",",)})
            table = Exported(text, each.name, options.part_rows, plain, "utf-8", row)
            table.notes = notes
            return table
        return opened(each, folder, options.part_rows, options.encoding)

    def table(self, each: Input, folder: Path, options: Options, book: Codebook) -> Table:
        """The table in an input, in our columns; raises AssessorError where no column is one of them."""
        if not self.used:
            return opened(each, folder, options.part_rows, options.encoding)
        raw = self.raw(each, folder, options)
        mapping = self._mapping(raw, book, options)
        if not any(column.target.name not in ROLES for column in mapping.columns):
            told = problem("no-match", file=each.name, pack=book.pack.id, command=self._command(each))
            raise AssessorError([told], BAD_RESPONSES)
        refuse_twice(each.name, mapping)
        return Converted(raw, mapping, book, self.profile, options.perspective)

    def _command(self, each: Input) -> str:
        profiled = f" --profile {self.name}" if self.name else ""
        return f"assessor map {each.path.name}{profiled} -o map.yaml"

    def _mapping(self, raw: Table, book: Codebook, options: Options) -> Mapped:
        heads = heads_of(raw, raw.headers)
        if self.map is None:
            return certain(raw.headers, heads, Known(book, self.profile, options.perspective), options.filled)
        refuse_absent(raw.name, [each.header for each in self.map.columns], raw.headers)
        dropped = {each.strip().casefold() for each in options.drop}
        columns = [each for each in self.map.columns if each.header.strip().casefold() not in dropped]
        taken = {each.header for each in columns}
        rest = [header for header in raw.headers if header not in taken and header.strip().casefold() not in dropped]
        away = [header for header in rest if self._drops(header, heads[header])]
        return Mapped(tuple(columns), tuple(away), tuple(header for header in rest if header not in away))

    def _drops(self, header: str, rows: Sequence[str]) -> bool:
        return personal(header) or any(map(self.profile.drops, rows))


def tool_of(book: Codebook, name: str | None, map_file: str | None, accept_guesses: bool) -> Tool:
    """What --profile, --map and --accept-guesses ask for; raises AssessorError with all that is wrong with the map."""
    chosen = None if name is None else profile(name)
    if map_file is None:
        return Tool(name, chosen or PLAIN)
    found = read_map(map_file, book, name, accept_guesses)
    name = found.file.profile
    return Tool(name, chosen or (PLAIN if name is None else profile(name)), found)
