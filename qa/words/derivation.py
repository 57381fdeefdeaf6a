"""A word that no list has to the word it was regularly made from: "purviews", "troublingly", "predeployment"."""

from __future__ import annotations

import re
from typing import Protocol

from qa.ground.lists import word_set

PREFIXES = word_set("prefixes")
_NUMBERS = word_set("cardinals", "tens")

_SHORTEST_STEM = 5
"""Letters; a shorter rest comes about by chance ("un" and "kown")."""
_USED = 2
"""Frequency class of the word it was made from; rarer ones are too many, and one of them is near any slip."""


_SUFFIX = re.compile("iz(?:ations?|e[ds]?|ing)$")
_SUFFIXES = ("ization", "izations", "ize", "ized", "izes", "izing")
"""What makes a verb or a noun of an adjective: "regionalization"."""
_RARE_PLURAL = 5
"""Frequency class of a plural (biofuels) whose singular may be missing; commoner words in -s ("always") are no plurals."""


class KnownWords(Protocol):
    """What must be known of words."""

    def knows(self, word: str) -> bool: ...

    def frequency(self, word: str) -> int: ...


def is_derived(word: str, words: KnownWords) -> bool:
    """True for a plural, singular or adverb of a known word, one in -ization or of one in -ism, a prefixed form, and "tenfold".

    ``word`` is in small letters.

    >>> from qa.words.lexicon import load_lexicon
    >>> [is_derived(word, load_lexicon()) for word in ("purviews", "troublingly", "exceptionalist", "understaffing", "unkown")]
    [True, True, True, True, False]
    >>> [is_derived(word, load_lexicon()) for word in ("twentyfold", "fourteenfold", "manfold")]
    [True, True, False]
    """
    if any(len(stem) >= _SHORTEST_STEM and words.knows(stem) for stem in _stems(word)):
        return True
    if word.endswith(("ist", "ists")) and words.knows(f"{word.removesuffix('s')[:-3]}ism"):
        return True
    if word.endswith("fold") and word.removesuffix("fold") in _NUMBERS:
        return True
    if word.endswith(_SUFFIXES) and words.frequency(_SUFFIX.sub("", word)) >= _USED:
        return True
    if (
        not word.endswith(("s", "i", "u"))
        and len(word) >= _SHORTEST_STEM
        and _USED <= words.frequency(f"{word}s") <= _RARE_PLURAL
    ):
        return True
    return any(len(rest) >= _SHORTEST_STEM and words.frequency(rest) >= _USED for rest in _without_prefix(word))


def _stems(word: str) -> tuple[str, ...]:
    """What an ending may have been added to."""
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return (word[:-2],)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word[:-1],)
    if word.endswith(("ingly", "edly", "ally", "ively", "fully", "ously", "ably")):
        return (word[:-2],)
    return ()


def _without_prefix(word: str) -> tuple[str, ...]:
    return tuple(word[length:] for length in range(2, 7) if word[:length] in PREFIXES)
