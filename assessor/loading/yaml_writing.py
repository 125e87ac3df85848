"""Plain values as YAML that our own reader takes back unchanged."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString


def as_yaml(value: Any, *, short_lists: bool = False) -> str:
    """`value` as block YAML; text that could be read as something else is quoted.

    With `short_lists`, lists of nothing but texts stand on one line.
    """
    writer = YAML(typ="rt", pure=True)
    writer.default_flow_style = False
    writer.width = 4096
    writer.allow_unicode = True
    stream = StringIO()
    writer.dump(_plain(value, short_lists), stream)
    return stream.getvalue()


def _plain(value: Any, short: bool) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner, short) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        entries = CommentedSeq(_plain(inner, short) for inner in value)
        if short and all(isinstance(inner, str) for inner in value):
            entries.fa.set_flow_style()
        return entries
    if isinstance(value, str) and not value.isidentifier():
        return DoubleQuotedScalarString(value)
    return value
