"""Regular expressions to the literal text that any match of them must hold, and one automaton that looks for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

_PIECE = re.compile(
    r"""
      \\(?P<class>[pP]\{[^}]*\}|[dDwWsSbBAZmMX])        # a class or a position
    | \\(?P<escaped>.)
    | (?P<set>\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])
    | (?P<flags>\(\?[a-zA-Z]+\))
    | (?P<open>\((?:\?(?:[:=!>|]|<[=!]|P?<\w+>|[a-zA-Z-]+:))?)
    | (?P<close>\))
    | (?P<or>\|)
    | (?P<position>[\^$])
    | (?P<any>\.)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_QUANTIFIER = re.compile(r"[*+?]|\{(\d+)(?:,\d*)?\}")


def required_literals(pattern: str) -> frozenset[str]:
    """Strings, lower case, one of which stands in every match; empty when that cannot be told.

    The longest run of literal characters at the top level of the pattern is taken; of alternatives, one from each.

    >>> sorted(required_literals(r"(?i)\\bon the basis of (?=memorandum)"))
    ['on the basis of ']
    >>> sorted(required_literals(r"\\b(?:recorded|separate) vote"))
    [' vote']
    >>> required_literals(r"(?<=\\p{Ll}),(?=\\p{L})")
    frozenset({','})
    """
    if re.match(r"\(\?\w*x", pattern):  # blanks and comments mean something else there
        return frozenset()
    branches = list(_branches(pattern))
    best = [_best(branch) for branch in branches]
    return frozenset(best) if all(best) else frozenset()


def _best(runs: Sequence[str]) -> str:
    return max(runs, key=lambda run: (len(run.strip()), run), default="").lower()


def _branches(pattern: str) -> Iterator[list[str]]:
    """The literal runs of each top-level alternative."""
    runs: list[str] = []
    current, depth, position = "", 0, 0
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        assert piece is not None
        position = piece.end()
        quantifier = _QUANTIFIER.match(pattern, position)
        if quantifier:
            position = quantifier.end()
            position += pattern[position : position + 1] in ("?", "+")
        depth += (piece.lastgroup == "open") - (piece.lastgroup == "close")
        character = piece["escaped"] or piece["literal"] if depth == 0 else None
        if depth == 0 and piece.lastgroup == "or":
            yield [*runs, current]
            runs, current = [], ""
        elif character and not quantifier:
            current += character
        else:
            runs.append(current)
            current = ""
    yield [*runs, current]


class Anchors:
    """Which of many patterns can match in a text, told in one pass over it."""

    def __init__(self, literals: Sequence[frozenset[str]]) -> None:
        self._always = [index for index, needed in enumerate(literals) if not needed or any(len(one) == 1 for one in needed)]
        owners: dict[str, list[int]] = {}
        for index, needed in enumerate(literals):
            if index not in self._always:
                for literal in needed:
                    owners.setdefault(literal, []).append(index)
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard) if owners else None

    def possible(self, lowered: str) -> list[int]:
        """The indexes of the patterns worth trying on a text, given in lower case; in order."""
        found = set(self._always)
        if self._automaton is not None:
            for index in {match[0] for match in self._automaton.find_matches_as_indexes(lowered, overlapping=True)}:
                found.update(self._owners[index])
        return sorted(found)
