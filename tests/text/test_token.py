from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.token import Token, word_place


@pytest.mark.parametrize(
    ("text", "word", "plain"),
    [
        ("Council", "Council", True),
        ("Council,", "Council", True),
        ("Council.", "Council", True),
        ('"Council"', "Council", False),
        ("(CSTO),", "CSTO", False),
        ("member's", "member's", False),
        ("members'", "members", False),
        ("S/PV.7816", "S/PV.7816", False),
        ("«Côte»", "Côte", False),
        ("a.m.", "a.m", False),
        ("crisis-", "crisis", False),
        ("2017", "2017", False),
        ("–", "", False),
    ],
)
def test_the_word_of_a_token_is_what_its_punctuation_leaves(text, word, plain):
    start, end = word_place(text)
    assert text[start:end] == word
    assert Token(text, start, end, word, word.lower()).is_plain is plain


@given(st.text(st.sampled_from("aB9.'\"-–(é/"), max_size=12))
def test_the_place_of_a_word_lies_in_its_token(text):
    start, end = word_place(text)
    assert 0 <= start <= end <= len(text)
    assert not any(character.isalnum() for character in text[:start] + text[end:])
    assert not text[start:end] or (text[start].isalnum() and text[end - 1].isalnum())
