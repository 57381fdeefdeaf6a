"""Tasks to their results, in the order of the tasks, worked on by several processes.

Each worker is given one task when it is idle, so that neither side ever writes to a pipe that the other does not read, and
so that a worker that hangs or dies takes one task with it and no more. Never are more than a few tasks per worker begun and
not yet handed on, however far the first of them lags behind.

A worker ends itself when its time is up, by ``faulthandler``, which needs no turn of the interpreter: a regular expression
that never returns is stopped like anything else, and leaves a traceback. It also ends when its parent does, however that ends.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from qa.batch.tasks import Failure, Ready, Received, Result, Task, Why, attempted, forget

_EACH = 4
"""So many tasks per worker are begun and not yet handed on, at most."""
_GRACE = 5.0
"""Seconds after the limit before a worker that should have ended itself is killed."""
_PATIENCE = 10.0
"""Seconds for a worker whose pipe is closed to be gone."""


def work_in_processes(
    tasks: Iterable[Task | Ready[Result]],
    begin: Callable[[], Callable[[Task], Result]],
    jobs: int,
    time_limit: float | None = None,
    received: Received = forget,
) -> Generator[Result | Failure, None, None]:
    """The results of ``jobs`` processes. ``begin`` gives each its work: it is called there, and pickled where nothing is forked.

    ``time_limit`` is in seconds for one task. ``received`` is told each result as soon as it is there, before those that it
    has to wait for. Closing the generator ends every worker. Raises OSError where no process can
    be started, and RuntimeError where one breaks down before it has begun.
    """
    crew = _Crew(begin, jobs, time_limit, received)
    try:
        yield from crew.results(iter(tasks))
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Awaited:
    """A task that is begun and not yet handed on."""

    task: Any
    received: Received
    outcome: Any = None
    done: bool = False

    def settle(self, outcome: object) -> None:
        self.outcome, self.done = outcome, True
        self.received(self.task, outcome)


class _Crew:
    """The workers of one run, in this process, and what each of them is about."""

    def __init__(
        self, begin: Callable[[], Callable[[Any], Any]], jobs: int, time_limit: float | None, received: Received
    ) -> None:
        self._received = received
        self._begin = begin
        self._jobs = jobs
        self._time_limit = time_limit
        self._workers: list[_Worker] = []
        self._awaited: deque[_Awaited] = deque()

    def results(self, tasks: Iterator[Any]) -> Iterator[Any]:
        """What became of the tasks, in their order."""
        waiting = next(tasks, None)
        while waiting is not None or self._awaited:
            while waiting is not None and len(self._awaited) < self._jobs * _EACH and self._begun(waiting):
                waiting = next(tasks, None)
            if self._awaited and self._awaited[0].done:
                yield self._awaited.popleft().outcome
                self._collect(0)
            else:
                self._collect(self._patience())

    def _begun(self, task: Any) -> bool:
        """Begin a task; False where no worker is free for it now."""
        awaited = _Awaited(task, self._received)
        if isinstance(task, Ready):
            awaited.outcome, awaited.done = task.result, True
        elif worker := self._idle_worker():
            worker.give(task, awaited)
        else:
            return False
        self._awaited.append(awaited)
        return True

    def _idle_worker(self) -> _Worker | None:
        if not any(worker.idle for worker in self._workers) and len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._begin, self._time_limit))
        return next((worker for worker in self._workers if worker.idle), None)

    def _patience(self) -> float | None:
        """Seconds until some worker is late; None where none can be."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _collect(self, timeout: float | None) -> None:
        """Take what workers have sent, waiting at most so many seconds for the first; replace those that are gone."""
        ready = wait([worker.connection for worker in self._workers], timeout) if self._workers else []
        now = time.monotonic()
        for worker in tuple(self._workers):
            late = worker.deadline is not None and now > worker.deadline
            if worker.connection in ready:
                alive = worker.take()
            elif late:
                alive = worker.lost(Why.TIMEOUT)
            else:
                continue
            if not alive:
                self._workers.remove(worker)

    def dismiss(self) -> None:
        """End every worker at once: none of them holds anything that is not sent."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.close()
        self._workers.clear()


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, begin: Callable[[], Callable[[Any], Any]], time_limit: float | None) -> None:
        context: Any = multiprocessing.get_context(start_method())
        self.connection, theirs = context.Pipe()
        self._traces, traces = context.Pipe(duplex=False)
        self._limit = time_limit
        self._awaited: _Awaited | None = None
        self._begun = False
        self.deadline: float | None = None
        self.process = context.Process(target=_serve, args=(theirs, traces, begin, time_limit), daemon=True)
        with _undisturbed():
            self.process.start()
        # Whoever is forked next must not hold these open, or the end of this worker would go unseen.
        theirs.close()
        traces.close()

    @property
    def idle(self) -> bool:
        return self._begun and self._awaited is None

    def give(self, task: object, awaited: _Awaited) -> None:
        self._awaited = awaited
        self.deadline = time.monotonic() + self._limit + _GRACE if self._limit is not None else None
        with suppress(OSError):  # it is gone: the next look at its pipe tells how
            self.connection.send(task)

    def take(self) -> bool:
        """Take what the worker has sent; False where it has ended instead."""
        try:
            outcome = self.connection.recv()
        except (EOFError, OSError):
            return self.lost(Why.CRASHED)
        if self._awaited is not None:
            self._awaited.settle(outcome)
        self._awaited, self.deadline, self._begun = None, None, True
        return True

    def lost(self, why: Why) -> bool:
        """See the worker off, and report its task: False, for it is no worker any more."""
        if why is Why.TIMEOUT:
            self.process.kill()
        self.process.join(_PATIENCE)
        self.process.kill()
        self.process.join()
        trace = self._trace()
        code = self.process.exitcode or 0
        self.close()
        if not self._begun:
            raise RuntimeError(f"a worker {_ended(code)} before it had begun\n{trace}")
        if self._awaited is not None:
            out_of_time = why is Why.TIMEOUT or trace.startswith(_OUT_OF_TIME)
            told = f"more than {self._limit:g} seconds" if out_of_time else f"the process {_ended(code)}"
            self._awaited.settle(Failure(Why.TIMEOUT if out_of_time else Why.CRASHED, told, trace))
        return False

    def _trace(self) -> str:
        """What faulthandler wrote before the end."""
        parts = []
        with suppress(OSError):
            while part := os.read(self._traces.fileno(), 65536):
                parts.append(part)
        return b"".join(parts).decode("utf-8", "replace")

    def close(self) -> None:
        self.process.join(_PATIENCE)
        self.connection.close()
        self._traces.close()


_OUT_OF_TIME = "Timeout ("
"""How faulthandler begins what it writes when the time is up."""


def _ended(code: int) -> str:
    if code >= 0:
        return f"ended with status {code}"
    with suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}"
    return f"was ended by signal {-code}"


def start_method() -> str:
    """``fork`` where that is safe: what is loaded is then there in every worker at once."""
    safe = sys.platform.startswith("linux") and threading.active_count() == 1
    return "fork" if safe else "spawn"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Nothing is interrupted while a process is started: the child would see to it as if it were the parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_STOPPING = {signal.SIGINT, signal.SIGTERM}


# What runs in the worker

_TRACES = os.name == "posix"
"""Whether faulthandler can write to our pipes; elsewhere the parent ends a worker whose time is up."""


def _serve(
    connection: Connection, traces: Connection, begin: Callable[[], Callable[[Any], Any]], time_limit: float | None
) -> None:
    _prepare_signals()
    _end_with_parent()
    if _TRACES:
        faulthandler.enable(file=traces.fileno(), all_threads=False)
    work = begin()
    connection.send(None)  # ready for the first task
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        with _limited(time_limit, traces):
            outcome = attempted(work, task)
        try:
            connection.send(outcome)
        except OSError:  # nobody wants it any more
            return


def _prepare_signals() -> None:
    # The terminal sends its ^C to everybody; the parent alone decides what becomes of the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _end_with_parent() -> None:
    """A parent that was killed cannot end its workers: each watches for that itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _limited(seconds: float | None, traces: Connection) -> Iterator[None]:
    """A traceback and the end of this process when the block takes longer."""
    if seconds is None or not _TRACES:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True, file=traces.fileno())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
