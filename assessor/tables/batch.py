"""Files of many answers in, one result row an agency out, and every record of the input accounted for.

Three stages, each in steps that are kept in a work folder: parts of the input are read, and what is sound in them kept
in the order of agencies; stretches of agencies are gathered from all parts and scored; the results are written.
"""

import heapq
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from assessor import __version__
from assessor.errors import USAGE, AssessorError, problem
from assessor.language import N_, count, number, say
from assessor.language.unsaid import phrase
from assessor.model.ruleset import Pack
from assessor.tables.block import Fault, Part
from assessor.tables.codebook import Codebook
from assessor.tables.converted import renamed
from assessor.tables.durable import whole
from assessor.tables.folder import WorkFolder
from assessor.tables.gathering import Kept
from assessor.tables.kernel import kernel
from assessor.tables.opening import Input, known_encoding, looked_at, named
from assessor.tables.options import Options, refuse_bad
from assessor.tables.reading import Source, read_part, sources, steps
from assessor.tables.record import Counted, record_of, run_of
from assessor.tables.rejects import MODE, Reject, is_ours, kept, rejects_of, told, write_rejects
from assessor.tables.scoring import score
from assessor.tables.tool import Tool
from assessor.tables.writing import writer_for

SHOWN = 5
"""Rejects that are told besides being in their file."""


class Hearing(Protocol):
    """Who hears how a run goes."""

    def say(self, line: str) -> None:
        """Something to know."""
        ...

    def at(self, stage: str, done: int, of: int) -> None:
        """So many rows of so many are through a stage."""
        ...


@dataclass(frozen=True)
class Places:
    """Where a run writes."""

    output: Path
    rejects: Path
    record: Path

    @classmethod
    def of(cls, output: str, rejects: str | None = None, record: str | None = None) -> "Places":
        """The places named, or those beside the output."""
        path = Path(output)
        beside = path.with_name(f"{path.name}.rejects.csv"), path.with_name(f"{path.name}.run.json")
        return cls(path, Path(rejects) if rejects else beside[0], Path(record) if record else beside[1])


@dataclass(frozen=True)
class Outcome:
    """What became of a run."""

    counts: tuple[Counted, ...]
    """For each input."""
    rows: int
    """Of the results: agencies, or people."""

    @property
    def total(self) -> Counted:
        """For all inputs."""
        return sum(self.counts, Counted(0, 0, 0, 0))


def batch(
    inputs: Sequence[str],
    places: Places,
    pack: Pack,
    options: Options,
    hearing: Hearing,
    *,
    stdin: BinaryIO,
    resume: bool = False,
    tool: Tool | None = None,
) -> Outcome:
    """Reads `inputs` (files, patterns, `-`), writes the results, the rejects if there are any, and the run record.

    Raises AssessorError where a file cannot be read as a whole; what is wrong with single rows is in the rejects. With
    `resume`, steps that an earlier run finished are not done again; the results are the same bytes. `tool` says how the
    inputs are read that are not in our columns.
    """
    refuse_bad(options, pack)
    writer_for(places.output.name)
    if options.encoding is not None:
        options = replace(options, encoding=known_encoding(options.encoding))
    files, tool = named(inputs), tool or Tool()
    taken = next((name for name, path in files if path and path.resolve() == places.output.resolve()), None)
    if taken:
        raise AssessorError([problem("unwritable", name=taken, reason=phrase("it is one of the inputs"))], USAGE)
    folder = WorkFolder(places.output)
    with folder.held():
        try:
            folder.prepare(resume)
            with folder.writing():
                looked = [looked_at(name, path, folder.path, stdin, tool.sorts) for name, path in files]
            run = run_of(__version__, pack, options, looked, tool.noted())
            folder.agree(run)
            outcome = _Run(folder, looked, pack, options, hearing, tool).finished(places, run)
        except (AssessorError, KeyboardInterrupt) as error:
            stopped = not isinstance(error, AssessorError) or error.problems[0].code == "unwritable"
            if stopped and folder.begun:
                hearing.say(say(KEPT, place=folder.path))
            elif not resume:
                folder.clear()
            raise
        folder.clear()
    return outcome


KEPT = N_("What is finished is kept in {place}: go on with the same command and --resume.")


