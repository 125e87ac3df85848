"""Texts of questions and answers as they may come back: compared without what tools do to them."""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assessor.model.response import DOES_NOT_APPLY, DONT_KNOW
from assessor.model.text import Wording

NONE = "none_of_these"
SAID: dict[str, tuple[str, ...]] = {
    NONE: ("None of these", "None of the above", "Rien de tout cela", "Aucune de ces réponses"),
    DONT_KNOW: ("I don't know", "Don't know", "Je ne sais pas", "Ne sait pas"),
    DOES_NOT_APPLY: ("Does not apply here", "Does not apply", "Ne s'applique pas ici", "Ne s'applique pas"),
}
"""What people choose who answer none of the options; the first of each language is what our forms say."""
AGENCY = ("Name of the organisation", "Nom de l'organisation")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"',
                        "\u2013": "-", "\u2014": "-", "\ufeff": " "})  # fmt: skip
LONGEST = 5_000


@lru_cache(100_000)
def normal(text: str) -> str:
    """`text` in small letters, without tags, entities, kinds of blanks and quotes, or a mark at its end.

    Only for comparing: what is shown and kept is what stands in the file.
    """
    text = text[:LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).translate(QUOTES).casefold()
    text = re.sub(r'\s*"\s*', '"', " ".join(text.split()))
    return re.sub(r"\s+(?=[?!:;.,])", "", text).rstrip(" .:*?!\u2026") or text.strip()


def squeezed(text: str) -> str:
    """The letters and digits of a name alone, as tools keep them that take no others."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())[:20]


def texts_of(wordings: Iterable[Wording]) -> list[str]:
    """The wordings in every language they are written in."""
    return [text for each in wordings for text in (each.en, each.fr) if text]
