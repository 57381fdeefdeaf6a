"""Sequences of words and word classes: ``sequence = "want|wants|wanted <base>"``, ``right = "{1} to {2}"``.

How a rule is written stands in ``elements``. Between the words of a sequence no punctuation stands.

How it is fast: each distinct token of a run is turned into one character that says which words and classes it is (``alphabet``);
a sequence is a regular expression over a text of such characters. It is tried only where two tokens stand side by side
that it cannot do without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from operator import itemgetter

from qa.checks import NEIGHBOUR_BITS
from qa.checks.alphabet import Alphabet, is_closed
from qa.checks.elements import Pattern, SequenceElement, read_pattern
from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import word_place
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[Sequences]:
    if rules:
        learnt = vocabulary.lexicon.classes
        patterns = [read_pattern(rule, learnt) for rule in rules]
        yield Sequences(patterns, Alphabet(patterns, learnt, vocabulary.frequency))


@dataclass(frozen=True)
class _Compiled:
    """A sequence over the alphabet."""

    pattern: Pattern
    alphabet: Alphabet
    sets: tuple[frozenset[str], ...]
    """The characters of each element."""
    first: tuple[int, ...]
    second: int
    """Elements of which every match holds two side by side: one of ``first``, and then ``second``."""

    @cached_property
    def firsts(self) -> frozenset[str]:
        return frozenset().union(*(self.sets[index] for index in self.first))

    @property
    def seconds(self) -> frozenset[str]:
        return self.sets[self.second]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when it is first tried: most documents hold the pairs of few sequences."""
        words = "".join(
            f"({_set(characters)}{'?' * element.optional})"
            for characters, element in zip(self.sets, self.pattern.elements, strict=True)
        )
        return re.compile(
            _beside_before(self.pattern, self.alphabet) + words + _beside_after(self.pattern, self.alphabet, self.sets[-1])
        )

    @cached_property
    def before(self) -> int:
        """How many characters before such a pair a match may need, with one that clears it."""
        return max(self.first) + bool(self.pattern.before or self.pattern.not_before)

    @cached_property
    def after(self) -> int:
        """The same after it."""
        return len(self.sets) - 1 - self.second + bool(self.pattern.after or self.pattern.not_after)


