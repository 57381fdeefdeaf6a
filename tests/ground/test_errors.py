from __future__ import annotations

import pickle

import pytest

from qa.ground.errors import QaError, UnreadableDocument


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (QaError("no rule 'spacing'"), "no rule 'spacing'"),
        (QaError("no such folder of rules", file="house"), "house: no such folder of rules"),
        (QaError("not a pair", file="house/typos.tsv", line=3), "house/typos.tsv:3: not a pair"),
        (QaError("not a pair", found="'ofthe'"), "not a pair; found 'ofthe'"),
        (QaError("not a pair", expected="wrong, a tab, right"), "not a pair; expected wrong, a tab, right"),
        (
            QaError("not a pair", file="house/typos.tsv", line=3, found="'ofthe'", expected="wrong, a tab, right"),
            "house/typos.tsv:3: not a pair; found 'ofthe'; expected wrong, a tab, right",
        ),
        (QaError("empty", found=""), "empty; found "),
        (UnreadableDocument("speech.pdf", "not a text file but a PDF file"), "speech.pdf: not a text file but a PDF file"),
    ],
)
def test_an_error_is_one_line_with_its_place_first(error, line):
    assert str(error) == line


@pytest.mark.parametrize(
    "error",
    [QaError("not a pair", file="typos.tsv", line=3, found="'x'", expected="a tab"), UnreadableDocument("a.txt", "gone")],
)
def test_an_error_comes_back_whole_from_another_process(error):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
