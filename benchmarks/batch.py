"""Tables of many people beside the floor: reading the same file and writing the same result with no rule in between.

`python -m benchmarks.batch`, or `make bench-batch`. Every measurement is a process of its own, in turn with what it
stands beside; the figure is the ratio of the least processor seconds of each.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import click
import polars as pl
from tabulate import tabulate

from assessor.api import load_pack
from assessor.model.ruleset import Pack
from assessor.tables.assess import assess_table
from benchmarks.__main__ import machine
from benchmarks.agencies import agencies
from benchmarks.crowd import crowd
from benchmarks.rules import OURS, whole_times

MANY = 10
"""The large file is the small one so many times."""


class Row(NamedTuple):
    """One comparison: what, beside what, the figure of each with its unit, their ratio or the limit it keeps to."""

    measured: str
    beside: str
    ours: str
    other: str
    figure: str
    target: str


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rows", type=click.IntRange(1000), default=1_000_000, show_default=True, help="People in the table.")
@click.option("--repeats", type=click.IntRange(1), default=3, show_default=True)
def main(rows: int, repeats: int) -> None:
    """Measure tables beside bare reading and writing; needs about 4 GB of disk for a million rows and some minutes."""
    pack = load_pack()
    print(machine(pack))
    with tempfile.TemporaryDirectory(prefix="assessor-bench-") as folder:
        found = Tables(pack, Path(folder), rows, repeats)
        table = [*found.files(), found.pooled(), found.command(), found.streamed()]
    table += [narwhals(pack, rows // 5, repeats), fixed(pack), peers(pack)]
    print(tabulate(table, headers=Row._fields, tablefmt="github", disable_numparse=True))


class Tables:
    """The files of one run, and what was measured of them."""

    def __init__(self, pack: Pack, folder: Path, rows: int, repeats: int) -> None:
        self.pack, self.folder, self.rows, self.repeats = pack, folder, rows, repeats
        people = crowd(pack, rows, rows)
        people.write_parquet(self.name("in.parquet"))
        people.write_csv(self.name("in.csv"))
        people.write_ipc(self.name("in.arrow"), compression="uncompressed")
        result = assess_table(pack, people, by_respondent=True)
        result.write_ipc(self.name("result.arrow"), compression="uncompressed")
        crowd(pack, rows, max(rows // 50, 1)).write_parquet(self.name("many.parquet"))

    def name(self, name: str) -> str:
        return str(self.folder / name)

    def side_by_side(self, ours: list[str], other: list[str]) -> tuple[float, float]:
        """The least processor seconds of two works, in turn."""
        times = [(_once(ours)["cpu"], _once(other)["cpu"]) for _ in range(self.repeats)]
        return min(first for first, _ in times), min(second for _, second in times)

    def files(self) -> list[Row]:
        """File to file, a row a person."""
        found = []
        for ending, target in (("parquet", 1.35), ("csv", 1.05), ("arrow", 2.5)):
            names = [self.name(f"in.{ending}"), self.name(f"out.{ending}")]
            pair = self.side_by_side(["ours", *names], ["floor", *names, self.name("result.arrow")])
            found.append(_ratio(f"{ending} to {ending}", "reading and writing the same", pair, target))
        return found

    def pooled(self) -> Row:
        """People to agencies, beside a bare sum of the same columns."""
        names = [self.name("many.parquet"), self.name("out.parquet")]
        pair = self.side_by_side(["pooled", *names], ["group", *names])
        return _ratio("people to agencies, 50 each", "a bare group-by", pair, 1.4)

    def command(self) -> Row:
        """The whole command, with accounting, beside the floor of its files."""
        command = [sys.executable, "-m", "assessor", "batch", self.name("in.csv"), "-o", self.name("batch.csv")]
        start = perf_counter()
        subprocess.run([*command, "--by-respondent", "--identifiable"], check=True, capture_output=True)
        wall = perf_counter() - start
        floor = _once(["floor", self.name("in.csv"), self.name("out.csv"), self.name("result.arrow")])["wall"]
        return Row("assessor batch, csv to csv", "the floor, by the clock", f"{wall:.1f} s", f"{floor:.1f} s",
                   f"{wall / floor:.2f}", "")  # fmt: skip

    def streamed(self) -> Row:
        """The memory that many times as many rows take."""
        large = self.name("large.parquet")
        pl.concat([pl.scan_parquet(self.name("in.parquet"))] * MANY).sink_parquet(large)
        memory = _once(["ours", large, self.name("out.parquet")])["memory"]
        return Row(f"memory of {MANY * self.rows:,} rows", "", f"{memory:.0f} MB", "", f"{memory:.0f} MB", "600 MB")


def _once(words: list[str]) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "benchmarks.once", *words], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _ratio(measured: str, beside: str, pair: tuple[float, float], target: float) -> Row:
    ours, other = pair
    return Row(measured, beside, f"{ours:.2f} s", f"{other:.2f} s", f"{ours / other:.2f}", f"{target}")


def narwhals(pack: Pack, rows: int, repeats: int) -> Row:
    """A PyArrow table, handed over and back by narwhals, beside the same in Polars."""
    people = crowd(pack, rows, rows)
    arrow = people.to_arrow()
    ours = min(_seconds(pack, arrow) for _ in range(repeats))
    return _ratio("PyArrow, by narwhals", "Polars", (ours, min(_seconds(pack, people) for _ in range(repeats))), 1.25)


def _seconds(pack: Pack, frame: object) -> float:
    start = process_time()
    assess_table(pack, frame, by_respondent=True)
    return process_time() - start


def fixed(pack: Pack) -> Row:
    """What a call takes however few rows there are, once the pack is compiled."""
    one = crowd(pack, 1, 1)
    assess_table(pack, one, by_respondent=True)
    times = []
    for _ in range(11):
        start = perf_counter()
        assess_table(pack, one, by_respondent=True)
        times.append(perf_counter() - start)
    least = 1000 * min(times)
    return Row("a call with one row", "", f"{least:.0f} ms", "", f"{least:.0f} ms", "50 ms")


def peers(pack: Pack) -> Row:
    """Agencies of one manager: all at once, beside the fastest of the engines that take them one by one."""
    some = agencies(pack, 100, "manager")
    times = whole_times(pack, some, 3)
    name, least = min(((name, min(each)) for name, each in times.items()), key=lambda pair: pair[1])
    people = crowd(pack, 200_000, 200_000)
    ours = min(_seconds(pack, people) for _ in range(3)) / people.height
    other = least / len(some)
    return Row("an agency, of 200,000 at once", f"{name}{' (ours)' if name == OURS else ''}, one by one",
               f"{ours * 1e6:.1f} us", f"{other * 1e6:.0f} us", f"1/{other / ours:.0f}", "1/100")  # fmt: skip


if __name__ == "__main__":
    assert shutil.disk_usage(tempfile.gettempdir()).free > 4e9, "too little disk"
    main()
