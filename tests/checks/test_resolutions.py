"""Citations whose number and year do not agree."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

FIRST = [[1966, 220], [1967, 233], [1998, 1147], [1999, 1220], [2000, 1285], [2001, 1335]]
YEARS = checker_of(rule("resolutions", first=FIRST, other_bodies=["Assembly"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("under resolution 1325 (2001) we", [("2001", "2000")]),
        ("under resolution 1325 (2000) we", []),
        ("under resolution\n1325\n(2001) we", [("2001", "2000")]),
        ("resolution 1325(2001)", [("1325(2001", "1325 (2000")]),
        ("resolutions 1244 (1999) and, on women and peace, 1325 (2001)", [("2001", "2000")]),
        (
            "Resolution 1244 (1999) of that year, " + "with much between, " * 16 + "1244 (1999) and 1325 (2001)",
            [("2001", "2000")],
        ),
        ("resolution 1325 (2OOO)", [("2OOO", "2000")]),
        ("resolution 1225 (2000), then resolution 1325 (2000)", [("1225 (2000)", "1325 (2000)", "1225 (1999)")]),
        ("General Assembly resolution 1325 (2001)", []),
        ("The Assembly met. Council resolution 1325 (2001)", [("2001", "2000")]),
        ("General Assembly resolution 1514 (1960)", []),
        ("resolution 1514 (1960)", []),
        ("the resolution in Treaty Series, vol. 75 (1998)", []),
        ("1325 (2001) members", []),
        ("decision 1/25 (2001) and resolution 5/25 (2001)", []),
        ("resolution 9999 (2000)", []),
    ],
)
def test_the_year_of_a_citation_is_that_of_its_number(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(YEARS, passage) == expected


@pytest.mark.parametrize(
    ("passage", "evidence"),
    [
        ("resolution 1325 (2001)", "Resolution 1325 is of 2000."),
        ("resolution 1325 (2001) and resolution 1325 (2000)", "Resolution 1325 is of 2000. The document cites it."),
    ],
)
def test_the_evidence_is_the_table_and_the_document(passage: str, evidence: str) -> None:
    assert findings(YEARS, passage)[0].evidence == evidence


@pytest.mark.parametrize(
    ("first", "complaint"),
    [
        ([], "no years"),
        ([[1998]], "not a year and a number"),
        ([[1998, 3], [1999, 2]], "do not grow"),
    ],
)
def test_a_table_that_is_none_is_refused(first: list[object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("resolutions", first=first))
