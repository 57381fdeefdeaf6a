"""A portion to its partitions: what a worker does, with the checker of batches and the writers that one machine has too."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace

from qa.archive.asked import Asked, Output, Prepared, prepared
from qa.archive.folder import folder_at
from qa.archive.portions import Item, Portion
from qa.archive.tally import Tally
from qa.batch.addresses import Denied, OutOfReach, forget_archives, is_everywhere, read_addresses, shown
from qa.batch.delivery import encoded
from qa.batch.failures import Tracebacks
from qa.batch.run import Batch, Manner
from qa.engine.checked import Checked
from qa.ground.errors import QaError, UnreadableDocument
from qa.writers import PARTITION_WRITERS, Look, Run

_ONE_AT_A_TIME = threading.Lock()
"""A worker may have several threads, and a checker is for one; with one interpreter they would gain nothing."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What has become of a portion."""

    tally: Tally
    partitions: tuple[bytes | None, ...]
    """For each output, what the machine that asks is to write; None for what the worker has written."""


def check_portion(asked: bytes, portion: Portion, *, apart: bool = False) -> Finished:
    """Check a portion and write its partitions where that can be done from everywhere.

    ``apart``: in processes of their own, so that a document that ends one is named. Raises QaError where this machine has
    another program, cannot write, or cannot reach the place of the documents, which says nothing of them.
    """
    with _ONE_AT_A_TIME:
        ready = prepared(asked)
        read = _read(portion)
        finished = _apart(asked, read) if apart or ready.asked.time_limit is not None else checked(ready, read, apart=False)
        return _delivered(ready.asked, portion, finished)


def _read(portion: Portion) -> Portion:
    """The portion with what its documents hold."""
    forget_archives()
    data: dict[str, bytes | UnreadableDocument] = {}
    with closing(read_addresses(item.address for item in portion.items if item.data is None)) as answers:
        for address, held in answers:
            if isinstance(held, OutOfReach):
                raise _not_from_here(held)
            data[address] = held
    denied = [held for held in data.values() if isinstance(held, Denied)]
    if denied and len(denied) == len(portion.items):
        raise _not_from_here(denied[0])
    return replace(portion, items=tuple(item if item.data is not None else _with(item, data) for item in portion.items))


def _not_from_here(unread: UnreadableDocument) -> QaError:
    """Which worker it is that cannot read says where to look: keys to a place are told each machine by itself."""
    return QaError(f"cannot be read by the worker on {socket.gethostname()}: {unread.reason}", file=unread.path)


def _with(item: Item, data: dict[str, bytes | UnreadableDocument]) -> Item:
    held = data[item.address]
    return replace(item, data=held.reason if isinstance(held, UnreadableDocument) else held)


def checked(ready: Prepared, portion: Portion, *, apart: bool) -> Finished:
    """Check the documents of a portion, whose bytes are there."""
    held = {item.address: item.data for item in portion.items}

    def read(address: str) -> bytes:
        data = held[address]
        if isinstance(data, bytes):
            return data
        raise UnreadableDocument(shown(address), data or "nothing is known of it")

    checkers = ready.checkers({shown(item.address): item.config for item in portion.items})
    manner = Manner(Tracebacks(), time_limit=ready.asked.time_limit, apart=apart)
    batch = Batch(tuple(held), checkers, manner, read=read)
    run = Run(checkers.rules(), lambda path: checkers.config(path).fail_on)
    with closing(batch.outcomes()) as outcomes:
        return _written(outcomes, ready.asked, run)


def _written(outcomes: Iterable[Checked], asked: Asked, run: Run) -> Finished:
    """The outcomes in each of the formats, as one machine would write them of these documents."""
    tally = Tally()
    reports = tuple(PARTITION_WRITERS[output.format].report(Look(), run) for output in asked.outputs)
    parts = [[encoded(report.opening())] for report in reports]
    for outcome in outcomes:
        tally.add(outcome, run.fail_on)
        for report, part in zip(reports, parts, strict=True):
            part.append(encoded(report.document(outcome)))
    for report, part in zip(reports, parts, strict=True):
        part.append(encoded(report.closing(None)))
    return Finished(tally, tuple(map(b"".join, parts)))


def _delivered(asked: Asked, portion: Portion, finished: Finished) -> Finished:
    """The same, what can be written from here written."""
    note = finished.tally.to_json()
    left: list[bytes | None] = []
    for output, partition in zip(asked.outputs, finished.partitions, strict=True):
        if partition is not None and is_everywhere(output.place):
            _settle(output, portion, partition, note)
            left.append(None)
        else:
            left.append(partition)
    return replace(finished, partitions=tuple(left))


def _settle(output: Output, portion: Portion, partition: bytes, note: bytes) -> None:
    """Write a partition. Raises QaError that says which worker could not."""
    try:
        folder_at(output.place, PARTITION_WRITERS[output.format].suffix).settle(portion, partition, note)
    except QaError as error:
        message = f"{error.message} (the worker on {socket.gethostname()})"
        raise QaError(message, file=error.file, expected=error.expected) from error


def _apart(asked: bytes, portion: Portion) -> Finished:
    """Check in a program of its own: a worker that Dask starts may have no children of multiprocessing's, which that may."""
    command = [sys.executable, "-m", "qa.archive.isolated"]
    ended = subprocess.run(command, input=pickle.dumps((asked, portion)), capture_output=True, check=False)
    if ended.returncode != 0:
        told = ended.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RuntimeError(f"{portion.name} could not be checked apart (status {ended.returncode}): {told}")
    outcome = pickle.loads(ended.stdout)
    if isinstance(outcome, QaError):
        raise outcome
    assert isinstance(outcome, Finished)
    return outcome
