"""Passages that are not English. Names, headings and speaker lines are never asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.checks.other_languages import LETTERS, PROBABILITY, other_languages
from qa.checks.report import report
from qa.ground.finding import Finding
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.vocabulary import Vocabulary

_SHORTEST_LOUD = 5
"""Letters of a word in capitals, in a text that is all in capitals; shorter ones are acronyms."""


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[OtherLanguages]:
    return [OtherLanguages(rule, vocabulary) for rule in rules]


class OtherLanguages:
    """Paragraphs in another language."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._letters = rule.option("letters", LETTERS)
        self._probability = rule.option("probability", PROBABILITY)

    def suspects(self, token: Token) -> bool:
        word = token.word
        return bool(token.unknown) and (not word[0].isupper() or (len(word) >= _SHORTEST_LOUD and word.isupper()))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for passage, language, why in other_languages(reading, tokens, self._letters, self._probability):
            yield report(reading, self._rule, passage, evidence=f"Read as {language}: {why}.")
