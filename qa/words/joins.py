"""An unknown word to the words that ran together in it: "ofthe" → of the, "verytimely" → very timely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from qa.ground.lists import word_set

FUNCTION_WORDS = word_set("function words")
AFTER_I = word_set("after I")
_AFTER_NAME = word_set("after a name")
_PREFIXES_OF_NAMES = word_set("prefixes of names")
AFTER_ARTICLE = word_set("after an article")
_NEVER_FIRST = word_set("never first")
_NEVER_LAST = word_set("never last")
_LAST_FOR_SURE = word_set("last for sure")
_OF_PEOPLES = ("ian", "ean", "can", "man", "ani", "aqi", "eli", "ese", "ish", "nch", "iet")
"""Endings of the adjectives of States, two of which have a hyphen between them: "IraqiIranian"."""

_COMMON = 7
"""Frequency class: seen at least 64 times in the records counted."""
_FAIRLY_COMMON = 4
"""Seen at least 8 times."""
_SEEN = 2
"""Seen at least twice."""
_NEVER = 99
"""A class that no word reaches."""
_CAPITAL_INSIDE = re.compile(r"([a-z]{2,}|I|A|a)([A-Z][a-z].*)")
_PIECE = re.compile(r"[A-Z]?[a-z]+")
_LONGEST = 80
"""Letters; what runs on longer than a line is no word that lost its blanks but a damaged file."""
_SHORTEST = 4


class JoinWords(Protocol):
    """What must be known of words to take them apart."""

    def knows(self, word: str) -> bool: ...

    def frequency(self, word: str) -> int: ...

    def name_frequency(self, name: str) -> int: ...

    def capital_frequency(self, word: str) -> int: ...

    def compound_frequency(self, left: str, right: str) -> int: ...

    def hyphenates(self, left: str, right: str) -> bool: ...

    def compound(self, word: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Join:
    """A way to take an unknown word apart."""

    parts: tuple[str, ...]
    weight: int
    """The frequency class of the rarest part; the greater, the better."""
    by_function_word: bool
    """One of the parts is a function word, which is nearly proof."""
    mark: str = " "
    """What was lost between the parts: a blank or a hyphen."""

    @property
    def text(self) -> str:
        return self.mark.join(self.parts)

    @property
    def is_function_words(self) -> bool:
        """True for "ofthe" and "hasbeen"."""
        return all(part.lower() in FUNCTION_WORDS for part in self.parts)


def take_apart(word: str, words: JoinWords) -> Join | None:
    """The best way to take a word apart, or None when there is no good one. Case is kept: "ofHumanitarian".

    ``word`` is letters and apostrophes; hyphens are for the caller to cut at.
    """
    if not _SHORTEST - 1 <= len(word) <= _LONGEST or (word.isupper() and len(word) > 1):
        return None
    if join := _compound(word, words):
        return join
    if not word[1:].islower():
        return _at_capitals(word, words)
    pairs = [join for cut in range(1, len(word)) if (join := _pair(word[:cut], word[cut:], words))]
    best = max(pairs, key=lambda join: (join.by_function_word, join.weight, len(join.parts[0])), default=None)
    return best or _several(word, words)


def _compound(word: str, words: JoinWords) -> Join | None:
    """ "selfdetermination", "NonProliferation": a compound that records write with hyphens."""
    compound = words.compound(word)
    if compound is None or not (word[1:].islower() or all(piece[0].isupper() for piece in _PIECE.findall(word))):
        return None
    parts, start = [], 0
    for part in compound.split("-"):
        parts.append(word[start : start + len(part)])
        start += len(part)
    return Join(tuple(parts), _COMMON, False, "-")


def _at_capitals(word: str, words: JoinWords) -> Join | None:
    """ "ofHumanitarian", "theSecretary", "SecurityCouncil", "interAmerican"."""
    capital = _CAPITAL_INSIDE.fullmatch(word)
    if capital is None:
        pieces = _PIECE.findall(word)
        return _names(pieces, words) if len(pieces) == 2 and "".join(pieces) == word else None
    left, right = capital.groups()
    if words.compound_frequency(left, right):
        return Join((left, right), words.compound_frequency(left, right), False, "-")
    if left in _PREFIXES_OF_NAMES:
        return Join((left, right), words.capital_frequency(right), False, "-") if words.capital_frequency(right) else None
    if right.startswith("I") and words.knows(f"{left}l{right[1:]}".lower()):
        return None  # "soIution"
    needed = _FAIRLY_COMMON if len(left) > 5 and words.capital_frequency(right) >= _FAIRLY_COMMON else _COMMON
    known = words.knows(right) or words.knows(right.lower())
    if left.lower() not in FUNCTION_WORDS and (words.frequency(left) < needed or not known):
        return None
    return Join((left, right), max(words.frequency(right), words.frequency(right.lower()), 1), left.lower() in FUNCTION_WORDS)


def _names(pieces: Sequence[str], words: JoinWords) -> Join | None:
    """Two words with capitals: "SecurityCouncil", "TransAfghan"; names of products (PlayStation) are made of others."""
    left, right = pieces
    if words.hyphenates(left, right) or words.hyphenates(left.lower(), right.lower()):
        return Join((left, right), words.compound_frequency(left, right), False, "-")
    weight = min(words.capital_frequency(left), words.capital_frequency(right))
    if left.lower() in _PREFIXES_OF_NAMES:
        return Join((left, right), weight, False, "-") if words.capital_frequency(right) >= _FAIRLY_COMMON else None
    if left in ("Of", "The", "And", "In", "To", "For") and words.capital_frequency(right) >= _FAIRLY_COMMON:
        return Join((left, right), words.capital_frequency(right), True)
    if weight < _COMMON:
        return None
    return Join((left, right), weight, False, "-" if left.endswith(_OF_PEOPLES) and right.endswith(_OF_PEOPLES) else " ")


def _pair(left: str, right: str, words: JoinWords) -> Join | None:
    first = left.lower()
    if join := _after_name(left, right, words):
        return join
    if right in _LAST_FOR_SURE and len(left) > 6 and words.frequency(first) >= 0 and words.knows(first):
        return Join((left, right), max(words.frequency(first), 1), True)
    if right == "an" and words.capital_frequency(left):
        return None  # Leonean
    if not _may_stand(first, words) or not _may_stand(right, words) or right in _NEVER_LAST:
        return None
    function = first in FUNCTION_WORDS or right in FUNCTION_WORDS
    mark = "-" if not function and words.hyphenates(first, right) else " "
    join = Join((left, right), min(words.frequency(first), words.frequency(right)), function, mark)
    return join if _is_likely(join, first, right, words) else None


def _after_name(name: str, right: str, words: JoinWords) -> Join | None:
    """ "Franceis", "Ugandasupports"; "Omanis" is a plural, for Omani is a name too."""
    weight = words.name_frequency(name)
    if not name[0].isupper() or len(name) < 4 or weight < _FAIRLY_COMMON:
        return None
    if right in _AFTER_NAME or (len(right) > 2 and right in FUNCTION_WORDS):
        return None if words.name_frequency(f"{name}i") else Join((name, right), weight, True)
    usual = len(right) > 4 and words.frequency(right) > _FAIRLY_COMMON and right not in _NEVER_LAST
    return Join((name, right), weight, False) if usual else None


def _is_likely(join: Join, first: str, right: str, words: JoinWords) -> bool:
    """Whether the two are common enough, and long enough, not to stand side by side by chance."""
    if len(first) == 1:
        return _after_one_letter(join.parts[0], right, words.frequency(right))
    if len(right) == 1:
        return right == "a" and first in FUNCTION_WORDS and len(first) <= 4
    if join.by_function_word:
        content = right if first in FUNCTION_WORDS else first
        return join.weight >= _needed_beside_function_word(first, content)
    commoner = max(words.frequency(first), words.frequency(right))
    return first not in _NEVER_FIRST and join.weight >= _needed_without(first, right, commoner, join.mark)


def _needed_beside_function_word(first: str, content: str) -> int:
    """The frequency class from which a function word beside it is proof; the longer the content word, the less is needed."""
    if content in FUNCTION_WORDS:
        return _COMMON if first in _NEVER_FIRST else _FAIRLY_COMMON
    if len(content) < 3:
        return _NEVER
    if (len(content) < 7 and first in _NEVER_FIRST) or len(content) == 3:
        return _COMMON
    return _SEEN if len(content) >= 7 else _FAIRLY_COMMON


def _needed_without(left: str, right: str, commoner: int, mark: str) -> int:
    """The same for two content words, by the length of the shorter: closed compounds of two long words are rare."""
    if mark == "-":
        return _SEEN
    shorter = min(len(left), len(right))
    if shorter < 3:
        return _NEVER
    if len(left) + len(right) >= _TOO_LONG_FOR_ONE and shorter > 3 and commoner >= _FAIRLY_COMMON:
        return _SEEN
    return {3: _COMMON, 4: _COMMON - 1}.get(shorter, _FAIRLY_COMMON)


_TOO_LONG_FOR_ONE = 14
"""Letters; hardly an English compound is written in one word of this length."""


def _may_stand(part: str, words: JoinWords) -> bool:
    """A part is a word that records use; of single letters only "a" and "I"."""
    return part in ("a", "i") if len(part) == 1 else words.frequency(part) >= _SEEN


def _after_one_letter(left: str, right: str, frequency: int) -> bool:
    """ "arisk", "aprominent"; "Ithank", "Ishall"."""
    if left == "I":
        return right in AFTER_I
    if left not in ("a", "A") or right[0] in "aeiou":
        return False
    needed = {2: _NEVER, 3: _COMMON, 4: _FAIRLY_COMMON, 5: _FAIRLY_COMMON - 1}.get(len(right), 1)
    return right in AFTER_ARTICLE or (frequency >= needed and right not in FUNCTION_WORDS)


def _several(word: str, words: JoinWords) -> Join | None:
    """Three and more words by the likeliest, none of them rare: "veryimportantandtimely".

    The cost of a part is how uncommon it is in bits, as in a language model of single words.
    """
    if len(word) < _SHORTEST_OF_SEVERAL:
        return None
    lowered = word.lower()
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        ways = [
            (cost + part_cost, (*parts, word[start:end]))
            for start, (cost, parts) in best.items()
            if (part_cost := _part_cost(lowered[start:end], words)) is not None
        ]
        if ways:
            best[end] = min(ways)
    cost, parts = best.get(len(word), (0.0, ()))
    if not 3 <= len(parts) <= 7 or cost > _DEAREST_LETTER * len(word):
        return None
    all_usual = all(words.frequency(part) >= _USUAL for part in map(str.lower, parts))
    if len(word) < 4 * len(parts) - (5 if all_usual else 3):
        return None
    if any(part == "a" and not _is_article(parts[:index], parts[index + 1 :]) for index, part in enumerate(parts)):
        return None
    function = any(part.lower() in FUNCTION_WORDS for part in parts)
    weight = min(words.frequency(part.lower()) for part in parts)
    return Join(parts, weight, True) if function or weight >= _FAIRLY_COMMON else None


def _is_article(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "adoptsapolicy", but not "exceptionalist"."""
    if not after:
        return False
    return len(after[0]) > 4 or (bool(before) and before[-1].lower() in FUNCTION_WORDS)


