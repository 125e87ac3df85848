"""Parquet and Arrow files: batches of typed columns, read one after the other and never all at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.errors import BAD_RESPONSES, AssessorError, Problem, problem
from assessor.language.unsaid import phrase, quoted
from assessor.tables.block import RECORD, SAMPLED, Block, Original, Part

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

MOST_UNPACKED = 4_000_000_000
"""Bytes that one batch of rows of a file may unpack to."""
AT_ONCE = 65_536
"""Rows of one batch."""

Batches = Callable[[list[str] | None], Iterator["pa.RecordBatch"]]


class Columnar:
    """A file of typed columns."""

    def __init__(self, path: Path, name: str, part_rows: int) -> None:
        self.name = name
        self.notes: tuple[Problem, ...] = ()
        with self._whole():
            schema, rows, self._batches = (_parquet if _is_parquet(path) else _arrow)(path, name)
            self._refuse_odd(schema)
            self.headers = tuple(schema.names)
            self.parts: tuple[Part, ...] = tuple(
                Part(first + 1, min(part_rows, rows - first)) for first in range(0, rows, part_rows)
            )
            self._streams: dict[tuple[str, ...], _Stream] = {}
            self.sample: Mapping[str, Sequence[str]] = self._sample()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Faults of the file become messages."""
        import pyarrow as pa

        try:
            yield
        except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
            reason = quoted(str(error).split("\n")[0].rstrip("."))
            raise AssessorError([problem("damaged", file=self.name, reason=reason)], BAD_RESPONSES) from None

    def _refuse_odd(self, schema: "pa.Schema") -> None:
        odd = [field for field in schema if not _plain(field.type)]
        if odd:
            told = [problem("column-type", file=self.name, column=each.name, found=each.type) for each in odd]
            raise AssessorError(told, BAD_RESPONSES)

    def _sample(self) -> dict[str, tuple[str, ...]]:
        if len(set(self.headers)) < len(self.headers):
            return {}  # told as soon as the columns are looked at
        first = next(self._batches(None), None)
        rows = [] if first is None else first.slice(0, SAMPLED).to_pylist()
        return {name: tuple("" if row[name] is None else str(row[name]) for row in rows) for name in self.headers}

    def _read(self, part: Part, wanted: Sequence[str]) -> "pl.DataFrame":
        import polars as pl

        names = [header for header in self.headers if header in wanted]
        with self._whole():
            stream = self._streams.get(tuple(names))
            if stream is None or stream.at > part.first:
                stream = self._streams[tuple(names)] = _Stream(self._batches(names))
            table = stream.take(part.first, part.records)
            frame = pl.from_arrow(table, rechunk=False)
        assert isinstance(frame, pl.DataFrame)
        return frame.with_columns(pl.int_range(part.first, part.first + frame.height, dtype=pl.UInt32).alias(RECORD))

    def block(self, part: Part, wanted: Sequence[str], bits: Mapping[str, int]) -> Block:
        import polars as pl

        frame = self._read(part, wanted)
        lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
        others = [name for name, kind in frame.schema.items() if not (kind.is_numeric() or isinstance(kind, pl.List))]
        return Block(
            frame.with_columns(
                *(pl.col(name).cast(pl.List(pl.String)).list.join(";") for name in lists),
                *(_texts(name, frame.schema[name]) for name in others),
            )
        )

    def originals(self, part: Part, records: Iterable[int]) -> dict[int, Original]:
        asked = sorted(records)
        frame = self._read(part, self.headers)
        rows = frame[[record - part.first for record in asked]].drop(RECORD).rows(named=True)
        return {record: Original(None, row) for record, row in zip(asked, rows, strict=True)}


def _texts(name: str, kind: Any) -> "pl.Expr":
    import polars as pl

    column = pl.col(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%d %H:%M:%S").str.replace(" 00:00:00", "", literal=True)
    return column.cast(pl.String)


class _Stream:
    """Batches read in order, cut to the rows of each part."""

    def __init__(self, batches: Iterator["pa.RecordBatch"]) -> None:
        self._batches = batches
        self.at = 1
        self._left: list[pa.RecordBatch] = []

    def take(self, first: int, records: int) -> "pa.Table":
        """Rows `first` … of the file; those before them are passed over."""
        import pyarrow as pa

        self._pull(first - self.at)
        return pa.Table.from_batches(self._pull(records))

    def _pull(self, rows: int) -> "list[pa.RecordBatch]":
        found: list[pa.RecordBatch] = []
        while rows > 0:
            batch = self._left.pop() if self._left else next(self._batches, None)
            if batch is None:
                raise ValueError("it has fewer rows than it says")
            if batch.num_rows > rows:
                self._left.append(batch.slice(rows))
                batch = batch.slice(0, rows)
            found.append(batch)
            rows -= batch.num_rows
            self.at += batch.num_rows
        return found


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _parquet(path: Path, name: str) -> "tuple[pa.Schema, int, Batches]":
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    for group in range(file.metadata.num_row_groups):
        _refuse_large(name, file.metadata.row_group(group).total_byte_size)

    def batches(names: list[str] | None) -> "Iterator[pa.RecordBatch]":
        yield from map(_valid, pq.ParquetFile(path).iter_batches(batch_size=AT_ONCE, columns=names))

    return file.schema_arrow, file.metadata.num_rows, batches


def _arrow(path: Path, name: str) -> "tuple[pa.Schema, int, Batches]":
    """The file format where it is that, else the stream format, which does not know its length beforehand."""
    import pyarrow as pa

    def read(names: list[str] | None) -> "Iterator[pa.RecordBatch]":
        source = pa.memory_map(str(path))
        try:
            reader = pa.ipc.open_file(source)
            found = (reader.get_batch(place) for place in range(reader.num_record_batches))
        except pa.ArrowInvalid:
            found = iter(pa.ipc.open_stream(source))
        for batch in map(_valid, found):
            yield batch if names is None else batch.select(names)

    schema, rows = None, 0
    for batch in read(None):
        _refuse_large(name, batch.nbytes)
        schema, rows = batch.schema, rows + batch.num_rows
    if schema is None:
        raise ValueError("it holds no rows")
    return schema, rows, read


def _valid(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """`batch`, looked at to the last offset and byte of text: what lies in it was written by others.

    Views of text are written out, since what they promise beyond that is looked at by nobody.
    """
    import pyarrow as pa

    batch.validate(full=True)
    fields = [each.with_type(pa.large_string()) if each.type == pa.string_view() else each for each in batch.schema]
    return batch.cast(pa.schema(fields))


def _refuse_large(name: str, size: int) -> None:
    if size > MOST_UNPACKED:
        limit = phrase("{size} GB", size=MOST_UNPACKED // 1_000_000_000)
        raise AssessorError([problem("unpacks-too-far", file=name, limit=limit)], BAD_RESPONSES)


def _plain(kind: Any) -> bool:
    """Whether a column of this type can hold answers."""
    import pyarrow as pa

    types = pa.types
    if types.is_dictionary(kind):
        return _plain(kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    known = (
        types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_large_string, types.is_date,
        types.is_timestamp, types.is_decimal, types.is_null, types.is_string_view,
    )  # fmt: skip
    return any(test(kind) for test in known)
