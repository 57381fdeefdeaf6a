"""No test goes by a clock: none waits for a while, and none asserts a time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import waiting
from tests.waiting import wait_until

CLOCK = re.compile(
    r"\btime\.(?:sleep|time|monotonic|perf_counter|process_time)\b|^from time import|wait_for_timeout|\bdeadline=\d"
    r"|threading\.Timer|--time-limit\", \"[1-9]\d?\"",
    re.MULTILINE,
)
MAY = {
    "waiting.py": "waits for what happens",
    "office.py": "waits for LibreOffice, in a Python that knows nothing of us",
    "system_tools.py": "waits for another's apt",
    "stand_ins.py": "is busy until it is ended",
    "processes.py": "measures, for make bench",
    "stages.py": "measures, for make bench",
    "typing.py": "measures, for make bench",
    "clusters.py": "measures, for make bench",
    "machines.py": "waits in a process of its own, that knows nothing of us",
    "translations.py": "measures, for make accuracy",
    "beads.py": "measures, for make accuracy",
    "test_furniture.py": "compares the processor's time for ten times as much, for what a pattern does cannot be counted",
    "test_waiting.py": "is this file",
}


def test_no_test_goes_by_a_clock() -> None:
    modules = [path for path in Path(__file__).parent.rglob("*.py") if path.name not in MAY]
    assert [path.name for path in modules if CLOCK.search(path.read_text(encoding="utf-8"))] == [], "see tests/waiting.py"


def test_what_happens_is_waited_for_and_what_does_not_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([False, False, True])
    wait_until(lambda: next(looks))
    assert list(looks) == []
    monkeypatch.setattr(waiting, "PATIENCE", -1.0)
    with pytest.raises(TimeoutError):
        wait_until(lambda: False)
