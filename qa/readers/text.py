"""A plain text file to a document; its blocks are found later, by qa.text.segment."""

from __future__ import annotations

from qa.ground.document import Document
from qa.ground.source import read_source


def recognises(path: str, data: bytes) -> bool:
    """Anything may be text; what is none is refused by ``read``."""
    return True


def read(path: str, data: bytes) -> Document:
    """Raises UnreadableDocument for a binary file."""
    source = read_source(path, data)
    return Document(source, "text", source.text)
