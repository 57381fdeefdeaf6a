"""Symbols of documents in a text."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, proposals, rule

OPTIONS: dict[str, object] = {
    "shapes": ["S/PV.<number>", "S/<year>/<number>", "S/<number>", "A/<number>/L.<number>", "A/<number>/<number>"],
    "endings": ["/Add.<number>"],
    "numbers": {"number": [1, 99999], "year": [1946, 2039]},
}
SYMBOLS = checker_of(rule("symbols", **OPTIONS))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("The draft (S/2014/l89) failed.", "The draft (S/2014/189) failed."),
        ("See A/78 L.93, and see A/78 L.93.", "See A/78/L.93, and see A/78/L.93."),
        ("See A/36/308-Sl14506 and Al36/308-Sl14506.", "See A/36/308-S/14506 and A/36/308-S/14506."),
        ("Documents S/15790\nand S/15793/Add.l", "Documents S/15790\nand S/15793/Add.1"),
        ("HIV/AIDS, and/or S/2014/189", "HIV/AIDS, and/or S/2014/189"),
    ],
)
def test_damaged_symbols_are_mended_in_their_places(passage: str, expected: str) -> None:
    assert corrected(SYMBOLS, passage) == expected


def test_a_line_end_inside_a_symbol_is_layout_and_a_blank_is_not() -> None:
    assert proposals(SYMBOLS, "The report of the Council in S/\n12402 was adopted.") == []
    assert proposals(SYMBOLS, "The report of the Council in S/ 12402 was adopted.") == [("S/ 12402", "S/12402")]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"shapes": []}, "no shapes"),
        ({"shapes": ["PV.<number>"]}, "no shapes"),
        ({"shapes": ["S/<page>"]}, "<page> in 'S/<page>' has no range"),
        ({"numbers": {"number": [1]}}, "not a range: number"),
        ({"numbers": {"number": [9, 1]}}, "not a range: number"),
    ],
)
def test_a_grammar_that_is_none_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("symbols", **(OPTIONS | change)))
