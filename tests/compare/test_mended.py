"""What the checker found in two versions: mended, new, or still there."""

from __future__ import annotations

import pytest

from qa.compare.compare import compare
from qa.compare.mended import with_findings
from qa.engine.checker import Checker
from qa.readers.text import read
from tests.trials import checker_of, rule


@pytest.fixture(scope="module")
def checker() -> Checker:
    return checker_of(rule("slips", edits=["blank-lost"]), rule("repetition"))


MOVED = "It was ofthe kind that all of us know well."
REST = "The Council was told of it before it met again in the month of June, which was late."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It is ofthe kind.", "It is of the kind.", [("mended", "ofthe", 0)]),
        ("It is of the kind.", "It is ofthe kind.", [("new", "ofthe", 0)]),
        ("It is ofthe kind.", "It is\nofthe kind.", [("still there", "ofthe", None)]),
        ("It is ofthe kind.", "It is ofthe kind, ofthe best.", [("still there", "ofthe", None), ("new", "ofthe", 0)]),
        ("It is ofthe kind.\n\nIt is so.", "It is so.", [("mended", "ofthe", 0)]),
        ("It is so in in May.", "It was so in in May.", [("still there", "in in", None)]),
        (
            f"{MOVED}\n\n{REST}",
            f"{REST}\n\n{MOVED}",
            [("still there", "ofthe", None)],
        ),
    ],
)
def test_a_finding_is_followed_through_the_changes(
    checker: Checker, old: str, new: str, expected: list[tuple[str, str, int | None]]
) -> None:
    here, there = read("old.txt", old.encode()), read("new.txt", new.encode())
    comparison = with_findings(compare(here, there), checker.check(here).findings, checker.check(there).findings)
    found = [(finding.state.value, (finding.new or finding.old).text, finding.change) for finding in comparison.findings]  # type: ignore[union-attr]
    assert found == expected
