"""What responses come in, a file, bytes, a mapping or an open stream, as a document."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from assessor.loading.strict_yaml import Document, read_bytes, read_file

Source = str | Path | bytes | Mapping[str, Any] | BinaryIO
"""The path of a file (YAML or JSON), its bytes, a mapping of the same shape, or an open binary stream."""


def document_of(source: Source) -> Document:
    """The document in `source`; problems are in the document, not raised."""
    if isinstance(source, Mapping):
        return Document("responses", _as_tuples(source))
    if isinstance(source, bytes):
        return read_bytes(source, "responses")
    if isinstance(source, str | Path):
        return read_file(Path(source))
    return read_bytes(source.read(), getattr(source, "name", "responses"))


def _as_tuples(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_tuples(inner) for key, inner in value.items()}
    return tuple(map(_as_tuples, value)) if isinstance(value, list | tuple) else value
