"""A comparison as JSON Lines: the fields of the contract, and a list that makes the new text of the old one."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.compare.comparison import Comparison
from qa.compare.mended import with_findings
from qa.patch.changes import apply_changes
from qa.writers import Look
from qa.writers.comparison.json_lines import change_records, render
from tests.compare.test_compare import PARAGRAPHS
from tests.trials import checker_of, rule
from tests.writers.comparison.versions import compared


def told(comparison: Comparison) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render(comparison, Look()).splitlines()]


def test_a_change_has_the_fields_of_the_contract() -> None:
    [record] = told(compared("It is so.\n\nWe met on 3 May.", "It is so.\n\nWe met\non 4 May."))
    assert record | {"reason": "number"} == {
        "path": "new.txt",
        "old_path": "old.txt",
        "op": "replace",
        "class": "substance",
        "reason": "number",
        "old": {"start": 21, "end": 22, "text": "3", "line": 3, "paragraph": 2, "column": 11},
        "new": {"start": 21, "end": 22, "text": "4", "line": 4, "paragraph": 2, "column": 4},
    }


def test_a_moved_passage_says_from_where_to_where_and_so_does_what_was_edited_in_it() -> None:
    comparison = compared()
    records = told(comparison)
    [move] = [record for record in records if record["op"] == "move"]
    assert move["moved_from"]["start"] == move["old"]["start"]
    assert move["moved_to"]["start"] == move["new"]["start"]
    inside = [record for record in records if record["op"] != "move" and "moved_from" in record]
    assert [record["moved_to"] for record in inside] == [move["moved_to"]] * len(inside)
    assert len(inside) == sum(change.move is not None for change in comparison.changes) > 0


def test_equal_versions_give_no_line() -> None:
    assert render(compared("It is\nso.", "It is so."), Look()) == ""


def test_findings_follow_the_changes_with_what_became_of_them() -> None:
    comparison = compared("It was ofthe kind. It is in in May.", "It was of the kind. It is in in May, ofcourse.")
    checker = checker_of(rule("repetition"), rule("slips", edits=["blank-lost"]))
    comparison = with_findings(comparison, checker.check(comparison.old).findings, checker.check(comparison.new).findings)
    states = [
        (record["state"], (record["new"] or record["old"])["text"]) for record in told(comparison) if record["op"] == "finding"
    ]
    assert states == [("still there", "in in"), ("new", "ofcourse"), ("mended", "ofthe")]


WORDS = st.lists(
    st.sampled_from(
        [
            "the ",
            "Council\n",
            "met, ",
            "“and” ",
            "spoke. ",
            "Peace is what we all want here today. ",
            "coop-\n",
            "\n\n",
            "S/PV.7796\n\n",
        ]
    ),
    max_size=60,
)


@settings(max_examples=300)
@given(WORDS, WORDS)
def test_the_list_with_layout_makes_either_text_of_the_other(old: list[str], new: list[str]) -> None:
    comparison = compared("".join(old), "".join(new))
    records = list(change_records(comparison, layout=True))
    assert apply_changes(records, comparison.old.text) == comparison.new.text
    assert apply_changes(records, comparison.new.text, reverse=True) == comparison.old.text


@settings(max_examples=100)
@given(st.permutations(PARAGRAPHS), st.integers(0, 9), st.integers(0, 9))
def test_so_it_does_where_passages_moved_and_were_edited(order: list[str], edited: int, short: int) -> None:
    new = [text.replace("has done", "did") if index == edited else text for index, text in enumerate(order)]
    comparison = compared("\n\n".join(PARAGRAPHS), "\n\n".join(new[: 10 - short]))
    records = list(change_records(comparison, layout=True))
    assert apply_changes(records, comparison.old.text) == comparison.new.text
    assert apply_changes(records, comparison.new.text, reverse=True) == comparison.old.text
