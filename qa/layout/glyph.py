"""What a page is made of: glyphs, the words they make, and the lines that words stand on.

Every length is in points. Coordinates are those of a reader who holds the page so that the text is upright: ``x`` grows
to the right, ``y`` downward; where they begin does not matter, only that it is the same on all pages of a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qa.layout.direction import LETTERS, in_reading_order


class Glyph(NamedTuple):
    """One character as printed; a named tuple, because a page has some three thousand and these are made five times faster."""

    text: str
    """A code point; a blank where the file has a blank."""
    left: float
    right: float
    """Where the next glyph stands if nothing moves it: the advance, not the ink."""
    baseline: float
    size: float
    """Of the type."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The glyphs of one page that are written in one direction, turned upright."""

    page: int
    """1-based."""
    glyphs: tuple[Glyph, ...]
    is_main: bool = True
    """False for what is written in another direction than most of its page: a stamp, a watermark, a turned table."""
    angle: float = 0.0
    """By how much it was turned, in degrees, counter-clockwise from left to right."""


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a blank between them."""

    text: str
    left: float
    right: float
    baseline: float
    """Of the row it belongs to, for a raised or lowered word too."""
    size: float
    host: float = 0.0
    """The type size of the words round it where this one is raised or lowered, else 0."""
    glued: bool = False
    """True where no blank parts it from the word before: the "th" of "79th", the 2 of "CO2"."""

    @property
    def line_size(self) -> float:
        return self.host or self.size


@dataclass(frozen=True, eq=False)
class Line:
    """The words of one row of one column, from left to right. Law: there is at least one."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, words: Iterable[Word]) -> Line:
        return cls(tuple(sorted(words, key=lambda word: (word.left, word.right))))

    @cached_property
    def text(self) -> str:
        first, *others = self._ordered
        return first.text + "".join(word.text if word.glued else f" {word.text}" for word in others)

    @property
    def _ordered(self) -> Sequence[Word]:
        """The words as they are read."""
        is_latin = all(word.text.isascii() for word in self.words)
        return self.words if is_latin else in_reading_order(self.words, LETTERS)

    def offsets(self) -> Iterator[tuple[int, Word]]:
        """Where in the text each word begins."""
        begin = 0
        for number, word in enumerate(self._ordered):
            begin += number > 0 and not word.glued
            yield begin, word
            begin += len(word.text)

    @cached_property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def baseline(self) -> float:
        return self.words[0].baseline

    @cached_property
    def size(self) -> float:
        """The type size of most of its letters."""
        return usual(((word.line_size, len(word.text)) for word in self.words), default=1.0)


def usual(weighted: Iterable[tuple[float, int]], *, default: float) -> float:
    """The value, to a quarter of a point, that has the most weight; of equals the greater."""
    weights: Counter[float] = Counter()
    for value, weight in weighted:
        weights[round(value * 4) / 4] += weight
    return max(weights, key=lambda value: (weights[value], value)) if weights else default
