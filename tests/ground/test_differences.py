"""The differences inside a correction: what is kept stays whole, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.ground.differences import differences

CASES = [
    ("consultaive", "consultative", "consulta[+t]ive"),
    ("ofthe", "of the", "of[+ ]the"),
    ("Al-Qaida,and", "Al-Qaida, and", "Al-Qaida,[+ ]and"),
    ("have", "has", "ha[-ve][+s]"),
    ("the the", "the", "the[- the]"),
    ("crises situations", "crisis situations", "cris[-e][+i]s situations"),
    ("organisation", "organization", "organi[-s][+z]ation"),
    ("", "the ", "[+the ]"),
    ("very ", "", "[-very ]"),
    ("same", "same", "same"),
    ("", "", ""),
]


def marked(old: str, new: str) -> str:
    signs = {"equal": "{}", "delete": "[-{}]", "insert": "[+{}]"}
    return "".join(signs[piece.op].format(piece.text) for piece in differences(old, new))


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_only_what_changes_is_marked(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_an_accent_is_never_parted_from_its_letter() -> None:
    assert marked("cafe", "cafe\u0301") == "caf[-e][+e\u0301]"
    assert marked("Cote\u0301", "Co\u0302te\u0301") == "C[-o][+o\u0302]te\u0301"


def test_long_texts_are_compared_at_their_ends_only() -> None:
    filling = "word " * 2_000
    assert [piece.op for piece in differences(f"{filling}one{filling}", f"{filling}two{filling}")] == [
        "equal",
        "delete",
        "insert",
        "equal",
    ]


@given(st.text(alphabet="ab e\u0301\u0302\n\U000f0000", max_size=30), st.text(alphabet="ab e\u0301\n", max_size=30))
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new
    assert all(piece.text for piece in pieces)


@settings(max_examples=30)
@given(st.text(max_size=20).map(lambda text: text * 100), st.text(max_size=20).map(lambda text: text * 100))
def test_long_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new
