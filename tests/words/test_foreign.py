"""The table of words of other languages."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.words import foreign
from qa.words.foreign import foreign_words


def test_little_words_are_words_too() -> None:
    known = foreign_words()
    assert known.little["French"] <= known.words
    assert known.alone <= known.words
    assert "mutandis" in known.latin


@pytest.mark.parametrize("line", ["French", "French\tbig\tgrand", "French\tword\tun\tdeux"])
def test_a_line_that_is_no_row_is_refused(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_lines", lambda: ["# words", line])
    with pytest.raises(QaError, match=r"foreign\.tsv:2"):
        foreign_words.__wrapped__()
