"""Places as editors count them: there and back, in each of the three encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.lsp.positions import PositionEncoding, TextLines

TEXTS = st.text(st.sampled_from("aé’𝔸\n\r\f\u2028\x85\ud800 "), max_size=30)


@given(TEXTS, st.sampled_from(PositionEncoding))
def test_every_code_point_has_a_place_that_leads_back_to_it(text: str, encoding: PositionEncoding) -> None:
    lines = TextLines(text, encoding)
    for offset in range(len(text) + 1):
        inside = text[offset - 1 : offset + 1] == "\r\n"
        assert lines.offset(lines.place(offset)) == offset - inside


@given(TEXTS, st.sampled_from(PositionEncoding))
def test_places_are_in_the_order_of_the_text(text: str, encoding: PositionEncoding) -> None:
    lines = TextLines(text, encoding)
    places = [lines.place(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("encoding", "text", "place", "offset"),
    [
        (PositionEncoding.UTF16, "a𝔸b", (0, 3), 2),
        (PositionEncoding.UTF16, "a𝔸b", (0, 2), 1),  # between the halves of a pair
        (PositionEncoding.UTF8, "Côte", (0, 2), 1),  # inside a character
        (PositionEncoding.UTF8, "Côte", (0, 3), 2),
        (PositionEncoding.UTF32, "a𝔸b", (0, 2), 2),
        (PositionEncoding.UTF16, "page\fnext\r\nline", (1, 0), 11),  # a form feed ends no line
        (PositionEncoding.UTF16, "one\rtwo", (1, 1), 5),
        (PositionEncoding.UTF16, "one", (0, 99), 3),
        (PositionEncoding.UTF8, "é", (0, 99), 1),
        (PositionEncoding.UTF16, "one\ntwo", (7, 0), 7),
    ],
)
def test_places_beyond_and_between(encoding: PositionEncoding, text: str, place: tuple[int, int], offset: int) -> None:
    assert TextLines(text, encoding).offset(place) == offset
