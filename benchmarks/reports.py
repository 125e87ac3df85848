"""What the HTML page costs beside the text report: laid out alone, and as whole processes."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assessor.api import Result, assess
from assessor.loading.library import bundled_packs, examples
from assessor.model.ruleset import Pack
from assessor.report import render
from benchmarks.agencies import agencies
from benchmarks.startup import SCORE, environment, process
from benchmarks.timing import Times, side_by_side

HTML, TEXT = "report as html, with reasons", "report as text"
PAGE = "assessor score --format html"


def report_times(loaded: Pack, rounds: int) -> dict[str, Times]:
    """Example -> the seconds to lay out an assessment that is there already; a made-up agency for an own pack."""
    times = {}
    for name, result in _results(loaded).items():
        page, text = f"{HTML}, {name}", f"{TEXT}, {name}"
        times[name] = side_by_side({page: partial(_page, result), text: partial(_text, result)}, rounds)
    return times


def page_times(pairs: int) -> Times:
    """`assessor score EXAMPLE --format html` beside the same without it, each in a process of its own."""
    path = str(next(examples()))
    with TemporaryDirectory() as folder:
        around = environment(Path(folder))
        return side_by_side(
            {
                PAGE: process(around, "-m", "assessor", "score", path, "--format", "html"),
                SCORE: process(around, "-m", "assessor", "score", path),
            },
            pairs,
        )


def _results(loaded: Pack) -> dict[str, Result]:
    if loaded.id in bundled_packs():
        return {path.stem: assess(path) for path in examples()}
    return {"agency": assess(agencies(loaded, 1, "manager")[0], loaded)}


def _page(result: Result) -> str:
    return render(result.assessment, result.pack, result.responses, "html", reasons=result.reasons())


def _text(result: Result) -> str:
    return render(result.assessment, result.pack, result.responses)
