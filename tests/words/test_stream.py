"""Texts to the terms that are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.stream import BOUNDARY, COMMA, NUMBER, POSSESSIVE, terms

SMALL = frozenset(("the", "we", "council", "of")).__contains__


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met. The Council left.", ["we", "met", ".", "the", "Council", "left", "."]),
        ("On 3,000.50 and the 21st", ["On", NUMBER, "and", "the", NUMBER]),
        ("the Council's long-term aims", ["the", "Council", POSSESSIVE, "long-term", "aims"]),
        ("peace, and don't", ["peace", COMMA, "and", "don't"]),
        ("one - two", ["one", BOUNDARY, "two"]),
        ("one\n\nThe two", ["one", BOUNDARY, "the", "two"]),
        ("THE COUNCIL AND I", ["the", "council", "AND", "I"]),
    ],
)
def test_terms_have_the_case_that_no_sentence_explains(text: str, expected: list[str]) -> None:
    assert list(terms(text, SMALL)) == expected


def test_what_does_not_begin_a_sentence_keeps_its_capital() -> None:
    assert list(terms("The Council", SMALL, first=False)) == ["The", "Council"]


@given(st.lists(st.sampled_from("we met the Council , . 's long-term Peace".split()), max_size=12))
def test_the_terms_of_two_sentences_are_those_of_each(words: list[str]) -> None:
    sentence = f"{' '.join(words)}."
    assert list(terms(f"{sentence} {sentence}", SMALL)) in (
        [*terms(sentence, SMALL), *terms(sentence, SMALL)],
        [*terms(sentence[:-1], SMALL), BOUNDARY, *terms(sentence, SMALL)],
    )
