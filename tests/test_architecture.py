"""The picture in docs/architecture.md, held against the source: imports go down, one library one room, small rooms."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assessor"
SOURCES = sorted(PACKAGE.rglob("*.py"))
FUNCTION_LINES = 45
MODULE_LINES = 400

LIBRARIES = {
    "durable_rules_engine": {"engines/rete.py"},
    "ruamel": {"loading/strict_yaml.py", "loading/yaml_writing.py"},
    "babel": {"loading/po.py", "language/french.py"},
    "filelock": {"answering/session.py", "tables/folder.py"},
    "tabulate": {"report/text.py", "cli/listing.py"},
    "jinja2": {"report/html.py"},
    "platformdirs": {"loading/library.py"},
    "pingouin": {"agreement.py"},
    "pandas": {"agreement.py"},
    "ortools": {"engines/solver/logic.py", "engines/solver/search.py"},
    "click": {f"cli/{path.name}" for path in (PACKAGE / "cli").glob("*.py")},
    "polars": {
        *(f"tables/{path.name}" for path in (PACKAGE / "tables").glob("*.py")),
        "engines/columns/dialect.py", "engines/columns/frames.py", "spark.py",
    },
    "narwhals": {"engines/columns/dialect.py", "engines/columns/frames.py"},
    "pyspark": {"spark.py"},
    "pyarrow": {"spark.py", "tables/columnar.py", "tables/folder.py", "tables/writing.py"},
    "rapidfuzz": {"tables/drafting.py"},
    "openpyxl": {"tables/workbook.py"},
    "defusedxml": {"tables/workbook.py"},
    "xlsxwriter": {"report/workbook.py", "exporting/xlsform.py", "tables/writing.py"},
    "typst": {"report/pdf.py"},
    "docx": {"report/word.py"},
}  # fmt: skip
EVERYWHERE = {"pydantic"}
NAMELESS = {"utils", "util", "helpers", "common", "misc", "manager", "data", "process"}


def rooms() -> list[str]:
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = picture.split("```rooms\n")[1].split("```")[0]
    return [line.split()[0] for line in listed.splitlines()]


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_room_is_in_the_picture_and_the_picture_has_no_other() -> None:
    assert {room_of(path) for path in SOURCES} - {"__init__", "__main__"} == set(rooms())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    if room_of(path) in ("__init__", "__main__"):
        return
    order = rooms()
    here = order.index(room_of(path))
    for module in imports_of(path):
        parts = module.split(".")
        if parts[0] == "assessor" and len(parts) > 1:
            assert order.index(parts[1]) >= here, f"{path.name} imports {module}, which is above it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_one_library_one_room(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    for module in imports_of(path):
        library = module.split(".")[0]
        if library in {*sys.stdlib_module_names, "assessor", *EVERYWHERE}:
            continue
        assert here in LIBRARIES.get(library, set()), f"{here} imports {library}"


def test_rooms_stay_small_and_say_what_they_hold() -> None:
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        assert ast.get_docstring(tree), f"{path} says not what it holds"
        assert len(text.splitlines()) <= MODULE_LINES, f"{path} is over {MODULE_LINES} lines"
        assert path.stem not in NAMELESS
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= FUNCTION_LINES, f"{path.name}: {node.name} has {length} lines"
