"""A text in pieces of whole lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.pieces import pieces
from qa.text.furniture import furniture_in, heads_in

TEXT = "the river was\nNorland at the United Nations 1\nhigh and the bank\nNorland at the United Nations 2\n\nlow, we said.\n" * 3


@given(st.text("ab\n"), st.integers(0, 9))
def test_nothing_is_lost_between_pieces_and_no_line_is_cut(text: str, length: int) -> None:
    cut = list(pieces(text, length))
    assert "\n".join(cut) == text
    assert all(len(piece) >= length for piece in cut[:-1])


@pytest.mark.parametrize("length", [0, 20, 90])
def test_furniture_is_the_same_however_a_text_is_cut(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    whole = furniture_in(TEXT), heads_in(TEXT)
    assert whole[0]
    assert whole[1]
    monkeypatch.setattr("qa.text.furniture.pieces", lambda text: pieces(text, length))
    assert (furniture_in(TEXT), heads_in(TEXT)) == whole
