"""Words that fell apart: "j eopardize", "di ff cult", "consul tative"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.checks.reporting import report
from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading
from qa.text.token import Token, word_place

_SHORTEST = 5
"""Letters of the whole word; shorter ones come together by chance."""
_COMMON = 3
"""Frequency class of the whole word."""
_LIGATURES = frozenset(("ff", "fi", "fl", "ffi", "ffl"))
"""What extraction from PDF sets apart: "di ff cult" (pdf_oxide #551)."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[SplitWords]:
    return [SplitWords(rule, vocabulary) for rule in rules]


class SplitWords:
    """A fragment that is no word, and its neighbour, which together are one."""

    watched = frozenset((*_LIGATURES, *"bcdefghijklmnopqrstuvwxyz"))

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        word = token.word
        if not word.isalpha() or (word.isupper() and len(word) > 1):
            return False
        if len(word) == 1:
            return word not in "aAIO" and token.text == word
        return word in _LIGATURES or bool(token.unknown)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        seen: set[Span] = set()
        for token in tokens:
            for place in reading.places(token.text):
                found = self._whole(reading.text, place)
                if found and found[0] not in seen:
                    seen.add(found[0])
                    yield self._report(reading, *found)

    def _whole(self, text: str, fragment: Span) -> tuple[Span, str] | None:
        """The word that a fragment belongs to and its place: with the next token, the one before, or both."""
        before = max(text.rfind(" ", 0, max(0, fragment.start - 1)), text.rfind("\n", 0, fragment.start)) + 1
        ends = (text.find(" ", fragment.end + 1), text.find("\n", fragment.end))
        after = min((end for end in ends if end >= 0), default=len(text))
        for span in (Span(before, after), Span(fragment.start, after), Span(before, fragment.end)):
            start, end = word_place(text[span.slice])
            place = Span(span.start + start, span.start + end)
            word = self._word(text[place.slice].split(" "))
            if word:
                return place, word
        return None

    def _word(self, pieces: Sequence[str]) -> str | None:
        """The word that the pieces are, if they are one."""
        if len(pieces) < 2 or not all(map(str.isalpha, pieces)) or self._is_initial(pieces):
            return None
        for ending in ("", "i", "l"):
            word = "".join(piece + ending if piece == "ff" else piece for piece in pieces)
            if len(word) >= _SHORTEST and word[1:].islower() and self._vocabulary.knows(word) and self._is_common(word):
                return word if word[0].islower() or self._may_begin_with_capital(word, pieces) else None
        return None

    def _may_begin_with_capital(self, word: str, pieces: Sequence[str]) -> bool:
        """ "A frica" is Africa, but "Dar es Salaam" has nothing to do with dares."""
        return self._vocabulary.name_frequency(word) > 0 or len(pieces[0]) == 1 or not self._vocabulary.knows(pieces[0])

    def _is_common(self, word: str) -> bool:
        return self._vocabulary.frequency(word) >= _COMMON

    def _is_initial(self, pieces: Sequence[str]) -> bool:
        """ "J Edgar": a capital letter alone before a name is an initial."""
        return len(pieces[0]) == 1 and pieces[0].isupper() and pieces[1][:1].isupper()

    def _report(self, reading: Reading, span: Span, whole: str) -> Finding:
        pieces = reading.text[span.slice].split()
        fragment = min(pieces, key=lambda piece: (self._vocabulary.knows(piece) and len(piece) > 2, len(piece)))
        evidence = f"“{fragment}” is no word here; “{whole}” is a known one."
        return report(reading, self._rule, span, [whole], evidence=evidence)
