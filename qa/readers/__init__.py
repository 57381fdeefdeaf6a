"""Files to documents: one module a format, chosen from the table READERS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from qa.document import Document


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that documents are read from; its module offers ``read(path, data) -> Document``."""

    name: str
    summary: str
    """One line for the manual."""
    suffixes: tuple[str, ...]
    """What its files end in, lower case, with the dot."""
    module: str


_ALL: Sequence[Reader] = (
    Reader("text", "plain text, as typed, recognised or extracted from PDF", (".txt", ".text"), "qa.readers.text"),
)

READERS = MappingProxyType({reader.name: reader for reader in _ALL})


def read_document(path: str, data: bytes) -> Document:
    """The document in ``data``; ``path`` is how the user named it. Raises UnreadableDocument."""
    document: Document = import_module(READERS["text"].module).read(path, data)
    return document


def is_document(path: Path) -> bool:
    """True for a file that is looked for when a folder is named."""
    return any(path.suffix.lower() in reader.suffixes for reader in READERS.values())
