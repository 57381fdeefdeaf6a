"""A clean passage in, the ways one of its words can go wrong out: one function a kind of error, table KINDS.

The kinds are those that typists, converters and text recognition leave in records. Where several errors of a kind are
possible at a word, chance decides; it is asked for nothing but ``Random.random``, whose sequence Python promises to keep.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from random import Random
from string import ascii_lowercase
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits."""

    start: int
    end: int
    """Code points of the passage, half-open."""
    text: str
    free: bool
    """Whether blanks or ordinary marks stand around it, and no hyphen, apostrophe, stroke or digit."""

    @property
    def is_small(self) -> bool:
        """Whether all of it is small letters of English."""
        return self.free and self.text.isascii() and self.text.isalpha() and self.text.islower()

    @property
    def is_capitalized(self) -> bool:
        return self.free and self.text.isascii() and self.text.isalpha() and self.text.istitle()


@dataclass(frozen=True, slots=True)
class Passage:
    """A clean text, its words, and how often each word in capitals stands in it."""

    text: str
    words: tuple[Word, ...]
    capitals: Counter[str]


def read_passage(text: str) -> Passage:
    """Find the words of a clean text."""
    words = tuple(_words(text))
    return Passage(text, words, Counter(word.text for word in words if word.text.isupper()))


