"""Pairs of documents to comparisons, one after another and in their order."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.batch.check import load_document
from qa.batch.counterparts import Pair
from qa.batch.discovery import STANDARD_INPUT
from qa.batch.run import Manner
from qa.batch.tasks import Failure, Ready, Why
from qa.compare.classify import Classing
from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.compare.mended import with_findings
from qa.ground.document import Document
from qa.ground.errors import UnreadableDocument
from qa.ground.source import Source

if TYPE_CHECKING:
    from qa.batch.checkers import Checkers


@dataclass(frozen=True, slots=True)
class Judges:
    """Who is asked about two versions beside what changed."""

    classing: Classing | None = None
    """Says what each change is; None for the shipped rules."""
    checker: Checkers | None = None
    """Says what is wrong in either version; None to leave that out."""


def compare_pairs(
    pairs: Iterable[Pair], judges: Judges = Judges(), manner: Manner | None = None
) -> Generator[Comparison, None, None]:
    """Compare one pair at a time, when it is asked for, or several in processes of their own, as ``manner`` says.

    A pair of which one cannot be read, or whose comparison fails, gives a Comparison that says so; one without a counterpart
    is compared with nothing.
    """
    if manner is None:
        return (_compare_pair(pair, judges) for pair in pairs)
    return _compared(tuple(pairs), _Comparing(judges), manner)


def _compared(pairs: tuple[Pair, ...], work: _Comparing, manner: Manner) -> Generator[Comparison, None, None]:
    with closing(manner.worked(_tasks(pairs, work.judges), work)) as outcomes:
        for pair, outcome in zip(pairs, outcomes, strict=True):
            yield _failed(pair, outcome, manner) if isinstance(outcome, Failure) else outcome


def _tasks(pairs: Iterable[Pair], judges: Judges) -> Iterator[Pair | Ready[Comparison]]:
    for pair in pairs:
        # What only this process can read is compared here.
        yield Ready(_compare_pair(pair, judges)) if STANDARD_INPUT in (pair.old, pair.new) else pair


def _failed(pair: Pair, failure: Failure, manner: Manner) -> Comparison:
    path = pair.new or pair.old or ""
    verb = "took too long" if failure.why is Why.TIMEOUT else "crashed"
    where = manner.tracebacks.keep(path, failure)
    return compare(_absent(pair.old or ""), _absent(pair.new or "")).unread(f"{path}: comparing {verb}: {failure.told}. {where}")


@dataclass(frozen=True, slots=True)
class _Comparing:
    """What a worker does: it compares pairs."""

    judges: Judges

    def __call__(self) -> Callable[[Pair], Comparison]:
        return lambda pair: _compare_pair(pair, self.judges)


def _compare_pair(pair: Pair, judges: Judges) -> Comparison:
    try:
        old, new = _version(pair.old), _version(pair.new)
    except UnreadableDocument as error:
        nothing = compare(_absent(pair.old or ""), _absent(pair.new or ""))
        return nothing.unread(str(error))
    with _without_collector():
        comparison = compare(old, new, judges.classing)
    if judges.checker is None:
        return comparison
    return with_findings(comparison, judges.checker.check(old).findings, judges.checker.check(new).findings)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """A comparison makes a million small objects and no cycle: looking through them for one costs a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _version(path: str | None) -> Document:
    return load_document(path) if path is not None else _absent("")


def _absent(path: str) -> Document:
    """A document without text; an empty path says that there is none."""
    return Document(Source(path, b"", "utf-8", b"", ""), "text", "")
