"""The pages of a pack, written into a folder."""

from pathlib import Path

from assessor.api import DEFAULT_PACK, load_pack
from assessor.cli.files import write
from assessor.errors import USAGE, AssessorError, problem, system_reason
from assessor.report.handbook import handbook


def write_pages(folder: str, pack: str | None) -> None:
    """Each page whole; whatever else is in the folder stays."""
    pages = handbook(load_pack(pack or DEFAULT_PACK))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wrong = problem("unwritable", name=folder, reason=system_reason(error))
        raise AssessorError([wrong], USAGE) from None
    for name, text in pages.items():
        write(text, str(Path(folder, name)))
