"""Titles in; out come the pairs of known words that one of them becomes where a letter or two of a word are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.words.lexicon import Lexicon
from qa.words.neighbours import Near, Neighbours
from qa.words.vocabulary import Vocabulary

_SHORTEST = 4
"""Letters; shorter words are near too many others."""


@dataclass(frozen=True, slots=True)
class MisreadTitle:
    """Two words, each known by itself, and the title that they may have been: "Unites Nations"."""

    seen: str
    meant: str
    bits: float
    edits: tuple[str, ...]


def misread_titles(lexicon: Lexicon, neighbours: Neighbours) -> Iterator[MisreadTitle]:
    """Every title of two words with capitals, with either word slipped into another known one.

    >>> from qa.words.channel import load_channel
    >>> from qa.words.lexicon import load_lexicon
    >>> from qa.words.neighbours import neighbours_of
    >>> lexicon = load_lexicon()
    >>> [each.meant for each in misread_titles(lexicon, neighbours_of(lexicon, load_channel())) if each.seen == "Unites Nations"]
    ['United Nations']
    """
    titles = [title.split(" ") for title in lexicon.titles]
    vocabulary = Vocabulary(lexicon)
    for first, second in titles:
        if all(word[0].isupper() and word.isalpha() for word in (first, second)):
            for seen, near in _misread(first, neighbours, vocabulary):
                yield MisreadTitle(f"{seen} {second}", f"{first} {second}", near.bits, near.edits)
            for seen, near in _misread(second, neighbours, vocabulary):
                yield MisreadTitle(f"{first} {seen}", f"{first} {second}", near.bits, near.edits)


def _misread(word: str, neighbours: Neighbours, vocabulary: Vocabulary) -> Iterator[tuple[str, Near]]:
    """The known words that a word of a title may be misread as, with a capital."""
    if len(word) < _SHORTEST:
        return
    for near in neighbours.misread(word.lower(), two=True):
        seen = near.form.capitalize()
        # One name for another is no slip of letters: "Ambassador Nasser", "Ambassador Nassir".
        if vocabulary.knows(seen) and seen != word and near.form in vocabulary.lexicon.words:
            yield seen, near
