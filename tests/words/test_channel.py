"""What it costs to write one word for another."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.channel import Channel
from qa.words.edit_table import load_edits

CHANNEL = Channel(load_edits())
WORDS = st.text("abcdemnrt", min_size=2, max_size=7)


@pytest.mark.parametrize(
    ("seen", "meant", "edits"),
    [
        ("peace", "peace", ()),
        ("recieved", "received", ("swapped",)),
        ("comittee", "committee", ("undoubled",)),
        ("untill", "until", ("doubled",)),
        ("governmnt", "government", ("left-out",)),
        ("rnission", "mission", ("look-alike",)),
        ("relevent", "relevant", ("vowel",)),
    ],
)
def test_the_likeliest_slips_have_their_names(seen: str, meant: str, edits: tuple[str, ...]) -> None:
    assert CHANNEL.best(seen, meant, 2)[1] == edits


def test_two_slips_need_two() -> None:
    assert CHANNEL.best("govermentt", "government", 1) == CHANNEL.best("xyz", "abc", 1) == (inf, ())
    bits, edits = CHANNEL.best("goverrnemnt", "government", 2)
    assert len(edits) == 2
    assert bits < inf


@given(WORDS, WORDS)
def test_more_slips_are_never_dearer_and_only_the_same_word_is_free(seen: str, meant: str) -> None:
    one, two = CHANNEL.best(seen, meant, 1), CHANNEL.best(seen, meant, 2)
    assert two[0] <= one[0]
    assert (one[0] == 0) == (seen == meant)
    assert len(one[1]) <= 1
    assert len(two[1]) <= 2


@given(WORDS, st.integers(0, 6))
def test_a_letter_left_out_is_found(word: str, at: int) -> None:
    at %= len(word)
    assert CHANNEL.best(word[:at] + word[at + 1 :], word, 1)[0] < inf


@given(WORDS)
def test_a_slip_of_the_first_letter_costs_more(word: str) -> None:
    assert CHANNEL.best(f"q{word}", word, 1)[0] >= CHANNEL.best(f"{word}q", word, 1)[0]
