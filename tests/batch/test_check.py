from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qa.batch.check import check_paths
from qa.ground.errors import QaError
from tests.trials import checker_of, rule  # the real engine, taken before the small one stands in its place


@pytest.fixture
def checker():
    engine = sys.modules["qa.engine.checker"]
    return engine.Checker(sys.modules["qa.rulebook.load"].load_rulebook())


def test_documents_come_in_their_order_and_only_when_asked_for(tmp_path: Path, checker):
    (tmp_path / "a.txt").write_text("ofthe")
    outcomes = check_paths([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], checker)
    assert [finding.text for finding in next(outcomes).findings] == ["ofthe"]
    (tmp_path / "b.txt").write_text("very")
    assert [finding.text for finding in next(outcomes).findings] == ["very"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\x89PNG", "not a text file but an image"), (None, "no such file or directory")],
)
def test_a_document_that_cannot_be_read_does_not_end_the_batch(tmp_path: Path, checker, data, reason):
    (tmp_path / "fine.txt").write_text("very")
    if data is not None:
        (tmp_path / "bad.txt").write_bytes(data)
    outcomes = list(check_paths([str(tmp_path / "bad.txt"), str(tmp_path / "fine.txt")], checker))
    assert [outcome.unreadable for outcome in outcomes] == [reason, None]


def test_documents_checked_together_are_read_before(tmp_path: Path):
    paths = [str(tmp_path / name) for name in ("a.txt", "missing.txt", "b.txt")]
    (tmp_path / "a.txt").write_text("We thank Mr. Vostrak.")
    (tmp_path / "b.txt").write_text("We thank Mr. Vostrek. Mr. Vostrek agrees.")
    outcomes = list(check_paths(paths, checker_of(rule("names")), together=True))
    assert [[finding.text for finding in outcome.findings] for outcome in outcomes if not outcome.unreadable] == [["Vostrak"], []]


def test_standard_input_is_not_read_twice():
    with pytest.raises(QaError, match="standard input"):
        check_paths(["-"], sys.modules["qa.engine.checker"], together=True)
