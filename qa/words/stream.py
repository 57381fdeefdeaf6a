"""A text to the stream of terms that are counted: the same whether the model learns or is asked.

A term is a word in its own case, a word with hyphens, an acronym, "'s", "#" for any number, "," for a comma, and "." for
every other mark that parts words. A capital that only a sentence's beginning explains is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

BOUNDARY, COMMA, NUMBER, POSSESSIVE = ".", ",", "#", "'s"

_TERM = re.compile(
    r"""
      (?P<word> [^\W\d_]+ (?: ['-] (?!s\b) [^\W\d_]+ )* )
    | (?P<number> \d [\d.,]* (?:st|nd|rd|th|s)? )
    | (?P<possessive> 's\b )
    | (?P<comma> , )
    | (?P<boundary> [.;:?!()"\u2013\u2014\[\]]+ | \n\s*\n | (?<=\s)-(?=\s) )
    """,
    re.VERBOSE,
)


def terms(text: str, is_small: Callable[[str], bool], first: bool = True) -> Iterator[str]:
    """The terms of a text with straight quotes.

    ``is_small`` tells of a word in small letters whether a sentence that begins with it has it in small letters elsewhere;
    ``first``: whether a sentence begins with the text.

    >>> list(terms("The Council's 3 items, in long-term talks.", {"the"}.__contains__))
    ['the', 'Council', "'s", '#', 'items', ',', 'in', 'long-term', 'talks', '.']
    """
    for match in _TERM.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match.group()
            if (first or (word.isupper() and len(word) > 1)) and word != "I" and is_small(small := word.lower()):
                word = small
            yield word
            first = False
        elif kind == "number":
            yield NUMBER
            first = False
        elif kind == "possessive":
            yield POSSESSIVE
        elif kind == "comma":
            yield COMMA
        else:
            yield BOUNDARY
            first = True


_MOST_KEPT = 100_000

Read = tuple[Sequence[str], bool]
"""The terms of a token, and whether a sentence begins after it."""


class TokenTerms:
    """``terms`` of short texts, for one ``is_small``: what stands between two blanks is read once, for most of it recurs.

    >>> TokenTerms({"the"}.__contains__)("The Council's 3 items")
    ['the', 'Council', "'s", '#', 'items']
    """

    def __init__(self, is_small: Callable[[str], bool]) -> None:
        self._is_small = is_small
        self._known: tuple[dict[str, Read], dict[str, Read]] = ({}, {})

    def __call__(self, text: str, first: bool = True) -> list[str]:
        """The terms of a text, as ``terms`` tells them."""
        tokens = text.split()
        if "\n" in text or "-" in tokens:  # whose meaning is told by what stands beside them
            return [*terms(text, self._is_small, first)]
        found: list[str] = []
        for token in tokens:
            read = self._known[first].get(token) or self._read(token, first)
            found += read[0]
            first = read[1]
        return found

    def _read(self, token: str, first: bool) -> Read:
        known = self._known[first]
        if len(known) > _MOST_KEPT:
            known.clear()
        own = tuple(terms(token, self._is_small, first))
        last = next((term for term in reversed(own) if term not in (COMMA, POSSESSIVE)), None)
        known[token] = own, first if last is None else last == BOUNDARY
        return known[token]
