"""Words to the lists of a house's folder: each once, and what stood there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.batch.house_lists import accept_words
from qa.ground.errors import QaError
from qa.rulebook.wordlists import ACCEPTED, read_words

WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_words_are_added_once_and_what_stood_there_stays(tmp_path_factory: pytest.TempPathFactory, first, second):
    folder = tmp_path_factory.mktemp("house")
    added = accept_words(first, folder)
    path = folder / ACCEPTED
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    more = accept_words(second, folder)
    assert set(added) | set(more) == set(first) | set(second)
    assert not set(added) & set(more)
    after = path.read_text(encoding="utf-8") if path.exists() else ""
    assert after.startswith(before)
    assert (read_words(path, "accept.txt") if path.exists() else set()) == set(first) | set(second)


def test_a_list_without_a_last_line_end_is_continued_on_a_line_of_its_own(tmp_path: Path):
    (tmp_path / ACCEPTED).write_text("One")
    assert accept_words(["Two  words", "One"], tmp_path) == ("Two words",)
    assert (tmp_path / ACCEPTED).read_text() == "One\nTwo words\n"


@pytest.mark.parametrize("word", ["", "  ", "# remark", "a\x00b"])
def test_what_is_no_word_is_an_error_and_nothing_is_added(tmp_path: Path, word: str):
    with pytest.raises(QaError, match="not a word"):
        accept_words(["Right", word], tmp_path)
    assert list(tmp_path.iterdir()) == []