_SHORTEST_OF_SEVERAL = 7
_USUAL = 11
"""Frequency class of the words of which a few letters are enough: "isoneof"."""
_LONGEST_PART = 18
_LONG_PART = 8
_ALL_WORDS = 22
"""The frequency class of all words counted together."""
_DEAREST_LETTER = 3.2
"""Bits a letter; what costs more came about by chance."""


def _part_cost(part: str, words: JoinWords) -> float | None:
    """Of a function word and of one that is long or common enough not to come about by chance; None for all else."""
    frequency = words.frequency(part) if len(part) <= _LONGEST_PART else 0
    if part in FUNCTION_WORDS and part != "i":
        return float(_ALL_WORDS - frequency)
    needed = _SEEN if len(part) >= _LONG_PART else _NEEDED_BY_LENGTH.get(len(part), _SEEN + 1)
    return float(_ALL_WORDS - frequency) if frequency >= needed else None


_VERY_COMMON = 9
"""Seen at least 256 times."""
_NEEDED_BY_LENGTH = {0: _NEVER, 1: _NEVER, 2: _NEVER, 3: _VERY_COMMON - 1, 4: _FAIRLY_COMMON + 1, 5: _FAIRLY_COMMON}
"""Letters of a part -> the frequency class from which it is no chance."""
