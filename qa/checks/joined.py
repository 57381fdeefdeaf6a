"""Words that ran together: "senior officials ofthe two organizations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.ground.finding import Confidence, Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.joins import FUNCTION_WORDS, Join
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[JoinedWords]:
    return [JoinedWords(rule, vocabulary) for rule in rules]


_WRITTEN_WITH_CAPITAL = 5
"""Frequency class of a form with its capital inside sentences."""
_USUAL = 5
"""Frequency class of a word that follows one with a capital."""
_NAME_ENDINGS = word_set("endings of names")


class JoinedWords:
    """Unknown words that are two or more known ones."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._keep = frozenset(rule.words("keep"))

    def suspects(self, token: Token) -> bool:
        return any(self._join(token.text[span.slice]) for span in token.unknown)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for span in token.unknown:
                join = self._join(token.text[span.slice])
                if join and not self._is_repeated(reading, token.text[span.slice], join):
                    yield from self._reports(reading, token.text, span, join)

    def _join(self, word: str) -> Join | None:
        return None if word in self._keep else self._vocabulary.join(word)

    def _is_repeated(self, reading: Reading, word: str, join: Join) -> bool:
        """A word the document writes often so is its own, unless a function word gives the join away."""
        return not join.by_function_word and len(re.findall(rf"\b{re.escape(word)}\b", reading.text)) >= 3

    def _reports(self, reading: Reading, token: str, span: Span, join: Join) -> Iterator[Finding]:
        word = token[span.slice]
        for place in reading.places(token):
            here = Span(place.start + span.start, place.start + span.end)
            if word[0].isupper() and not self._capital_is_no_name(reading, here, join):
                continue
            certain = join.by_function_word and self._is_certain(word, join)
            confidence = Confidence.SURE if certain and not self._may_be_name(reading, here, join) else None
            yield report(reading, self._rule, here, [join.text], evidence=self._evidence(word, join), confidence=confidence)

    def _capital_is_no_name(self, reading: Reading, span: Span, join: Join) -> bool:
        """ "Inrecent" at the start of a sentence is no name, nor is "Governmentof" inside one; "Andersen" there is."""
        if join.parts[0] == "I" or not join.parts[-1].islower() or reading.starts_sentence(span.start):
            return True
        return reading.text[span.start - 1 : span.start] != "-" and self._begins_with_title(join, reading, span)

    def _begins_with_title(self, join: Join, reading: Reading, span: Span) -> bool:
        """ "Governmentof", "Councilwelcomed": a word that records write with a capital, and then one that they write often."""
        first, second = join.parts[0], join.parts[1]
        if len(first) < 3 or (join.mark == " " and self._vocabulary.capital_frequency(first) < _WRITTEN_WITH_CAPITAL):
            return False
        if second in FUNCTION_WORDS:
            return second not in _NAME_ENDINGS and (len(first) > 3 or len(second) > 3)
        return len(second) > 4 and self._vocabulary.frequency(second) >= _USUAL and not self._follows_name(reading, span)

    def _follows_name(self, reading: Reading, span: Span) -> bool:
        """True after a title or a name of a person: "Sir Jeremy Greenstock"."""
        before, _ = reading.beside(span)
        if not before[:1].isupper() or reading.starts_sentence(span.start - len(before) - 1):
            return reading.in_label(span)
        return before.endswith(".") or before.lower() not in self._vocabulary.lexicon.capitals

    def _may_be_name(self, reading: Reading, span: Span, join: Join) -> bool:
        """A capital inside a sentence keeps a doubt: "Westby"."""
        return join.parts[0][0].isupper() and join.parts[-1].islower() and not reading.starts_sentence(span.start)

    def _is_certain(self, word: str, join: Join) -> bool:
        """Nothing else is likely: no word is one slip away, or the parts are far more common."""
        if len(join.parts[0]) == 1 or len(join.parts[-1]) == 1:
            return False
        return not any(suggestion.slips == 1 for suggestion in self._vocabulary.suggestions(word))

    def _evidence(self, word: str, join: Join) -> str:
        shown = " and ".join(f"“{part}”" for part in (join.parts[0], join.parts[-1])) if len(join.parts) == 2 else "all its parts"
        return f"“{word}” is in no word list; {shown} are {'common ' if join.weight >= 7 else ''}words."
