from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

from qa.layout.blanks import lines_of, words_of
from qa.layout.glyph import Glyph
from tests.layout.setting import glyphs


def texts(*parts):
    return [line.text for line in lines_of(words_of(chain(*parts)))]


@pytest.mark.parametrize(
    ("blank", "text"),
    [
        (0.25, "of the fine staff"),
        (0.16, "of the fine staff"),  # a line that was pushed together
        (2.5, "of the fine staff"),  # one that was drawn apart
        (0.05, "ofthefinestaff"),  # kerning
    ],
)
def test_a_gap_is_a_blank_by_its_share_of_the_type_size(blank, text):
    for size in (6, 10, 24):
        assert texts(glyphs("of the fine staff", 50, 100, size, blank)) == [text]


def test_a_blank_of_the_file_counts_unless_the_pen_goes_back_over_it():
    of = list(glyphs("of", 50, 100))
    blank = Glyph(" ", 60, 62.5, 100, 10)
    assert texts(of, [blank], glyphs("the", 61, 100)) == ["of the"]
    assert texts(of, [blank], glyphs("the", 60, 100)) == ["ofthe"]


def test_letters_that_are_moved_apart_are_still_words():
    spaced = [replace_left(glyph, index * 4) for index, glyph in enumerate(glyphs("AGENDA ITEM", 50, 100))]
    assert texts(spaced) == ["AGENDA ITEM"]


def replace_left(glyph: Glyph, by: float) -> Glyph:
    return glyph._replace(left=glyph.left + by, right=glyph.right + by)


def test_the_order_of_the_file_does_not_matter():
    line = list(glyphs("We thank the members", 50, 100))
    assert texts(reversed(line), glyphs("of the Council.", 50, 112)) == ["We thank the members", "of the Council."]


@pytest.mark.parametrize(
    ("word", "sign", "rise", "text"),
    [
        ("Council", "12", 3.5, "Council ¹²"),
        ("Council,", "*", 3.5, "Council, *"),
        ("79", "th", 3.5, "79th"),
        ("km", "2", 3.5, "km²"),
        ("CO", "2", -2, "CO2"),
    ],
)
def test_a_raised_or_lowered_sign_stands_in_the_row_of_its_word(word, sign, rise, text):
    following = glyphs("met", 120, 100)
    assert texts(glyphs(word, 50, 100), glyphs(sign, 50 + 5 * len(word), 100 - rise, 6), following) == [f"{text} met"]


def test_the_number_before_a_note_is_raised_too():
    assert texts(glyphs("3", 50, 97, 5), glyphs("See the annex.", 53, 100, 8)) == ["³ See the annex."]


@pytest.mark.parametrize(("printed", "text"), [("Council¹", "Council ¹"), ("km²", "km²"), ("¹See", "¹ See"), ("a,²³", "a, ²³")])
def test_raised_digits_of_the_font_keep_apart_from_words(printed, text):
    assert texts(glyphs(printed, 50, 100)) == [text]


def test_small_capitals_stay_in_their_word():
    assert texts(glyphs("T", 50, 100, 10), glyphs("HE", 55, 100, 8)) == ["THE"]


def test_lines_a_little_askew_are_one_row_and_neighbours_are_not():
    askew = [glyph._replace(baseline=100 + index * 0.05) for index, glyph in enumerate(glyphs("We thank the members", 50, 100))]
    assert texts(askew) == ["We thank the members"]
    assert texts(glyphs("above", 50, 100, 4), glyphs("below", 50, 104, 4)) == ["above", "below"]


def test_a_word_knows_its_place():
    (word,) = words_of(glyphs("Council", 50, 100))
    assert word == replace(word, text="Council", left=50, right=85, baseline=100, size=10)
