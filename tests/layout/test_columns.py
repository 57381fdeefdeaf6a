from __future__ import annotations

from itertools import chain

import pytest

from qa.layout.blanks import words_of
from qa.layout.columns import gutters, regions
from tests.layout.setting import column, glyphs
from tests.work import lines_run

PROSE = (
    "I now give the floor to the representative",
    "of the Netherlands who speaks on behalf of",
    "the group of friends of the interpreters in",
    "this house and of the verbatim reporters.",
    "We are most grateful for the report that is",
    "before us today and for the care with which",
)


def read(*parts, known=()):
    return [(region.column, [line.text for line in region.lines]) for region in regions(words_of(chain(*parts)), 10, known)]


@pytest.mark.parametrize("offset", [0, 3, 6])
@pytest.mark.parametrize("gutter", [8, 20])
def test_columns_are_read_from_left_to_right(offset, gutter):
    right = 50 + 205 + gutter
    assert read(column(PROSE, 50, 100), column(PROSE, right, 100 + offset)) == [(1, [*PROSE]), (2, [*PROSE])]


def test_three_columns():
    lefts = (50, 275, 500)
    assert read(*(column(PROSE, left, 100) for left in lefts)) == [(1, [*PROSE]), (2, [*PROSE]), (3, [*PROSE])]


def test_what_runs_across_comes_before_and_after():
    title = "The situation of interpreters and of the verbatim reporters of this house"
    found = read(
        glyphs(title, 60, 80), column(PROSE, 50, 100), column(PROSE, 280, 100), glyphs(title, 60, 200), glyphs(title, 60, 212)
    )
    assert found == [(0, [title]), (1, [*PROSE]), (2, [*PROSE]), (0, [title, title])]


def test_the_rows_of_a_table_are_read_across():
    states, names = ("Algeria", "China", "Guyana", "Malta", "Slovenia"), ("Mr. B", "Mr. Fu", "Ms. R", "Mrs. F", "Mr. Z")
    table = read(column(states, 50, 100), column(names, 250, 100))
    assert table == [(0, [f"{state} {name}" for state, name in zip(states, names, strict=True)])]


def test_the_items_of_a_list_are_read_across():
    numbers = [f"{number}." for number in range(1, 7)]
    assert read(column(numbers, 50, 100), column(PROSE, 70, 100)) == [
        (0, [f"{n} {p}" for n, p in zip(numbers, PROSE, strict=True)])
    ]


def test_a_list_of_terms_is_read_across():
    terms, meanings = ("--check them", "--output one", "--name a few", "--help us all"), PROSE[:4]
    found = read(column(terms, 50, 100), column(meanings, 150, 100))
    assert found == [(0, [f"{term} {meaning}" for term, meaning in zip(terms, meanings, strict=True)])]


def test_rivers_of_a_justified_text_are_no_gutters():
    def drawn_apart(text, baseline):
        words = text.split()
        room = (400 - 5 * sum(map(len, words))) / (len(words) - 1)
        left = 50.0
        for word in words:
            yield from glyphs(word, left, baseline)
            left += 5 * len(word) + room

    rows = [drawn_apart(text, 100 + 12 * index) for index, text in enumerate(PROSE)]
    assert read(*rows) == [(0, [*PROSE])]


def test_short_columns_are_told_by_those_of_other_pages():
    short = column(PROSE[:2], 50, 100), column(PROSE[:2], 275, 100)
    whole = words_of(chain(column(PROSE, 50, 100), column(PROSE, 275, 100)))
    across = [(0, [f"{text} {text}" for text in PROSE[:2]])]
    parted = [(1, [*PROSE[:2]]), (2, [*PROSE[:2]])]
    words = [list(part) for part in short]
    assert read(*words) == across
    assert read(*words, known=tuple(gutters(whole, 10))) == parted


def test_a_page_of_nothing_but_columns_of_figures_takes_no_long_time():
    """Every pair of its columns has a strip between them; they must not all be tried against each other."""
    table = [list(column([str(7 * row * place % 1000) for row in range(60)], 30 * place, 100)) for place in range(1, 20)]
    words = words_of(chain(*table))
    found = []
    assert lines_run(lambda: found.extend(regions(words, 10))) < 4_000_000
    (region,) = found
    assert len(region.lines) == 60
