"""Two wordings to whether one only misspells the other: no word that the lexicon has, one slip from a word that it has."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from qa.words.edits import is_swap
from qa.words.lexicon import Lexicon

_LEAST = 4
"""Letters. Shorter words are one slip from too many others, but for two letters in each other's place: "teh"."""
_TWO_SLIPS = 8
"""Letters from which a word may be two slips off."""
_MOST_SLIPS = 2
_NAME = 6
"""Letters from which a name may be one slip off, not in its last two letters: Karimov and Karimova are two families."""
_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def misspells(wrong: str, right: str, lexicon: Lexicon) -> bool:
    """True where each word of ``wrong`` that is not in ``right`` is unknown, and near the known word in its place."""
    if not wrong or not right or abs(len(wrong) - len(right)) > _MOST_SLIPS * (1 + wrong.count(" ")):
        return False
    here, there = wrong.split(), right.split()
    if len(here) != len(there):
        return False
    differing = [(one.strip(_MARKS), other.strip(_MARKS)) for one, other in zip(here, there, strict=True) if one != other]
    return bool(differing) and all(_misspells(one, other, lexicon) for one, other in differing)


def _slips(one: str, other: str) -> int:
    return int(OSA.distance(one, other, score_cutoff=_MOST_SLIPS))


def _as_seen(word: str) -> str:
    """A word in small letters as text recognition may see it: "tumed" is "turned"."""
    return word.lower().replace("rn", "m").replace("cl", "d").replace("vv", "w")


_MARKS = ".,;:!?()\"'"


def _misspells(wrong: str, right: str, lexicon: Lexicon) -> bool:
    if not _WORDS.fullmatch(wrong) or not _WORDS.fullmatch(right):
        return False
    if min(len(wrong), len(right)) < _LEAST and not is_swap(wrong.lower(), right.lower()):
        return False
    slips = min(_slips(wrong.lower(), right.lower()), _slips(_as_seen(wrong), _as_seen(right)))
    if slips > (_MOST_SLIPS if len(right) >= _TWO_SLIPS else 1) or lexicon.knows(wrong) or not lexicon.knows(right):
        return False
    if right.lower() in lexicon.words:
        return True
    return slips == 1 and len(right) >= _NAME and wrong[-2:] == right[-2:]
