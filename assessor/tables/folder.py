"""The work folder of one run: what is finished of it, so that a run that was stopped goes on where it was.

Each step is a file and, written after it, a small JSON that says so. A step counts as done only where its JSON is there
and its file has the size the JSON says. A lock beside the output keeps a second run out.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from assessor.errors import USAGE, AssessorError, problem, system_reason
from assessor.language.unsaid import phrase
from assessor.tables.durable import unfinished, whole

if TYPE_CHECKING:
    import polars as pl

RUN = "run.json"


class WorkFolder:
    """`OUTPUT.parts`, beside the output."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.path = output.with_name(f"{output.name}.parts")

    @property
    def begun(self) -> bool:
        """Whether any step is finished."""
        return any(self.path.glob("in-*.json"))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other runs out; raises AssessorError where one is at it."""
        if not self.output.parent.is_dir():  # the lock would make it
            reason = phrase("there is no such folder")
            raise AssessorError([problem("unwritable", name=self.output, reason=reason)], USAGE)
        lock = FileLock(str(self.output.with_name(f".{self.output.name}.lock")), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise AssessorError([problem("batch-held", name=self.output.name)], USAGE) from None
        except OSError as error:
            told = problem("unwritable", name=self.output, reason=system_reason(error))
            raise AssessorError([told], USAGE) from None
        try:
            yield
        finally:
            lock.release()

    def prepare(self, resume: bool) -> None:
        """The folder is there, and empty unless a run is resumed; what is not ours is never removed."""
        if not self._ours():
            raise AssessorError([problem("folder-taken", name=self.path.name)], USAGE)
        if not resume:
            self.clear()
        with self.writing():
            self.path.mkdir(mode=0o700, exist_ok=True)
        if not (self.path / RUN).exists():
            self._write(RUN, {})

    def agree(self, run: Mapping[str, Any]) -> None:
        """Notes what run this is; raises AssessorError where the folder holds steps of another one."""
        before = json.loads((self.path / RUN).read_text(encoding="utf-8"))
        differing = _differing(before, run) if before else []
        if differing:
            told = problem("cannot-resume", name=self.path.name, differing=", ".join(differing))
            raise AssessorError([told], USAGE)
        self._write(RUN, run)

    def done(self, step: str) -> dict[str, Any] | None:
        """What a finished step noted; None where it is still to be done."""
        try:
            noted: dict[str, Any] = json.loads((self.path / f"{step}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        sizes = noted["files"]
        there = all((self.path / name).exists() for name in sizes)
        return noted if there and all((self.path / n).stat().st_size == size for n, size in sizes.items()) else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What goes wrong with a file in the folder becomes a message."""
        try:
            yield
        except OSError as error:
            told = problem("unwritable", name=self.path, reason=system_reason(error))
            raise AssessorError([told], USAGE) from None

    def finish(self, step: str, noted: Mapping[str, Any], *files: str) -> dict[str, Any]:
        """Marks a step as done, with what is to be known of it later and the files it wrote."""
        sizes = {name: (self.path / name).stat().st_size for name in files}
        marked = {**noted, "files": sizes}
        self._write(f"{step}.json", marked)
        return marked

    def keep(self, name: str, frame: "pl.DataFrame") -> str:
        """Writes a frame, so that slices of it are read again without reading the rest."""
        with whole(self.path / name) as place:
            frame.rechunk().write_ipc(place, compression="uncompressed")
        return name

    def kept(self, name: str) -> "pl.DataFrame":
        """A frame that was kept, mapped from the disk."""
        import polars as pl
        import pyarrow as pa

        table = pa.ipc.open_file(pa.memory_map(str(self.path / name))).read_all()
        frame = pl.from_arrow(table, rechunk=False)
        assert isinstance(frame, pl.DataFrame)
        return frame

    def _ours(self) -> bool:
        """Whether nothing stands in the place of the folder but what a run left there."""
        if not self.path.exists() or (self.path / RUN).exists():
            return True
        return {path.name for path in self.path.iterdir()} <= {unfinished(self.path / RUN).name}

    def _write(self, name: str, content: Mapping[str, Any]) -> None:
        with whole(self.path / name) as place:
            place.write_text(json.dumps(content, ensure_ascii=True, indent=1), encoding="utf-8")

    def clear(self) -> None:
        """Removes the folder and all that is in it, if it is ours; what says so goes last, in case we are killed."""
        if not self._ours() or not self.path.exists():
            return
        for path in self.path.iterdir():
            if path.name != RUN:
                path.unlink()
        (self.path / RUN).unlink(missing_ok=True)
        self.path.rmdir()


def _differing(before: Mapping[str, Any], run: Mapping[str, Any]) -> list[str]:
    """What a run differs in, in words."""
    inner = [key for key in run if before.get(key) != run[key] and key != "options"]
    options, asked = before.get("options", {}), run["options"]
    changed = [key.replace("_", "-") for key in asked if options.get(key) != asked[key]]
    return inner + ["--as" if key == "perspective" else f"--{key}" for key in changed]
