"""In which language the program speaks, and how a sentence, a number, a date or a list is said in it.

English stands in the code. French is fetched, with Babel, only once it is spoken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeVar

Language = Literal["en", "fr"]
Constant = TypeVar("Constant")

VARIABLE = "ASSESSOR_LANG"
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that say the language of everything, the strongest first."""

_spoken: ContextVar[Language] = ContextVar("language", default="en")


def current() -> Language:
    """The language spoken now; English unless somebody chose."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything said inside is said in `language`, in this thread or task. Not to be held open by a generator."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def preferred(environment: Mapping[str, str]) -> Language:
    """The language somebody's environment asks for: ASSESSOR_LANG, else the locale; English where it is neither."""
    wanted = next((environment[name] for name in (VARIABLE, *LOCALES) if environment.get(name)), "")
    return "fr" if re.split(r"[-_.@]", wanted)[0].lower() == "fr" else "en"


def N_(constant: Constant, sense: str = "") -> Constant:  # noqa: N802
    """Marks messages that are said elsewhere: one, or all that stand in a tuple or as values of a mapping."""
    return constant


def say(message: str, /, *, sense: str = "", **words: object) -> str:
    """A whole sentence with its {placeholders} filled; `sense` tells apart what English says with one word."""
    return _translated(message, sense).format(**words)


def count(one: str, many: str, n: int, /, **words: object) -> str:
    """The sentence for one or for many, {n} of them."""
    if current() == "en":
        chosen = one if n == 1 else many
    else:
        from assessor.language.french import counted

        chosen = counted(one, many, n)
    return chosen.format(n=n, **words)


def _translated(message: str, sense: str) -> str:
    if current() == "en":
        return message
    from assessor.language.french import sentence

    return sentence(message, sense)


def number(value: float | Decimal, decimals: int = 0) -> str:
    """A number with so many decimals, rounded half up, and its thousands set apart."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if current() == "en":
        return f"{rounded:,}"
    from assessor.language.french import figure

    return figure(rounded, decimals)


def date(iso: str) -> str:
    """The day written YYYY-MM-DD; anything else as it is."""
    if current() == "en":
        return iso
    from assessor.language.french import day

    return day(iso)


def listed(words: Sequence[object]) -> str:
    """The words with commas between, and `and` before the last."""
    return _in_a_row(words, N_("{first} and {last}"))


def either(words: Sequence[object]) -> str:
    """The words with commas between, and `or` before the last."""
    return _in_a_row(words, N_("{first} or {last}"))


def _in_a_row(words: Sequence[object], last_two: str) -> str:
    if len(words) < 2:
        return "".join(map(str, words))
    return say(last_two, first=", ".join(map(str, words[:-1])), last=words[-1])
