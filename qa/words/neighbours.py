"""A form to the known words one or two slips away; the search is by the forms themselves, never by trying two edits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from qa.words.channel import ALPHABET, Channel
from qa.words.lexicon import RARE, Lexicon

_USED = 2
"""The frequency class from which a form is looked for among those two slips away."""
_SHORTEST_FOR_TWO = 6


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
    def _used(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """First letter and length -> the forms, in small letters, that records use."""
        used: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word, level in self.lexicon.word_classes.items():
            if level >= _USED:
                used[word[0], len(word)].append(word)
        for small, forms in self._names.items():
            if any(level >= _USED for _, level in forms):
                used[small[0], len(small)].append(small)
        return used

    def _bucket(self, first: str, length: int) -> list[tuple[str, int]]:
        return [(form, letters_of(form)) for form in dict.fromkeys(self._used.get((first, length), ()))]

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

    def misread(self, small: str, two: bool) -> Iterator[Near]:
        """The words that a form, in small letters, may stand as: the search of ``near`` the other way round."""
        two = two and len(small) >= _SHORTEST_FOR_TWO
        similar = self._similar(small) if two else ()
        for candidate in sorted({*self._one_slip(small), *self._read_as(small), *similar} - {small}):
            bits, edits = self.channel.best(candidate, small, 2 if two else 1)
            if edits:
                yield Near(candidate, bits, edits)

    def _read_as(self, small: str) -> Iterator[str]:
        """The forms that a machine may read for one."""
        for seen, meant in self.channel.pairs:
            place = small.find(meant)
            while place >= 0:
                if (form := small[:place] + seen + small[place + len(meant) :]) in self.small:
                    yield form
                place = small.find(meant, place + 1)

    def _written(self, small: str, bits: float, edits: tuple[str, ...]) -> Iterator[Near]:
        if bits == float("inf"):
            return
        for form in dict.fromkeys(self._forms(small)):
            yield Near(form, bits, edits)

    def _one_slip(self, small: str) -> frozenset[str]:
        """The forms one slip away."""
        found: set[str] = set()
        for i in range(len(small) + 1):
            left, right = small[:i], small[i:]
            begun = [left + letter for letter in ALPHABET]
            found.update([each + right for each in begun])
            if right:
                rest = right[1:]
                found.update([each + rest for each in begun])
                found.add(left + rest)
                found.add(left + rest[:1] + right[0] + rest[1:])
            for seen, meant in self.channel.pairs_at(small, i):
                found.add(left + meant + right[len(seen) :])
        found.discard(small)
        return self.small & found

    def _similar(self, small: str) -> Iterator[str]:
        """Forms that may be two slips away: same first letter, length and letters nearly the same."""
        letters = letters_of(small)
        for length in range(len(small) - 2, len(small) + 3):
            place = small[0], length
            bucket = self.letters.get(place)
            if bucket is None:
                bucket = self.letters[place] = self._bucket(*place)
            yield from [form for form, its in bucket if (letters ^ its).bit_count() <= 4]


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
