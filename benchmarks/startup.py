"""How long the program takes to start: whole processes, each beside the least that any program like it must do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import assessor
from assessor.loading.library import bundled_packs, examples
from assessor.model.ruleset import Pack
from benchmarks.agencies import agencies
from benchmarks.timing import Times, side_by_side

HELP, BARE = "assessor --help", "bare click program --help"
SCORE, COLD = "assessor score", "assessor score, cold cache"
IMPORTS, ONE_MODEL = "import click, pydantic", "click and one pydantic model"

BARE_PROGRAM = '''\
import click


@click.command()
@click.argument("name")
def main(name: str) -> None:
    """Greets somebody."""
    click.echo(f"Hello {name}.")


if __name__ == "__main__":
    main()
'''

ONE_MODEL_PROGRAM = """\
import click
from pydantic import BaseModel


class Model(BaseModel):
    number: int
"""


def help_times(pairs: int) -> Times:
    """`assessor --help` beside the help of a click program of one command."""
    with TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_PROGRAM, encoding="utf-8")
        around = environment(Path(folder))
        return side_by_side(
            {
                HELP: process(around, "-m", "assessor", "--help"),
                BARE: process(around, str(bare), "--help"),
            },
            pairs,
        )


def score_times(pairs: int, pack: str, loaded: Pack) -> Times:
    """`assessor score EXAMPLE` with the pack in the cache, beside processes that import what it is built on.

    `import pydantic` loads next to nothing of it; the second process also makes pydantic build a model.
    """
    with TemporaryDirectory() as folder, _example(Path(folder), pack, loaded) as example:
        around = environment(Path(folder))
        return side_by_side(
            {
                SCORE: process(around, *_score(pack, example)),
                IMPORTS: process(around, "-c", "import click, pydantic"),
                ONE_MODEL: process(around, "-c", ONE_MODEL_PROGRAM),
            },
            pairs,
        )


def cold_times(pairs: int, pack: str, loaded: Pack) -> Times:
    """The same with an empty cache each time, so that every YAML file of the pack is read and checked."""
    with TemporaryDirectory() as folder, _example(Path(folder), pack, loaded) as example:
        around = environment(Path(folder))
        score = process(around, *_score(pack, example))
        return side_by_side(
            {
                COLD: partial(_emptied, Path(around["XDG_CACHE_HOME"]), score),
                IMPORTS: process(around, "-c", "import click, pydantic"),
            },
            pairs,
        )


def _emptied(cache: Path, action: Callable[[], object]) -> None:
    rmtree(cache, ignore_errors=True)
    action()


def _score(pack: str, example: Path) -> tuple[str, ...]:
    """As somebody would type it: a bundled pack is found by what the answers say."""
    named = () if pack in bundled_packs() else ("--pack", pack)
    return "-m", "assessor", "score", str(example), *named


def environment(folder: Path) -> dict[str, str]:
    """The same for every process: this source tree, a cache of its own, and modules compiled as once installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    sources = str(Path(assessor.__file__).parent.parent)
    compiled, cache = str(folder / "compiled"), str(folder / "cache")
    return {**kept, "PYTHONPATH": sources, "PYTHONPYCACHEPREFIX": compiled, "XDG_CACHE_HOME": cache}


def process(environment: Mapping[str, str], *arguments: str) -> Callable[[], object]:
    """Runs Python with these arguments, its output thrown away."""
    command = (sys.executable, *arguments)
    return partial(subprocess.run, command, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _example(folder: Path, pack: str, loaded: Pack) -> Iterator[Path]:
    """The first example that comes with the program; for an own pack, a made-up manager's answers."""
    bundled = next(examples(), None)
    if bundled is not None and pack in bundled_packs():
        yield bundled
        return
    made = folder / "agency.yaml"
    made.write_text(json.dumps(agencies(loaded, 1, "manager")[0].model_dump(mode="json")), encoding="utf-8")
    yield made
