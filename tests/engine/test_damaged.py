"""Damaged and hostile files are checked like others: each of these once took minutes or all memory."""

from __future__ import annotations

import pytest

from qa.engine.checker import Checker
from qa.readers import read_document
from tests.trials import shipped_checker


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker()


@pytest.mark.parametrize(
    ("text", "least"),
    [
        pytest.param("(" * 20_000, 20_000, id="brackets that nobody closes"),
        pytest.param("ofthe" * 4_000, 0, id="a word of twenty thousand letters"),
        pytest.param("a-\n" * 30_000, 0, id="a hyphen at every line end"),
        pytest.param("ofThe" * 3 + " ofThe" * 5_000, 1, id="a capital in every word"),
        pytest.param('"' * 9_999, 0, id="quotation marks without end"),
        pytest.param("1 " * 50_000, 0, id="one number"),
        pytest.param(",;" * 20_000, 0, id="marks without words"),
        pytest.param("The \x00 di\x00cult <script>alert(1)</script> \u202e rtl ofthe\n", 1, id="controls and markup"),
    ],
)
def test_a_damaged_file_is_checked_to_its_end(checker: Checker, text: str, least: int) -> None:
    checked = checker.check(read_document("damaged.txt", text.encode("utf-8")))
    assert len(checked.findings) >= least
    assert all(checked.document.text[finding.span.slice] == finding.text for finding in checked.findings)
