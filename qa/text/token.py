"""A token, what stands between two blanks, and the word inside its punctuation."""

from __future__ import annotations

from dataclasses import dataclass

from qa.ground.span import Span

EDGES = "\"'()[]{}<>.,;:!?*/\u2013\u2014\u2026\u00ab\u00bb-_|"
"""Punctuation that is no part of a word at its edge."""
L_FOR_I = "l[b-df-hj-kmnp-tv-z]"
"""An expression for how a word begins whose capital I was read as l: no word begins with l and such a letter."""
_PLAIN_ENDINGS = frozenset(("", ".", ",", ";", ":"))


@dataclass(frozen=True, slots=True)
class Token:
    """Laws: ``text[start:end] == word``; nothing of ``word`` at its edges is punctuation."""

    text: str
    start: int
    end: int
    word: str
    lowered: str
    """The word in lower case."""
    unknown: tuple[Span, ...] = ()
    """Where a word stands in ``text`` that nothing knows."""

    @property
    def is_plain(self) -> bool:
        """True for letters alone, with at most one mark of punctuation at the end."""
        return self.start == 0 and self.word.isalpha() and self.text[self.end :] in _PLAIN_ENDINGS


def word_place(text: str) -> tuple[int, int]:
    """Where the word of a token begins and ends, without the punctuation round it.

    >>> start, end = word_place('"ofthe,')
    >>> '"ofthe,'[start:end]
    'ofthe'
    """
    if text.isalnum():  # most words, and told at once
        return 0, len(text)
    start = len(text) - len(text.lstrip(EDGES))
    return start, max(start, len(text.rstrip(EDGES)))
