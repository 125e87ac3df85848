"""Who says so, in words: the pack's source under the name it is called by, or this project."""

from assessor.model.rule import Basis
from assessor.model.ruleset import Pack
from assessor.model.text import Language


def basis_word(basis: Basis, pack: Pack, language: Language = "en") -> str:
    """A word or two for a label: what the source is called, or `our inference`."""
    return "our inference" if basis == "inference" else called(basis, pack, language)


def stated(basis: Basis, pack: Pack, language: Language = "en") -> str:
    """The same inside a sentence."""
    return "this tool's inference" if basis == "inference" else f"stated in the {called(basis, pack, language)}"


def called(basis: Basis, pack: Pack, language: Language = "en") -> str:
    """What the source is, in a word: as the pack says, else as its basis was written."""
    named = pack.ruleset.ruleset.source.called
    return named.said_in(language) if named else str(basis)
