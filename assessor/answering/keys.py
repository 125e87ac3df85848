"""What can be typed besides an answer: one letter or the word, in English and in French, whatever is spoken."""

import re
from collections.abc import Iterator, Mapping

from assessor.language import N_, Language, current, say

KEYS: dict[str, tuple[str, ...]] = {
    "back": ("b", "back", "p", "précédente", "precedente"),
    "skip": ("s", "skip", "l", "laisser"),
    "dont_know": ("d", "don't know", "dont know", "j", "je ne sais pas"),
    "does_not_apply": ("n", "does not apply", "so", "sans objet"),
    "why": ("?", "why", "pourquoi"),
    "note": ("note", "noter"),
    "review": ("r", "review", "v", "vérifier", "verifier"),
    "quit": ("q", "quit", "quitter"),
    "keys": ("h", "help", "keys", "aide"),
}
"""Command -> what may be typed for it. No two commands share a word, in either language."""

FINISH = ("f", "finish", "fin", "finir", "terminer")
"""What finishes on the check page, and goes on to it from questions of one's own."""

OWN = ("own", "question")
"""What leads from the check page to the questions of one's own."""

REMOVE = ("remove", "retirer")
"""What removes one of them."""

FULL = ("full", "complet")
"""What goes on from the short form to the full one."""

LETTERS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "back": "b", "skip": "s", "dont_know": "d", "does_not_apply": "n", "why": "?", "note": "note", "review": "r",
        "quit": "q", "keys": "h", "finish": "f", "own": "own", "remove": "remove", "full": "full",
    },
    "fr": {
        "back": "p", "skip": "l", "dont_know": "j", "does_not_apply": "so", "why": "?", "note": "note", "review": "v",
        "quit": "q", "keys": "aide", "finish": "f", "own": "question", "remove": "retirer", "full": "complet",
    },
}  # fmt: skip
"""What each language tells people to type; all of it is understood in both."""

SPOKEN = N_(
    {
        "back": "back to the question before",
        "skip": "skip, and leave this open",
        "dont_know": "I don't know",
        "does_not_apply": "does not apply here",
        "why": "why we ask this, and where it comes from",
        "note": "add a note or an example to this question",
        "review": "review the answers so far",
        "quit": "save and quit; you can go on later",
        "keys": "hear these keys again",
    },
    sense="key",
)
"""What each key does, as it is told to a person."""

_TYPED = {word: command for command, words in KEYS.items() for word in words}


def letters() -> Mapping[str, str]:
    """Command -> what the language spoken now tells people to type."""
    return LETTERS[current()]


def spoken() -> Iterator[tuple[str, str]]:
    """(key, what it does), in the order they are told."""
    for command, does in SPOKEN.items():
        yield letters()[command], say(does, sense="key")


def command_of(typed: str) -> str | None:
    """The command that was typed; None where it is an answer, or neither."""
    return _TYPED.get(" ".join(typed.lower().split()))


def numbers_in(typed: str) -> list[int] | None:
    """The whole numbers typed, parted by spaces or commas; None where there is anything else."""
    parts = [part.removesuffix(".") for part in re.split(r"[\s,;]+", typed.strip()) if part]
    return [int(part) for part in parts] if parts and all(re.fullmatch(r"\d{1,7}", part) for part in parts) else None
