"""Paths of documents to what was found in each, one after another and in their order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qa import readers
from qa.batch.discovery import STANDARD_INPUT
from qa.document import Document
from qa.engine.checked import Checked
from qa.errors import UnreadableDocument

if TYPE_CHECKING:
    from qa.engine.checker import Checker


def check_paths(paths: Iterable[str], checker: Checker) -> Iterator[Checked]:
    """Check one document at a time, when it is asked for; one that cannot be read gives a Checked that says so."""
    # The seam for several processes: check_path is a pure function of picklable things, and map keeps the order.
    return (check_path(path, checker) for path in paths)


def check_path(path: str, checker: Checker) -> Checked:
    """What was found in the document at ``path``, or why it could not be read."""
    from qa.engine.checker import unreadable

    try:
        return checker.check(load_document(path))
    except UnreadableDocument as error:
        return unreadable(path, error.reason)


def load_document(path: str) -> Document:
    """Read the document at ``path`` (``-`` is standard input). Raises UnreadableDocument."""
    return readers.read_document(path, read_bytes(path))


def read_bytes(path: str) -> bytes:
    """What the file at ``path`` (``-`` is standard input) holds. Raises UnreadableDocument."""
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableDocument(path, (error.strerror or str(error)).lower()) from error