class _Run:
    def __init__(
        self, folder: WorkFolder, inputs: Sequence[Input], pack: Pack, options: Options, hearing: Hearing, tool: Tool
    ) -> None:
        self.folder, self.inputs, self.options, self.hearing = folder, inputs, options, hearing
        self.book, self.tool = Codebook(pack), tool
        self.score = kernel(pack, options.engine, options.min_view, options.by_respondent)
        self.names = [each.name for each in inputs]
        self.notes: dict[str, None] = {}
        """What was said of the files, each once."""

    def _note(self, line: str) -> None:
        if line not in self.notes:
            self.hearing.say(line)
            self.notes[line] = None

    def finished(self, places: Places, run: dict[str, Any]) -> Outcome:
        """All three stages."""
        with self.folder.writing():
            tables = [self.tool.table(each, self.folder.path, self.options, self.book) for each in self.inputs]
        found = sources(tables, self.book, self.options.filled)
        for source in found:
            for note in (*source.table.notes, *source.layout.notes):
                self._note(str(note))
        counts, parts = self._read(found)
        for each in self.inputs:
            if not each.unchanged():
                raise AssessorError([problem("input-changed", name=each.name)], USAGE)
        results, late = score(
            self.folder, parts, self.book, self.score, self.names, self.options.part_rows, self.hearing.at
        )
        counts = [
            count.moved(len({fault.record for fault in late.get(place, ())})) for place, count in enumerate(counts)
        ]
        total = sum(counts, Counted(0, 0, 0, 0))
        assert total.accepted + total.rejected + total.skipped == total.records
        self._rejects(places.rejects, found, late, total.rejected)
        rows = self._output(places.output, results)
        with whole(places.record) as path:
            path.write_text(record_of(run, counts, places.output, rows, list(self.notes)), encoding="utf-8")
        outcome = Outcome(tuple(counts), rows)
        self._sum_up(outcome, places)
        return outcome

    def _sum_up(self, outcome: Outcome, places: Places) -> None:
        pairs = list(zip(self.names, outcome.counts, strict=True))
        for name, counted in [*pairs, *([(say("Together"), outcome.total)] if len(pairs) > 1 else [])]:
            self.hearing.say(say("{name}: {counted}", name=name, counted=counted))
        if outcome.total.rejected:
            self.hearing.say(say("Rejected rows, and why: {place}", place=places.rejects))
        words = {"place": places.output, "of": number(outcome.rows), "record": places.record}
        self.hearing.say(
            count(
                "Written to {place}: {of} person. Run record: {record}",
                "Written to {place}: {of} people. Run record: {record}",
                outcome.rows, **words,
            )
            if self.options.by_respondent
            else count(
                "Written to {place}: {of} agency. Run record: {record}",
                "Written to {place}: {of} agencies. Run record: {record}",
                outcome.rows, **words,
            )
        )  # fmt: skip

    def _read(self, found: Sequence[Source]) -> tuple[list[Counted], list[Kept]]:
        """Every part read, unless it was before."""
        counts = [Counted(0, 0, 0, 0) for _ in found]
        parts: list[Kept] = []
        of, done = sum(part.records for source in found for part in source.table.parts), 0
        for step, source, part in steps(found):
            noted = self.folder.done(step)
            if noted is None:
                noted = read_part(self.folder, step, source, part, self.book, self.options.filled)
            counts[source.place] += Counted(*noted["counted"])
            if f"{step}.arrow" in noted["files"]:
                parts.append(Kept(f"{step}.arrow", noted["lengthwise"]))
            for note in noted["notes"]:
                self._note(note)
            done += part.records
            self.hearing.at("read", done, of)
        return counts, parts

    def _rejects(self, path: Path, found: Sequence[Source], late: dict[int, list[Fault]], number: int) -> None:
        """The file of rejects, or none; one of an earlier run goes, since it would be taken for one of this."""
        if not number:
            if is_ours(path):
                with suppress(OSError):
                    path.unlink()
            return
        shown = 0

        def all_of_them() -> Iterator[tuple[str, Reject]]:
            nonlocal shown
            for step, source, part in steps(found):
                for each in heapq.merge(
                    kept(self.folder.path / f"{step}.rejects"), self._late(source, part, late.get(source.place, []))
                ):
                    if shown < SHOWN:
                        self.hearing.say(told(source.table.name, each))
                        shown += 1
                    yield source.table.name, each

        with whole(path, MODE) as place:
            write_rejects(place, all_of_them())

    @staticmethod
    def _late(source: Source, part: Part, late: Sequence[Fault]) -> list[Reject]:
        """The rejects of a part that were only found beside rows of other parts."""
        here = [fault for fault in late if part.first <= fault.record < part.first + part.records]
        if not here:
            return []
        originals = source.table.originals(part, {fault.record for fault in here})
        return rejects_of(renamed(here, originals, source.naming), originals, source.personal)

    def _output(self, path: Path, results: Sequence[str]) -> int:
        """The results of all stretches as one file; how many rows it has."""
        rows = 0
        with whole(path) as place:
            writer = writer_for(path.name)(place)
            try:
                for name in results:
                    frame = self.folder.kept(name)
                    writer.add(frame)
                    rows += frame.height
                    self.hearing.at("written", rows, 0)
            finally:
                writer.close()
        return rows
