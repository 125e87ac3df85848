"""French as it is fetched: the catalogue of messages, and numbers and dates as Babel knows them for Canada."""

import datetime as dt
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "locale" / "fr" / "LC_MESSAGES"
WRITTEN, COMPILED = "assessor.po", "assessor.mo"
"""What people write, and what a wheel carries beside it, compiled from it."""

REGION = "fr_CA"


@cache
def catalogue() -> GNUTranslations:
    """The messages, compiled: as the wheel carries them, or once a process from what is written."""
    made = FOLDER / COMPILED
    return GNUTranslations(BytesIO(made.read_bytes() if made.is_file() else compiled(FOLDER / WRITTEN)))


def compiled(written: Path) -> bytes:
    """The content of a .mo file made from the .po file `written`; what is empty or fuzzy stays out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with written.open("rb") as file:
        write_mo(made, read_po(file, locale="fr"))
    return made.getvalue()


def sentence(message: str, sense: str) -> str:
    """The French of a message; the message itself where there is none."""
    return catalogue().pgettext(sense, message) if sense else catalogue().gettext(message)


def counted(one: str, many: str, n: int) -> str:
    """The French for n of them; 0 and 1 are singular."""
    return catalogue().ngettext(one, many, n)


def figure(rounded: Decimal, decimals: int) -> str:
    """A decimal comma, and no-break spaces between thousands."""
    from babel.numbers import format_decimal

    places = f".{'0' * decimals}" if decimals else ""
    return format_decimal(rounded, f"#,##0{places}", REGION)


def day(iso: str) -> str:
    """31 mars 2026, and 1er mars 2026."""
    from babel.dates import format_date

    try:
        found = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    told = format_date(found, "long", REGION)
    return f"1er{told.removeprefix('1')}" if found.day == 1 else told
