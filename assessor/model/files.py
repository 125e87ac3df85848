"""The YAML files of a pack that are no model by themselves: the head of a questionnaire, and its forms."""

from pydantic import Field

from assessor.model.base import Frozen, Id
from assessor.model.instrument import Form, Perspective, Scale, Sources
from assessor.model.migration import Migration
from assessor.model.text import Text


class Head(Frozen):
    """instrument.yaml: the questionnaire without its sections and forms."""

    id: Id
    """The pack's name; response files give it."""
    version: int
    """Counts up whenever an answer could come out otherwise."""
    title: Text
    """What the questionnaire is called."""
    introduction: Text
    """What people read before the first question."""
    source: Sources = ()
    """Elements of the source that the introduction rests on."""
    sections: tuple[Id, ...]
    """The sections by name, in the order they are asked; each stands in a file of its own."""
    perspectives: tuple[Perspective, ...]
    """Where people stand who answer."""
    scales: tuple[Scale, ...] = ()
    """Answer scales that several items share."""
    migrations: tuple[Migration, ...] = ()
    """How answers of older versions become answers of this one, step by step."""


class FormsFile(Frozen):
    """forms.yaml: which questions belong to which form."""

    forms: tuple[Form, ...] = Field(min_length=1)
    """Choices of items; at least one."""
