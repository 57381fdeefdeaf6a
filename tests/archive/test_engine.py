"""What becomes of portions on an engine, told by an engine that says what it is told to say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from qa.archive import cluster
from qa.archive.checking import Finished
from qa.archive.cluster import Cluster


class Future:
    """A task that is called done, and is in turn in each of some states."""

    def __init__(self, *states: str) -> None:
        self.states = list(states)

    @property
    def status(self) -> str:
        return self.states[0]

    def result(self) -> str:
        return "checked"


class Client:
    """Gives one future for each portion, and never loses its scheduler."""

    def __init__(self, future: Future) -> None:
        self.future = future

    def submit(self, *arguments: Any, **options: Any) -> Future:
        return self.future

    def nthreads(self) -> dict[str, int]:
        return {"tcp://machine:1": 1}

    def cancel(self, futures: list[Future]) -> None:
        pass


def test_a_result_that_is_lost_with_its_worker_is_waited_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    future = Future("lost", "pending", "finished")
    seen = list[str]()

    def wait(futures: list[Future], **options: Any) -> SimpleNamespace:
        if seen:
            future.states.pop(0)
        seen.append(future.status)
        return SimpleNamespace(done=set(futures))

    monkeypatch.setattr(cluster, "_library", lambda: SimpleNamespace(wait=wait))
    monkeypatch.setattr(Cluster, "_connected", lambda self: Client(future))
    engine = Cluster("scheduler", lambda told: None)
    portion: Any = SimpleNamespace(name="part 1")
    found: list[tuple[Any, Finished | Any]] = list(engine.worked(b"", iter([portion])))
    assert seen == ["lost", "pending", "finished"]
    assert found == [(portion, "checked")]
