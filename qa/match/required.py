"""Regular expressions to the literal text that any match of them must hold, and to how many blanks it can be long.

The method is that of prefilters in RE2 and of trigram queries (Russ Cox, Regular Expression Matching with a Trigram
Index, 2012): for each part of an expression, which strings it begins with, ends with, is, and holds for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf, isinf

from qa.ground.prepared import prepared

_MOST = 1000
"""Strings in a set; a larger one says too little."""
_NOTHING = frozenset(("",))
_FOLDED_APART = frozenset("iıİſKÅß")
"""Characters whose lower case is no safe ground for comparing."""

Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class Required:
    """What is certain of every match of an expression, with the text beside it that the expression looks at."""

    literals: Strings
    """One of these stands there, in small letters; nothing where that cannot be told."""
    blanks: int | None
    """It has no more of these; None where that cannot be told."""


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
    blanks: float
    """It has no more of these, what is looked at before and after it with it."""


_UNKNOWN = _Part(_NOTHING, _NOTHING, False, _NOTHING, inf)
_EMPTY = _Part(_NOTHING, _NOTHING, True, _NOTHING, 0)
_BLANK_OR_NOT = replace(_UNKNOWN, blanks=1)
_NO_BLANK = replace(_UNKNOWN, blanks=0)


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
    return required(pattern).literals


def required(pattern: str) -> Required:
    """What a match of a pattern must hold, and may.

    >>> required(r"(?<!no )\\bvotes? (?=\\w+)").blanks, required(r"\\bvote.*").blanks
    (2, None)
    """
    if re.match(r"\(\?\w*x", pattern):  # blanks and comments mean something else there
        return _NONE
    part, end = _alternatives(pattern, 0)
    if end != len(pattern):
        return _NONE
    best = _best((part.begins, part.ends, part.holds))
    return Required(frozenset() if "" in best else best, None if isinf(part.blanks) else int(part.blanks))


_NONE = Required(frozenset(), None)


def all_required(patterns: Sequence[str]) -> list[Required]:
    """What each pattern requires; what was told before is kept."""
    kept = prepared("literals", (__name__,), patterns, _listed, _MOST_KEPT)
    return [Required(frozenset(literals), blanks) for literals, blanks in kept]


def _listed(pattern: str) -> list[object]:
    told = required(pattern)
    return [sorted(told.literals), told.blanks]


_MOST_KEPT = 2_000
"""Patterns; the shipped rules have some hundred."""


def _best(sets: Iterable[Strings]) -> Strings:
    return max(sets, key=lambda strings: (min(map(len, strings)), -len(strings)), default=_NOTHING)


def _literal(strings: Iterable[str]) -> _Part:
    lowered = frozenset(string.lower() for string in strings)
    return _Part(lowered, lowered, True, lowered, max(string.count(" ") for string in lowered))


def _joined(first: Strings, second: Strings) -> Strings:
    return frozenset(map("".join, product(first, second)))


def _sequence(first: _Part, second: _Part) -> _Part:
    """The part that is ``first`` and then ``second``."""
    blanks = first.blanks + second.blanks
    if len(first.ends) * len(second.begins) > _MOST and not first.exact:
        first = replace(first, ends=_shortest_ends(first.ends))
    if len(first.ends) * len(second.begins) > _MOST:
        holds = _best((first.holds, second.holds, first.ends, second.begins))
        begins, ends = (_NOTHING if first.exact else first.begins), (_NOTHING if second.exact else second.ends)
        return _Part(begins, ends, False, holds, blanks)
    begins = _joined(first.begins, second.begins) if first.exact else first.begins
    ends = _joined(first.ends, second.ends) if second.exact else second.ends
    between = _joined(first.ends, second.begins)
    exact = first.exact and second.exact
    return _Part(begins, ends, exact, _best((between, first.holds, second.holds)), blanks)


def _shortest_ends(strings: Strings) -> Strings:
    """Without those that end in another of them: what ends in "and l" ends in "l"."""
    return frozenset(each for each in strings if not any(each[start:] in strings for start in range(1, len(each) + 1)))


def _either(first: _Part, second: _Part) -> _Part:
    """The part that is ``first`` or ``second``."""
    sets = (first.begins | second.begins, first.ends | second.ends, first.holds | second.holds)
    begins, ends, holds = (strings if len(strings) <= _MOST else _NOTHING for strings in sets)
    exact = first.exact and second.exact and len(begins) <= _MOST and begins != _NOTHING
    return _Part(begins, ends, exact, holds, max(first.blanks, second.blanks))


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
    most = least if exactly else 1 if once else float(match["most"] or inf)
    blanks = part.blanks * most if part.blanks and most else 0
    if least == 0:
        return replace(_either(_EMPTY, part) if once and part.exact else _UNKNOWN, blanks=blanks), match.end()
    repeated = part
    for _ in range(min(least, 4) - 1):
        repeated = _sequence(repeated, part)
    if exactly and least <= 4:
        return repeated, match.end()
    return replace(repeated, exact=False, blanks=blanks), match.end()


_GROUP = re.compile(
    r"\(\?(?:(?P<flags>[a-zA-Z]+)\)|(?P<ahead>=)|(?P<behind><=)|(?P<not>!|<!)|[:>|]|(?P<scoped>[a-zA-Z-]+):|P?<\w+>|(?P<same>P=)\w+)|\("
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
_WITHOUT_BLANKS = re.compile(r"\\(?:[wdSbnt]|p\{[LN]\w?\}|[^\w ])")
"""What is escaped and matches no blank."""


def _atom(pattern: str, position: int) -> tuple[_Part, int]:
    character = pattern[position]
    if character == "(":
        return _group(pattern, position)
    if character == "[":
        match = _SET.match(pattern, position)
        return (_set(match["body"], bool(match["negated"])) if match else _UNKNOWN), match.end() if match else len(pattern)
    if character == "\\":
        match = _CLASS.match(pattern, position)
        if match is None:
            return _UNKNOWN, len(pattern)
        number = match["two"] or match["four"] or match["eight"]
        return _character(chr(int(number, 16))) if number else _escaped(match.group()), match.end()
    if character in "^$":
        return _EMPTY, position + 1
    part = _BLANK_OR_NOT if character == "." else _character(character)
    # A brace that counts nothing may allow for errors.
    return (replace(part, blanks=inf) if character == "{" else part), position + 1


def _character(character: str) -> _Part:
    return _NO_BLANK if character in _FOLDED_APART - {"i"} else _literal(character)


def _escaped(text: str) -> _Part:
    letter = text[1]
    if letter in _WRITTEN:
        return _literal(_WRITTEN[letter])
    if letter == "d":
        return _DIGITS
    if letter in _POSITIONS:
        return _EMPTY if letter in "bBAZz" else replace(_EMPTY, blanks=inf)
    if not letter.isalnum():
        return _literal(letter)
    if _WITHOUT_BLANKS.fullmatch(text):
        return _NO_BLANK
    return _BLANK_OR_NOT if letter in "sWDpP" else _UNKNOWN


def _set(body: str, negated: bool) -> _Part:
    """A small set of plain characters is those characters; a range or a class could be anything."""
    if negated:
        return _BLANK_OR_NOT
    plain = re.sub(r"\\([^\w]|[nt])", lambda escape: _WRITTEN.get(escape[1], escape[1]), body)
    if "\\" in plain or "[:" in plain or re.search(r"[^\\]-.", body) or not plain:
        rest = _WITHOUT_BLANKS.sub("", body)
        return _BLANK_OR_NOT if "\\" in rest or "[:" in rest or min(body) <= " " else _NO_BLANK
    return _literal(plain)


def _group(pattern: str, position: int) -> tuple[_Part, int]:
    match = _GROUP.match(pattern, position)
    if match is None:
        return _UNKNOWN, len(pattern)
    is_plain = set(match["flags"] or match["scoped"] or "") <= {"i", "-"}
    if match["flags"]:
        return (_EMPTY if is_plain else replace(_EMPTY, blanks=inf)), match.end()
    part, end = _alternatives(pattern, match.end())
    if match["same"]:
        return _UNKNOWN, end + 1
    if not is_plain or pattern[match.end() : match.end() + 1] in ("?", "*"):  # a condition, a group called again
        part = replace(part, blanks=inf)
    if match["not"]:
        return replace(_EMPTY, blanks=part.blanks), end + 1
    if match["ahead"] or match["behind"]:
        # The text asked for stands beside what follows or went before, which it may overlap: nothing after it is next to it.
        return _looked_at(part, ahead=bool(match["ahead"])), end + 1
    return part, end + 1


def _looked_at(part: _Part, *, ahead: bool) -> _Part:
    holds = _best((part.holds, part.begins, part.ends))
    if ahead:
        return _Part(part.begins, _NOTHING, False, holds, part.blanks)
    return _Part(_NOTHING, part.ends, False, holds, part.blanks)
