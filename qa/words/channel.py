"""Two words in; out comes how unlikely it is that the one was written for the other, in bits, and the slips that explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property

from qa.words.edit_table import Edits, SlipKind, load_edits

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"

Slip = tuple[str, float, str, str]
"""The name of an edit, its bits, and what is left of what was seen and of what was meant."""


class Channel:
    """How unlikely it is that one word was written as another, in bits.

    >>> channel = Channel(load_edits())
    >>> [channel.best("recieve", "receive", 1)[1], channel.best("goverment", "government", 1)[1]]
    [('swapped',), ('left-out',)]
    """

    def __init__(self, edits: Edits) -> None:
        self._edits = edits
        self._readings: dict[str, list[tuple[str, str, SlipKind]]] = {}
        for edit in edits.family("reading"):
            for seen, meant in edit.pairs:
                self._readings.setdefault(seen[0], []).append((seen, meant, edit))
        self._first = edits.surcharge["first-letter"]
        self._second = edits.surcharge["second-slip"]
        self._cost = {edit.name: edit.bits for edit in edits.family("letter")}
        self._dearest = max(self._cost.values()) + self._first

    @cached_property
    def most_changed(self) -> int:
        """How many letters one slip takes away and puts in at most."""
        return max(
            2,
            *((Counter(seen) - Counter(meant)).total() + (Counter(meant) - Counter(seen)).total() for seen, meant in self.pairs),
        )

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Everything that a machine may have read for something else in a word."""
        for rows in self._readings.values():
            for seen, meant, _ in rows:
                yield seen, meant

    def pairs_at(self, word: str, place: int) -> Iterator[tuple[str, str]]:
        """What a machine may have read at a place of a word, and for what."""
        for seen, meant, _ in self._readings.get(word[place : place + 1], ()):
            if word.startswith(seen, place):
                yield seen, meant

    def best(self, seen: str, meant: str, most: int) -> tuple[float, tuple[str, ...]]:
        """The bits of the likeliest slips, at most ``most``, and their names; infinite where more are needed."""
        return self._best(seen, meant, most, "")

    def _best(self, seen: str, meant: str, most: int, before: str) -> tuple[float, tuple[str, ...]]:
        same = 0
        for first, second in zip(seen, meant, strict=False):
            if first != second:
                break
            same += 1
        if same:
            before, seen, meant = seen[same - 1], seen[same:], meant[same:]
        if seen == meant:
            return _NOTHING_MORE
        if not most or abs(len(seen) - len(meant)) > 2 * most:
            return _NEVER
        best = _NEVER
        for name, bits, seen_rest, meant_rest in self._slips(seen, meant, before):
            if seen_rest == meant_rest:
                rest, names = _NOTHING_MORE
            elif most == 1:
                continue
            else:
                rest, names = self._best(seen_rest, meant_rest, most - 1, meant[:1] or before)
            total = bits + rest + (self._second if names else 0.0) + (0.0 if before else self._first)
            if total < best[0]:
                best = total, (name, *names)
        return best

    def _slips(self, seen: str, meant: str, before: str) -> Iterator[Slip]:
        cost = self._cost
        if seen:
            name = "doubled" if seen[0] == before else "put-in"
            yield name, cost[name], seen[1:], meant
        if meant:
            name = "undoubled" if meant[0] == before else "left-out"
            yield name, cost[name], seen, meant[1:]
        if not seen or not meant:
            return
        name = _exchange(seen[0], meant[0])
        yield name, cost[name], seen[1:], meant[1:]
        if seen[:2] == meant[1::-1]:
            yield "swapped", cost["swapped"], seen[2:], meant[2:]
        for wrong, right, edit in self._readings.get(seen[0], ()):
            if seen.startswith(wrong) and meant.startswith(right):
                yield edit.name, edit.bits, seen[len(wrong) :], meant[len(right) :]


_NEVER: tuple[float, tuple[str, ...]] = float("inf"), ()
_NOTHING_MORE: tuple[float, tuple[str, ...]] = 0.0, ()


def _exchange(seen: str, meant: str) -> str:
    if meant in _NEIGHBOURS.get(seen, ()):
        return "key"
    return "vowel" if seen in _VOWELS and meant in _VOWELS else "exchanged"


def _neighbouring_keys() -> dict[str, frozenset[str]]:
    """Key -> the keys that touch it on an English keyboard, whose rows are shifted by half a key."""
    place = {key: (row, 2 * column + row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: frozenset(
            other
            for other, (other_row, other_column) in place.items()
            if other != key and abs(row - other_row) <= 1 and abs(column - other_column) <= 2
        )
        for key, (row, column) in place.items()
    }


_NEIGHBOURS = _neighbouring_keys()


@cache
def load_channel() -> Channel:
    return Channel(load_edits())
