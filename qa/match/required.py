"""Regular expressions to the literal text that any match of them must hold, and its places to the paragraphs worth trying.

The method is that of prefilters in RE2 and of trigram queries (Russ Cox, Regular Expression Matching with a Trigram
Index, 2012): for each part of an expression, which strings it begins with, ends with, is, and holds for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from qa.ground.prepared import prepared
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace

_MOST = 1000
"""Strings in a set; a larger one says too little."""
_NOTHING = frozenset(("",))
_FOLDED_APART = frozenset("iıİſKÅß")
"""Characters whose lower case is no safe ground for comparing."""

Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is certain of the text that a part of an expression matches."""

    begins: Strings
    """It begins with one of these (with the empty string: nothing is known)."""
    ends: Strings
    exact: bool
    """It is one of ``begins``, and nothing else."""
    holds: Strings
    """It holds one of these."""


_UNKNOWN = _Part(_NOTHING, _NOTHING, False, _NOTHING)
_EMPTY = _Part(_NOTHING, _NOTHING, True, _NOTHING)


def required_literals(pattern: str) -> frozenset[str]:
    """Strings, lower case, one of which stands in every match or touches it; empty when that cannot be told.

    What a look-ahead or look-behind asks for counts, for it stands there too.

    >>> sorted(required_literals(r"(?i)\\bon the basis of (?=memorandum)"))
    ['on the basis of memorandum']
    >>> sorted(required_literals(r"\\b(?:recorded|separate) votes?"))
    ['recorded vote', 'separate vote']
    >>> sorted(required_literals(r"(?<=\\w) +(?=[,;])"))
    [' ,', ' ;']
    >>> sorted(required_literals(r"\\bit\\x27s\\b"))
    ["it's"]
    >>> required_literals(r"\\p{Ll}+|x")
    frozenset()
    """
    if re.match(r"\(\?\w*x", pattern):  # blanks and comments mean something else there
        return frozenset()
    part, end = _alternatives(pattern, 0)
    if end != len(pattern):
        return frozenset()
    best = _best((part.begins, part.ends, part.holds))
    return frozenset() if "" in best else best


def all_required_literals(patterns: Sequence[str]) -> list[frozenset[str]]:
    """The literals of each pattern, as ``required_literals`` tells them; those told before are kept."""
    return list(
        map(frozenset, prepared("literals", (__name__,), patterns, lambda each: sorted(required_literals(each)), _MOST_KEPT))
    )


_MOST_KEPT = 2_000
"""Patterns; the shipped rules have some hundred."""


def _best(sets: Iterable[Strings]) -> Strings:
    return max(sets, key=lambda strings: (min(map(len, strings)), -len(strings)), default=_NOTHING)


def _literal(strings: Iterable[str]) -> _Part:
    lowered = frozenset(string.lower() for string in strings)
    return _Part(lowered, lowered, True, lowered)


def _joined(first: Strings, second: Strings) -> Strings:
    return frozenset(map("".join, product(first, second)))


def _sequence(first: _Part, second: _Part) -> _Part:
    """The part that is ``first`` and then ``second``."""
    if len(first.ends) * len(second.begins) > _MOST and not first.exact:
        first = replace(first, ends=_shortest_ends(first.ends))
    if len(first.ends) * len(second.begins) > _MOST:
        holds = _best((first.holds, second.holds, first.ends, second.begins))
        return _Part(first.begins if not first.exact else _NOTHING, second.ends if not second.exact else _NOTHING, False, holds)
    begins = _joined(first.begins, second.begins) if first.exact else first.begins
    ends = _joined(first.ends, second.ends) if second.exact else second.ends
    between = _joined(first.ends, second.begins)
    exact = first.exact and second.exact
    return _Part(begins, ends, exact, _best((between, first.holds, second.holds)))


def _shortest_ends(strings: Strings) -> Strings:
    """Without those that end in another of them: what ends in "and l" ends in "l"."""
    return frozenset(each for each in strings if not any(each[start:] in strings for start in range(1, len(each) + 1)))


def _either(first: _Part, second: _Part) -> _Part:
    """The part that is ``first`` or ``second``."""
    sets = (first.begins | second.begins, first.ends | second.ends, first.holds | second.holds)
    begins, ends, holds = (strings if len(strings) <= _MOST else _NOTHING for strings in sets)
    return _Part(begins, ends, first.exact and second.exact and len(begins) <= _MOST and begins != _NOTHING, holds)


def _alternatives(pattern: str, position: int) -> tuple[_Part, int]:
    """An expression up to its end or to the bracket that closes it."""
    part, position = _run(pattern, position)
    while position < len(pattern) and pattern[position] == "|":
        other, position = _run(pattern, position + 1)
        part = _either(part, other)
    return part, position


def _run(pattern: str, position: int) -> tuple[_Part, int]:
    whole = _EMPTY
    while position < len(pattern) and pattern[position] not in "|)":
        part, position = _atom(pattern, position)
        part, position = _quantified(part, pattern, position)
        whole = _sequence(whole, part)
    return whole, position


_QUANTIFIER = re.compile(r"(?:(?P<mark>[*+?])|\{(?P<least>\d*)(?P<range>,(?P<most>\d*))?\})[?+]?")


def _quantified(part: _Part, pattern: str, position: int) -> tuple[_Part, int]:
    match = _QUANTIFIER.match(pattern, position)
    if not match:
        return part, position
    least = {"*": 0, "+": 1, "?": 0}[match["mark"]] if match["mark"] else int(match["least"] or 0)
    once = match["mark"] == "?"
    exactly = bool(match["least"]) and not match["range"]
    if least == 0:
        return (_either(_EMPTY_OR, part) if once and part.exact else _UNKNOWN), match.end()
    repeated = part
    for _ in range(min(least, 4) - 1):
        repeated = _sequence(repeated, part)
    if exactly and least <= 4:
        return repeated, match.end()
    return _Part(repeated.begins, repeated.ends, False, repeated.holds), match.end()


