"""The literals of all checks in one automaton: a text to the places where each check should look."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

LiteralPlace = tuple[int, int]
"""The number of a literal, and where it begins in the view."""

_PIECE = 1 << 20
"""Code points that the automaton is given at once: it copies them."""

_TAKEN_FOR = str.maketrans("İıſ", "iis")


def folded(lowered: str) -> str:
    """A text in lower case as a pattern that ignores case sees it: "İstanbul" too matches ``(?i)istanbul``."""
    return lowered.translate(_TAKEN_FOR) if any(mark in lowered for mark in "İıſ") else lowered


def _whole(text: str) -> str:
    """A text without halves of surrogate pairs, which the automaton, fed with UTF-8, cannot be given; no place moves."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


_HALF = re.compile("[\ud800-\udfff]")


class Literals:
    """One pass over a text for the literals of all checks."""

    def __init__(self, wanted: Sequence[Sequence[str]]) -> None:
        """``wanted`` are those of each check."""
        self._checks = len(wanted)
        owners: dict[str, list[LiteralPlace]] = {}
        for check, literals in enumerate(wanted):
            for number, literal in enumerate(literals):
                owners.setdefault(literal, []).append((check, number))
        self._owners = tuple(owners.values())
        self._longest = max(map(len, owners), default=0)
        # Packed states: a full table of them has thirty megabytes, which take five times as long to make, and more than twice as
        # long to read, because no cache of a processor holds them.
        table = Implementation.ContiguousNFA
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard, implementation=table) if owners else None

    def places(self, lowered: str) -> Iterator[list[LiteralPlace]]:
        """For each check where its literals stand in a text in small letters, one check after another."""
        numbers, starts = ([array("q") for _ in range(self._checks)] for _ in range(2))
        owners = self._owners
        for literal, start in self._matches(lowered):
            for check, number in owners[literal]:
                numbers[check].append(number)
                starts[check].append(start)
        for its_numbers, its_starts in zip(numbers, starts, strict=True):
            yield [*zip(its_numbers, its_starts, strict=True)]

    def _matches(self, lowered: str) -> Iterator[LiteralPlace]:
        """The numbers of the literals in a text and where they begin, in the order in which they end."""
        if self._automaton is None:
            return
        for begin in range(0, len(lowered), _PIECE):
            # With the end of the piece before, in which what ends here may begin.
            before = min(begin, self._longest)
            piece = _whole(folded(lowered[begin - before : begin + _PIECE]))
            for literal, start, end in self._automaton.find_matches_as_indexes(piece, overlapping=True):
                if end > before:
                    yield literal, begin - before + start