class Sequences:
    """All sequences, as regular expressions over one character a token."""

    def __init__(self, patterns: Sequence[Pattern], alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._compiled = [_compiled(pattern, alphabet) for pattern in patterns]
        self._characters = _Characters(alphabet)
        self._mark_of = cache(self._mark)
        self._within = _Within(self._compiled)

    def __reduce__(self) -> tuple[object, ...]:
        return Sequences, ([each.pattern for each in self._compiled], self._alphabet)

    def mark(self, token: str) -> tuple[int, int]:
        """A bit for the sequences whose pair a token may begin, one for those whose pair it may end.

        There are more sequences than bits: each bit is of several, and ``_within`` tells which of them a pair is of.
        """
        return self._mark_of(self._alphabet.character(token))

    def _mark(self, character: str) -> tuple[int, int]:
        begins = sum({1 << index % NEIGHBOUR_BITS for index, each in enumerate(self._compiled) if character in each.firsts})
        ends = sum({1 << index % NEIGHBOUR_BITS for index, each in enumerate(self._compiled) if character in each.seconds})
        return begins, ends

    def find_between(self, reading: Reading, places: Iterable[int]) -> Iterator[Finding]:
        found: dict[tuple[int, int], re.Match[str]] = {}
        tokens, characters, within = reading.tokens, self._characters, self._within
        characters.forget_many()
        for place in places:
            for index in within[characters[tokens[place]] + characters[tokens[place + 1]]]:
                compiled = self._compiled[index]
                start = max(0, place - compiled.before)
                window = tokens[start : place + 2 + compiled.after]
                for match in compiled.expression.finditer("".join(map(characters.__getitem__, window))):
                    found[index, start + match.start()] = match
        for (index, start), match in sorted(found.items(), key=itemgetter(0)):
            yield from _report(reading, self._compiled[index].pattern, start, match)


class _Characters(dict[str, str]):
    """Token -> its character, told when it is first asked for."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._alphabet = alphabet

    def __missing__(self, token: str) -> str:
        character = self[token] = self._alphabet.character(token)
        return character

    def forget_many(self) -> None:
        """Forget all when they are too many."""
        if len(self) > _MOST_TOKENS:
            self.clear()


class _Within(dict[str, tuple[int, ...]]):
    """Two characters -> the numbers of the sequences whose pair they are."""

    def __init__(self, sequences: Sequence[_Compiled]) -> None:
        super().__init__()
        self._sequences = sequences

    def __missing__(self, pair: str) -> tuple[int, ...]:
        first, second = tuple(pair)
        its = (index for index, each in enumerate(self._sequences) if first in each.firsts and second in each.seconds)
        numbers = self[pair] = tuple(its)
        return numbers


_MOST_TOKENS = 500_000
"""Tokens remembered before the memory is cleared; more than a language's words, less than a batch's damaged ones."""


def _report(reading: Reading, pattern: Pattern, start: int, match: re.Match[str]) -> Iterator[Finding]:
    spans = [_inner(reading, span) for span in reading.token_spans(start, match.end() - match.start())]
    whole = Span(spans[0].start, spans[-1].end)
    if "\n" in reading.text[whole.slice]:
        return
    words = iter(spans)
    found = [reading.text[next(words).slice] if group else "" for group in match.groups()]
    if any(word and word.lower() == after.lower() for word, after in pairwise(found)):
        return  # a word that stands twice is judged as such: "those who can can" is right
    yield report(reading, pattern.rule, whole, list(pattern.corrections(found)))


def _inner(reading: Reading, span: Span) -> Span:
    start, end = word_place(reading.text[span.slice])
    return Span(span.start + start, span.start + end)


def _compiled(pattern: Pattern, alphabet: Alphabet) -> _Compiled:
    elements, last = pattern.elements, len(pattern.elements) - 1
    sets = [alphabet.characters(element, first=index == 0, last=index == last) for index, element in enumerate(elements)]
    occurrences = [alphabet.occurrences([element]) for element in elements]
    first, second = min(
        _certain_pairs(elements),
        key=lambda pair: sum(map(occurrences.__getitem__, pair[0])) * occurrences[pair[1]],
    )
    return _Compiled(pattern, alphabet, tuple(sets), first, second)


def _set(characters: Iterable[str]) -> str:
    """A set of an expression; neighbours in a row are written as a range, which is shorter by far and quicker to read."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return f"[{''.join(f'{chr(first)}-{chr(last)}' if last > first else chr(first) for first, last in ranges)}]"


def _beside_before(pattern: Pattern, alphabet: Alphabet) -> str:
    """What the word before it must be, and must not."""
    required = f"(?<={_set(alphabet.neighbour(pattern.before, before=True))})" if pattern.before else ""
    cleared = f"(?<!{_set(alphabet.neighbour(pattern.not_before, before=True))})" if pattern.not_before else ""
    return required + cleared


def _beside_after(pattern: Pattern, alphabet: Alphabet, last: frozenset[str]) -> str:
    """The same of the word after it, which is beside it only if no mark stands between."""
    closed = _set(filter(is_closed, last))
    required = f"(?={_set(alphabet.neighbour(pattern.after, before=False))}|\\Z)" if pattern.after else ""
    cleared = f"(?!{_set(alphabet.neighbour(pattern.not_after, before=False))})" if pattern.not_after else ""
    return f"(?:(?<={closed})|{required}{cleared})" if required or cleared else ""


def _certain_pairs(elements: Sequence[SequenceElement]) -> Iterator[tuple[tuple[int, ...], int]]:
    """For each element that must stand there but the first, those that may stand just before it, and its own number."""
    before: tuple[int, ...] = ()
    for index, element in enumerate(elements):
        if before and not element.optional:
            yield before, index
        before = (*before, index) if element.optional else (index,)
