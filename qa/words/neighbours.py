"""A form to the known words one or two slips away; the search is by the forms themselves, never by trying two edits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from qa.words.channel import ALPHABET, Channel
from qa.words.lexicon import RARE, Lexicon

_USED = 2
"""The frequency class from which a form is looked for among those two slips away."""
_SHORTEST_FOR_TWO = 6
_WORTH_SORTING = 500
"""Words asked about from which on it is worth to sort all forms, which takes as long as looking for so many."""


@dataclass(frozen=True, slots=True)
class Near:
    """A known form, in the capitals that the lexicon gives it."""

    form: str
    bits: float
    edits: tuple[str, ...]


@dataclass(frozen=True)
class Neighbours:
    """The lexicon arranged for the search, in small letters."""

    channel: Channel
    lexicon: Lexicon
    letters: dict[tuple[str, int], list[tuple[str, int]]] = field(default_factory=dict)
    """First letter and length -> the forms that records use, each with its letters as bits; counted when first asked for."""
    asked: set[str] = field(default_factory=set)
    """The first words that were asked about."""

    @cached_property
    def _names(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Name in small letters -> the names written so, each with its frequency class."""
        names: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, level in self.lexicon.name_classes.items():
            names[name.lower()].append((name, level))
        return names

    @cached_property
    def small(self) -> frozenset[str]:
        """All forms, in small letters."""
        return frozenset((*self.lexicon.word_classes, *self._names))

    @cached_property
    def _used(self) -> Mapping[str, Sequence[str]]:
        """First letter -> the forms, in small letters, that records use."""
        used: defaultdict[str, list[str]] = defaultdict(list)
        for word, level in self.lexicon.word_classes.items():
            if level >= _USED:
                used[word[0]].append(word)
        for small, forms in self._names.items():
            if any(level >= _USED for _, level in forms):
                used[small[0]].append(small)
        return used

    def _bucket(self, first: str, length: int) -> list[tuple[str, int]]:
        forms = sorted({form for form in self._used.get(first, ()) if len(form) == length})
        return [(form, letters_of(form)) for form in forms]

    def _forms(self, small: str) -> Iterator[str]:
        """The ways of writing a form that records use, or that word lists have and do not call rare."""
        if self.lexicon.word_classes.get(small, RARE) != RARE:
            yield small
        for name, level in self._names.get(small, ()):
            if level != RARE:
                yield name

    def near(self, word: str, two: bool) -> Iterator[Near]:
        """The forms near a word; ``two``: whether two slips are thought of."""
        small = word.lower()
        for candidate in self._one_slip(small):
            yield from self._written(candidate, *self.channel.best(small, candidate, 1))
        if not two or len(small) < _SHORTEST_FOR_TWO:
            return
        for candidate in self._similar(small):
            bits, edits = self.channel.best(small, candidate, 2)
            if len(edits) == 2:
                yield from self._written(candidate, bits, edits)

    def _written(self, small: str, bits: float, edits: tuple[str, ...]) -> Iterator[Near]:
        if bits == float("inf"):
            return
        for form in dict.fromkeys(self._forms(small)):
            yield Near(form, bits, edits)

    def _one_slip(self, small: str) -> frozenset[str]:
        """The forms one slip away. Where no form begins or ends as the word does, no slip is tried."""
        begun, ended = self._shared(small)
        first, last = max(0, len(small) - ended - 2), begun
        found: set[str] = set()
        for i in range(first, last + 1):
            left, right = small[:i], small[i:]
            begins = [left + letter for letter in ALPHABET]
            found.update([each + right for each in begins])
            if right:
                rest = right[1:]
                found.update([each + rest for each in begins])
                found.add(left + rest)
                found.add(left + rest[:1] + right[0] + rest[1:])
            for seen, meant in self.channel.pairs_at(small, i):
                found.add(left + meant + right[len(seen) :])
        for i in range(first):  # what a machine reads for a long sign ends later than other slips
            for seen, meant in self.channel.pairs_at(small, i):
                if len(small) - i - len(seen) <= ended:
                    found.add(small[:i] + meant + small[i + len(seen) :])
        found.discard(small)
        return self.small & found

    def _shared(self, small: str) -> tuple[int, int]:
        """How many letters at the beginning of a word, and at its end, any form has there too; all, until it is worth asking."""
        asked = self.asked
        if len(asked) <= _WORTH_SORTING:
            asked.add(small)
            return len(small), len(small)
        return _longest_beginning(small, self._ordered), _longest_beginning(small[::-1], self._ordered_by_end)

    @cached_property
    def _ordered(self) -> Sequence[str]:
        return sorted(self.small)

    @cached_property
    def _ordered_by_end(self) -> Sequence[str]:
        return sorted(form[::-1] for form in self.small)

    def _similar(self, small: str) -> Iterator[str]:
        """Forms that may be two slips away: same first letter, length and letters nearly the same."""
        letters = letters_of(small)
        for length in range(len(small) - 2, len(small) + 3):
            place = small[0], length
            bucket = self.letters.get(place)
            if bucket is None:
                bucket = self.letters[place] = self._bucket(*place)
            for form, its in bucket:
                if (letters ^ its).bit_count() <= 4:
                    yield form


def _longest_beginning(word: str, ordered: Sequence[str]) -> int:
    """How many letters at the beginning of a word begin one of a sorted list too, which then stands beside its place there.

    >>> _longest_beginning("harbuor", ["hand", "harbour", "hare"])
    4
    """
    place = bisect_left(ordered, word)
    return max((_alike(word, beside) for beside in ordered[max(0, place - 1) : place + 1]), default=0)


def _alike(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((index for index, (one, two) in pairs if one != two), min(len(word), len(other)))


@lru_cache(maxsize=4)
def neighbours_of(lexicon: Lexicon, channel: Channel) -> Neighbours:
    """One instance for a lexicon."""
    return Neighbours(channel, lexicon)


@lru_cache(maxsize=50_000)
def letters_of(word: str) -> int:
    """The letters as bits, three a letter; letters 32 apart share theirs, which can only let a word through."""
    bits = 0
    for letter in word:
        shift = 3 * (ord(letter) & 31)
        bits |= ((bits >> shift & 3) << 1 | 1) << shift
    return bits
