"""Paths of documents to what was found in each, one after another and in their order; ``running`` does so in processes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qa import readers
from qa.batch import addresses
from qa.batch.checkers import Checkers
from qa.batch.discovery import STANDARD_INPUT
from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.document import Document
from qa.ground.errors import QaError, UnreadableDocument
from qa.text.together import NOTHING, Together

if TYPE_CHECKING:
    from qa.engine.checker import Checker


def check_paths(paths: Sequence[str], checker: Checker | Checkers, *, together: bool = False) -> Iterator[Checked]:
    """Check one document at a time, when it is asked for; one that cannot be read gives a Checked that says so.

    ``together``: all are read once before, so that each is seen beside the others. Raises QaError for standard input then;
    and before any document is checked, for a mistake in a configuration or in rules.
    """
    if isinstance(checker, Checkers):
        checker.prepare(paths)
    gathered = gather_paths(paths, checker) if together else NOTHING
    return (check_path(path, checker, gathered) for path in paths)


def check_path(path: str, checker: Checker | Checkers, together: Together = NOTHING) -> Checked:
    """What was found in the document at ``path``, or why it could not be read."""
    try:
        return checker.check(load_document(path), together)
    except UnreadableDocument as error:
        return unreadable(path, error.reason)


def gather_paths(paths: Sequence[str], checker: Checker | Checkers) -> Together:
    """What the documents at ``paths`` show together; those that cannot be read show nothing.

    Raises QaError for standard input, which cannot be read twice.
    """
    if STANDARD_INPUT in paths:
        raise QaError("standard input cannot be checked together with anything", expected="files")
    return checker.gather(_readable(paths))


def _readable(paths: Iterable[str]) -> Iterator[Document]:
    for path in paths:
        with suppress(UnreadableDocument):
            yield load_document(path)


def load_document(path: str) -> Document:
    """Read the document at ``path`` (``-`` is standard input). Raises UnreadableDocument."""
    return readers.read_document(addresses.shown(path), read_bytes(path))


def read_bytes(path: str) -> bytes:
    """What the file at a path or an address (``-`` is standard input) holds. Raises UnreadableDocument."""
    if addresses.is_address(path):
        return addresses.read_address(path)
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableDocument(path, (error.strerror or str(error)).lower()) from error
