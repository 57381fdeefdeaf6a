from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.layout.direction import LETTERS, LETTERS_AND_DIGITS, in_reading_order
from qa.layout.glyph import Glyph, Line, Word


def printed(letters: str) -> list[Glyph]:
    """What stands on the paper, from left to right."""
    return [Glyph(letter, 10.0 * place, 10.0 * place + 10, 100, 10) for place, letter in enumerate(letters)]


def read(letters: str) -> str:
    return "".join(glyph.text for glyph in in_reading_order(printed(letters), LETTERS_AND_DIGITS))


# The Arabic and Hebrew letters stand here in the order of the paper; numbers in names, so that no editor turns the lines round.
ALEF, BET, GIMEL = "\u05d0", "\u05d1", "\u05d2"
BEH, TEH = "\u0628", "\u062a"


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        ("Council", "Council"),
        (GIMEL + BET + ALEF, ALEF + BET + GIMEL),
        (TEH + BEH + "2024", "2024" + BEH + TEH),
        ("2024" + TEH + BEH, BEH + TEH + "2024"),
        ("." + BET + ALEF, ALEF + BET + "."),
    ],
)
def test_letters_of_a_word(paper, text):
    assert read(paper) == text


def line(*words: str) -> str:
    return Line(tuple(Word(word, 50.0 * place, 50.0 * place + 40, 100, 10) for place, word in enumerate(words))).text


def test_words_of_a_line():
    assert line("the", "Council", "met") == "the Council met"
    assert line(GIMEL, BET, ALEF) == f"{ALEF} {BET} {GIMEL}"
    assert line(BET, "(2000)", "1325", ALEF) == f"{ALEF} 1325 (2000) {BET}"
    assert line(BET, "United", "Nations", ALEF, ALEF) == f"{ALEF} {ALEF} United Nations {BET}"
    assert line("He", "said", BET, ALEF, "and", "went") == f"He said {ALEF} {BET} and went"


def test_the_parts_of_a_ligature_keep_their_order():
    lam, alef = Glyph("\u0644", 10, 20, 100, 10), Glyph("\u0627", 10, 20, 100, 10)
    before = Glyph(BEH, 20, 30, 100, 10)
    assert [glyph.text for glyph in in_reading_order([lam, alef, before], LETTERS)] == [BEH, "\u0644", "\u0627"]


@given(st.text("ab1 .\u05d0\u05d1\u0628", max_size=12))
def test_nothing_is_lost_and_latin_is_left_alone(letters):
    assert sorted(read(letters)) == sorted(letters)
    if letters.isascii():
        assert read(letters) == letters
