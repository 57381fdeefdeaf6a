"""The lexicon in; out come the pairs of words that together are a common word, or a compound that lost its hyphen."""

from __future__ import annotations

from collections.abc import Iterator

from qa.words.lexicon import Lexicon
from qa.words.model import load_company

_WHOLE = 3
"""Frequency class from which two tokens may be the halves of a word."""
_SHORTEST = 2
"""Letters of a half; a single letter is suspicious by itself."""
_MORE_OFTEN = 2
_OFTEN = 5
"""Frequency classes by which a compound must be commoner with its hyphen than without, and at least."""


def halves(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Two words with a blank, and what they are together; in small letters. Each half is a word that records use."""
    classes = lexicon.word_classes
    used = {word for word, level in classes.items() if level >= 0}
    for word, level in classes.items():
        if level >= _WHOLE:
            for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
                if word[:cut] in used and word[cut:] in used:
                    yield f"{word[:cut]} {word[cut:]}", word
    for form, (hyphenated, apart) in lexicon.compounds.items():
        first, hyphen, second = form.lower().partition("-")
        if hyphen and "-" not in second and hyphenated >= max(apart + _MORE_OFTEN, _OFTEN):
            yield f"{first} {second}", form.lower()
    company = load_company()
    for form in company.newer:
        first, blank, second = form.partition(" ")
        if blank and company.is_hyphened(first, second):
            yield form, f"{first}-{second}"
