"""Files that a person hands to the command: whatever stands in them, the answer is a value or one error with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.batch.baselines import read_baseline
from qa.config.json_data import parse_json
from qa.decisions.record import parse_decisions
from qa.ground.errors import QaError
from qa.patch.patch import apply_patch
from qa.writers.html.summary import read_summary

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"[" * 100_000, "a.json:1: nested too deeply"),
        (b"[\n" + b"9" * 5000 + b"]", "a.json:1: a number of too many digits"),
        (b"{\n,}", "a.json:2: not valid JSON: Expecting property name enclosed in double quotes"),
        (b"\xff", "a.json: not UTF-8, as every JSON file is"),
    ],
)
def test_what_is_no_json_is_one_line_with_its_place(text, told):
    with pytest.raises(QaError) as refused:
        parse_json(text, "a.json")
    assert str(refused.value) == told


def answer(read: Callable[[], object], read_well: str) -> str:
    """What the command would say: an error in one line, or ``read_well``."""
    try:
        read()
    except QaError as error:
        return str(error)
    return read_well


def somewhere(whole: object, value: object, path: tuple[str | int, ...]) -> object:
    """A copy of ``whole`` with ``value`` at a place in it."""
    if not path:
        return value
    copy = json.loads(json.dumps(whole))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return copy


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a value of JSON, its own first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, below in inner for place in places(below, (*path, key)))]


ANCHOR: dict[str, object] = {"rule": "joined.words", "text": "ofthe", "before": "said", "after": "two", "count": 1}
BASELINE = {"version": 1, "documents": {"a.txt": [ANCHOR]}}
CHANGE = {"op": "replace", "old": {"start": 0, "end": 1, "text": "a"}, "new": {"start": 0, "end": 1, "text": "b"}}


@given(st.data())
def test_a_baseline_with_anything_anywhere_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    content = somewhere(BASELINE, data.draw(ANY), data.draw(st.sampled_from(places(BASELINE))))
    path: Path = tmp_path_factory.mktemp("any") / "baseline.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    for read in (read_baseline, read_summary):
        assert "baseline.json" in answer(lambda: read(path), "baseline.json")  # noqa: B023 - called at once


DECISION = {**ANCHOR, "finding": "0123456789abcdef", "start": 8, "decision": "accepted", "correction": "of the"}
del DECISION["count"]
DECISIONS = {
    "format": "transcript-qa decisions",
    "version": 1,
    "document": {"path": "a.txt", "sha256": "0" * 64},
    "who": "A. Reviser",
    "decisions": [DECISION],
}


@given(st.data())
def test_decisions_with_anything_anywhere_are_read_or_refused(data: st.DataObject):
    content = somewhere(DECISIONS, data.draw(ANY), data.draw(st.sampled_from(places(DECISIONS))))
    assert "a.json" in answer(lambda: parse_decisions(json.dumps(content).encode(), "a.json"), "a.json")


@given(st.data())
def test_changes_with_anything_anywhere_are_applied_or_refused(data: st.DataObject):
    change = somewhere(CHANGE, data.draw(ANY), data.draw(st.sampled_from(places(CHANGE))))
    assert answer(lambda: apply_patch(json.dumps(change), "a text", patch_name="a.jsonl", name="a.txt"), "applied")
