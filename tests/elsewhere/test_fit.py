"""Where a claim of another checker stands in a text: where it says, or where the words stand that it quotes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.elsewhere.claim import Claim, Hint
from qa.elsewhere.fit import Places
from qa.ground.span import LineIndex, Span

TEXT = "A clef 𝄞 and a\r\nword, the same\nword  again.\n\nThe end"


def claim(text: str | None = None, **hint: Any) -> Claim:
    return Claim("f.sarif: result 1", "vale", "a.txt", "rule", "wrong", text, Hint(**hint))


@pytest.mark.parametrize(
    ("asked", "passage", "start"),
    [
        (claim(start=2, end=6), "clef", 2),
        (claim("clef", start=2, end=6), "clef", 2),
        # Counted in code units, the clef is two.
        (claim(start=10, end=13, in_utf16=True), "and", 9),
        (claim(line=1, column=11, end_column=14, in_utf16=True), "and", 9),
        (claim(line=1, column=10, end_column=13), "and", 9),
        # Words say more than a place that they do not stand at.
        (claim("clef", start=40, end=44), "clef", 2),
        (claim("again"), "again", None),
        (claim("the same word"), "the same\nword", None),
        # Of several the nearest to the place.
        (claim("word", line=3), "word", TEXT.rindex("word")),
        (claim("word", line=2), "word", TEXT.index("word")),
        (claim("word", start=17, end=99), "word", TEXT.index("word")),
        # A line is meant without its ends; who quotes it all and tells a column means that.
        (claim(line=3), "word  again.", None),
        (claim("word  again.", line=3, column=7, end_column=12), "again", None),
        (claim(line=5, column=5), "end", None),
        (claim(line=2, end_line=3), "word, the same\nword  again.", None),
    ],
)
def test_it_stands_where_it_is_said_to(asked: Claim, passage: str, start: int | None) -> None:
    span = Places(TEXT).fit(asked)
    assert isinstance(span, Span)
    assert TEXT[span.slice] == passage
    assert start is None or span.start == start


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (claim("nowhere"), "the words that it quotes do not stand in this document"),
        (claim("word"), "the words that it quotes stand there more than once, and no place is told"),
        # Not inside another word.
        (claim("wor"), "the words that it quotes do not stand in this document"),
        (claim(line=77), "line 77 is not in this document"),
        (claim(start=7_000, end=7_001), "character 7000 is not in this document"),
        (claim(line=0), "line 0 is not in this document"),
        (claim(start=6, end=2), "character 6 is not in this document"),
        (claim(), "the document is not in this document"),
    ],
)
def test_what_fits_nowhere_is_told_why(asked: Claim, reason: str) -> None:
    assert Places(TEXT).fit(asked) == reason


@given(st.text("ab \n\r𝄞", max_size=40), st.data())
def test_every_place_is_found_by_lines_and_columns_of_either_count(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    # Between CR and LF nobody stands.
    if any(text[place - 1 : place + 1] == "\r\n" for place in (start, end)):
        return
    lines = LineIndex(text)
    (line, column), (end_line, end_column) = lines.place(start), lines.place(end)
    hint = {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
    assert Places(text).fit(claim(**hint)) == Span(start, end)
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
    assert Places(text).fit(claim(start=units[0], end=units[1], in_utf16=True)) == Span(start, end)
