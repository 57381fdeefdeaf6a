"""Tokens to characters: one for each kind of token that the sequences of a rulebook tell apart.

A kind is the set of words and classes that a word belongs to, how it is written, and whether punctuation touches it before
or after. A sequence of words is then a regular expression over the characters of a text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from qa.checks.elements import SHAPELESS, Classes, Pattern, SequenceElement
from qa.text.token import word_place

# How a word is written.
_SMALL, _CAPITAL, _OTHER = range(3)

_UNLISTED = 1 << 19
"""About how often a word that no sequence names stands in a few million words."""

_Names = tuple[tuple[str, ...], tuple[str, ...]]
"""The words and classes that a word belongs to however it is written, and those only with a capital."""
_Held = Mapping[str, frozenset[int]]
"""The name of a word or class -> the numbers of the kinds of words in it."""


class Alphabet:
    """The characters for some sequences; the same sequences give the same characters."""

    def __init__(self, patterns: Iterable[Pattern], learnt: Classes, frequency: Callable[[str], int]) -> None:
        """``frequency`` gives the frequency class of a word (see Lexicon.frequency); below 0 for a rare one."""
        numbers: dict[_Names, int] = {((), ()): 0}
        self._numbers = {word: numbers.setdefault(names, len(numbers)) for word, names in _memberships(patterns, learnt).items()}
        """Word in small letters -> the number of its kind; 0 is that of all words that no sequence names."""
        self._all = frozenset(numbers.values())
        self._held = _holders((names[0], number) for names, number in numbers.items())
        self._held_with_capital = _holders((names[1], number) for names, number in numbers.items())
        self._occurrences = Counter({0: _UNLISTED})
        for word, number in self._numbers.items():
            self._occurrences[number] += 1 << max(frequency(word), 0)

    def character(self, token: str) -> str:
        """The character of a token as it stands between blanks."""
        start, end = word_place(token)
        word = token[start:end]
        if word[:1].islower() and not token.startswith("'", end):
            shape = _SMALL
        else:
            shape = _CAPITAL if word[:1].isupper() else _OTHER  # "citizens'" too: a possessive is another word
        number = self._numbers.get(word.lower(), 0) if shape == _SMALL or word[1:].islower() or word == "I" else 0
        return _coded(number, shape, start > 0, end < len(token))

    def characters(self, element: SequenceElement, *, first: bool, last: bool) -> frozenset[str]:
        """Those of one word of a sequence. Only its first word may be opened by a mark, only its last closed by one."""
        shapes = (_SMALL, _CAPITAL, _OTHER) if element.excluded or "any" in element.names else (_SMALL, _CAPITAL)
        kinds = ((number, shape) for shape in shapes for number in self._fitting(element, shape, first))
        return _touched(kinds, opened=first, closed=last)

    def neighbour(self, names: frozenset[str], *, before: bool) -> frozenset[str]:
        """Those of the words beside a sequence that are named, with no punctuation between."""
        kinds = ((number, shape) for shape in (_SMALL, _CAPITAL) for number in self._named(names, shape, capital=True))
        return _touched(kinds, opened=before, closed=not before)

    def occurrences(self, elements: Iterable[SequenceElement]) -> int:
        """About how often one of these elements stands in a few million words."""
        numbers = frozenset().union(
            *(self._fitting(element, shape, True) for element in elements for shape in (_SMALL, _CAPITAL))
        )
        return sum(self._occurrences[number] for number in numbers)

    def _fitting(self, element: SequenceElement, shape: int, first: bool) -> frozenset[int]:
        """The kinds of words, written so, that an element may be."""
        numbers = self._named(element.names, shape, capital=first or element.excluded)
        numbers -= self._named(element.but, shape, capital=True)
        return self._all - numbers if element.excluded else numbers

    def _named(self, names: Iterable[str], shape: int, *, capital: bool) -> frozenset[int]:
        """The kinds of words in some classes; ``capital``: a word in small letters may have one."""
        if "any" in names or ("Name" in names and shape == _CAPITAL):
            return self._all
        held = [self._held] if capital or shape != _CAPITAL else []
        held += [self._held_with_capital] if shape == _CAPITAL else []
        return frozenset().union(*(each.get(name, ()) for each in held for name in names))


def _memberships(patterns: Iterable[Pattern], learnt: Classes) -> dict[str, _Names]:
    classes, wanted = dict(learnt), set[str]()
    for pattern in patterns:
        classes |= pattern.classes
        wanted |= pattern.names - SHAPELESS
    names: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for name in sorted(wanted):
        for word in (name[1:],) if name.startswith(" ") else sorted(classes[name]):
            names[word.lower()][not word[0].islower()].append(name)
    return {word: (tuple(small), tuple(capital)) for word, (small, capital) in names.items()}


def _holders(kinds: Iterable[tuple[tuple[str, ...], int]]) -> _Held:
    held: defaultdict[str, set[int]] = defaultdict(set)
    for names, number in kinds:
        for name in names:
            held[name].add(number)
    return {name: frozenset(numbers) for name, numbers in held.items()}


def _touched(kinds: Iterable[tuple[int, int]], *, opened: bool, closed: bool) -> frozenset[str]:
    """The characters of kinds (number and shape), with a mark before or after it where that may be."""
    before, after = (False, True) if opened else (False,), (False, True) if closed else (False,)
    return frozenset(_coded(*kind, opening, closing) for kind in kinds for opening in before for closing in after)


def _coded(number: int, shape: int, opened: bool, closed: bool) -> str:
    """One character of a private kind: beyond all that mean something in a regular expression, and no surrogate."""
    code = 0x100 + ((number * 3 + shape) * 2 + opened) * 2 + closed
    return chr(code if code < 0xD800 else code + 0x800)


def is_closed(character: str) -> bool:
    """Whether a mark stands at the end of such a token."""
    return bool(ord(character) & 1)
