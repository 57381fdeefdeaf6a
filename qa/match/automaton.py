"""The literals of all checks in one automaton: a text to the places where each check should look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

LiteralPlace = tuple[int, int]
"""The number of a literal, and where it begins in the view."""

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
        # Thousands of strings as a table of states take some megabytes, and a third of the time that the automaton's own
        # choice, sparse states, takes.
        table = Implementation.DFA
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard, implementation=table) if owners else None

    def places(self, lowered: str) -> list[list[LiteralPlace]]:
        """For each check where its literals stand in a text in small letters."""
        found: list[list[LiteralPlace]] = [[] for _ in range(self._checks)]
        if self._automaton is not None:
            text = _whole(folded(lowered))
            for literal, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                for check, number in self._owners[literal]:
                    found[check].append((number, start))
        return found
