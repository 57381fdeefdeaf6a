"""Things from left to right on the paper to the order they are read in: Arabic and Hebrew run the other way, but not their
numbers and names in Latin letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import Protocol, TypeVar


class _Set(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...


_Thing = TypeVar("_Thing", bound=_Set)

_LEFTWARD = frozenset(("R", "AL"))
LETTERS = frozenset(("L",))
LETTERS_AND_DIGITS = frozenset(("L", "EN", "AN"))
"""Within a word digits run to the right in every script; of two numbers side by side the first stands where the line
begins (Unicode Standard Annex 9)."""


def in_reading_order(things: Sequence[_Thing], rightward: frozenset[str]) -> Sequence[_Thing]:
    """Glyphs of a word or words of a line, given from left to right. ``rightward`` are the bidirectional classes of what
    runs to the right among what runs to the left."""
    ways = [_way(thing.text, LETTERS) for thing in things]
    leftward = ways.count(_Way.LEFTWARD)
    if not leftward:
        return things
    if leftward >= ways.count(_Way.RIGHTWARD):
        backward = sorted(things, key=lambda thing: -thing.left)  # a stable order: the parts of a ligature stay as they are
        return [*_turned(backward, _Way.RIGHTWARD, rightward)]
    return [*_turned(things, _Way.LEFTWARD, rightward)]


class _Way(Enum):
    LEFTWARD = -1
    NEITHER = 0
    RIGHTWARD = 1


def _turned(things: Iterable[_Thing], way: _Way, rightward: frozenset[str]) -> Iterator[_Thing]:
    """What is read against the direction of the line is turned round, run by run."""
    for is_against, group in groupby(things, key=lambda thing: _way(thing.text, rightward) is way):
        run = [*group]
        yield from sorted(run, key=lambda thing: way.value * thing.left) if is_against else run


def _way(text: str, rightward: frozenset[str]) -> _Way:
    """Which way the first letter or digit that tells runs."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _LEFTWARD:
            return _Way.LEFTWARD
        if kind in rightward:
            return _Way.RIGHTWARD
    return _Way.NEITHER
