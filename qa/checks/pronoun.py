""" "I" read as a sign that looks like it, alone or before a letter: "l thank", "In my view 1 wish to", "as | said", "lt is".

Whether it is the pronoun is told by what follows: a form that a first person has. A figure 1 may be a number, so what stands
before it must also be what a clause begins after. ``after`` lists words that follow "I" without being verbs that the lexicon
knows, ``clause`` those that a clause begins after, and ``numbered`` those that a number follows ("article l shall").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.joins import AFTER_I
from qa.words.vocabulary import Vocabulary

_OPENING = "\"'(["
_FAR_ENOUGH = 40
"""Code points; a longer token tells nothing."""
_CLAUSE_ENDS = (",", ";", ":", "\u2014", "\u2013", '"')
_USED = 3
"""Frequency class of an adverb or a verb that records use."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[MisreadPronoun]:
    return [MisreadPronoun(rule, vocabulary) for rule in rules]


class MisreadPronoun:
    """A lone sign that looks like "I", before a verb of the first person or what may stand before one."""

    watched = frozenset(("i", "l", "lt", "ln", "ls", "lf"))

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._numbered = frozenset(rule.words("numbered"))
        self._clause = frozenset(rule.words("clause"))
        self._after = AFTER_I | frozenset(rule.words("after"))
        classes = vocabulary.lexicon.classes
        self._bases = classes.get("base", frozenset()) | classes.get("verb", frozenset())

    def suspects(self, token: Token) -> bool:
        sign = token.text.lstrip(_OPENING)
        return sign in _SIGNS or sign in _SHORT_WORDS

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            sign = token.text.lstrip(_OPENING)
            for place in reading.places(token.text):
                span = Span(place.end - len(sign), place.end)
                if sign in _SHORT_WORDS:
                    if reading.starts_sentence(span.start) and _FOLLOWER.match(reading.text, span.end + 1):
                        yield report(reading, self._rule, span, [_SHORT_WORDS[sign]], evidence="A sentence begins here.")
                elif self._is_pronoun(reading, span, reading.beside(place)[0].rstrip(_OPENING)):
                    yield self._report(reading, span)

    def _is_pronoun(self, reading: Reading, span: Span, before: str) -> bool:
        follower = _FOLLOWER.match(reading.text, span.end + 1, span.end + _FAR_ENOUGH)
        if follower is None or reading.text[span.end] != " ":
            return False
        after, sign = follower.group(), reading.text[span.slice]
        if sign == "i":
            return after in AFTER_I
        if reading.starts_sentence(span.start):
            return self._follows(after) if before or sign in "l|" else self._follows_only_i(after)
        if before.lower() in self._numbered or (before[:1].isupper() and before.isalpha()):
            return False
        return self._follows(after) if sign in "l|" else self._follows_only_i(after) and self._is_no_number(reading, span, before)

    def _is_no_number(self, reading: Reading, span: Span, before: str) -> bool:
        """Whether a 1 stands where a clause begins, and no other number is near: "13 in favour, 1 vote against"."""
        if before in self._clause and before != "and":
            return True
        if before != "and" and not before.endswith(_CLAUSE_ENDS):
            return False
        a_number = _FIGURE.search(reading.text, max(0, span.start - _FAR_ENOUGH), span.start)
        return not a_number and not _OF_A_NUMBER.match(reading.text, span.end)

    def _follows_only_i(self, after: str) -> bool:
        """True for what a number is not followed by, as it is by "was", "votes" and "abstained"."""
        return after in self._after or after in self._bases

    def _follows(self, after: str) -> bool:
        """True for a verb in the first person, of any tense, and for an adverb."""
        if self._follows_only_i(after):
            return True
        frequency = self._vocabulary.frequency
        if after.endswith(("ly", "ed")):
            return frequency(after) >= _USED
        return max(frequency(f"{after}ed"), frequency(f"{after}d"), frequency(f"{after}{after[-1]}ed")) >= _USED

    def _report(self, reading: Reading, span: Span) -> Finding:
        usual = _FOLLOWER.match(reading.text, span.end + 1)
        certain = reading.starts_sentence(span.start) and usual is not None and usual.group() in AFTER_I
        confidence = Confidence.SURE if certain else None
        return report(reading, self._rule, span, ["I"], confidence=confidence)


_FIGURE = re.compile(r"\d")
_OF_A_NUMBER = re.compile(r" (?:(?:can|could|may|might|must|shall|should|will|would)(?: not)? (?:be|have)|was|had|did)\b")
""" "Of the members, 1 should be elected": there the figure may be meant."""
_SIGNS = frozenset("il1|")
_SHORT_WORDS = {f"{sign}{letter}": f"I{letter}" for sign in "l1|" for letter in "tnsf"}
"""The words of two letters that begin with I, misread: "lt is", "1n his"."""
_FOLLOWER = re.compile(r"[a-z]{2,}(?![\w'-])")