def _words(text: str) -> Iterator[Word]:
    for match in re.finditer(r"\w+", text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
        free = before in _BEFORE and (not after or _AFTER.match(after) is not None)
        yield Word(match.start(), match.end(), match.group(), free)


_BEFORE = ("", " ", "\n", "\t", "(", "“", '"')
_AFTER = re.compile(r"[ \n\t]|[.,;:?!)](?!\w)")


@dataclass(frozen=True, slots=True)
class Change:
    """What an error makes of a place in a clean text."""

    start: int
    end: int
    """Code points of the clean text, half-open."""
    wrong: str
    """What stands there afterwards."""


class Proof:
    """What the independent word list must say of the parts of ``Change.wrong``, so that it is an error beyond doubt."""

    NONE = "any"
    """Nothing: the error is in the marks, or in a single letter."""
    UNKNOWN = "a part is no word"
    KNOWN = "all parts are words"
    ACRONYM = "no word, and no acronym of these texts"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of going wrong."""

    name: str
    group: str
    """The kinds that a goal is set for, or that are of one nature, share a group."""
    changes: Callable[[Passage, int, Random], Iterator[Change]]
    """The passage, the index of a word of it, and chance; yields no error, or one, or several to choose from."""
    proof: str = Proof.UNKNOWN


FUNCTION_WORDS = frozenset(
    "of the to and in for by with on at from that is are was has have been be it its this these which we our as not or will "
    "would can an their all".split()
)

PREFIXES = frozenset(
    "anti auto bi bio co cross counter cyber de dis eco ex extra geo global hydro hyper inter intra macro mega meta micro mid "
    "mini mis multi neo non out over para peri petro poly post pre pro pseudo quasi re self semi socio sub super sur trans tri "
    "ultra un under up vice well".split()
)
"""What may stand before a hyphen: "co-operation" is another spelling and no error."""

FEWEST_ACRONYMS = 4
"""An acronym is swapped where it stands so often at least: with one swapped, three right ones are evidence."""


def _pick(choices: Sequence[str], chance: Random) -> str:
    return choices[int(chance.random() * len(choices))]


def _place(first: int, end: int, chance: Random) -> int:
    """An index from ``first`` up to and without ``end``."""
    return first + int(chance.random() * (end - first))


# Joined words: "ofthe", "legalframework", "ofthe two" → "ofthetwo", "ofHumanitarian", "arepresentation", "isa".


def _joined(
    passage: Passage, index: int, chance: Random, *, count: int, fits: Callable[[Sequence[Word]], bool]
) -> Iterator[Change]:
    run = passage.words[index : index + count]
    together = all(passage.text[one.end : other.start] == " " for one, other in pairwise(run))
    if len(run) == count and together and fits(run):
        yield Change(run[0].start, run[-1].end, "".join(word.text for word in run))


def _all_small(run: Sequence[Word]) -> bool:
    return all(word.is_small and word.text != "a" for word in run)


def _with_function_word(run: Sequence[Word]) -> bool:
    return _all_small(run) and any(word.text in FUNCTION_WORDS for word in run)


def _content_words(run: Sequence[Word]) -> bool:
    return _all_small(run) and all(word.text not in FUNCTION_WORDS and len(word.text) > 2 for word in run)


def _before_a_capital(run: Sequence[Word]) -> bool:
    return run[0].is_small and run[0].text != "a" and run[1].is_capitalized and len(run[1].text) > 2


def _with_a(run: Sequence[Word]) -> bool:
    return all(word.is_small for word in run) and any(word.text == "a" for word in run)


# Words that are no words: one slip of the fingers in a word of four letters or more. Any letter may be hit, the first too.


def _slip(
    passage: Passage, index: int, chance: Random, *, slips: Sequence[Callable[[str, Random], str]], capital: bool = False
) -> Iterator[Change]:
    word = passage.words[index]
    if len(word.text) > 3 and (word.is_capitalized if capital else word.is_small):
        slip = slips[_place(0, len(slips), chance)]
        yield Change(word.start, word.end, slip(word.text, chance))


def _transposed(word: str, chance: Random) -> str:
    at = _place(1 if word.istitle() else 0, len(word) - 1, chance)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: Random) -> str:
    at = _place(1 if word.istitle() else 0, len(word), chance)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Random) -> str:
    at = _place(1 if word.istitle() else 0, len(word), chance)
    return word[:at] + word[at] + word[at:]


def _inserted(word: str, chance: Random) -> str:
    at = _place(1, len(word), chance)
    return word[:at] + _pick([each for each in ascii_lowercase if each not in word[at - 1 : at + 1]], chance) + word[at:]


def _replaced(word: str, chance: Random) -> str:
    at = _place(1 if word.istitle() else 0, len(word), chance)
    return word[:at] + _pick([each for each in ascii_lowercase if each != word[at]], chance) + word[at + 1 :]


_SLIPS = (_transposed, _dropped, _doubled, _inserted, _replaced)


# What text recognition takes for one another: "govemment", "l992", "0rganization", "eommittee".


def _misread(passage: Passage, index: int, chance: Random, *, pairs: Sequence[tuple[str, str]]) -> Iterator[Change]:
    """One letter, or pair of letters, of a word or number of two characters or more is read as another."""
    word = passage.words[index]
    if word.free and len(word.text) > 1 and word.text.isascii():
        seen = [(match.start(), old, new) for old, new in pairs for match in re.finditer(old, word.text)]
        if seen:
            at, old, new = seen[_place(0, len(seen), chance)]
            yield Change(word.start, word.end, word.text[:at] + new + word.text[at + len(old) :])


def _pronoun(passage: Passage, index: int, chance: Random) -> Iterator[Change]:
    word = passage.words[index]
    before, after = passage.words[max(0, index - 1) : index], passage.words[index + 1 : index + 2]
    # After a capital it may be a number: "Verification Mission I until 31 May".
    is_pronoun = not before or before[0].text.islower() or "." in passage.text[before[0].end : word.start]
    if word.free and word.text == "I" and is_pronoun and after and passage.text[word.end : after[0].start] == " ":
        yield Change(word.start, after[0].end, f"{_pick('l1', chance)} {after[0].text}")


# Swapped letters of an acronym that the document has often: "CTSO".


def _swapped(passage: Passage, index: int, chance: Random, *, shortest: int, longest: int) -> Iterator[Change]:
    word = passage.words[index]
    if not (word.free and shortest <= len(word.text) <= longest and word.text.isupper() and word.text.isalpha()):
        return
    neighbours = (*passage.words[max(0, index - 2) : index], *passage.words[index + 1 : index + 3])
    is_heading = any(each.text.isupper() and len(each.text) > 1 for each in neighbours)
    if passage.capitals[word.text] >= FEWEST_ACRONYMS and not is_heading and not _ROMAN.fullmatch(word.text):
        at = _place(0, len(word.text) - 1, chance)
        yield Change(word.start, word.end, word.text[:at] + word.text[at + 1] + word.text[at] + word.text[at + 2 :])


_ROMAN = re.compile("[IVXLCDM]+")


# Blanks too many and too few, hyphens left over from the end of a line.


def _split(passage: Passage, index: int, chance: Random) -> Iterator[Change]:
    word = passage.words[index]
    if word.is_small and len(word.text) > 4:
        first = _place(2, len(word.text) - 1, chance)
        for at in (*range(first, len(word.text) - 1), *range(2, first)):
            yield Change(word.start, word.end, f"{word.text[:at]} {word.text[at:]}")


def _no_blank(passage: Passage, index: int, chance: Random, *, marks: str) -> Iterator[Change]:
    """``marks`` is a pattern of what stands between two words, with the blank that gets lost."""
    if index + 1 < len(passage.words):
        one, other = passage.words[index : index + 2]
        between = passage.text[one.end : other.start]
        # Short words before a stop may be abbreviations, and after them a small letter would be one more.
        plain = one.text.islower() and len(one.text) > 2 and other.text.isalpha()
        if plain and re.fullmatch(marks, between) and (other.text[0].isupper() or "." not in between):
            yield Change(one.start, other.end, one.text + between.replace(" ", "") + other.text)


def _left_hyphen(passage: Passage, index: int, chance: Random) -> Iterator[Change]:
    word = passage.words[index]
    if word.is_small and len(word.text) > 5:
        at = _place(2, len(word.text) - 2, chance)
        if word.text[:at] not in PREFIXES:
            yield Change(word.start, word.end, f"{word.text[:at]}-{word.text[at:]}")


JOINED, TYPOS, SWAPPED = "joined words", "non-word typos", "swapped acronyms"
MISREAD, SPLIT, BLANKS, HYPHENS = "misread letters", "split words", "lost blanks", "left hyphens"

_ALL = (
    Kind("two words, one a function word", JOINED, partial(_joined, count=2, fits=_with_function_word)),
    Kind("two content words", JOINED, partial(_joined, count=2, fits=_content_words)),
    Kind("three words", JOINED, partial(_joined, count=3, fits=_all_small)),
    Kind("before a capital", JOINED, partial(_joined, count=2, fits=_before_a_capital)),
    Kind("with “a”", JOINED, partial(_joined, count=2, fits=_with_a)),
    Kind("letters transposed", TYPOS, partial(_slip, slips=(_transposed,))),
    Kind("letter dropped", TYPOS, partial(_slip, slips=(_dropped,))),
    Kind("letter doubled", TYPOS, partial(_slip, slips=(_doubled,))),
    Kind("letter inserted", TYPOS, partial(_slip, slips=(_inserted,))),
    Kind("letter replaced", TYPOS, partial(_slip, slips=(_replaced,))),
    Kind("in a capitalized word", TYPOS, partial(_slip, slips=_SLIPS, capital=True)),
    Kind("four letters or more", SWAPPED, partial(_swapped, shortest=4, longest=9), Proof.ACRONYM),
    Kind("three letters", SWAPPED, partial(_swapped, shortest=3, longest=3), Proof.ACRONYM),
    Kind("rn/m", MISREAD, partial(_misread, pairs=(("rn", "m"), ("m", "rn")))),
    Kind("l/1/I", MISREAD, partial(_misread, pairs=(("l", "1"), ("l", "I"), ("I", "l"), ("I", "1"), ("1", "l"), ("1", "I")))),
    Kind("I alone", MISREAD, _pronoun, Proof.NONE),
    Kind("O/0", MISREAD, partial(_misread, pairs=(("O", "0"), ("o", "0"), ("0", "O"), ("0", "o")))),
    Kind("c/e", MISREAD, partial(_misread, pairs=(("c", "e"), ("e", "c")))),
    Kind("a piece is no word", SPLIT, _split),
    Kind("both pieces are words", SPLIT, _split, Proof.KNOWN),
    Kind("after a comma", BLANKS, partial(_no_blank, marks=", "), Proof.NONE),
    Kind("after a full stop", BLANKS, partial(_no_blank, marks=r"\. "), Proof.NONE),
    Kind("at another mark", BLANKS, partial(_no_blank, marks=r"[;:?!)] | [(“]"), Proof.NONE),
    Kind("inside a word", HYPHENS, _left_hyphen),
)

KINDS: Mapping[str, Kind] = MappingProxyType({f"{kind.group}: {kind.name}": kind for kind in _ALL})
"""By the kind that labels get."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        group: tuple(name for name, kind in KINDS.items() if kind.group == group)
        for group in dict.fromkeys(each.group for each in _ALL)
    }
)
"""The kinds of each group."""