_EMPTY_OR = _Part(_NOTHING, _NOTHING, True, _NOTHING)

_GROUP = re.compile(
    r"\(\?(?:(?P<flags>[a-zA-Z]+)\)|(?P<ahead>=)|(?P<behind><=)|(?P<not>!|<!)|[:>|]|[a-zA-Z-]+:|P?<\w+>|(?P<same>P=)\w+)|\("
)
_SET = re.compile(r"\[(?P<negated>\^?)(?P<body>\]?(?:\\.|\[:\w+:\]|[^\]\\])*)\]", re.DOTALL)
_CLASS = re.compile(
    r"""
      \\(?: x(?P<two>[0-9A-Fa-f]{2}) | u(?P<four>[0-9A-Fa-f]{4}) | U(?P<eight>[0-9A-Fa-f]{8}) )  # a character by its number
    | \\[pPN]\{[^}]*\} | \\[gkL]<[^>]*> | \\\d{1,3}                                             # a class, a name, a group again
    | \\.
    """,
    re.DOTALL | re.VERBOSE,
)
_DIGITS = _literal("0123456789")
_WRITTEN = {"n": "\n", "t": "\t"}
_POSITIONS = frozenset("bBAZzmMKGR")


def _atom(pattern: str, position: int) -> tuple[_Part, int]:
    character = pattern[position]
    if character == "(":
        return _group(pattern, position)
    if character == "[":
        match = _SET.match(pattern, position)
        return (_set(match["body"]) if match and not match["negated"] else _UNKNOWN), match.end() if match else len(pattern)
    if character == "\\":
        match = _CLASS.match(pattern, position)
        if match is None:
            return _UNKNOWN, len(pattern)
        number = match["two"] or match["four"] or match["eight"]
        return _character(chr(int(number, 16))) if number else _escaped(match.group()), match.end()
    if character in "^$":
        return _EMPTY, position + 1
    return (_UNKNOWN if character == "." else _character(character)), position + 1


def _character(character: str) -> _Part:
    return _UNKNOWN if character in _FOLDED_APART - {"i"} else _literal(character)


def _escaped(text: str) -> _Part:
    letter = text[1]
    if letter in _WRITTEN:
        return _literal(_WRITTEN[letter])
    if letter == "d":
        return _DIGITS
    if letter in _POSITIONS:
        return _EMPTY
    return _UNKNOWN if letter.isalnum() else _literal(letter)


def _set(body: str) -> _Part:
    """A small set of plain characters is those characters; a range or a class could be anything."""
    plain = re.sub(r"\\([^\w]|[nt])", lambda escape: _WRITTEN.get(escape[1], escape[1]), body)
    if "\\" in plain or "[:" in plain or re.search(r"[^\\]-.", body) or not plain:
        return _UNKNOWN
    return _literal(plain)


def _group(pattern: str, position: int) -> tuple[_Part, int]:
    match = _GROUP.match(pattern, position)
    if match is None:
        return _UNKNOWN, len(pattern)
    if match["flags"]:
        return _EMPTY, match.end()
    part, end = _alternatives(pattern, match.end())
    if match["same"]:
        return _UNKNOWN, end + 1
    if match["not"]:
        return _EMPTY, end + 1
    if match["ahead"] or match["behind"]:
        # The text asked for stands beside what follows or went before, which it may overlap: nothing after it is next to it.
        return _looked_at(part, ahead=bool(match["ahead"])), end + 1
    return part, end + 1


def _looked_at(part: _Part, *, ahead: bool) -> _Part:
    holds = _best((part.holds, part.begins, part.ends))
    if ahead:
        return _Part(part.begins, _NOTHING, False, holds)
    return _Part(_NOTHING, part.ends, False, holds)


class Anchors:
    """Which of many patterns can match in a text, and where, told by the places of their literals."""

    def __init__(self, literals: Sequence[frozenset[str]]) -> None:
        """``literals`` are what the matches of each pattern hold (see ``required_literals``)."""
        self._always = [index for index, needed in enumerate(literals) if not needed or any(len(one) == 1 for one in needed)]
        owners: dict[str, list[int]] = {}
        for index, needed in enumerate(literals):
            if index not in self._always:
                for literal in needed:
                    owners.setdefault(literal, []).append(index)
        self._owners = tuple(owners.values())
        self.literals = tuple(owners)
        """All of them, those aside that are but one character, which stands everywhere."""

    def possible(self, text: str, places: Iterable[LiteralPlace]) -> list[tuple[int, list[Span]]]:
        """The indexes of the patterns worth trying on a text, in order, each with the paragraphs to try it on.

        ``places`` are those of ``literals``.
        """
        starts: dict[int, list[int]] = {}
        for literal, start in places:
            for index in self._owners[literal]:
                starts.setdefault(index, []).append(start)
        found = {index: [*_paragraphs(text, sorted(its_starts))] for index, its_starts in starts.items()}
        found |= {index: [Span(0, len(text))] for index in self._always}
        return sorted(found.items())


def _paragraphs(text: str, starts: Iterable[int]) -> Iterator[Span]:
    """The paragraphs that hold these places, or that they touch, given in order."""
    reached = -1
    for start in starts:
        for place in (start, min(start + 1, len(text))):
            if place > reached:
                end = text.find("\n", place)
                reached = end if end >= 0 else len(text)
                yield Span(text.rfind("\n", 0, place) + 1, reached)
