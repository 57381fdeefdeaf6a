"""How a batch is worked on: in what order, and by how many processes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa.batch import run as module
from qa.batch.checkers import Checkers
from qa.batch.failures import Tracebacks
from qa.batch.run import Batch, Manner
from qa.config.config import Config

DAY = datetime(2026, 1, 1, tzinfo=UTC).date()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Forty small ones and a large one at the end."""
    # The small engine is in this process alone, and some tests leave a thread of fsspec's, beside which none would be forked.
    monkeypatch.setattr("qa.batch.workers.start_method", lambda: "fork")
    monkeypatch.chdir(tmp_path)
    names = [f"{number:02}.txt" for number in range(41)]
    for name in names:
        Path(name).write_text("in the area ofthe two. " * (400 if name == names[-1] else 10))
    return names


def batch(documents: list[str], jobs: int) -> Batch:
    return Batch(documents, Checkers(lambda path: Config(), DAY), Manner(Tracebacks(), jobs))


def test_few_documents_start_no_process(documents: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qa.batch.workers.work_in_processes", lambda *arguments: pytest.fail("processes for nothing"))
    assert [each.path for each in batch(documents, 2).outcomes()] == documents


def test_a_large_document_is_begun_first_and_reported_in_its_turn(documents: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "WORTH_PROCESSES", 1)
    begun: list[str] = []
    read = module.read_bytes
    monkeypatch.setattr(module, "read_bytes", lambda path: (begun.append(path), read(path))[1])
    outcomes = list(batch(documents, 2).outcomes())
    assert begun == [documents[-1], *documents[:-1]]
    assert [each.path for each in outcomes] == documents
    assert [len(each.findings) for each in outcomes] == [len(each.findings) for each in batch(documents, 1).outcomes()]
