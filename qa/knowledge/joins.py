"""An unknown word to the words that ran together in it: "ofthe" → of the, "verytimely" → very timely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

FUNCTION_WORDS = frozenset(
    "a the of and to in for with on by at from as is are was were be been has have had that this these those its their our "
    "his her my your it we they he she you i will would should must can could may all not no or an but if so also than "
    "which who whom when where what there into upon through under over about between such some any each other both more "
    "most very only own same out up do does did us him them".split()
)
"""Words that run into their neighbours: three joins in four of the Council's records begin with "of"."""

_AFTER_I = frozenset(
    "am thank shall would wish should have believe also welcome must now had will hope want take give call congratulate "
    "commend join urge turn refer assure express reiterate recall stress add do did was can could may think say said know "
    "see ask need note note underline underscore emphasize appeal conclude convey extend invite look mention offer pay "
    "propose regret repeat resume speak started stand support trust understand".split()
)
"""What follows "I" in speeches: "Ithank", "Ishould"."""

_AFTER_NAME = frozenset("is has and in to of the was will that for are on by with".split())
"""What runs into a name before it: "Franceis"; "Omanis" is a plural, for Omani is a name too."""

_NEVER_FIRST = frozenset(
    "sub multi inter anti counter under over out up re pre post mid pro semi co de un non mini macro micro bio eco geo neo "
    "pan intra extra ultra hyper super self on be a an i an in no so as at he it we or my do if is".split()
)
"""First parts that also begin words of their own ("overfly", "onshore", "betoken"): the second part must be a common word too."""

_NEVER_LAST = frozenset(
    "up down out off over back ship hood like wise less able man men ally ness ing ed er est ly ion al ism ist ity ment ful "
    "ish age ad ors ans".split()
)
"""Endings that look like words ("statewise"), and the particles of nouns such as "drawdown" and "leadup"."""

_COMMON = 7
"""Frequency class: seen at least 64 times in the records counted."""
_FAIRLY_COMMON = 4
"""Seen at least 8 times."""
_SEEN = 2
"""Seen at least twice."""
_NEVER = 99
"""A class that no word reaches."""
_CAPITAL_INSIDE = re.compile(r"([a-z]{2,}|I|A|a)([A-Z][a-z].*)")
_LONGEST = 80
"""Letters; what runs on longer than a line is no word that lost its blanks but a damaged file."""
_SHORTEST = 4


