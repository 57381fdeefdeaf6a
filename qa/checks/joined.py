"""Words that ran together: "senior officials ofthe two organizations"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.reporting import report
from qa.finding import Confidence, Finding
from qa.knowledge.joins import Join
from qa.knowledge.vocabulary import Vocabulary
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading
from qa.text.token import Token


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[JoinedWords]:
    return [JoinedWords(rule, vocabulary) for rule in rules]


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
            confidence = Confidence.SURE if join.by_function_word and self._is_certain(word, join) else None
            yield report(reading, self._rule, here, [join.text], evidence=self._evidence(word, join), confidence=confidence)

    def _capital_is_no_name(self, reading: Reading, span: Span, join: Join) -> bool:
        """ "Inrecent" at the start of a sentence is no name, "Andersen" inside one is."""
        return join.parts[0] == "I" or not join.parts[-1].islower() or reading.starts_sentence(span.start)

    def _is_certain(self, word: str, join: Join) -> bool:
        """Nothing else is likely: no word is one slip away, or the parts are far more common."""
        if len(join.parts[0]) == 1 or len(join.parts[-1]) == 1:
            return False
        return not any(suggestion.slips == 1 for suggestion in self._vocabulary.suggestions(word))

    def _evidence(self, word: str, join: Join) -> str:
        shown = " and ".join(f"“{part}”" for part in (join.parts[0], join.parts[-1])) if len(join.parts) == 2 else "all its parts"
        return f"“{word}” is in no word list; {shown} are {'common ' if join.weight >= 7 else ''}words."
