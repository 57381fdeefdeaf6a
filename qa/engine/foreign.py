"""Findings about words of another language that stand in English text: "Parti socialiste", "Policía nacional", "Merci".

What such a word is nearest to in English says nothing about it. A word is foreign by a list, an ending or an accent, and by
its company: another foreign word beside it, or a capital before it inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.words.foreign import foreign_words
from qa.words.lexicon import load_lexicon

_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"[ \t\n\r\u00a0]+|['’-]")
"""What may stand between two words of one name."""
_ACCENT = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]")
_OTHER_KINDS = frozenset(("language", "characters"))
"""What is said of a passage, and of characters that are wrong in every language."""
_REACH = 60
"""Code points before and after a finding in which its company is looked for."""
_MOST_WORDS = 4
"""Words of a finding that is about words; a longer one is about a sentence."""


def is_about_foreign_words(text: str, finding: Finding) -> bool:
    """Whether all the words that the finding is about are of another language.

    >>> text = "The Parti socialiste won."
    >>> are_foreign(text, Span(10, 20)), are_foreign("The socialiste won.", Span(4, 14))
    (True, False)
    """
    return finding.kind not in _OTHER_KINDS and are_foreign(text, finding.span)


def are_foreign(text: str, span: Span) -> bool:
    """Whether all words of ``text`` that ``span`` touches are of another language."""
    if not all(map(_may_be_foreign, _touched(text, span))):
        return False
    around = [match.span() for match in _WORD.finditer(text, max(0, span.start - _REACH), span.end + _REACH)]
    places = [Span(*each) for each in around]
    inside = [index for index, place in enumerate(places) if place.start < span.end and span.start < place.end]
    if not 0 < len(inside) <= _MOST_WORDS:
        return False
    joined = [bool(_BESIDE.fullmatch(text[left.end : right.start])) for left, right in pairwise(places)]
    return all(_is_foreign(text, places, joined, index) for index in inside)


def _touched(text: str, span: Span) -> Iterator[str]:
    """The words of a text that a place touches."""
    start, end = span.start, span.end
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    words = _WORD.finditer(text, start, end)
    return (word.group() for word in words if word.start() < span.end and span.start < word.end())


def _may_be_foreign(word: str) -> bool:
    known = foreign_words()
    return word.lower() in known.words or (word.islower() and word.endswith(known.endings)) or _ACCENT.search(word) is not None


def _is_foreign(text: str, places: list[Span], joined: list[bool], index: int) -> bool:
    known = foreign_words()
    word = text[places[index].slice]
    if word.lower() in known.alone and word[0].isupper():
        return True
    listed, ends = word.lower() in known.words, word.islower() and word.endswith(known.endings)
    accented = _ACCENT.search(word) is not None
    if not (listed or ends or accented) or load_lexicon().knows(word):
        return False
    before = text[places[index - 1].slice] if index and joined[index - 1] else ""
    after = text[places[index + 1].slice] if index < len(joined) and joined[index] else ""
    if after.lower() in _ELIDED and index + 1 < len(joined) and joined[index + 1]:
        after = text[places[index + 2].slice]  # "Institut d'études"
    if _looks_foreign(before) or _looks_foreign(after):
        return True
    beside = [each.lower() for each in (before, after)]
    if all(each in known.words for each in beside) or (accented and any(each in _longer_little() for each in beside)):
        return True
    # After a capital that no sentence begins with: "the Union nationale", "the Front populaire".
    follows_name = before[:1].isupper() and index >= 2 and joined[index - 2]
    return follows_name and word.islower() and (listed or ends)


def _looks_foreign(word: str) -> bool:
    """By a list, or by an accent; what is English, too, says nothing ("general", "an", "do"), an article of names does."""
    return bool(word) and (word.lower() in _telling() or word in _ARTICLES or _ACCENT.search(word) is not None)


@cache
def _telling() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(word for word in foreign_words().words if len(word) > 2 and not lexicon.knows(word))


@cache
def _longer_little() -> frozenset[str]:
    return frozenset(word for words in foreign_words().little.values() for word in words if len(word) > 2)


_ELIDED = frozenset(("d", "l"))
"""What is left of a little word before an apostrophe."""
_ARTICLES = frozenset(("El", "La", "Le", "Il", "de", "du", "la", "le", "el", "un", "et", "en", "es"))
"""Short words that stand in names only."""
