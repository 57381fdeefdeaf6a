"""The word list that judges injected errors knows words, British and Oxford, and nothing else."""

from __future__ import annotations

import pytest

from tests.accuracy.wordlist import hunspell_words


def test_words_are_known_and_slips_are_not() -> None:
    known = hunspell_words()
    if known is None:
        pytest.skip("hunspell or its dictionary en_GB is not installed (apt-get install hunspell hunspell-en-gb)")
    words = {"organization", "organisation", "honour", "Geneva", "today", "1992"}
    assert known(words | {"honoru", "ofthe", "geneva", "l992", "govemment"}) == words
