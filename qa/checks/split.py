"""Words that fell apart: "j eopardize", "di ff cult", "consul tative"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.checks.reporting import report
from qa.finding import Finding
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading, core

_SHORTEST = 5
"""Letters of the whole word; shorter ones come together by chance."""
_COMMON = 3
"""Frequency class of the whole word."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[SplitWords]:
    return [SplitWords(rule, vocabulary) for rule in rules]


class SplitWords:
    """A fragment that is no word, and its neighbour, which together are one."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def suspects(self, token: str) -> bool:
        word = token[core(token).slice]
        if not word.isalpha() or word.isupper() and len(word) > 1:
            return False
        if len(word) == 1:
            return word not in "aAIO" and token == word
        return bool(self._vocabulary.unknown(token))

    def find_among(self, reading: Reading, tokens: Iterable[str]) -> Iterator[Finding]:
        seen: set[Span] = set()
        for token in tokens:
            for place in reading.places(token):
                joined = self._whole(reading.text, place)
                if joined and joined not in seen:
                    seen.add(joined)
                    yield self._report(reading, joined)

    def _whole(self, text: str, fragment: Span) -> Span | None:
        """The span of the whole word that a fragment belongs to: with the next token, the one before, or both."""
        before = text.rfind(" ", 0, max(0, fragment.start - 1)) + 1
        after = text.find(" ", fragment.end + 1)
        line_end = text.find("\n", fragment.end + 1)
        after = min((end for end in (after, line_end) if end >= 0), default=len(text))
        candidates = (Span(fragment.start, after), Span(before, fragment.end), Span(before, after))
        return next((self._trimmed(text, span) for span in candidates if self._is_word(text, span)), None)

    def _trimmed(self, text: str, span: Span) -> Span:
        inside = core(text[span.slice])
        return Span(span.start + inside.start, span.start + inside.end)

    def _is_word(self, text: str, span: Span) -> bool:
        pieces = text[self._trimmed(text, span).slice].split(" ")
        word = "".join(pieces)
        if len(pieces) < 2 or "\n" in word or len(word) < _SHORTEST or not word.isalpha() or not word[1:].islower():
            return False
        if self._is_initial(pieces):
            return False
        return self._vocabulary.knows(word) and self._vocabulary.frequency(word) >= _COMMON

    def _is_initial(self, pieces: Sequence[str]) -> bool:
        """ "J Edgar": a capital letter alone before a name is an initial, unless the rest is no name."""
        return len(pieces[0]) == 1 and pieces[0].isupper() and pieces[1][:1].isupper()

    def _report(self, reading: Reading, span: Span) -> Finding:
        found = reading.text[span.slice]
        whole = found.replace(" ", "")
        fragment = min(found.split(), key=lambda piece: (self._vocabulary.knows(piece) and len(piece) > 1, len(piece)))
        evidence = f"“{fragment}” is no word; “{whole}” is a known one."
        return report(reading, self._rule, span, [whole], evidence=evidence)
