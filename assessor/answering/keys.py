"""What can be typed besides an answer: one letter or the word, in English and in French."""

import re

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

SPOKEN = (
    ("b", "back to the question before"),
    ("s", "skip, and leave this open"),
    ("d", "I don't know"),
    ("n", "does not apply here"),
    ("?", "why we ask this, and where it comes from"),
    ("note", "add a note or an example to this question"),
    ("r", "review the answers so far"),
    ("q", "save and quit; you can go on later"),
    ("h", "hear these keys again"),
)
"""The keys as they are told to a person, one a line."""

_TYPED = {word: command for command, words in KEYS.items() for word in words}


def command_of(typed: str) -> str | None:
    """The command that was typed; None where it is an answer, or neither."""
    return _TYPED.get(" ".join(typed.lower().split()))


def numbers_in(typed: str) -> list[int] | None:
    """The whole numbers typed, parted by spaces or commas; None where there is anything else."""
    parts = [part.removesuffix(".") for part in re.split(r"[\s,;]+", typed.strip()) if part]
    return [int(part) for part in parts] if parts and all(re.fullmatch(r"\d{1,7}", part) for part in parts) else None
