"""Who says so, in words: the pack's source under the name it is called by, or this project."""

from assessor.language import say, speaking
from assessor.model.rule import Basis
from assessor.model.ruleset import Pack
from assessor.model.text import Language


def basis_word(basis: Basis, pack: Pack, language: Language = "en") -> str:
    """A word or two for a label: what the source is called, or `our inference`."""
    with speaking(language):
        return say("our inference") if basis == "inference" else source_word(pack, language)


def stated(basis: Basis, pack: Pack, language: Language = "en") -> str:
    """The same inside a sentence."""
    with speaking(language):
        if basis == "inference":
            return say("this tool's inference")
        return say("stated in the {source}", source=source_word(pack, language))


def source_word(pack: Pack, language: Language = "en") -> str:
    """What the source is, in a word: as the pack says, else the word that its rules and strategies use for it."""
    named = pack.ruleset.ruleset.source.called
    if named:
        return named.said_in(language)
    written = {rule.basis for rule in pack.ruleset.rules} | {each.basis for each in pack.ruleset.strategies}
    with speaking(language):
        return say("presentation") if "presentation" in written else say("source", sense="of a pack")
