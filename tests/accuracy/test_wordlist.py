"""The word list that judges injected errors knows words, British and Oxford, and nothing else."""

from __future__ import annotations

from tests.accuracy.wordlist import hunspell_words


def test_words_are_known_and_slips_are_not() -> None:
    known = hunspell_words()
    assert known is not None, "hunspell or its dictionary en_GB is not installed (make system-tools)"
    words = {"organization", "organisation", "honour", "Geneva", "today", "1992"}
    assert known(words | {"honoru", "ofthe", "geneva", "l992", "govemment"}) == words
