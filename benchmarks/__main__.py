"""Measures everything side by side and prints one table: `python -m benchmarks`, or `make bench`."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

import click
from tabulate import tabulate

from assessor import __version__
from assessor.api import load_pack
from assessor.model.ruleset import Pack
from benchmarks.agencies import agencies
from benchmarks.reports import HTML, PAGE, TEXT, page_times, report_times
from benchmarks.rules import OURS, differing, rules_times, whole_times
from benchmarks.saving import saving
from benchmarks.startup import (
    BARE,
    COLD,
    HELP,
    IMPORTS,
    ONE_MODEL,
    SCORE,
    cold_times,
    help_times,
    score_times,
)
from benchmarks.timing import Times, ratio

AGENCIES, ROUNDS, PAIRS, COLD_PAIRS = 200, 11, 21, 5
MANAGER = "manager"
LEAST_FASTER = 2.0
MOST_HELP, MOST_SCORE = 1.5, 2.0
REPORTS, MOST_HTML = 41, 2.0
LIBRARIES = ("durable_rules", "clipspy", "business-rules", "zen-engine", "click", "pydantic", "jinja2")


@dataclass(frozen=True)
class Row:
    """One comparison; times in milliseconds (an agency, or a process), `figure` the ratio that a target is set for."""

    measured: str
    other: str
    ours_ms: float
    other_ms: float
    figure: str
    target: str = ""
    met: str = ""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--pack", default="participation", show_default=True, help="A bundled pack's id, or a pack's folder.")
def main(pack: str) -> None:
    """Measure assessor beside other rules engines, and how fast it starts; takes under two minutes."""
    loaded = load_pack(pack)
    print(machine(loaded))
    print(agreement(loaded))
    rows = [*rule_rows(loaded), *start_rows(pack, loaded), *report_rows(loaded)]
    heads = ("measured", "beside", "ours, ms", "other, ms", "ratio", "target", "met")
    print(tabulate([vars(row).values() for row in rows], headers=heads, floatfmt=".2f", disable_numparse=[4]))
    print(saving(loaded))


def machine(pack: Pack) -> str:
    """What the figures hold for: cores, versions, the size of the pack."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return (
        f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n"
        f"assessor {__version__}, {libraries}\n"
        f"pack {pack.id} {pack.version}: {len(pack.ruleset.rules)} rules, {len(pack.instrument.items)} items, "
        f"{len(pack.ruleset.strategies)} strategies"
    )


def agreement(pack: Pack) -> str:
    """Whether every engine comes to the same for agencies of a manager and of every perspective."""
    tried = [*agencies(pack, AGENCIES, MANAGER), *agencies(pack, AGENCIES)]
    counts = ", ".join(f"{name} {count}" for name, count in differing(pack, tried).items())
    return f"of {len(tried)} agencies, those with other findings than the reference: {counts}\n"


def rule_rows(pack: Pack) -> Iterator[Row]:
    """Agencies of one manager and of every perspective, whole; then the rules alone."""
    managers, mixed = agencies(pack, AGENCIES, MANAGER), agencies(pack, AGENCIES)
    yield from _against("assess, with trace", whole_times(pack, managers, ROUNDS), LEAST_FASTER)
    yield from _against("assess, every perspective", whole_times(pack, mixed, ROUNDS))
    yield from _against("rules alone", rules_times(pack, managers, ROUNDS))


def _against(measured: str, times: Times, target: float | None = None) -> Iterator[Row]:
    """A row a peer: how many times as fast we are; the target counts for the fastest of them."""
    faster = {name: ratio(times, name, OURS) for name in times if name != OURS}
    fastest = min(faster, key=lambda name: faster[name])
    for name, figure in sorted(faster.items(), key=lambda pair: pair[1]):
        wanted = target if name == fastest else None
        yield Row(
            measured,
            name,
            _milliseconds(times[OURS], AGENCIES),
            _milliseconds(times[name], AGENCIES),
            f"{figure:.2f}x as fast",
            "" if wanted is None else f"at least {wanted:g}x",
            "" if wanted is None else _yes(figure >= wanted),
        )


def start_rows(pack: str, loaded: Pack) -> Iterator[Row]:
    """Whole processes: help, a score with a warm cache, a score with a cold one."""
    yield _beside(help_times(PAIRS), HELP, BARE, MOST_HELP)
    scores = score_times(PAIRS, pack, loaded)
    yield _beside(scores, SCORE, IMPORTS, MOST_SCORE)
    yield _beside(scores, SCORE, ONE_MODEL)
    yield _beside(cold_times(COLD_PAIRS, pack, loaded), COLD, IMPORTS)


def report_rows(loaded: Pack) -> Iterator[Row]:
    """The page with its reasons beside the text, laid out alone and as whole processes."""
    for name, times in report_times(loaded, REPORTS).items():
        yield _beside(times, f"{HTML}, {name}", f"{TEXT}, {name}", MOST_HTML)
    yield _beside(page_times(PAIRS), PAGE, SCORE, MOST_HTML)


def _beside(times: Times, ours: str, other: str, target: float | None = None) -> Row:
    figure = ratio(times, ours, other)
    return Row(
        ours,
        other,
        _milliseconds(times[ours]),
        _milliseconds(times[other]),
        f"{figure:.2f}x as long",
        "" if target is None else f"at most {target:g}x",
        "" if target is None else _yes(figure <= target),
    )


def _milliseconds(seconds: list[float], parts: int = 1) -> float:
    return 1000 * median(seconds) / parts


def _yes(met: bool) -> str:
    return "yes" if met else "no"


if __name__ == "__main__":
    main()
