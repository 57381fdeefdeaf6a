"""Two wordings to whether one only misspells the other: no word that the lexicon has, one slip from a word that it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from rapidfuzz.distance import OSA

from qa.words.edits import is_swap
from qa.words.lexicon import Lexicon

_LEAST = 4
"""Letters. Shorter words are one slip from too many others, but for two letters in each other's place: "teh"."""
_LEAST_SMALL = 2
"""The same of words in small letters, which are no names."""
_TWO_SLIPS = 8
"""Letters from which a word may be two slips off."""
_MOST_SLIPS = 2
_NAME = 6
"""Letters from which a name may be one slip off, not in its last two letters: Karimov and Karimova are two families."""
_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SIGN = re.compile(r"^(?:[eo]|[^\w\s|])\s+")
"""The sign of a list, or what it is taken for."""
_THRICE = re.compile(r"(.)\1\1+")
_MARKS = ".,;:?()\"'"


@dataclass(frozen=True)
class Misspelling:
    """What a rule of the kind ``typo`` says of how words are spelt wrong."""

    seen: Mapping[str, str]
    """Letters, and those that text recognition may see instead."""
    lost: Iterable[str]
    """Letters that are one sign in print, and that extraction may lose."""

    def misspells(self, wrong: str, right: str, lexicon: Lexicon) -> bool:
        """True where each word of ``wrong`` that is not in ``right`` is unknown, and near the known word in its place."""
        here, there = wrong.split(), right.split()
        if not here or len(here) != len(there):
            return False
        pairs = zip(here, there, strict=True)
        differing = [(one.strip(_MARKS), other.strip(_MARKS)) for one, other in pairs if one != other]
        differing = [pair for pair in differing if not (self._is_one_sign(pair[0]) and self._is_one_sign(pair[1]))]
        return bool(differing) and all(self._misspells(one, other, lexicon) for one, other in differing)

    def is_read_as_one(self, wrong: str, right: str, lexicon: Lexicon) -> bool:
        """True where the two have the same letters, blanks aside, and what stands in ``wrong`` is no words: "| amnot"."""
        here, there = (_SIGN.sub("", text.strip()).split() for text in (wrong, right))
        if all(lexicon.knows(word.strip(_MARKS)) for word in here):  # of most, nothing more need be asked
            return False
        if any(map(str.isdigit, wrong + right)) or not all(lexicon.knows(word.strip(_MARKS)) for word in there):
            return False
        return self._as_seen("".join(here)) == self._as_seen("".join(there))

    def _is_one_sign(self, word: str) -> bool:
        """Whether it is I, or what it is taken for."""
        return len(word) == 1 and not word.isdigit() and self._as_seen(word) == "i"

    def _misspells(self, wrong: str, right: str, lexicon: Lexicon) -> bool:
        if any(map(str.isdigit, right)) or lexicon.knows(wrong) or not lexicon.knows(right):
            return False
        if self._is_misread(wrong, right) or self._has_lost_letters(wrong, right):
            return True
        if not _WORDS.fullmatch(wrong) or not _WORDS.fullmatch(right):
            return False
        return self._is_slip(wrong, right, lexicon)

    def _is_misread(self, wrong: str, right: str) -> bool:
        seen = self._as_seen(wrong)
        return len(right) > 1 and self._as_seen(right) in (seen, _THRICE.sub(r"\1\1", seen))

    def _has_lost_letters(self, wrong: str, right: str) -> bool:
        """Whether a word is the other without some of the letters that may be lost: hoslies, hostilities."""
        if len(wrong) >= len(right) or self._ligatures is None:
            return False
        pieces = self._ligatures.split(right.lower())
        maybe = (f"(?:{re.escape(match.group())})?" for match in self._ligatures.finditer(right.lower()))
        written = "".join(piece + lost for piece, lost in zip_longest(map(re.escape, pieces), maybe, fillvalue=""))
        return re.fullmatch(written, wrong.lower()) is not None

    def _is_slip(self, wrong: str, right: str, lexicon: Lexicon) -> bool:
        if min(len(wrong), len(right)) < (_LEAST_SMALL if (wrong + right).islower() else _LEAST) and not is_swap(
            wrong.lower(), right.lower()
        ):
            return False
        slips = min(_slips(_bare(wrong), _bare(right)), _slips(self._as_seen(wrong), self._as_seen(right)))
        if slips > (_MOST_SLIPS if len(right) >= _TWO_SLIPS else 1):
            return False
        if right.lower() in lexicon.words or ("-" in right and right.islower()):
            return True
        return slips <= 1 and len(right) >= _NAME and _bare(wrong)[-2:] == _bare(right)[-2:]

    def _as_seen(self, word: str) -> str:
        """A word in small letters as text recognition may see it: "tumed" is "turned"."""
        word = _bare(word)
        return self._shapes.sub(lambda match: self.seen[match.group()], word) if self._shapes is not None else word

    @cached_property
    def _shapes(self) -> re.Pattern[str] | None:
        return _any_of(self.seen)

    @cached_property
    def _ligatures(self) -> re.Pattern[str] | None:
        return _any_of(self.lost)


def _any_of(strings: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of any of these, the longest first; None for none."""
    listed = sorted(strings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed))) if listed else None


def _slips(one: str, other: str) -> int:
    return int(OSA.distance(one, other, score_cutoff=_MOST_SLIPS))


def _bare(word: str) -> str:
    """A word in small letters without accents."""
    word = word.lower().replace("’", "'")
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
