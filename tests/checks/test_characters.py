"""Characters that no record should hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, findings, proposals, rule

WRITTEN = {"\ufb01": "fi", "\u200b": "", "\x92": "’"}
CHARACTERS = checker_of(rule("characters", written=WRITTEN))
ALIKE = checker_of(rule("characters", alike={"С": "C", "о": "o", "Α": "A"}))
LOST = checker_of(rule("characters", lost=["\ufffd", "˛"], candidates=["fi", "'", "é"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("its \ufb01ndings, con\ufb01rmed", [("\ufb01ndings,", "findings,"), ("con\ufb01rmed", "confirmed")]),
        ("peace\u200bkeeping", [("peace\u200bkeeping", "peacekeeping")]),
        ("the Council\x92s work", [("Council\x92s", "Council’s")]),
        ("e\ufb01 and \ufb01e \ufb01", [("e\ufb01", "efi"), ("\ufb01e", "fie"), ("\ufb01", "fi")]),
        ("findings", []),
    ],
)
def test_a_word_with_such_characters_is_reported_once(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(CHARACTERS, passage) == expected


def test_the_evidence_names_the_character() -> None:
    assert findings(CHARACTERS, "peace\u200bkeeping")[0].evidence.startswith("It holds U+200B.")


@given(st.text(alphabet="ab c\n\ufb01\u200b\x92", max_size=40))
def test_what_was_corrected_is_silent(passage: str) -> None:
    assert proposals(CHARACTERS, corrected(CHARACTERS, passage)) == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the СSTO met", [("СSTO", "CSTO")]),
        ("(fоrces)", [("fоrces", "forces")]),
        ("СССР and Со", []),
        ("the letters Αβ and CSTO", []),
        ("Сж and жC", []),
    ],
)
def test_words_of_two_alphabets_become_latin(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(ALIKE, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("many \ufffdelds.", [("\ufffdelds", "fields")]),
        ("speci˛c", [("speci˛c", "specific")]),
        ("the Council\ufffds work", [("Council\ufffds", "Council's")]),
        ("xq\ufffdxq", [("xq\ufffdxq",)]),
        ("fields", []),
    ],
)
def test_lost_letters_are_those_that_make_a_word(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(LOST, passage) == expected


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "a rule of characters has one task; found none; expected one of written, alike, lost"),
        ({"written": {"a": "b"}, "lost": ["c"]}, "has one task; found written, lost"),
        ({"written": {}}, "not a table of characters"),
        ({"alike": {"A": 1}}, "not a table of characters"),
        ({"written": {"ab": "c"}}, "not one character; found 'ab'"),
        ({"lost": ["ab"]}, "not one character; found 'ab'"),
    ],
)
def test_a_rule_without_a_task_or_with_more_than_characters_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("characters", **options))
