from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.trial import Hit, try_pattern
from qa.ground.errors import QaError

SPEECH = "We met in\norder to agree. They, in order to agree, met.\n"


@pytest.fixture
def speech(tmp_path: Path) -> str:
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return str(path)


def test_a_hit_stands_among_its_words_and_a_blank_is_a_wrap_too(speech: str) -> None:
    (tried,) = try_pattern("in order to", None, [speech], 8)
    assert tried.words == 12
    assert tried.hits == (
        Hit(f"{speech}:1:8", "We met ", "in order to", " agree. ", None),
        Hit(f"{speech}:2:23", ". They, ", "in order to", " agree, ", None),
    )


def test_a_replacement_is_shown_for_the_words_that_it_changes(speech: str) -> None:
    (tried,) = try_pattern(r"They, (in order to)", r"They \1", [speech], 0)
    assert [(hit.found, hit.right) for hit in tried.hits] == [("They,", "They")]


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_tried(speech: str) -> None:
    missing, found = try_pattern("met", None, ["none.txt", speech], 5)
    assert missing.unreadable == "no such file or directory"
    assert len(found.hits) == 2


@pytest.mark.parametrize(("pattern", "replace"), [("(a", None), ("a", r"\1"), ("", None)])
def test_what_is_no_pattern_is_told(speech: str, pattern: str, replace: str | None) -> None:
    with pytest.raises(QaError, match=r"^PATTERN:1: rule rules\.try: "):
        list(try_pattern(pattern, replace, [speech], 5))
