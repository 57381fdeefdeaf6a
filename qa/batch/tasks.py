"""Tasks to their results, in the order of the tasks, one after another in this process; ``workers`` has the same for several."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Why(StrEnum):
    """Why a task gave no result."""

    CRASHED = "crashed"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Failure:
    """A task without a result."""

    why: Why
    told: str
    """What happened, in a few words: ``ZeroDivisionError: division by zero``."""
    traceback: str = ""
    """Where it happened; empty where nobody could tell."""


@dataclass(frozen=True, slots=True)
class Ready(Generic[Result]):
    """A result that is there already, and only waits for its turn."""

    result: Result


Received = Callable[[Any, Any], None]
"""Is told a task and its result, or its failure."""


def forget(task: object, outcome: object) -> None:
    """Nobody wants to be told."""


def work_here(
    tasks: Iterable[Task | Ready[Result]], begin: Callable[[], Callable[[Task], Result]], received: Received = forget
) -> Generator[Result | Failure, None, None]:
    """The results in this process, each when it is asked for. ``begin`` is called before the first task, if there is one."""
    work: Callable[[Task], Result] | None = None
    for task in tasks:
        if isinstance(task, Ready):
            yield task.result
            continue
        work = work or begin()
        outcome = attempted(work, task)
        received(task, outcome)
        yield outcome


def attempted(work: Callable[[Task], Result], task: Task) -> Result | Failure:
    """The result of one task, or why there is none."""
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001 - a bug met in one document; its traceback is told
        told = traceback.format_exception_only(error)[-1].strip()
        return Failure(Why.CRASHED, told.splitlines()[0], traceback.format_exc())
