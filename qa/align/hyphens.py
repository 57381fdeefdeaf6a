"""A word broken at the end of a line in one version: the other version tells whether the hyphen is its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from qa.ground.pieces import pieces
from qa.text.view import JoinsAtHyphen

_EDGES = ".,;:!?()[]{}\"'“”‘’«»—–…"
_BREAK = re.compile(r"[-\u00ad\u2010][ \t]*(?:\r\n|\n|\r)[ \t]*")
_HYPHEN = re.compile(r"[-\u00ad\u2010]\s*")
_LEFT = re.compile(r"[\w'’-]+$")
_RIGHT = re.compile(r"[\w'’-]+")
_LONGEST_WORD = 40
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Forms:
    """What the lines of one version show of its words."""

    words: frozenset[str]
    """Those that stand unbroken, without the punctuation round them."""
    broken: frozenset[str]
    """Those that a line end breaks, put together without the hyphen."""


def vocabulary(text: str) -> Forms:
    tokens: set[str] = set()
    for piece in pieces(text):
        tokens.update(piece.split())
    words = {token.strip(_EDGES).replace("’", "'") for token in tokens}
    return Forms(frozenset(words), frozenset(_broken(text)))


def _broken(text: str) -> Iterator[str]:
    return (left.group() + right.group() for left, right in broken_words(text))


def broken_words(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The two parts of each word that a line end breaks at a hyphen, in order."""
    for hyphen in _BREAK.finditer(text):
        left = _LEFT.search(text, max(0, hyphen.start() - _LONGEST_WORD), hyphen.start())
        right = _RIGHT.match(text, hyphen.end(), hyphen.end() + _LONGEST_WORD)
        if left and right:
            yield left, right


def joins_between(own: Forms, other: Forms) -> JoinsAtHyphen:
    """The decision for the line ends of one version: by the other version first, then by itself.

    No list of words is needed: a word that stands in neither version unbroken is put together if one of its halves is no
    word of theirs.
    """

    @cache
    def joins(left: str, right: str) -> bool:
        stem = _POSSESSIVE.sub("", right)
        for words in (other.words, own.words):
            if _stands(words, left, "-", right, stem):
                return False
            if _stands(words, left, "", right, stem):
                return True
        if not right[:1].islower():
            return False
        known = _known(own, other)
        return left + right in other.broken or not (known(left) and known(stem))

    return joins


def joins_of_versions(old: str, new: str) -> tuple[JoinsAtHyphen, JoinsAtHyphen]:
    """The decisions for the line ends of either version; their words are gathered when a word is broken in one of them."""

    @cache
    def decisions() -> tuple[JoinsAtHyphen, JoinsAtHyphen]:
        here, there = vocabulary(old), vocabulary(new)
        return joins_between(here, there), joins_between(there, here)

    def old_joins(left: str, right: str) -> bool:
        return decisions()[0](left, right)

    def new_joins(left: str, right: str) -> bool:
        return decisions()[1](left, right)

    return old_joins, new_joins


def _stands(words: frozenset[str], left: str, hyphen: str, right: str, stem: str) -> bool:
    return f"{left}{hyphen}{right}" in words or f"{left}{hyphen}{stem}" in words


def _known(own: Forms, other: Forms) -> Callable[[str], bool]:
    return lambda word: word in own.words or word in other.words


def differ_in_line_ends(old: str, new: str) -> bool:
    """Whether a line of one of two texts ends in a hyphen, and they are the same but for hyphens and blanks after them.

    >>> differ_in_line_ends("co-\\noperation", "cooperation"), differ_in_line_ends("co-operation", "cooperation")
    (True, False)
    """
    if not _BREAK.search(old) and not _BREAK.search(new):
        return False
    return _without_hyphens(old) == _without_hyphens(new)


def _without_hyphens(text: str) -> str:
    return " ".join(_HYPHEN.sub("", text).split())
