"""A list of changes to the new text of the old one, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.ground.errors import QaError
from qa.patch.changes import DoesNotApply, apply_changes
from qa.readers.text import read
from qa.writers.comparison.json_lines import change_records
from tests.compare.test_compare import PARAGRAPHS, TEXTS

Record = dict[str, Any]


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


@settings(max_examples=400)
@given(TEXTS, TEXTS)
@example(
    "Peace, and\xa0security.\nThe Council met. It is so; it is\nnot cooper-\nation. We thank the Secretary-General for it. ",
    "“Al-Qaida,and”  others We thank the Secretary-General for it. The Council met. It is so; it is\nnot cooper-\nation. ",
)
def test_with_layout_the_list_makes_the_new_text_to_the_letter_and_the_old_one_back(old: str, new: str) -> None:
    changes = list(change_records(compared(old, new), layout=True))
    assert apply_changes(changes, old) == new
    assert apply_changes(changes, new, reverse=True) == old


@settings(max_examples=200)
@given(st.permutations(PARAGRAPHS[:6]), st.integers(0, 5), st.sampled_from(["\n\n", "\n \n"]))
def test_moved_passages_come_where_they_belong(order: list[str], edited: int, blank: str) -> None:
    old = "\n\n".join(PARAGRAPHS[:6])
    moved = [text.replace("has done", "did") if index == edited else text for index, text in enumerate(order)]
    new = blank.join(moved) + "\n"
    changes = list(change_records(compared(old, new), layout=True))
    assert apply_changes(changes, old) == new
    assert apply_changes(changes, new, reverse=True) == old


def test_without_layout_the_wraps_stay_as_they_are() -> None:
    old, new = "We met on Monday and\nspoke of it.", "We met\non Tuesday and spoke of it all."
    changes = list(change_records(compared(old, new), layout=False))
    assert apply_changes(changes, old) == "We met on Tuesday and\nspoke of it all."


@pytest.mark.parametrize(
    ("text", "patched"),
    [
        ("We met.\r\nThe draft fell.\r\nAll left.", "We met.\r\nThe plan fell.\r\nIt rained.\r\nAll left."),
        ("We met. The draft fell. All left.", "We met. The plan fell. It rained. All left."),
        ("We met. The draft\r\nfell. All left.", "We met. The plan\r\nfell. It rained. All left."),
    ],
)
def test_a_text_keeps_its_own_line_ends_and_wraps(text: str, patched: str) -> None:
    old, new = "We met.\nThe draft fell.\nAll left.", "We met.\nThe plan fell.\nIt rained.\nAll left."
    changes = list(change_records(compared(old, new), layout=True))
    assert apply_changes(changes, text) == patched
    assert apply_changes(changes, patched, reverse=True) == text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([{"old": {"start": 0, "end": 2, "text": "He"}, "new": {"start": 0, "end": 2, "text": "We"}}], "does not have what"),
        ([{"old": {"start": 90, "end": 91, "text": "H"}, "new": {"start": 90, "end": 90, "text": ""}}], "does not have what"),
        ([{"old": {"start": 0, "end": 3, "text": "We"}, "new": {"start": 0, "end": 2, "text": "He"}}], "not as long"),
        ([{"old": {"start": 3, "end": 2, "text": ""}, "new": {"start": 0, "end": 0, "text": ""}}], "1: not a change"),
        ([{"old": "We"}], "1: not a change"),
        (
            [{"old": {"start": 0, "end": 2, "text": "We"}, "new": {"start": 0, "end": 2, "text": "He"}}] * 2,
            "changes of one place",
        ),
    ],
)
def test_a_list_that_does_not_fit_is_refused(changes: list[Record], message: str) -> None:
    with pytest.raises(QaError, match=message):
        apply_changes(changes, "We met.")


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("made_on", ["\r\n", "\n"])
def test_what_is_put_in_comes_to_the_same_words_whatever_the_line_ends(made_on: str, line_end: str) -> None:
    old = ("We met in the", "harbour of the town.", "", "It is late.", "")
    new = ("We met in the", "old harbour of the town.", "", "It is very late.", "")
    versions = (read("v.txt", made_on.join(lines).encode()) for lines in (old, new))
    records = list(change_records(compare(*versions), layout=False))
    assert apply_changes(records, line_end.join(old)) == line_end.join(new)
    assert apply_changes(records[1:], line_end.join(old)) == line_end.join((*old[:3], *new[3:]))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_list_fits_the_same_words_broken_at_line_ends(line_end: str) -> None:
    old = "The Secretary-General welcomed the cooperation of the two organizations. He left."
    new = "The Secretary-General welcomed the close cooperation of the three organizations. He never left."
    records = list(change_records(compared(old, new), layout=False))
    broken = "The Secretary-\nGeneral welcomed the coope-\nration of the two organi-\nzations. He left.".replace("\n", line_end)
    patched = apply_changes(records, broken)
    assert patched == (
        "The Secretary-\nGeneral welcomed the close coope-\nration of the three organi-\nzations. He never left."
    ).replace("\n", line_end)
    assert apply_changes(records, patched, reverse=True) == broken


def test_a_list_does_not_fit_other_words_broken_at_line_ends() -> None:
    records = list(
        change_records(compared("The two delegations met. He left.", "The two delegations met. She left."), layout=False)
    )
    with pytest.raises(DoesNotApply, match="does not have what"):
        apply_changes(records, "All of the dele-\ngations met. He left.")
