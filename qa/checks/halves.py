"""Two words that nobody sets side by side and that together are a common one: "be cause", "net works".

The records say which pairs those are (``Lexicon.severed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.derivation import PREFIXES
from qa.words.lexicon import Lexicon
from qa.words.vocabulary import Vocabulary

_SIDE_BY_SIDE = frozenset((("with", "in"), ("can", "not"), ("in", "deed")))
"""Pairs that come about by chance: "matters dealt with in the report", "can not only", "in word and in deed"."""
_BEFORE_NOUNS = word_set("before nouns")
_FAR_ENOUGH_BELOW = 3
"""Frequency classes of a noun below those of the whole; else it may stand there as it is: "believes in tolerance"."""
_PART_OF_MORE = re.compile(r"[\w'-]")


class Halves:
    """The halves of words, reported as the words."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._pairs = tuple(_pairs(vocabulary.lexicon))
        self.literals = tuple(f"{left} {right}" for left, right in self._pairs)

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        for index, start in places:
            span = Span(start, start + len(self.literals[index]))
            found = reading.text[span.slice]
            if not found[1:].islower() or self._stands_by_itself(reading, span, self._pairs[index]):
                continue
            first, second = found.split(" ")
            evidence = f"Nobody sets “{first}” and “{second}” side by side; “{first + second}” is a common word."
            yield report(reading, self._rule, span, [first + second], evidence=evidence)

    def _stands_by_itself(self, reading: Reading, span: Span, pair: tuple[str, str]) -> bool:
        """True inside other words ("maybe causes"), and where a half is said twice ("from day to day")."""
        if _PART_OF_MORE.match(reading.text[span.start - 1 : span.start]) or _PART_OF_MORE.match(reading.text, span.end):
            return True
        return any(near.lower() in pair for near in reading.beside(span))


def _pairs(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The pairs that are looked for, in alphabetical order."""
    classes = lexicon.word_classes
    for left, right in sorted(lexicon.severed - _SIDE_BY_SIDE):
        may_go_on = right in PREFIXES  # "for the re launch"
        is_noun = left in _BEFORE_NOUNS and classes[left + right] < classes[right] + _FAR_ENOUGH_BELOW
        if not may_go_on and not is_noun:
            yield left, right
