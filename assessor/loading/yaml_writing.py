"""Plain values as YAML that our own reader takes back unchanged."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString


def as_yaml(value: Any) -> str:
    """`value` as block YAML; text that could be read as something else is quoted."""
    writer = YAML(typ="rt", pure=True)
    writer.default_flow_style = False
    writer.width = 4096
    writer.allow_unicode = True
    stream = StringIO()
    writer.dump(_plain(value), stream)
    return stream.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str) and not value.isidentifier():
        return DoubleQuotedScalarString(value)
    return value