class Words(Protocol):
    """What must be known of words to take them apart."""

    def knows(self, word: str) -> bool: ...

    def frequency(self, word: str) -> int: ...

    def name_frequency(self, name: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Join:
    """A way to take an unknown word apart."""

    parts: tuple[str, ...]
    weight: int
    """The frequency class of the rarest part; the greater, the better."""
    by_function_word: bool
    """One of the parts is a function word, which is nearly proof."""

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def take_apart(word: str, words: Words) -> Join | None:
    """The best way to take a word apart, or None when there is no good one. Case is kept: "ofHumanitarian".

    ``word`` is letters and apostrophes; hyphens are for the caller to cut at.
    """
    if not _SHORTEST - 1 <= len(word) <= _LONGEST or (word.isupper() and len(word) > 1):
        return None
    capital = _CAPITAL_INSIDE.fullmatch(word)
    if capital:
        return _at_capital(capital[1], capital[2], words)
    if not word[1:].islower():
        return None
    pairs = [join for cut in range(1, len(word)) if (join := _pair(word[:cut], word[cut:], words))]
    best = max(pairs, key=lambda join: (join.by_function_word, join.weight, len(join.parts[0])), default=None)
    return best or _several(word, words)


def _at_capital(left: str, right: str, words: Words) -> Join | None:
    """ "ofHumanitarian", "theSecretary"; "eLearning" and "iPhone" have too little before the capital."""
    if left.lower() not in FUNCTION_WORDS and words.frequency(left) < _COMMON:
        return None
    known = words.knows(right) or words.knows(right.lower())
    if not known and left.lower() not in FUNCTION_WORDS:
        return None
    return Join((left, right), max(words.frequency(right), words.frequency(right.lower()), 1), left.lower() in FUNCTION_WORDS)


def _pair(left: str, right: str, words: Words) -> Join | None:
    first = left.lower()
    if left[0].isupper() and right in _AFTER_NAME and len(left) > 3 and words.name_frequency(left) >= _FAIRLY_COMMON:
        return None if words.name_frequency(f"{left}i") else Join((left, right), words.name_frequency(left), True)
    if not _may_stand(first, words) or not _may_stand(right, words) or right in _NEVER_LAST:
        return None
    frequencies = (words.frequency(first), words.frequency(right))
    function = first in FUNCTION_WORDS or right in FUNCTION_WORDS
    join = Join((left, right), min(frequencies), function)
    if len(first) == 1:
        return join if _after_one_letter(left, right, frequencies[1]) else None
    if len(right) == 1:
        return join if first in FUNCTION_WORDS and len(first) <= 4 else None
    if function:
        content = right if first in FUNCTION_WORDS else first
        return join if min(frequencies) >= _needed_beside_function_word(first, content) else None
    return join if first not in _NEVER_FIRST and min(frequencies) >= _needed_without(min(len(left), len(right))) else None


def _needed_beside_function_word(first: str, content: str) -> int:
    """The frequency class from which a function word beside it is proof; the longer the content word, the less is needed."""
    if content in FUNCTION_WORDS:
        return _COMMON if first in _NEVER_FIRST else _FAIRLY_COMMON
    if len(content) < 3:
        return _NEVER
    if (len(content) < 7 and first in _NEVER_FIRST) or len(content) == 3:
        return _COMMON
    return _SEEN if len(content) >= 7 else _FAIRLY_COMMON


def _needed_without(shorter: int) -> int:
    """The same for two content words, by the length of the shorter: closed compounds of two long words are rare."""
    return {0: _NEVER, 1: _NEVER, 2: _NEVER, 3: _COMMON, 4: _COMMON - 1}.get(shorter, _FAIRLY_COMMON)


def _may_stand(part: str, words: Words) -> bool:
    """A part is a word that records use; of single letters only "a" and "I"."""
    return part in ("a", "i") if len(part) == 1 else words.frequency(part) >= _SEEN


def _after_one_letter(left: str, right: str, frequency: int) -> bool:
    """ "arisk", "aprominent"; "Ithank", "Ishall"."""
    if left == "I":
        return right in _AFTER_I
    return (
        left in ("a", "A")
        and len(right) >= 4
        and frequency >= _FAIRLY_COMMON
        and right[0] not in "aeiou"
        and (right == "very" or right not in FUNCTION_WORDS)
    )


def _several(word: str, words: Words) -> Join | None:
    """Three and more words by the fewest, all of them common: "veryimportantandtimely"."""
    if len(word) < _SHORTEST_OF_SEVERAL:
        return None
    lowered = word.lower()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        ways = [(*before, word[start:end]) for start, before in best.items() if _is_part(lowered[start:end], words)]
        ways = [parts for parts in ways if len(parts[-1]) > 1 or (len(parts) > 1 and parts[-2].lower() in FUNCTION_WORDS)]
        if ways:
            best[end] = min(ways, key=lambda parts: (len(parts), parts))
    parts = best.get(len(word), ())
    if not 3 <= len(parts) <= 7 or len(word) < 4 * len(parts) - 3:
        return None
    function = any(part.lower() in FUNCTION_WORDS for part in parts)
    return Join(parts, min(words.frequency(part.lower()) for part in parts), True) if function else None


_SHORTEST_OF_SEVERAL = 9
_LONGEST_PART = 18


def _is_part(part: str, words: Words) -> bool:
    """True for a function word, and for a common word that is not too short to come about by chance."""
    return part in FUNCTION_WORDS or (3 < len(part) <= _LONGEST_PART and words.frequency(part) >= _COMMON)
