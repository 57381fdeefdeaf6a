"""Titles of two words in which a letter or two are wrong."""

from __future__ import annotations

from qa.words.channel import load_channel
from qa.words.lexicon import load_lexicon
from qa.words.misread_titles import misread_titles
from qa.words.neighbours import neighbours_of
from qa.words.vocabulary import Vocabulary

LEXICON = load_lexicon()
MISREAD = list(misread_titles(LEXICON, neighbours_of(LEXICON, load_channel())))


def test_each_is_a_title_but_for_one_known_word() -> None:
    titles, vocabulary = set(LEXICON.titles), Vocabulary(LEXICON)
    for each in MISREAD:
        seen, meant = each.seen.split(" "), each.meant.split(" ")
        changed = [word for word, right in zip(seen, meant, strict=True) if word != right]
        assert each.meant in titles
        assert len(changed) == 1
        assert vocabulary.knows(changed[0])
        assert each.bits > 0
        assert each.edits


def test_common_titles_are_among_them() -> None:
    told = {each.seen: each.meant for each in MISREAD}
    assert told["Unites Nations"] == "United Nations"
    assert told["Middle Fast"] == "Middle East"
    assert told["World Banks"] == "World Bank"


def test_a_name_is_not_taken_for_another_name() -> None:
    assert "Ambassador Nasser" not in {each.seen for each in MISREAD}
