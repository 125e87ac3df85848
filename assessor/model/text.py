"""Text that people read, in English and, once written, in French."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, SerializationInfo, StringConstraints

from assessor.model.base import Frozen

Language = Literal["en", "fr"]
LONGEST = 2000
"""Characters of a text."""

IN_ENGLISH = {"language": "en"}
"""The context of a dump that writes every text in English alone, whether or not it is translated."""

_Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=LONGEST)]


class Wording(Frozen):
    """One text in each language it has been written in; English always, French when there is one."""

    en: _Words
    fr: _Words | None = None

    def said_in(self, language: Language) -> str:
        """The text in `language`; English where it has not been translated yet."""
        return self.fr if language == "fr" and self.fr else self.en

    def __str__(self) -> str:
        return self.en

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        words = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        both = {"type": "object", "properties": {"en": words, "fr": words}, "required": ["en"]}
        described = "A text: English alone, or {en: ..., fr: ...}."
        return {"description": described, "anyOf": [words, {**both, "additionalProperties": False}]}


def _accept_plain(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


def _as_written(wording: Wording, info: SerializationInfo) -> Any:
    return wording.en if wording.fr is None or info.context == IN_ENGLISH else {"en": wording.en, "fr": wording.fr}


Text = Annotated[Wording, BeforeValidator(_accept_plain), PlainSerializer(_as_written)]
"""A `Wording` that may be written as a plain English string."""
