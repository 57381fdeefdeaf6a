"""Numbers and years of the Security Council's resolutions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.resolutions import Numbering
from qa.rulebook.load import load_rulebook

FIRST = {1998: 1147, 1999: 1220, 2000: 1285, 2001: 1335}
NUMBERING = Numbering(FIRST)


@pytest.mark.parametrize(
    ("number", "year"), [(1146, None), (1147, 1998), (1219, 1998), (1220, 1999), (1325, 2000), (1335, None), (2803, None)]
)
def test_the_year_of_a_number(number: int, year: int | None) -> None:
    assert NUMBERING.year_of(number) == year


@given(st.integers(1147, 1334))
def test_a_number_agrees_with_one_year_alone(number: int) -> None:
    assert [year for year in range(1990, 2010) if NUMBERING.agree(number, year)] == [NUMBERING.year_of(number)]


def test_the_last_year_of_the_table_is_open() -> None:
    assert NUMBERING.agree(1335, 2001)
    assert NUMBERING.agree(1373, 2030)
    assert not NUMBERING.agree(1334, 2001)


@pytest.mark.parametrize(
    ("number", "year", "elsewhere", "meant"),
    [
        ("1325", "1998", set(), [("1325", "2000")]),
        ("1325", "1998", {("1325", "2000"), ("1225", "1999")}, [("1325", "2000")]),
        ("1235", "2000", {("1325", "2000")}, [("1325", "2000"), ("1235", "1999")]),
        ("1235", "2000", {("1325", "2000"), ("1235", "1999")}, [("1235", "1999"), ("1325", "2000")]),
        ("1235", "2000", {("1311", "2000")}, [("1235", "1999"), ("1325", "2000")]),
        ("9325", "2000", {("1325", "2000")}, [("1325", "2000")]),
        ("9325", "2000", set(), []),
        ("1178", "2000", set(), [("1178", "1998")]),
        ("1138", "2000", set(), []),
    ],
)
def test_what_was_meant(number: str, year: str, elsewhere: set[tuple[str, str]], meant: list[tuple[str, str]]) -> None:
    assert list(NUMBERING.meant(number, year, elsewhere)) == meant


@given(st.integers(1147, 1334), st.integers(1998, 2000))
def test_what_was_meant_agrees(number: int, year: int) -> None:
    if not NUMBERING.agree(number, year):
        meant = list(NUMBERING.meant(str(number), str(year), set()))
        assert all(NUMBERING.agree(int(one), int(other)) for one, other in meant)


def test_numbers_that_do_not_grow_are_refused() -> None:
    with pytest.raises(ValueError, match="1999 begins with 1147, 1998 with 1147"):
        Numbering({1998: 1147, 1999: 1147})


WELL_KNOWN = {
    242: 1967, 338: 1973, 425: 1978, 435: 1978, 598: 1987, 678: 1990, 687: 1991, 827: 1993, 955: 1994, 1244: 1999,
    1267: 1999, 1325: 2000, 1373: 2001, 1441: 2002, 1540: 2004, 1612: 2005, 1701: 2006, 1820: 2008, 1860: 2009,
    1973: 2011, 2118: 2013, 2178: 2014, 2231: 2015, 2254: 2015, 2334: 2016, 2396: 2017, 2451: 2018, 2532: 2020,
    2593: 2021, 2664: 2022, 2719: 2023, 2735: 2024,
}  # fmt: skip


@pytest.mark.parametrize(("number", "year"), WELL_KNOWN.items())
def test_the_shipped_table_knows_the_year_of_well_known_resolutions(number: int, year: int) -> None:
    (rule,) = [rule for rule in load_rulebook().rules if rule.id == "resolutions.year"]
    first: list[list[int]] = rule.option("first", [])
    assert Numbering(dict(map(tuple, first))).year_of(number) == year
