"""One measurement in a process of its own: `python -m benchmarks.once WHAT IN OUT [RESULT]`, figures as JSON.

Seconds of processor and of the clock are those of the work, with libraries and pack loaded before; memory is the most
the process ever had.
"""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter

import polars as pl
import pyarrow as pa

from assessor.api import load_pack
from assessor.tables.assess import assess_table

Work = Callable[[], object]


def _floor(source: str, target: str, result: str) -> Work:
    """Reads all that ours reads and writes what ours writes, with no rule in between."""
    made = pl.DataFrame(pl.from_arrow(pa.ipc.open_file(pa.memory_map(result)).read_all()))

    def work() -> None:
        read[_ending(source)](source).collect(engine="streaming")
        write[_ending(target)](made.lazy(), target)

    return work


def _ours(source: str, target: str, by_respondent: bool) -> Work:
    pack = load_pack()

    def work() -> None:
        write[_ending(target)](assess_table(pack, read[_ending(source)](source), by_respondent=by_respondent), target)

    return work


def _group(source: str, target: str) -> Work:
    """A bare sum of the same columns by agency and perspective."""
    numbers = [name for name, kind in pl.scan_parquet(source).collect_schema().items() if kind.is_integer()]

    def work() -> None:
        frame = pl.scan_parquet(source).group_by("agency", "perspective").agg(pl.col(numbers).cast(pl.Int64).sum())
        frame.sink_parquet(target)

    return work


def _pooled(source: str, target: str) -> Work:
    return _ours(source, target, by_respondent=False)


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1]


read: dict[str, Callable[[str], pl.LazyFrame]] = {
    "parquet": pl.scan_parquet,
    "csv": lambda name: pl.scan_csv(name, schema_overrides={"agency": pl.String, "respondent": pl.String}),
    "arrow": pl.scan_ipc,
}
write: dict[str, Callable[[pl.LazyFrame, str], object]] = {
    "parquet": lambda frame, name: frame.sink_parquet(name),
    "csv": lambda frame, name: frame.sink_csv(name),
    "arrow": lambda frame, name: frame.sink_ipc(name, compression="uncompressed"),
}


def measured(work: Work) -> dict[str, float]:
    """Seconds of processor and clock of `work`, and the peak memory of the process in megabytes."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), perf_counter()
    work()
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu, "wall": wall, "memory": after.ru_maxrss / 1024}


def main(what: str, *names: str) -> None:
    """Measures and prints."""
    works: dict[str, Callable[..., Work]] = {
        "floor": _floor,
        "ours": lambda source, target: _ours(source, target, True),
        "group": _group,
        "pooled": _pooled,
    }
    print(json.dumps(measured(works[what](*names))))


if __name__ == "__main__":
    main(*sys.argv[1:])
