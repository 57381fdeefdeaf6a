"""Pairs of documents to comparisons, one after another and in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qa.batch.checking import load_document
from qa.batch.pairs import Pair
from qa.compare.comparing import compare
from qa.compare.comparison import Comparison
from qa.compare.findings import with_findings
from qa.document import Document
from qa.errors import UnreadableDocument
from qa.source import Source

if TYPE_CHECKING:
    from qa.engine.checker import Checker


def compare_pairs(pairs: Iterable[Pair], checker: Checker | None = None) -> Iterator[Comparison]:
    """Compare one pair at a time, when it is asked for; with a checker, what it found in either version is told too.

    A pair of which one cannot be read gives a Comparison that says so; one without a counterpart is compared with nothing.
    """
    return (_compare_pair(pair, checker) for pair in pairs)


def _compare_pair(pair: Pair, checker: Checker | None) -> Comparison:
    try:
        old, new = _version(pair.old), _version(pair.new)
    except UnreadableDocument as error:
        nothing = compare(_absent(pair.old or ""), _absent(pair.new or ""))
        return nothing.unread(str(error))
    comparison = compare(old, new)
    if checker is None:
        return comparison
    return with_findings(comparison, checker.check(old).findings, checker.check(new).findings)


def _version(path: str | None) -> Document:
    return load_document(path) if path is not None else _absent("")


def _absent(path: str) -> Document:
    """A document without text; an empty path says that there is none."""
    return Document(Source(path, b"", "utf-8", b"", ""), "text", "")
