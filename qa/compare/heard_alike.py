"""A change between two spoken texts to whether it is nothing but a value written otherwise: "June eleventh", "11 June".

Two recognisers write one value in words and figures, in another order, and so in several changes: each is judged by the values
of a few words round it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.facts.values import DATE_WORDS, NUMBER_WORDS, ValueKind, by_value
from qa.ground.span import Span

_WORDS_BESIDE = 6
_REACH = 80
_WORD = re.compile(r"[^\W_]+")
_VALUE = re.compile(r"#([^#\s]+)#")
_BESIDE_VALUES = frozenset(("the", "of", "and", "a", "an", "o", "oh", "th", "st", "nd", "rd"))
_ORDINAL = re.compile(r"\d+(?:th|st|nd|rd|s)?")


def is_same_value(old_text: str, old: Span, new_text: str, new: Span) -> bool:
    """Whether the words that changed write values, and those round them are the same in both texts."""
    words = _WORD.findall(f"{old_text[old.slice]} {new_text[new.slice]}".lower())
    if not all(map(_writes_value, words)) or _BESIDE_VALUES.issuperset(words):
        return False
    inside = sorted(_values(old_text[old.slice])), sorted(_values(new_text[new.slice]))
    beside = sorted(_values(_beside(old_text, old))), sorted(_values(_beside(new_text, new)))
    return inside[0] == inside[1] != [] or beside[0] == beside[1] != []


def _writes_value(word: str) -> bool:
    return bool(_ORDINAL.fullmatch(word)) or word in NUMBER_WORDS or word in DATE_WORDS or word in _BESIDE_VALUES


def _beside(text: str, span: Span) -> str:
    """A place with some words on either side."""
    before = text[max(0, span.start - _REACH) : span.start].split(" ")[-_WORDS_BESIDE:]
    after = text[span.end : span.end + _REACH].split(" ")[:_WORDS_BESIDE]
    return f"{' '.join(before)}{text[span.slice]}{' '.join(after)}"


def _values(text: str) -> Iterator[str]:
    """The values of a passage, dates of which the day is a word among them."""
    figures = by_value(re.sub(r"(?<=\d),(?=\d{3})", "", text), ValueKind.NUMBER).replace("#", "")
    figures = re.sub(r"\b(?:the )?(\d{1,2})(?:th|st|nd|rd)\b(?: of)?", r"\1", figures)
    dated = by_value(figures, ValueKind.DATE)
    yield from _VALUE.findall(dated)
    yield from re.findall(r"(?<![#\d-])\d+(?![#\d-])", dated)
