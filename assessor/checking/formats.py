"""What `check` found as JSON, or as SARIF 2.1.0 for editors and code hosts that show problems beside the line."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assessor import __version__
from assessor.checking.paths import Checked
from assessor.errors import Problem
from assessor.messages import CATALOGUE

SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_json(found: Iterable[Checked]) -> str:
    """Each path with its problems, as plain objects."""
    plain = [
        {
            "path": each.path,
            "problems": [
                {"code": p.code, "what": p.what, "remedy": p.remedy, "file": p.file or None, "line": p.line}
                for p in each.problems
            ],
        }
        for each in found
    ]
    return json.dumps({"checked": plain}, indent=2, ensure_ascii=False) + "\n"


def as_sarif(found: Iterable[Checked]) -> str:
    """One run with a result for each problem; files are named from the folder that `check` was run in."""
    results = [(each, problem) for each in found for problem in each.problems]
    codes = sorted({problem.code for _, problem in results})
    driver = {
        "name": "assessor",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": CATALOGUE[code][0]}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, problem, codes.index(problem.code)) for each, problem in results],
    }
    return json.dumps({"$schema": SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(checked: Checked, problem: Problem, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": f"{problem.what} {problem.remedy}".strip()},
    }
    if problem.file:
        inside = Path(checked.path) / problem.file
        uri = quote(inside.as_posix() if inside.exists() else problem.file)
        place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
        if problem.line:
            place["region"] = {"startLine": problem.line}
        result["locations"] = [{"physicalLocation": place}]
    return result
