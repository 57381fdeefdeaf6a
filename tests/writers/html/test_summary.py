"""The counts of a run out to a file and in again, with any mistake in it told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from qa.writers.html.summary import Counts, changes, rate, read_summary, summarized, written

COUNTS = st.builds(Counts, *[st.integers(0, 10**6)] * 4)


@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), COUNTS, max_size=5))
def test_a_summary_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, documents: dict[str, Counts]) -> None:
    path = tmp_path_factory.mktemp("run") / "index.json"
    summary = summarized(documents, {"a.b": 3})
    path.write_text(written(summary), encoding="utf-8")
    read = read_summary(path)
    assert (dict(read.documents), dict(read.rules), read.runs) == (documents, {"a.b": 3}, summary.runs)
    assert read.runs == (sum(documents.values(), Counts()),)


def test_the_latest_runs_are_remembered() -> None:
    summary = None
    for number in range(30):
        summary = summarized({"a.txt": Counts(number)}, {}, summary)
    assert summary is not None
    assert [run.words for run in summary.runs] == list(range(10, 30))


GOOD: dict[str, Any] = {"format": "transcript-qa summary", "version": 1, "runs": [], "rules": {}, "documents": {}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "index.json:1: not valid JSON"),
        ([], "index.json: not a summary of a run; expected index.json, which stands beside"),
        (GOOD | {"version": 2}, "found 2; expected 1"),
        (GOOD | {"runs": {}}, "runs: wrong value; found {}; expected an array"),
        (GOOD | {"rules": {"a.b": -1}}, "rules.a.b: wrong value; found -1; expected a whole number"),
        (GOOD | {"documents": {"a": {"words": 1}}}, "documents.a: wrong value"),
        (GOOD | {"documents": []}, "documents: wrong value"),
        (GOOD | {"runs": [{"words": 1, "errors": True, "warnings": 0, "infos": 0}]}, "runs[0].errors: wrong value; found true"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, content: object, message: str) -> None:
    path = tmp_path / "index.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(QaError) as error:
        read_summary(path)
    assert message in str(error.value)
    with pytest.raises(QaError, match="cannot be read"):
        read_summary(tmp_path / "missing.json")


def test_rates_and_changes() -> None:
    assert rate(3, 1_500) == 2.0
    assert rate(3, 0) is None
    assert changes([("a", 3), ("b", 1)], {"a": 5}) == {"a": -2, "b": None}
    assert changes([("a", 3)], None) == {"a": None}
