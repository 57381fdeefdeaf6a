"""Failures name what was at work, and their tracebacks are not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.failures import Tracebacks, culprit, failed
from qa.batch.tasks import Failure, Why

RAISED = """Traceback (most recent call last):
  File "/x/qa/batch/tasks.py", line 53, in attempted
  File "/x/qa/engine/checker.py", line 121, in check
  File "/x/qa/checks/dates.py", line 40, in find
  File "/x/qa/checks/reporting.py", line 9, in report
  File "/x/qa/knowledge/lexicon.py", line 9, in knows
ZeroDivisionError: division by zero
"""
OUT_OF_TIME = """Timeout (0:00:01)!
Thread 0x0000700 (most recent call first):
  File "/x/qa/checks/reporting.py", line 9 in report
  File "/x/qa/checks/dates.py", line 40 in find
  File "/x/qa/engine/checker.py", line 121 in check
"""


@pytest.mark.parametrize(
    ("traceback", "expected"),
    [
        (RAISED, "the check dates"),
        (OUT_OF_TIME, "the check dates"),
        ('  File "C:\\\\x\\\\qa\\\\readers\\\\docx.py", line 3, in read', "the reader docx"),
        ('  File "/x/qa/text/segment.py", line 3, in segment', "taking the text apart (segment)"),
        ('  File "/x/qa/engine/overlaps.py", line 3, in settle', "checking"),
        ("", "checking"),
    ],
)
def test_a_traceback_tells_what_was_at_work(traceback, expected):
    assert culprit(traceback.replace("\\\\", "\\")) == expected


@pytest.mark.parametrize(
    ("why", "rule", "message"),
    [
        (Why.CRASHED, "document.crashed", "This document could not be checked: the check dates crashed: told."),
        (Why.TIMEOUT, "document.timeout", "This document could not be checked: the check dates took too long: told."),
    ],
)
def test_a_failure_is_a_finding_that_says_where_its_traceback_is(tmp_path: Path, monkeypatch, why, rule, message):
    monkeypatch.chdir(tmp_path)
    failure = Failure(why, "told", RAISED)
    (finding,) = failed("more/a.txt", failure, Tracebacks(Path("crashes"))).findings
    assert (finding.rule, finding.message) == (rule, message)
    assert finding.evidence == "Nothing in it was checked. The traceback is in crashes/more/a.txt.txt."
    assert (tmp_path / "crashes/more/a.txt.txt").read_text() == RAISED


def test_without_a_folder_it_is_said_how_to_keep_the_traceback():
    (finding,) = failed("a\x1b.txt", Failure(Why.CRASHED, "told", RAISED), Tracebacks()).findings
    assert finding.evidence == "Nothing in it was checked. With --debug FOLDER its traceback is kept."
