from __future__ import annotations

import pytest

from qa.layout.margins import Margins, margins
from tests.layout.setting import line


def page(*rows, top=100.0, leading=14.0):
    """Rows below each other; an empty one is a gap."""
    return [line(text, 50, top + index * leading) for index, text in enumerate(rows) if text]


WORDS = ("all", "some", "none", "most", "few", "many", "both", "each")


def body(page_number):
    """Lines that no other page has."""
    word = WORDS[page_number]
    return tuple(f"The text of {word} of them, in its {place} line" for place in ("first", "second", "third", "fourth", "fifth"))


BODY = body(0)


def told(*pages):
    return [(margin.head, margin.foot) for margin in margins(pages)]


def test_running_heads_and_page_numbers_stand_at_the_same_height_on_most_pages():
    pages = [page("The situation in the house", "", "", *body(number), "", "", str(number)) for number in range(1, 6)]
    assert told(*pages) == [(1, 1)] * 5


def test_left_and_right_pages_have_heads_of_their_own():
    heads = ("Report of the interpreters", "Fifty-ninth year of the house")
    pages = [page(heads[number % 2], "", "", *body(number)) for number in range(6)]
    assert told(*pages) == [(1, 0)] * 6


def test_a_head_of_two_lines():
    pages = [page("Report of the interpreters", "Fifty-ninth year", "", "", *body(number)) for number in range(4)]
    assert told(*pages) == [(2, 0)] * 4


def test_a_head_that_holds_the_page_number_may_change_with_the_chapter():
    pages = [page(f"Chapter on {chapter} {number}", "", "", *body(number - 7)) for number, chapter in enumerate("abcdef", 7)]
    assert told(*pages) == [(1, 0)] * 6


def test_an_address_at_the_head_of_some_pages_is_text():
    addressed = [page("Mr. President,", "", *body(number), "", *body(number + 1)) for number in (0, 2)]
    others = [page(*body(number), "", *body(number + 1)) for number in range(4, 7)]
    assert told(*addressed, *others) == [(0, 0)] * 5


@pytest.mark.parametrize("numbers", [("3", "17"), ("12", "11")])
def test_numbers_that_do_not_grow_with_the_pages_are_text(numbers):
    assert told(*(page(number, *body(index)) for index, number in enumerate(numbers))) == [(0, 0), (0, 0)]


@pytest.mark.parametrize(
    "numbers", [("i", "ii", "iii"), ("- 8 -", "- 9 -", "- 10 -"), ("Page 2 of 4", "Page 3 of 4", "Page 4 of 4")]
)
def test_page_numbers_have_many_shapes(numbers):
    assert told(*(page(*body(index), "", number) for index, number in enumerate(numbers))) == [(0, 1)] * 3


def test_the_shape_of_a_symbol_or_a_job_number_tells_on_a_single_page():
    first = line("S/PV.9642", 50, 60)
    foot = line("24-13579 (E)", 50, 400)
    assert told([first, *page(*BODY), foot]) == [(1, 1)]


def test_a_page_that_is_furniture_alone_is_not_counted_twice():
    assert margins([page("S/PV.9642")]) == (Margins(1, 0),)
    assert margins([[]]) == (Margins(0, 0),)
    assert margins([]) == ()
