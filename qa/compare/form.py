"""Two wordings to what is only form between them: blanks, hyphens, capitals, accents, marks, a variant of spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

_NUMBER = re.compile(r"\d(?:[\d.,:/]*\d)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+|[%$€£&+]")
"""What is said when a text is read aloud: words, and signs that stand for words."""
_DASHES = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼ´`"), "'")


def form_reason(old: str, new: str, variants: Mapping[str, str]) -> str | None:
    """Why the two say the same word for word, or None if they do not.

    ``variants`` leads from a variant of a word to its usual spelling, in small letters. Figures never count as form, but the
    comma between thousands does.

    >>> form_reason("ofthe", "of the", {}), form_reason("co-operation", "Cooperation", {}), form_reason("3.5", "35", {})
    ('spacing', 'case', None)
    """
    if _is_plain(old) and _is_plain(new) and old != new:
        if old.lower() == new.lower():
            return "case"
        return "variant" if _usual(old, variants) == _usual(new, variants) else None
    if _numbers(old) != _numbers(new):
        return None
    here, there = old, new
    for reason, folded in _FOLDS:
        here, there = folded(here), folded(there)
        if here == there:
            return reason
    return "variant" if _usual(old, variants) == _usual(new, variants) else None


def _is_plain(text: str) -> bool:
    """Whether it is one word, or none, of which nothing but the case can be folded away."""
    return not text or (text.isascii() and text.isalpha())


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(_THOUSANDS.sub("", text))


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _same_quotes(text: str) -> str:
    return text.translate(_DASHES).translate(_APOSTROPHES)


def _without_hyphens(text: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "", text)


def _without_marks(text: str) -> str:
    return "".join(_WORD.findall(text))


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _usual(text: str, variants: Mapping[str, str]) -> list[str]:
    return [variants.get(word, word) for word in _WORD.findall(_without_accents(text).casefold())]


_FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("spacing", _without_blanks),
    ("punctuation", _same_quotes),
    ("hyphenation", _without_hyphens),
    ("punctuation", _without_marks),
    ("accents", _without_accents),
    ("case", str.casefold),
)
"""What is folded away, the slightest first: the reason is the last fold that was needed."""
