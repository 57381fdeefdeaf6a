"""Files that list documents, one path a line or parted by NUL, to the documents they stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.batch.discovery import STANDARD_INPUT, ConfigOf, Seen, find_documents, nothing_told
from qa.ground.errors import QaError


def listed_documents(
    paths: Iterable[str],
    lists: Iterable[str],
    config_of: ConfigOf = nothing_told,
    *,
    nul: bool = False,
    exclude_named: bool = False,
    seen: Seen | None = None,
) -> Iterator[str]:
    """The documents that ``paths`` stand for, then those that stand in ``lists``, each once.

    What a list names is what could be named instead: files, folders and patterns, from the current folder. Empty lines are
    passed over. ``-`` is the list on standard input. ``nul``: paths end with NUL, as ``find -print0`` and ``git ls-files -z``
    write them, and may hold line ends. ``exclude_named``: what a walk would leave out is passed over. ``seen`` is told what is
    met with.

    Raises QaError naming list and line for what is not there, and for standard input that would be read twice.
    """
    given, files = tuple(paths), tuple(lists)
    if (*given, *files).count(STANDARD_INPUT) > 1:
        raise QaError("standard input cannot be read twice", expected="one of the document and the list in a file")
    seen = Seen() if seen is None else seen
    yield from find_documents(given, seen, config_of, exclude_named=exclude_named)
    for file in files:
        for number, path in _entries(file, nul):
            with _told_of(file, number):
                yield from find_documents((path,), seen, config_of, exclude_named=exclude_named)


@contextmanager
def _told_of(file: str, number: int) -> Iterator[None]:
    """A mistake in an entry of a list is told with its line; one in a configuration has a place of its own."""
    try:
        yield
    except QaError as error:
        if error.file is not None:
            raise
        name = "standard input" if file == STANDARD_INPUT else file
        raise QaError(error.message, file=name, line=number, found=error.found, expected=error.expected) from error


def _entries(file: str, nul: bool) -> Iterator[tuple[int, str]]:
    """The paths of a list with the numbers of their lines, or of what NUL parts."""
    data = _read(file)
    for number, entry in enumerate(data.split(b"\0" if nul else b"\n"), start=1):
        path = os.fsdecode(entry if nul else entry.removesuffix(b"\r"))
        if path == STANDARD_INPUT:
            raise QaError(
                "standard input cannot be named in a list", file=file, line=number, expected="./- for a file of that name"
            )
        if path:
            if "\0" in path:
                raise QaError("a path with NUL in it", file=file, line=number, expected="-0 for a list parted by NUL")
            yield number, path


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise QaError(f"the list cannot be read: {error.strerror}", file=file) from error
