"""Wordings of names and terms, with what may end them, all looked for in a text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Value = TypeVar("Value")

Places = tuple[int, int, tuple[Value, ...]]
"""Where a form begins and ends, and all that it may stand for."""

_ARABIC_BEFORE = re.compile("[وف]?(?:[بلك]|لل|ال|بال|كال)?")
"""And, so, in, to, as and the article, which Arabic writes in one word with what follows."""
_ARABIC_WORD_BEFORE = re.compile("[\u0621-\u064a]*$")
_LONGEST_BEFORE = 6


class Wordings(Generic[Value]):
    """The forms of one language: a literal, a pattern of what goes on after it (empty: it ends there), what it stands for."""

    def __init__(self, forms: Iterable[tuple[str, str, Value]], language: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._arabic, self._chinese = language == "ar", language == "zh"
        owners: dict[str, dict[str, list[Value]]] = {}
        for literal, rest, value in forms:
            values = owners.setdefault(literal, {}).setdefault(rest, [])
            if value not in values:
                values.append(value)
        self._rests: list[list[tuple[re.Pattern[str] | None, tuple[Value, ...]]]] = [
            [(re.compile(rest, flags) if rest else None, tuple(values)) for rest, values in each.items()]
            for each in owners.values()
        ]
        table = Implementation.DFA
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard, implementation=table) if owners else None

    def longest(self, text: str) -> Iterator[Places[Value]]:
        """The forms of a text in order, of those that overlap the first, and of those at one place the longest."""
        reached = 0
        for start, group in self._groups(text):
            if start >= reached and self._begins(text, start):
                best = max(self._at(text, start, group), key=_end, default=None)
                if best is not None:
                    reached = best[1]
                    yield best

    def every(self, text: str) -> Iterator[Places[Value]]:
        """The forms of a text in the order of where they begin, those inside others too."""
        for start, group in self._groups(text):
            if self._begins(text, start):
                yield from self._at(text, start, group)

    def _groups(self, text: str) -> Iterator[tuple[int, Iterable[tuple[int, int, int]]]]:
        found = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []
        return groupby(sorted(found, key=_start), key=_start)

    def _begins(self, text: str, start: int) -> bool:
        """Whether a word begins at this place."""
        if self._chinese or not start or not text[start - 1].isalnum():
            return True
        if not self._arabic:
            return False
        word = _ARABIC_WORD_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        return word is not None and _ARABIC_BEFORE.fullmatch(word.group()) is not None

    def _at(self, text: str, start: int, group: Iterable[tuple[int, int, int]]) -> Iterator[Places[Value]]:
        for literal, _, end in group:
            for rest, values in self._rests[literal]:
                match = rest.match(text, end) if rest else None
                if rest is None or match is not None:
                    reached = match.end() if match else end
                    if self._chinese or not text[reached : reached + 1].isalnum():
                        yield start, reached, values


def _start(match: tuple[int, int, int]) -> int:
    return match[1]


def _end(place: tuple[int, int, object]) -> int:
    return place[1]
