"""Tasks in several processes: the order and the results of one, whatever becomes of a worker."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.batch.tasks import Failure, Ready, Why, work_here
from qa.batch.workers import work_in_processes
from tests import limits
from tests.waiting import wait_until


def begin() -> Callable[[object], object]:
    limits.end_on_request(setattr)  # a worker that is not forked knows nothing of what was set here
    return work


def work(task: object) -> object:
    """What a task says: a number is doubled, a function called, anything else is an accident."""
    match task:
        case int():
            return task * 2
        case (function, argument):
            function(argument)
        case "for ever":
            limits.end()
            threading.Event().wait()
        case "spin":
            limits.end()  # the interpreter gets no turn in what follows
            re.match(r"(a+)+b", "a" * 60)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ZeroDivisionError("in a document")
        case "exit":
            os._exit(7)
        case "process":
            return os.getpid()
        case "large":
            return b"x" * 5_000_000
    return "done"


def results(tasks: list[object], jobs: int = 2, limit: float | None = None) -> list[object]:
    with closing(work_in_processes(iter(tasks), begin, jobs, limit)) as outcomes:
        return list(outcomes)


@settings(max_examples=6)
@given(st.lists(st.one_of(st.integers(0, 99), st.integers(0, 99).map(Ready)), max_size=40), st.integers(1, 4))
def test_any_number_of_processes_gives_what_one_gives(tasks, jobs):
    assert results(tasks, jobs) == list(work_here(iter(tasks), begin))


def test_a_slow_task_holds_its_place(tmp_path):
    file = tmp_path / "file"
    assert results([(wait_until, file.exists), 1, 2, (Path.touch, file), 3]) == ["done", 2, 4, "done", 6]


def test_large_results_and_tasks_pass():
    first, second, third = results(["large", 1, "large"])
    assert (len(first), second, len(third)) == (5_000_000, 2, 5_000_000)


@pytest.mark.parametrize(
    ("accident", "why", "told"),
    [
        ("kill", Why.CRASHED, "the process was ended by SIGKILL"),
        ("exit", Why.CRASHED, "the process ended with status 7"),
        ("raise", Why.CRASHED, "ZeroDivisionError: in a document"),
    ],
)
def test_an_accident_costs_one_task(accident, why, told):
    tasks = [1, accident, 2, accident, 3, 4, 5]
    got = results(tasks)
    assert [each for each in got if not isinstance(each, Failure)] == [2, 4, 6, 8, 10]
    assert [(each.why, each.told) for each in (got[1], got[3])] == [(why, told)] * 2
    if accident == "raise":
        assert "in work" in got[1].traceback


@pytest.mark.parametrize("stuck", ["for ever", "spin"])
def test_a_task_out_of_time_is_really_stopped_and_tells_where_it_was(stuck):
    got = results([1, stuck, 2, 3], limit=600)
    assert [got[0], *got[2:]] == [2, 4, 6]
    assert (got[1].why, got[1].told) == (Why.TIMEOUT, "more than 600 seconds")
    assert "test_workers.py" in got[1].traceback
    assert "in work" in got[1].traceback


def test_tasks_are_asked_for_only_a_few_ahead():
    asked = []

    def tasks():
        for number in range(1000):
            asked.append(number)
            yield number

    with closing(work_in_processes(tasks(), begin, 2)) as outcomes:
        assert next(outcomes) == 0
        assert len(asked) <= 2 * 4 + 2


def test_no_worker_outlives_the_one_who_asked():
    outcomes = work_in_processes(iter(["process", "for ever", "for ever"]), begin, 2)
    worker = next(outcomes)
    os.kill(worker, 0)
    outcomes.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_worker_that_cannot_begin_is_a_bug_and_is_told():
    with (
        closing(work_in_processes(iter([1]), partial(int, "x"), 1)) as outcomes,
        pytest.raises(RuntimeError, match="before it had begun"),
    ):
        next(outcomes)


def test_a_result_is_told_as_soon_as_it_is_there(tmp_path):
    file = tmp_path / "file"
    told = []

    def received(task, outcome):
        told.append(outcome)
        if told == [2, 4]:
            file.touch()

    with closing(work_in_processes(iter([(wait_until, file.exists), 1, 2]), begin, 2, received=received)) as outcomes:
        assert list(outcomes) == ["done", 2, 4]
    assert told == [2, 4, "done"]
