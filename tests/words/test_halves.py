"""Words that fall into two words, and compounds that fall apart."""

from __future__ import annotations

from qa.words.halves import halves
from qa.words.lexicon import load_lexicon

HALVES = dict(halves(load_lexicon()))


def test_each_half_is_a_word_and_both_together_are_what_is_meant() -> None:
    lexicon = load_lexicon()
    for pair, whole in HALVES.items():
        first, _, second = pair.partition(" ")
        assert whole in (first + second, f"{first}-{second}")
        assert "-" in whole or {first, second} <= lexicon.words


def test_common_words_and_compounds_are_among_them() -> None:
    assert HALVES["there fore"] == "therefore"
    assert HALVES["secretary general"] == "secretary-general"
    assert "the peace" not in HALVES
