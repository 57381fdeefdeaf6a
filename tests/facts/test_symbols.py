"""Symbols of documents: where one ends, and what damaged text was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.symbols import Grammar

SHAPES = (
    "S/PV.<meeting>",
    "S/<year>/<number>",
    "S/<number>",
    "S/RES/<number> (<year>)",
    "A/<session>/L.<number>",
    "A/<session>/PV.<number>",
)
NUMBERS = {
    "meeting": range(1, 20000),
    "year": range(1946, 2040),
    "number": range(1, 10000),
    "session": range(1, 100),
    "part": range(1, 100),
}
GRAMMAR = Grammar(SHAPES, ("/Add.<part>", "/Rev.<part>"), NUMBERS)

SLIPS = {"1": ("l", "I"), "0": ("O", "o"), "/": ("/ ", " /"), ".": (". ", " ", ",", "")}

meetings = st.integers(1, 19999).map("S/PV.{}".format)
reports = st.builds("S/{}/{}".format, st.integers(1946, 2039), st.integers(1, 9999))
drafts = st.builds("A/{}/L.{}".format, st.integers(1, 99), st.integers(1, 9999))
endings = st.sampled_from(["", "/Add.1", "/Rev.2", "/Rev.1/Add.12"])
symbols = st.builds("{}{}".format, meetings | reports | drafts, endings)


@given(symbols, st.sampled_from(["", ".", ", p. 4", ") and", " 14 members", "-A/4/L.5"]))
def test_a_symbol_ends_where_it_ends_and_needs_no_mending(symbol: str, after: str) -> None:
    assert GRAMMAR.end_of(symbol + after, 0) == len(symbol)
    assert GRAMMAR.mended(symbol + after, 0) is None


@given(meetings | st.builds("A/{}/L.{}".format, st.integers(10, 99), st.integers(1, 9999)), endings, st.data())
def test_one_slip_in_a_symbol_is_mended(symbol: str, ending: str, data: st.DataObject) -> None:
    whole = symbol + ending
    slips = [(index, slip) for index, character in enumerate(whole) for slip in SLIPS.get(character, ()) if index > 1]
    index, slip = data.draw(st.sampled_from(slips))
    damaged = whole[:index] + slip + whole[index + 1 :]
    mended = GRAMMAR.mended(damaged, 0)
    assert mended is not None
    assert (mended.right, mended.end) == (whole, len(damaged))


@given(st.text("AS/PVLRE.0123456789lIO |()-", max_size=20))
def test_what_is_mended_is_a_symbol(text: str) -> None:
    mended = GRAMMAR.mended(text, 0)
    if mended:
        assert GRAMMAR.end_of(mended.right, 0) == len(mended.right)
        assert text[: mended.end] != mended.right


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("S/PVI888, p. 8", "S/PV.1888"),
        ("S/PV 7816", "S/PV.7816"),
        ("S/PV. 7816", "S/PV.7816"),
        ("S/2014/l89", "S/2014/189"),
        ("S/2O14/189", "S/2014/189"),
        ("S/2104/l89", "S/2014/189"),
        ("S/2091/5", "S/2019/5"),
        ("S/2024/S/413", "S/2024/413"),
        ("A/78 L.93 was", "A/78/L.93"),
        ("A/78/L93", "A/78/L.93"),
        ("A/78L93", "A/78/L.93"),
        ("A/74/ PV.3).", "A/74/PV.3"),
        ("A/70//PV.4", "A/70/PV.4"),
        ("S/RES/2254(2015)", "S/RES/2254 (2015)"),
        ("Sl4506", "S/4506"),
        ("S/2014/189/Add.l/Rev 2", "S/2014/189/Add.1/Rev.2"),
    ],
)
def test_what_damaged_text_was_meant_to_be(damaged: str, right: str) -> None:
    mended = GRAMMAR.mended(damaged, 0)
    assert mended is not None
    assert mended.right == right


@pytest.mark.parametrize(
    "text",
    [
        "S/he",
        "A/B",
        "S/2014/189/Annex",
        "A/78/L.93-95",
        "S/O",
        "A/6//PV.10",
        "S/0123",
        "S/2401/189",
        "S/12345 members",
        "A/100/L.1",
        "",
    ],
)
def test_what_no_shape_comes_near_is_left_alone(text: str) -> None:
    assert GRAMMAR.mended(text, 0) is None


def test_the_first_letters_are_the_organs() -> None:
    assert GRAMMAR.organs == {"A", "S"}


def test_a_number_without_a_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"<page> in 'S/<page>' has no range"):
        Grammar(("S/<page>",), (), NUMBERS)


@pytest.mark.parametrize(("letter", "digit"), [("l", "1"), ("I", "1"), ("O", "0"), ("o", "0")])
def test_a_number_may_not_lose_all_its_digits(letter: str, digit: str) -> None:
    assert GRAMMAR.mended(f"S/{letter}", 0) is None
    mended = GRAMMAR.mended(f"S/1{letter}", 0)
    assert mended is not None
    assert mended.right == f"S/1{digit}"


@given(st.text("AS/PVRESAddRev.1lI0O2 ", max_size=24), st.sampled_from(["S/PV.9", "A/87011Add.l", "A/8701", "S/2016/1Rev.l"]))
def test_no_text_is_too_much(text: str, begun: str) -> None:
    for start in (f"{begun}{text}", text):
        mended = GRAMMAR.mended(start, 0)
        assert mended is None or GRAMMAR.end_of(mended.right, 0) == len(mended.right)
