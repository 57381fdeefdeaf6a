"""How likely a word is where it stands, in bits: counts of 30 million words of records, and the document's own.

The counts of words alone, in twos and in threes lie in one table of hashed keys, sorted and packed in three bytes an entry, in
which nothing is unpacked: a look-up is a bisection among some twenty entries. A key that was never counted is taken for
another one in three of ten thousand look-ups.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log2
from typing import Literal
from zlib import crc32

from qa.ground.resources import read_bytes, read_text

COMPANY, WRITTEN = "company.bin", "written.txt"
MAGIC = b"qa company 1\n\0\0\0"
BUCKETS = 1 << 16
PLACES_A_BIT = 8
"""A count is kept as its logarithm in eighths of a bit."""
_HEADER = len(MAGIC) + 12
_MOST_KNOWN = 100_000
_OFTEN, _FAR_MORE, ANYWHERE = 15, 3, 1 / 1400
"""Counts from which the way to write two words is settled, and how many times commoner it must be than the others; the share of
all terms from which a word stands beside any other."""


def key(text: str) -> int:
    """The hashed key of terms with blanks between them."""
    return crc32(text.encode())


def spread(code: int) -> tuple[int, int]:
    """The bucket of a key, and what tells it from the others there."""
    return code >> 16, code & 0xFFFF


@dataclass(frozen=True)
class Company:
    """The packed counts."""

    data: bytes
    newer: Mapping[str, float] = field(default_factory=dict)
    """What records since 2000 say of words that older ones wrote otherwise; as many as there would be in all records."""

    @cached_property
    def total(self) -> int:
        """All terms counted."""
        return int.from_bytes(self.data[len(MAGIC) + 4 : _HEADER], "little")

    @cached_property
    def _size(self) -> int:
        return int.from_bytes(self.data[len(MAGIC) : len(MAGIC) + 4], "little")

    @cached_property
    def _offsets(self) -> Sequence[int]:
        return _numbers(self.data, "I", _HEADER, BUCKETS + 1)

    @cached_property
    def _rests(self) -> Sequence[int]:
        return _numbers(self.data, "H", _HEADER + 4 * (BUCKETS + 1), self._size)

    @cached_property
    def _sizes(self) -> memoryview:
        return memoryview(self.data)[_HEADER + 4 * (BUCKETS + 1) + 2 * self._size :]

    def is_closed(self, first: str, second: str) -> bool:
        """Whether records since 2000 write two words in one, far more often than apart or with a hyphen."""
        one, hyphened, apart = self._ways(first, second)
        return one >= max(_OFTEN, _FAR_MORE * (hyphened + apart))

    def is_hyphened(self, first: str, second: str) -> bool:
        """The same for a hyphen."""
        one, hyphened, apart = self._ways(first, second)
        return hyphened >= max(_OFTEN, _FAR_MORE * (one + apart))

    def _ways(self, first: str, second: str) -> tuple[float, ...]:
        return tuple(self.newer.get(form, 0.0) for form in (first + second, f"{first}-{second}", f"{first} {second}"))

    def is_one(self, first: str, second: str) -> bool:
        """The same of two words neither of which is so common that it stands beside any other: "in formation" may be two."""
        return self.is_closed(first, second) and max(self.count(first), self.count(second)) < ANYWHERE * self.total

    @cached_property
    def count(self) -> Callable[[str], float]:
        """About how often terms stand side by side; 0 for what is too rare to be kept."""
        return _Counts(self._look_up).__getitem__

    def _look_up(self, text: str) -> float:
        bucket, rest = spread(key(text))
        low, high = self._offsets[bucket], self._offsets[bucket + 1]
        at = bisect_left(self._rests, rest, low, high)
        counted = _COUNTS[self._sizes[at]] if at < high and self._rests[at] == rest else 0.0
        return max(self.newer[text], min(counted, 1.0)) if text in self.newer else counted


class _Counts(dict[str, float]):
    """Counts that were looked up: the same company is asked for again and again, and then without a step of the interpreter."""

    def __init__(self, look_up: Callable[[str], float]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, text: str) -> float:
        if len(self) > _MOST_KNOWN:
            self.clear()
        count = self[text] = self._look_up(text)
        return count


_COUNTS = tuple(2 ** (size / PLACES_A_BIT) for size in range(256))


def _numbers(data: bytes, code: Literal["I", "H"], start: int, size: int) -> Sequence[int]:
    width = array(code).itemsize
    if sys.byteorder == "little":
        return memoryview(data)[start : start + width * size].cast(code)
    numbers = array(code, data[start : start + width * size])
    numbers.byteswap()
    return numbers


@cache
def load_company() -> Company:
    """The counts of ``rules/lexicon``, one instance a process."""
    data = read_bytes("rules", "lexicon", COMPANY)
    if not data.startswith(MAGIC):
        raise ValueError(f"rules/lexicon/{COMPANY} is no table of counts of this version")
    return Company(data, newer_counts(read_text("rules", "lexicon", WRITTEN), Company(data).total))


def newer_counts(written: str, total: int) -> dict[str, float]:
    """The counts of a file that ``qa.learn.written`` makes, as if as many words had been counted as ``total``."""
    size, *lines = written.splitlines()
    rows = (line.partition("\t") for line in lines)
    return {
        form: int(number) * total / int(size)
        for counts, _, words in rows
        for form, number in zip((words.replace(" ", ""), words.replace(" ", "-"), words), counts.split(" "), strict=True)
    }


LETTERS = "letters.bin"
_SIGNS = "abcdefghijklmnopqrstuvwxyz'^"
_SIGN = {sign: index for index, sign in enumerate(_SIGNS)}
_OTHER = len(_SIGNS)
SIDE = len(_SIGNS) + 1
"""Signs of the table of letters: the alphabet, the apostrophe, the edge of a word, anything else."""
_BITS_A_PLACE = 16


@dataclass(frozen=True)
class Letters:
    """How likely letters follow two others, in words and in names: what a word looks like that no list has."""

    data: bytes

    def bits(self, word: str, is_name: bool) -> float:
        """The bits of the letters of a word, its end among them."""
        base = SIDE**3 if is_name else 0
        total, first, second = 0, _SIGN["^"], _SIGN["^"]
        for letter in f"{word.lower()}^":
            third = _SIGN.get(letter, _OTHER)
            total += self.data[base + (first * SIDE + second) * SIDE + third]
            first, second = second, third
        return total / _BITS_A_PLACE


def letter_table(words: Mapping[str, int], names: Mapping[str, int]) -> bytes:
    """The table of words and of names, each with its weight."""
    return _letters_of(words) + _letters_of(names)


def _letters_of(forms: Mapping[str, int]) -> bytes:
    counts = [0.02] * SIDE**3
    for form, weight in forms.items():
        first = second = _SIGN["^"]
        for letter in f"{form.lower()}^":
            third = _SIGN.get(letter, _OTHER)
            counts[(first * SIDE + second) * SIDE + third] += weight
            first, second = second, third
    table = bytearray()
    for start in range(0, SIDE**3, SIDE):
        row = counts[start : start + SIDE]
        table += bytes(min(255, round(-_BITS_A_PLACE * log2(count / sum(row)))) for count in row)
    return bytes(table)


@cache
def load_letters() -> Letters:
    return Letters(read_bytes("rules", "lexicon", LETTERS))
