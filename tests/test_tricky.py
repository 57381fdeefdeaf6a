"""Passages of right English that look wrong; the checker must say nothing of them.

A file of tests/tricky/ holds passages, each under a line ``# what it is about``. Those in known.txt are reported,
wrongly: whoever mends the checker moves them to the file where they belong.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.engine.checker import Checker
from qa.readers.text import read
from tests.trials import shipped_checker

FOLDER = Path(__file__).parent / "tricky"
KNOWN = FOLDER / "known.txt"


def passages(path: Path) -> dict[str, str]:
    """The passages of a file by what they are about."""
    parts = re.split(r"(?m)^# (.+)\n", path.read_text(encoding="utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


RIGHT = [
    pytest.param(passage, id=f"{path.stem}: {about}")
    for path in sorted(FOLDER.glob("*.txt"))
    if path != KNOWN
    for about, passage in passages(path).items()
]
REPORTED = [
    pytest.param(passage, id=about, marks=pytest.mark.xfail(strict=True, reason="a known false alarm"))
    for about, passage in passages(KNOWN).items()
]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker()


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("passage", [*RIGHT, *REPORTED])
def test_right_english_is_left_alone(checker, passage, end):
    checked = checker.check(read("passage.txt", passage.replace("\n", end).encode()))
    assert [(finding.rule, finding.text, finding.corrections) for finding in checked.findings] == []


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_of_a_sentence_that_furniture_cuts_the_furniture_alone_is_reported(checker, end):
    upper, lower = "We are extending our working contacts with such", "international organizations as the Commonwealth."
    passage = f"{upper}\n\nS/PV.7796 25/10/2016\n\n2/28 16-34567\n\n{lower}\n".replace("\n", end)
    checked = checker.check(read("passage.txt", passage.encode()))
    assert [(finding.rule, finding.corrections) for finding in checked.findings] == [("furniture.line", (end,))]
